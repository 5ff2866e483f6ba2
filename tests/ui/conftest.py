"""A real plan in a real window, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan import types as _types
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from ui import theme
from ui.document import Document
from ui.window import MainWindow

assert _types  # loading it registers every record type


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Every test begins without settings, in light, at 100 %."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    theme.current.choose(theme.Scheme.LIGHT, 100)
    theme.apply_theme(qapp)
    yield
    theme.current.choose(theme.Scheme.LIGHT, 100)
    # What was closed goes now, in Qt's order, and not when Python happens to collect it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The sample plan, open without a window."""
    opened = Document(Workbook.create(tmp_path / "plan.jplan", template("sample")))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the sample plan, shown and active."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    assert made.create_plan(tmp_path / "plan.jplan", "sample")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
