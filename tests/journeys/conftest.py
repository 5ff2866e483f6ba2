"""The window as the program opens it, on the start page, with a facilitator at its keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.driver import Facilitator
from ui import theme
from ui.window import MainWindow


@pytest.fixture
def facilitator(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Facilitator]:
    """In front of the start page, with documents and settings of their own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    theme.current.choose(theme.Scheme.LIGHT, 100)
    theme.apply_theme(qapp)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Facilitator(window, qtbot)
    window.close()
    theme.current.choose(theme.Scheme.LIGHT, 100)
