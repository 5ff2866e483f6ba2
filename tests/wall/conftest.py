"""The theme and settings of every test of the wall; a window with the sample plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.window import MainWindow


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Every test begins without settings, in light, at 100 %."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    theme.current.choose(theme.Scheme.LIGHT, 100)
    theme.apply_theme(qapp)
    yield
    theme.current.choose(theme.Scheme.LIGHT, 100)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The facilitator's window with the sample plan, shown and active."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    assert made.create_plan(tmp_path / "plan.jplan", "sample")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
