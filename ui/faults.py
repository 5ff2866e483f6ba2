"""Bugs are reported, never swallowed: a log on disk, and a plain sentence with details to copy."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QStandardPaths, QtMsgType, qInstallMessageHandler

from joint_plan.base.texts import _

if TYPE_CHECKING:
    import logging

    from PySide6.QtWidgets import QMessageBox

LARGEST = 256_000
"""Bytes after which the log begins anew; the one before is kept."""


def log_folder() -> Path:
    """Where the log is kept."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    return Path(base) / "joint-plan"


@lru_cache(maxsize=1)
def _log() -> logging.Logger:
    """The log, made when there is something to write: a start without faults does without it."""
    import logging

    log = logging.getLogger("joint_plan")
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "joint-plan.log"
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        # A computer that lets us write nowhere still gets a window.
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return log


def forget_in_log(words: tuple[str, ...]) -> None:
    """Take out of the log every line with one of these words: a report of a fault may hold a file's name."""
    for path in (log_folder() / "joint-plan.log", log_folder() / "joint-plan.log.1"):
        if not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        left = [line for line in lines if not any(word in line for word in words)]
        if left != lines:
            # In its place: the log stays open for what comes.
            path.write_text("".join(left), encoding="utf-8")


def keep_log() -> None:
    """Write what Qt warns of to a small log. Nothing of a plan goes there."""
    qInstallMessageHandler(_qt_said)


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    import logging

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    _log().log(levels.get(kind, logging.WARNING), "Qt: %s", message)


def report_faults() -> None:
    """Show a dialog for what nobody caught, and go on."""
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return
    import traceback

    from PySide6.QtWidgets import QApplication

    details = "".join(traceback.format_exception(kind, fault, trace))
    _log().error("uncaught\n%s", details)
    sys.__excepthook__(kind, fault, trace)
    if QApplication.instance() is not None:
        fault_dialog(details).exec()


def fault_dialog(details: str) -> QMessageBox:
    """The dialog: what happened in a sentence, the details behind a button."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Joint Plan")
    box.setText(_("Something went wrong in the program. Your plan is saved as it was before."))
    box.setInformativeText(_("You can go on. If it happens again, please send the details."))
    box.setDetailedText(details)
    copy = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.addButton(QMessageBox.StandardButton.Ok)
    return box
