"""A window of a person with folders of their own, so that what is left in them can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.window import MainWindow


@dataclass(frozen=True)
class Home:
    """A person's folders."""

    documents: Path
    kept: Path
    """Settings, data and state."""

    def bytes_kept(self) -> bytes:
        """Everything that stands in the kept folders: names of files and what is in them."""
        files = [file for file in sorted(self.kept.rglob("*")) if file.is_file()]
        return b"\n".join(str(file.relative_to(self.kept)).encode() + b"\n" + file.read_bytes() for file in files)


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Folders with nothing in them."""
    kept, documents = tmp_path / "kept", tmp_path / "papers"
    documents.mkdir()
    for folder in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(kept / folder.lower()))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(kept / "config"))
    theme.current.choose(theme.Scheme.LIGHT, 100)
    theme.apply_theme(qapp)
    yield Home(documents, kept)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot: QtBot, home: Home) -> Iterator[MainWindow]:
    """The window on its start page."""
    assert home.documents.is_dir()
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
