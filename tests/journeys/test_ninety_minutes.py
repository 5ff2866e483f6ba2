"""The 90-minute workshop under a real X11 display with a laptop's screen, a projector and a window manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")
def test_ninety_minutes_by_keys_alone(tmp_path: Path) -> None:
    runs = shutil.which("xvfb-run")
    assert runs, "installer/debian-packages.txt has xvfb"
    assert shutil.which("xrandr"), "installer/debian-packages.txt has x11-xserver-utils"
    assert shutil.which("openbox"), "installer/debian-packages.txt has openbox"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "PYTEST_"))}
    # The window manager goes with the display. Without xdist and its like: this is one test in one process.
    inside = '(openbox >/dev/null 2>&1 &) && exec "$0" -m pytest -q -p no:randomly -p no:cacheprovider "$@"'
    done = subprocess.run(
        [
            *(runs, "--auto-servernum", "--server-args=-screen 0 3286x1080x24"),
            *("sh", "-c", inside, sys.executable, f"--basetemp={tmp_path / 'inner'}"),
            str(Path(__file__).with_name("ninety_minutes.py")),
        ],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
