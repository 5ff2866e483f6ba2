"""Starting the program: the plan named on the command line, or the start page."""

from __future__ import annotations

import builtins
import importlib
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from ui.display import has_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        argv: arguments without the program's name: nothing, or the path of a plan.

    Returns:
        The status to leave with: 1 where there is no screen.
    """
    if not has_screen():
        # Qt would abort.
        words = _("There is no screen here for the window. “joint-plan --help” lists what goes without one.")
        sys.stderr.write(f"joint-plan: {words}\n")
        return 1
    app, window = start(argv)
    if window.document is None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, warm_up)
    return app.exec()


def start(argv: Sequence[str]) -> tuple[QApplication, MainWindow]:
    """The application and its window, shown: with the plan of that path, else with the start page."""
    plan = Path(argv[0]) if argv else None
    if plan is not None:
        # Qt makes every later import slower, so what a plan needs comes first where it is needed anyway.
        importlib.import_module("joint_plan.workbook.workbook")
    plain = builtins.__import__
    from PySide6.QtWidgets import QApplication

    # PySide reads the source of every module imported after it, for a feature that we do not use.
    builtins.__import__ = plain

    from ui import faults, theme
    from ui.collecting import Collector
    from ui.settings import Settings
    from ui.window import MainWindow

    app = QApplication([sys.argv[0] if sys.argv else "joint-plan"])
    Collector(app)
    app.setApplicationName("Joint Plan")
    app.setDesktopFileName("joint-plan")
    faults.keep_log()
    faults.report_faults()
    settings = Settings()
    theme.current.choose(settings.scheme, settings.text_size)
    theme.apply_theme(app)
    window = MainWindow(settings)
    if plan is None or not window.open_plan(plan):
        window.show_start()
    window.show_fitting()
    return app, window


def warm_up() -> None:
    """Load what opening a plan needs while the person looks at the start page."""
    threading.Thread(target=_load, name="warm-up", daemon=True).start()


def _load() -> None:
    for module in ("joint_plan.workbook.workbook", "joint_plan.rules.starting_plan", "joint_plan.rules.versions"):
        importlib.import_module(module)
