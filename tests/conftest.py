"""What holds for every test: no screen, English, user folders of its own, where garbage goes, how hard we try."""

from __future__ import annotations

import gc
import os
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


# Python collects cycles on whichever thread happens to allocate. Widgets that are let go on another thread (a test
# runner's, an export's) end the process, so tests collect on their own thread, as the window does (ui.collecting).
gc.disable()
_FULL_EVERY = 20
_tests_run = 0


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect on this thread: what is young after every test, everything now and then."""
    global _tests_run
    _tests_run += 1
    gc.collect(2 if _tests_run % _FULL_EVERY == 0 else 1)


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
