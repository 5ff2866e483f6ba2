"""One plan open in two places: who may write, who follows, and that nobody's edit is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import Conflict, Delta
from joint_plan.plan.types import Stage
from joint_plan.workbook import Committed, Workbook, copy_plan, read_plan
from tests.workbook.plans import ROOT, rename, stage_names

Ask = Callable[[str], str]


@pytest.fixture
def other(path: Path) -> Iterator[Callable[[], tuple[str, Ask]]]:
    """Starts another window in another process: what it says of the plan, and how to tell it what to do."""
    started: list[subprocess.Popen[str]] = []

    def start() -> tuple[str, Ask]:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.workbook.other", str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(child)
        tell, hear = child.stdin, child.stdout
        assert tell is not None
        assert hear is not None

        def ask(words: str) -> str:
            tell.write(words + "\n")
            tell.flush()
            return hear.readline().strip()

        return hear.readline().strip(), ask

    yield start
    for child in started:
        child.communicate()


def test_the_second_window_reads_along_and_says_where_the_plan_is_open(
    path: Path, other: Callable[[], tuple[str, Ask]]
) -> None:
    with Workbook.open(path, person="Ann") as workbook:
        because, _ask = other()
        assert because == "It is already open in another window on this computer. You can read along."
        rename(workbook, "notice", "One")
        because, ask = other()
        assert "by Ann" in because
        assert because.startswith("It is open since")

        rename(workbook, "notice", "Two")
        workbook.undo()
        assert ask("names") == "One Compare Buy"
        assert ask("follow") == "nothing"
        rename(workbook, "buy", "Order")
        assert ask("follow") == "remote Rename Buy"
        assert ask("follow") == "nothing"
        assert ask("names") == "One Compare Order"
    assert ask("close") == "closed"
    with Workbook.open(path) as workbook:
        assert not workbook.read_only


def test_following_hears_what_the_other_window_did(path: Path, other: Callable[[], tuple[str, Ask]]) -> None:
    writing, ask = other()
    assert writing == "writing"
    with Workbook.open(path) as workbook:
        assert workbook.read_only
        heard: list[Committed] = []
        workbook.committed.subscribe(heard.append)
        ask("One")
        ask("Two")
        committed = workbook.follow()
        assert committed is not None
        assert heard == [committed]
        assert committed.kind == "remote"
        assert committed.label == "Rename to Two"
        assert committed.deltas == (Delta("Stage", "notice", {"name": "Notice"}, {"name": "Two"}),)
        assert stage_names(workbook.snapshot()) == ["Two", "Compare", "Buy"] == stage_names(read_plan(path))
        assert [entry.person for entry in workbook.history()] == ["Ben", "Ben"]
        assert workbook.follow() is None


def test_two_windows_of_one_program_share_one_right_to_write(path: Path) -> None:
    with Workbook.open(path) as first:
        with Workbook.open(path) as second:
            assert second.read_only
            rename(first, "notice", "One")
            assert second.follow() is not None
            assert stage_names(second.snapshot()) == stage_names(first.snapshot())
        # Closing the second has not dropped the first one's lock.
        with Workbook.open(path) as third:
            assert third.read_only
        rename(first, "notice", "Two")
    with Workbook.open(path) as workbook:
        assert not workbook.read_only


def open_on_another_computer(path: Path) -> None:
    owner = '{"person": "Cleo", "machine": "other-laptop", "since": "2026-11-19T10:45:00+00:00"}'
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM meta WHERE key = 'owner'")
    connection.execute("INSERT INTO meta VALUES ('owner', ?)", (owner,))
    connection.commit()
    connection.close()


def test_a_plan_open_on_another_computer_can_be_taken_over(path: Path) -> None:
    open_on_another_computer(path)
    with Workbook.open(path) as workbook:
        assert "on other-laptop, by Cleo" in workbook.read_only_because
    with Workbook.open(path, take_over=True) as workbook:
        rename(workbook, "notice", "One")
    with Workbook.open(path) as workbook:
        assert not workbook.read_only


def test_a_copy_is_open_nowhere(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jplan"
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
        copy_plan(path, copy)
        with Workbook.open(copy) as copied:
            assert not copied.read_only
            assert copied.uuid != workbook.uuid
            assert copied.snapshot() == workbook.snapshot()
            assert copied.undo_name == "Rename Notice"
            rename(copied, "notice", "Copied")
        assert stage_names(workbook.snapshot())[0] == "One"


def write_as_somebody_else(path: Path, column: str, text: str) -> None:
    """What a window on another computer does to the shared file: the row, and its journal entry."""
    connection = sqlite3.connect(path)
    (before,) = connection.execute(f"SELECT {column} FROM stage WHERE id = 'notice'").fetchone()
    connection.execute(f"UPDATE stage SET {column} = ? WHERE id = 'notice'", (text,))
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM change_set").fetchone()
    entry = (seq, seq, "2026-11-19T10:45:00.000+00:00", "Cleo", "edit", "Change", "{}", "live", 65536)
    connection.execute("INSERT INTO change_set VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
    was, now = (f'{{"{column}":{value}}}' for value in ("null" if before is None else f'"{before}"', f'"{text}"'))
    connection.execute("INSERT INTO change VALUES (?, 0, 'Stage', 'notice', ?, ?)", (seq, was, now))
    connection.commit()
    connection.close()


def test_edits_of_two_to_different_fields_both_stay(path: Path) -> None:
    with Workbook.open(path) as workbook:
        heard: list[Committed] = []
        workbook.committed.subscribe(heard.append)
        write_as_somebody_else(path, "story", "Theirs")
        rename(workbook, "notice", "Ours")
        stage = workbook.snapshot().all(Stage)[0]
        assert (stage.name, stage.story) == ("Ours", "Theirs")
        assert [committed.kind for committed in heard] == ["remote", "edit"]
        assert read_plan(path) == workbook.snapshot()
        workbook.undo()
        assert workbook.undo_name == "Change"


def test_edits_of_two_to_one_field_are_a_conflict_and_theirs_stays(path: Path) -> None:
    with Workbook.open(path) as workbook:
        write_as_somebody_else(path, "name", "Theirs")
        with pytest.raises(Conflict, match="Stage” has changed in the meantime"):
            rename(workbook, "notice", "Ours")
        assert stage_names(workbook.snapshot())[0] == "Theirs" == stage_names(read_plan(path))[0]
        rename(workbook, "notice", "Ours")
        assert stage_names(read_plan(path))[0] == "Ours"


@pytest.mark.parametrize("how", ["UPDATE stage SET name = 'Theirs' WHERE id = 'notice'", "DELETE FROM touchpoint"])
def test_a_row_changed_behind_the_journal_is_a_conflict_and_nothing_is_written(how: str, path: Path) -> None:
    with Workbook.open(path) as workbook:
        before = workbook.snapshot()
        connection = sqlite3.connect(path)
        connection.execute(how)
        connection.commit()
        connection.close()
        content = path.read_bytes()
        with pytest.raises(Conflict), workbook.edit("Delete") as edit:
            edit.remove(edit.set(before.all(Stage)[0], name="Second"))
        assert workbook.snapshot() is before
        assert path.read_bytes() == content
        assert workbook.undo_name == ""


def test_a_busy_file_is_said_and_nothing_is_lost(path: Path) -> None:
    with Workbook.open(path) as workbook:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        before = workbook.snapshot()
        with pytest.raises(PlanError, match="being written to by another program"):
            rename(workbook, "notice", "One")
        assert workbook.snapshot() is before
        connection.execute("ROLLBACK")
        connection.close()
        rename(workbook, "notice", "One")
    assert stage_names(read_plan(path))[0] == "One"


def test_a_file_replaced_or_moved_away_is_not_written_to(path: Path, tmp_path: Path) -> None:
    reserve = Path(shutil.copy(path, tmp_path / "reserve"))
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
        before = workbook.snapshot()
        path.rename(tmp_path / "moved.jplan")
        with pytest.raises(PlanError, match="was moved, deleted or replaced by another program"):
            rename(workbook, "notice", "Two")
        reserve.rename(path)
        content = path.read_bytes()
        with pytest.raises(PlanError, match="was moved, deleted or replaced by another program"):
            rename(workbook, "notice", "Two")
        assert workbook.snapshot() is before
    assert path.read_bytes() == content
    assert stage_names(read_plan(tmp_path / "moved.jplan"))[0] == "One"


def test_a_reader_goes_on_in_the_file_that_replaced_its_own(path: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(path, tmp_path / "newer.jplan"))
    with Workbook.open(newer) as workbook:
        rename(workbook, "notice", "Synced")
    with Workbook.open(path, read_only=True) as reader:
        newer.replace(path)
        committed = reader.follow()
        assert committed is not None
        assert committed.deltas == (Delta("Stage", "notice", {"name": "Notice"}, {"name": "Synced"}),)
        assert stage_names(reader.snapshot())[0] == "Synced"
        assert [entry.label for entry in reader.history()] == ["Rename Notice"]
        assert reader.follow() is None
