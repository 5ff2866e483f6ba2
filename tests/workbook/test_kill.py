"""A program killed at any moment loses nothing that was acknowledged, and leaves a whole plan."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.types import Stage, Touchpoint
from joint_plan.workbook import Workbook, read_plan
from joint_plan.workbook.header import has_journal, journal_of
from tests.scale import soak
from tests.workbook.plans import ROOT, stage_names

# A transaction that has begun to change the file itself when its process dies: the cache is too small to hold it.
DIES_WHILE_WRITING = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE stage SET name = 'half written'")
connection.execute("UPDATE touchpoint SET name = 'half written'")
connection.executemany("INSERT INTO meta VALUES (?, ?)", [(f"filler {n}", "x" * 3000) for n in range(500)])
os.kill(os.getpid(), signal.SIGKILL)
"""


def die_while_writing(path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", DIES_WHILE_WRITING, str(path)], check=False)
    assert child.returncode != 0
    assert has_journal(path)


def leave_half_written(path: Path) -> None:
    """The same without a process to die: the file and its journal as they lie on the disk in mid-transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE stage SET name = 'half written'")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(f"filler {n}", "x" * 3000) for n in range(30)])
    left = [(file, file.read_bytes()) for file in (path, journal_of(path))]
    connection.execute("ROLLBACK")
    connection.close()
    for file, content in left:
        file.write_bytes(content)
    assert has_journal(path)


class Writers:
    """Children that edit until they are killed; see `tests.workbook.writer`."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.workbook.writer"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._tell, self._hear = self._parent.stdin, self._parent.stdout

    def kill_one(self, path: Path, first: int, moments: int) -> list[int]:
        """Let a child edit, kill it at a moment that nothing it does decides; the numbers it acknowledged."""
        self._tell.write(f"{first} {path}\n")
        self._tell.flush()
        heard = [self._hear.readline(), self._hear.readline()]
        (pid,) = [int(line.removeprefix("pid ")) for line in heard if line.startswith("pid ")]
        for _moment in range(moments):
            pass
        os.kill(pid, signal.SIGKILL)
        while heard[-1] != "gone\n":
            heard.append(self._hear.readline())
        return [int(line) for line in heard if line[:1].isdigit()]

    def close(self) -> None:
        self._tell.close()
        self._hear.close()
        self._parent.wait()


@pytest.fixture
def writers() -> Iterator[Writers]:
    started = Writers()
    yield started
    started.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers fork")
def test_every_acknowledged_edit_survives_a_kill(path: Path, writers: Writers) -> None:
    chance = random.Random(7)
    last = 0
    for _kill in range(soak(30, 1000)):
        last = max([last, *writers.kill_one(path, last + 1, chance.randrange(1_000_000))])
        plan = read_plan(path)
        with Workbook.open(path) as workbook:
            assert not workbook.read_only
            assert workbook.snapshot() == plan
            # The child may have died between undoing a round and doing it again.
            undone = workbook.redo() is not None
            plan = workbook.snapshot()
            typed = int(workbook.pending().get(("Stage:buy", "story"), "typing 0").removeprefix("typing "))
        written = sorted(int(item.id[1:]) for item in plan.all(Touchpoint) if item.id.startswith("r"))
        # One edit more may be in the file than was acknowledged, never one less, and none by half.
        assert written == list(range(1, len(written) + 1))
        assert last <= len(written) <= last + 1
        assert plan.all(Stage)[0].name == (f"round {len(written)}" if written else "Notice")
        assert last <= typed <= len(written)
        assert not undone or len(written) == last + 1
        last = len(written)
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()


def test_a_half_written_transaction_is_rolled_back_on_opening(path: Path, tmp_path: Path) -> None:
    die_while_writing(path)
    with Workbook.open(path) as workbook:
        assert stage_names(workbook.snapshot()) == ["Notice", "Compare", "Buy"]
        assert not workbook.read_only
    assert list(tmp_path.iterdir()) == [path]


def test_only_reading_a_half_written_file_leaves_it_and_its_journal_alone(path: Path, tmp_path: Path) -> None:
    die_while_writing(path)
    journal = path.with_name(path.name + "-journal")
    content = (path.read_bytes(), journal.read_bytes())
    assert stage_names(read_plan(path)) == ["Notice", "Compare", "Buy"]
    assert (path.read_bytes(), journal.read_bytes()) == content


def test_a_stray_file_in_the_place_of_the_journal_is_left_alone(path: Path) -> None:
    stray = path.with_name(path.name + "-journal")
    stray.write_bytes(b"somebody's own file")
    for action in (Workbook.open, read_plan):
        with pytest.raises(PlanError, match=r"autumn\.jplan-journal lies beside the plan"):
            action(path)
    assert stray.read_bytes() == b"somebody's own file"


def test_a_copy_with_its_journal_is_rolled_back_too(path: Path, tmp_path: Path) -> None:
    die_while_writing(path)
    copy = Path(shutil.copy(path, tmp_path / "copied.jplan"))
    shutil.copy(path.with_name(path.name + "-journal"), copy.with_name(copy.name + "-journal"))
    assert read_plan(copy) == read_plan(path)


def test_pending_text_survives_and_goes_when_it_is_committed(path: Path) -> None:
    with Workbook.open(path) as workbook:
        workbook.keep_pending("Stage:notice", "name", "See")
        workbook.keep_pending("Stage:notice", "name", "See it")
        workbook.keep_pending("Sla:s1", "met_share", "9")
        workbook.keep_pending("Sla:s1", "time_limit", "4")
        assert workbook.history() == []
        before = workbook.snapshot()
    with Workbook.open(path) as workbook:
        assert workbook.snapshot() == before
        assert workbook.pending() == {
            ("Stage:notice", "name"): "See it",
            ("Sla:s1", "met_share"): "9",
            ("Sla:s1", "time_limit"): "4",
        }
        with workbook.edit("Rename") as edit:
            edit.set(workbook.snapshot().all(Stage)[0], name="See it")
            edit.set(workbook.snapshot().all(Stage)[1], name="See it")
        workbook.drop_pending("Sla:s1", "met_share")
        workbook.drop_pending("Sla:s1", "met_share")
        assert workbook.pending() == {("Sla:s1", "time_limit"): "4"}
    with Workbook.open(path, read_only=True) as workbook:
        assert workbook.pending() == {("Sla:s1", "time_limit"): "4"}
