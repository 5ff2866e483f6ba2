"""Starting the program: the plan named on the command line, or the start page."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Sequence
from pathlib import Path


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed.

    Args:
        argv: arguments without the program's name: nothing, or the path of a plan.

    Returns:
        The status to leave with.
    """
    plan = Path(argv[0]) if argv else None
    if plan is not None:
        # Qt makes every later import slower, so what a plan needs comes first where it is needed anyway.
        from joint_plan.workbook import Workbook  # noqa: F401  loads SQLAlchemy

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import faults, theme
    from ui.settings import Settings
    from ui.window import MainWindow

    app = QApplication([sys.argv[0] if sys.argv else "joint-plan"])
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
    window.show()
    if plan is None:
        QTimer.singleShot(0, warm_up)
    return app.exec()


def warm_up() -> None:
    """Load what opening a plan needs while the person looks at the start page."""
    threading.Thread(target=_load, name="warm-up", daemon=True).start()


def _load() -> None:
    for module in ("joint_plan.workbook.workbook", "joint_plan.rules.starting_plan", "joint_plan.rules.versions"):
        importlib.import_module(module)
