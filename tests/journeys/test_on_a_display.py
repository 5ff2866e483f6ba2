"""Under a real X11 display, where keys are the platform's: what the offscreen platform cannot show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_STEPS = """
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from joint_plan.plan.journey import Touchpoint
from joint_plan.plan.record import key_of
from ui.window import MainWindow

folder = Path(sys.argv[1])
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
app = QApplication([])
assert QGuiApplication.platformName() == "xcb"
window = MainWindow()
window.create_plan(folder / "plan.jplan", "sample")
window.show()
window.activateWindow()
assert QTest.qWaitForWindowActive(window)

seen = {}
for action in window.findChildren(QAction):
    for key in action.shortcuts():
        other = seen.setdefault(key.toString(), action.objectName())
        assert other == action.objectName(), f"{key.toString()} is {other} and {action.objectName()}"

window.view.show_section("journey")
cards = window.document.plan.all(Touchpoint)
window.view.page_shown.reveal_item(key_of(cards[0]))
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
assert len(window.document.plan.all(Touchpoint)) == len(cards) + 1, "Ctrl+D duplicates"
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
assert window.document.plan.all(Touchpoint) == cards, "Delete deletes what was added"
window.close()
print("walked to the end")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")
def test_keys_are_each_for_one_thing_and_ctrl_d_duplicates(tmp_path: Path) -> None:
    runs = shutil.which("xvfb-run")
    assert runs, "installer/debian-packages.txt has xvfb"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    done = subprocess.run(
        [runs, "--auto-servernum", sys.executable, "-c", _STEPS, str(tmp_path)],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "walked to the end", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"DISPLAY": ":4711"},
        {"DISPLAY": "localhost:4711", "QT_QPA_PLATFORM": "xcb"},
        {"WAYLAND_DISPLAY": "wayland-4711", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_without_a_display_that_answers_the_window_says_so_in_one_line(said: dict[str, str]) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "joint_plan"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in hidden} | said,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("joint-plan: There is no screen here")
    assert done.stderr.count("\n") == 1
