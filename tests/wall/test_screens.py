"""Screens that come and go never lose the wall, and never let it or private things be seen in the wrong place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from ui.wall.screens import Arrangement, arrangement

ROOT = Path(__file__).parents[2]

LAPTOP = QRect(0, 0, 1366, 768)
RIGHT = QRect(1366, 0, 1920, 1080)
ABOVE = QRect(0, -1080, 1920, 1080)
SMALL = QRect(3286, 0, 1024, 768)


@pytest.mark.parametrize(
    ("own", "screens", "wanted"),
    [
        (0, [LAPTOP], Arrangement(None, mirrored=False)),
        (0, [LAPTOP, RIGHT], Arrangement(1, mirrored=False)),
        (1, [RIGHT, LAPTOP], Arrangement(0, mirrored=False)),
        (0, [LAPTOP, ABOVE], Arrangement(1, mirrored=False)),
        # Mirrored: the same part of the desktop, also at another resolution.
        (0, [LAPTOP, LAPTOP], Arrangement(None, mirrored=True)),
        (0, [LAPTOP, QRect(0, 0, 1920, 1080)], Arrangement(None, mirrored=True)),
        (0, [LAPTOP, QRect(0, 0, 1024, 768)], Arrangement(None, mirrored=True)),
        # The largest of several; a mirror of the facilitator's beside one that is apart.
        (0, [LAPTOP, SMALL, RIGHT], Arrangement(2, mirrored=False)),
        (0, [LAPTOP, LAPTOP, RIGHT], Arrangement(2, mirrored=True)),
        # The facilitator's window on the large screen: the wall takes the other one.
        (1, [LAPTOP, RIGHT], Arrangement(0, mirrored=False)),
        # A screen that is just being switched off has no size.
        (0, [LAPTOP, QRect()], Arrangement(None, mirrored=False)),
    ],
)
def test_the_wall_goes_where_the_facilitator_is_not(own: int, screens: list[QRect], wanted: Arrangement) -> None:
    found = arrangement(own, screens)
    assert found == wanted
    assert found.extended == (wanted.wall is not None and not wanted.mirrored)


_STEPS = """
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.window import MainWindow

folder = Path(sys.argv[1])
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
app = QApplication([])
assert QGuiApplication.platformName() == "xcb"
theme.apply_theme(app)
BEAMER = (1366, 0, 1920, 1080)


def until(holds, what):
    for _time in range(500):
        if holds():
            return
        QTest.qWait(20)
    wall = presenting.wall
    where = (wall.isVisible(), wall.geometry(), wall.screen().name()) if wall is not None else None
    raise AssertionError(f"{what}: {where} of {rects()}, window at {window.geometry()}")


def press(key):
    until(window.isActiveWindow, "the facilitator's window has the keyboard")
    QTest.keyClick(window, key)


def rects():
    return sorted(screen.geometry().getRect() for screen in app.screens())


def plug(rect):
    left, top, wide, high = rect
    monitor = f"{wide}/500x{high}/300+{left}+{top}"
    subprocess.run(["xrandr", "--setmonitor", "BEAMER", monitor, "none"], check=True, capture_output=True)
    until(lambda: len(rects()) == 2, "the second screen is seen")


def unplug():
    subprocess.run(["xrandr", "--delmonitor", "BEAMER"], check=True, capture_output=True)
    until(lambda: len(rects()) == 1, "the second screen is gone")


own = ["xrandr", "--setmonitor", "LAPTOP", "1366/300x768/200+0+0", "screen"]
subprocess.run(own, check=True, capture_output=True)
until(lambda: rects() == [(0, 0, 1366, 768)], "the laptop's own screen")
window = MainWindow()
window.create_plan(folder / "plan.jplan", "sample")
window.setGeometry(20, 40, 1300, 700)
window.show()
window.activateWindow()
assert QTest.qWaitForWindowActive(window)
panel, presenting = window.view.facilitator, window.presenting


def on(rect):
    wall = presenting.wall
    return wall is not None and wall.isVisible() and wall.geometry().getRect() == rect


def away():
    return not presenting.wall.isVisible()


# Extended: the wall covers the other screen, and the keyboard stays with the facilitator.
plug(BEAMER)
press(Qt.Key.Key_F5)
until(lambda: on(BEAMER), "the wall is on the second screen")
until(window.isActiveWindow, "the keyboard stays")
assert panel.isVisible()
# Unplugged: it waits, and covers nothing of the facilitator's. Plugged in again, it is back.
unplug()
until(away, "the wall waits")
assert panel.isVisible()
plug(BEAMER)
until(lambda: on(BEAMER), "the wall is back")
# Another resolution.
unplug()
plug((1366, 0, 1280, 720))
until(lambda: on((1366, 0, 1280, 720)), "the wall covers the smaller picture")
# Mirrored: nothing private is on this screen any more, and the wall waits.
unplug()
plug((0, 0, 1366, 768))
until(lambda: panel.isHidden(), "the panel is hidden while mirrored")
assert away()
# F9 shows it to who really wants it; another look at the screens does not argue.
press(Qt.Key.Key_F9)
assert panel.isVisible()
presenting.arrange()
assert panel.isVisible()
press(Qt.Key.Key_F9)
unplug()
plug(BEAMER)
until(lambda: on(BEAMER), "the wall is back after the mirror")
assert panel.isHidden(), "hidden by hand, it stays hidden"
# Left, and one screen only: F5 covers it with the wall and hides the panel first; Esc leaves the panel hidden.
press(Qt.Key.Key_F5)
until(away, "F5 leaves")
press(Qt.Key.Key_F9)
assert panel.isVisible()
unplug()
press(Qt.Key.Key_F5)
until(lambda: on((0, 0, 1366, 768)), "the wall is on the one screen")
assert panel.isHidden()
until(presenting.wall.isActiveWindow, "the wall has the keyboard there")
# A second screen appears: the wall goes there, and the facilitator has the own one back, panel and all.
plug(BEAMER)
until(lambda: on(BEAMER), "the wall moves over")
assert panel.isVisible()
unplug()
until(away, "the wall waits again")
window.activateWindow()
press(Qt.Key.Key_F5)
until(lambda: on((0, 0, 1366, 768)), "F5 calls it to this screen")
assert panel.isHidden()
until(presenting.wall.isActiveWindow, "the wall has the keyboard again")
QTest.keyClick(presenting.wall.view, Qt.Key.Key_Escape)
until(away, "Esc leaves")
assert panel.isHidden()
# The facilitator's window on the other screen: the wall takes the one that it left.
plug(BEAMER)
press(Qt.Key.Key_F5)
until(lambda: on(BEAMER), "the wall is on the second screen again")
window.setGeometry(1500, 100, 1300, 700)
until(lambda: on((0, 0, 1366, 768)), "the wall never covers the facilitator's window")
window.close()
assert away()
print("walked to the end")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")
def test_screens_come_and_go(tmp_path: Path) -> None:
    runs = shutil.which("xvfb-run")
    assert runs, "installer/debian-packages.txt has xvfb"
    assert shutil.which("xrandr"), "installer/debian-packages.txt has x11-xserver-utils"
    assert shutil.which("openbox"), "installer/debian-packages.txt has openbox"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    # The window manager goes with the display.
    inside = '(openbox >/dev/null 2>&1 &) && exec "$0" -c "$1" "$2"'
    done = subprocess.run(
        [
            *(runs, "--auto-servernum", "--server-args=-screen 0 3286x1080x24"),
            *("sh", "-c", inside, sys.executable, _STEPS, str(tmp_path)),
        ],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.stdout.strip() == "walked to the end", done.stderr
