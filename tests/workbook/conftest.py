from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from joint_plan.workbook import Workbook
from tests.workbook.plans import Clock, plan


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of `plans.RECORDS` in a file: copied, not opened."""
    file = tmp_path_factory.mktemp("written") / "autumn.jplan"
    Workbook.create(file, plan()).close()
    return file


@pytest.fixture
def path(tmp_path: Path, written: Path) -> Path:
    return Path(shutil.copy(written, tmp_path / "autumn.jplan"))


@pytest.fixture
def workbook(path: Path, clock: Clock) -> Iterator[Workbook]:
    with Workbook.open(path, person="Ann", clock=clock) as opened:
        yield opened
