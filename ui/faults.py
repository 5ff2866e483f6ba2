"""Bugs are reported, never swallowed: a log on disk, and a plain sentence with details to copy."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QStandardPaths, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from joint_plan.base.texts import _

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("joint_plan")


def log_folder() -> Path:
    """Where the log is kept."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)
    return Path(base) / "joint-plan"


def keep_log() -> None:
    """Write warnings and faults, Qt's included, to a small log that turns over. Nothing of a plan goes there."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "joint-plan.log", maxBytes=256_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        # A computer that lets us write nowhere still gets a window.
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    qInstallMessageHandler(_qt_said)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)


def report_faults() -> None:
    """Show a dialog for what nobody caught, and go on."""
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return
    details = "".join(traceback.format_exception(kind, fault, trace))
    _log.error("uncaught\n%s", details)
    sys.__excepthook__(kind, fault, trace)
    if QApplication.instance() is not None:
        fault_dialog(details).exec()


def fault_dialog(details: str) -> QMessageBox:
    """The dialog: what happened in a sentence, the details behind a button."""
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
