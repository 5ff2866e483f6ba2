"""What holds for every test: no screen, English, user folders of its own, where garbage goes, how hard we try."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.scale import SOAK, soak

# Qt reads these when it is first imported, before any fixture runs.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

# `make test` finds the same on every machine and in every run; `make soak` goes looking for what was not tried yet.
settings.register_profile("test", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=soak(60, 2000), deadline=None, print_blob=True)
settings.load_profile("soak" if SOAK else "test")


# Python collects cycles at whichever allocation comes next, on whichever thread. Widgets of a test that is over, taken
# apart while another test paints or on the runner's thread, end the process: so nothing is collected here.
# (Counted references still go at once. The window collects on its own thread: ui.collecting.)
gc.disable()


@pytest.fixture(scope="session", autouse=True)
def own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, backups and recent files of the person at this machine stay untouched; the language is English."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HOME", str(home))
        for folder in ("CONFIG", "DATA", "CACHE", "STATE"):
            environment.setenv(f"XDG_{folder}_HOME", str(home / folder.lower()))
        for variable in ("LOCALAPPDATA", "APPDATA"):
            environment.setenv(variable, str(home / variable.lower()))
        environment.setenv("LANG", "C.UTF-8")
        for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            environment.delenv(variable, raising=False)
        yield
        _empty_clipboard()


def _empty_clipboard() -> None:
    """The platform without a screen takes its clipboard down after Python's objects in it, and ends the process."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
