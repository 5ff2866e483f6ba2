"""From starting the process to the first painted window."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measuring import Ratio, in_turns, process

# Leaving at once keeps the taking apart of both processes out of the measurement.
_PAINTED = """
while not (window.windowHandle() and window.windowHandle().isExposed()):
    app.processEvents()
app.processEvents()
import os
os._exit(0)
"""

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
"""

_WITH_SQLALCHEMY = "import sqlalchemy" + _BARE

_START = """
from ui.app import start
app, window = start({argv!r})
assert (window.document is None) == {empty!r}
"""


def measure(runs: int) -> tuple[Ratio, ...]:
    """The start page against a bare window; the sample plan against a bare window after importing SQLAlchemy."""
    from joint_plan.rules.starting_plan import template
    from joint_plan.workbook import Workbook

    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "*=false",
            # Compiled modules are kept, as an installed program has them; the first run of each makes them.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            **{f"XDG_{name}_HOME": str(Path(folder) / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        }
        plan = Path(folder) / "plan.jplan"
        Workbook.create(plan, template("sample")).close()
        first = in_turns(
            process(_START.format(argv=[], empty=True) + _PAINTED, environment),
            process(_BARE + _PAINTED, environment),
            runs,
        )
        shown = in_turns(
            process(_START.format(argv=[str(plan)], empty=False) + _PAINTED, environment),
            process(_WITH_SQLALCHEMY + _PAINTED, environment),
            runs,
        )
    return (
        Ratio("first painted window / bare Qt window", *first, aim=1.5),
        Ratio("plan shown / Qt and SQLAlchemy imported", *shown, aim=1.3),
    )
