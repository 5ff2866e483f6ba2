"""What importing the packages does and does not bring in; each in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

IMPORT_THE_CORE_WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None  # an import of either now fails
import joint_plan
names = [found.name for found in pkgutil.walk_packages(joint_plan.__path__, "joint_plan.")]
for name in names:
    if name != "joint_plan.__main__" or "ui" in sys.argv:
        importlib.import_module(name)
print(len(names))
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_imports_where_there_is_no_qt() -> None:
    assert int(run(IMPORT_THE_CORE_WITHOUT_QT)) > 10


def test_the_core_blocks_qt_in_earnest() -> None:
    blocked = (
        "import sys; sys.modules['PySide6'] = None\ntry: import PySide6.QtCore\nexcept ImportError: print('blocked')"
    )
    assert run(blocked).strip() == "blocked"


def test_resources_bring_in_nothing() -> None:
    code = (
        "import sys, resources; print([n for n in sys.modules if n.split('.')[0] in {'PySide6', 'joint_plan', 'ui'}])"
    )
    assert run(code).strip() == "[]"
