"""How long it takes to see something: the start page against a bare Qt window, a plan against Qt and SQLAlchemy."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from tests.bench.timing import Ratio, in_turns, until_ready

# The window is painted in the turns of the event loop that follow on showing it.
_READY = """
from PySide6.QtCore import QTimer
def ready():
    print("ready", flush=True)
def soon():
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, ready))
"""

_BARE = (
    """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(20, 6))
window.show()
"""
    + _READY
    + """
soon()
app.exec()
"""
)

_WITH_SQLALCHEMY = "import sqlalchemy\n" + _BARE

_OURS = (
    """
import sys
from ui import app
started, window = app.start(sys.argv[1:])
"""
    + _READY
    + """
soon()
started.exec()
"""
)


def ratios() -> Iterator[Ratio]:
    """The two starts."""
    yield in_turns("first painted window / bare Qt window", lambda: until_ready(_OURS), lambda: until_ready(_BARE), 1.5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.jplan"
        Workbook.create(path, template("sample")).close()
        yield in_turns(
            "sample plan shown / Qt window with SQLAlchemy imported",
            lambda: until_ready(_OURS, str(path)),
            lambda: until_ready(_WITH_SQLALCHEMY),
            1.3,
        )
