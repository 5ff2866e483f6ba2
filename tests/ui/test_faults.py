from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui import faults


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of this test."""
    monkeypatch.setattr(faults, "log_folder", lambda: tmp_path)
    faults._log.cache_clear()  # noqa: SLF001  the log is made once a process
    return tmp_path / "joint-plan.log"


def _clean_up() -> None:
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(None)
    log = faults._log()  # noqa: SLF001  as above
    for handler in tuple(log.handlers):
        log.removeHandler(handler)
        handler.close()
    faults._log.cache_clear()  # noqa: SLF001  as above


def test_what_nobody_caught_is_shown_with_details_to_copy_and_logged(
    qtbot: QtBot, own_log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    faults.report_faults()
    seen: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        copy = next(button for button in box.buttons() if "Copy" in button.text())
        copy.click()
        box.accept()

    QTimer.singleShot(0, answer)
    try:
        raise ValueError("an inner matter")
    except ValueError:
        kind, fault, trace = sys.exc_info()
    assert kind is not None
    assert fault is not None
    sys.excepthook(kind, fault, trace)
    assert "Something went wrong" in seen[0]
    assert "an inner matter" not in seen[0]
    assert "ValueError: an inner matter" in QGuiApplication.clipboard().text()
    assert "ValueError: an inner matter" in own_log.read_text(encoding="utf-8")
    assert "ValueError" in capsys.readouterr().err
    _clean_up()


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_what_qt_warns_of_goes_to_the_log(qtbot: QtBot, own_log: Path) -> None:
    faults.keep_log()
    qWarning("a strange thing")
    assert "Qt: a strange thing" in own_log.read_text(encoding="utf-8")
    _clean_up()
