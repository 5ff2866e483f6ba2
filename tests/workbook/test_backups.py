from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import PlanError
from joint_plan.workbook import Backup, Workbook, backups_of, copy_plan, read_plan, remove_backups
from joint_plan.workbook.backups import backup_folder, thinned
from tests.workbook.plans import Clock, plan, rename, stage_names

NOW = dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def own(tmp_path: Path, clock: Clock) -> Workbook:
    """A plan of its own identity, whose backups are no other test's."""
    return Workbook.create(tmp_path / "own.jplan", plan(), clock=clock)


def test_a_backup_is_made_on_opening_when_there_is_something_new(own: Workbook, clock: Clock) -> None:
    path, uuid = own.path, own.uuid
    assert [backup.seq for backup in backups_of(uuid)] == [0]
    own.close()
    Workbook.open(path, clock=clock).close()
    assert len(backups_of(uuid)) == 1
    clock.wait(minutes=1)
    with Workbook.open(path, clock=clock) as workbook:
        rename(workbook, "notice", "One")
        assert len(workbook.backups()) == 1
    clock.wait(minutes=1)
    with Workbook.open(path, clock=clock) as workbook:
        assert [backup.seq for backup in workbook.backups()] == [1, 0]
        assert stage_names(read_plan(workbook.backups()[0].path))[0] == "One"
        assert stage_names(read_plan(workbook.backups()[1].path))[0] == "Notice"
    Workbook.open(path, read_only=True, clock=clock).close()
    assert len(backups_of(uuid)) == 2


def test_every_ten_minutes_of_change_there_is_a_backup(own: Workbook, clock: Clock) -> None:
    with own:
        for minute in range(30):
            clock.wait(minutes=1)
            rename(own, "notice", str(minute))
        assert [backup.at.minute for backup in own.backups()] == [30, 20, 10, 0]
        newest = read_plan(own.backups()[0].path)
        assert newest == own.snapshot()
        clock.wait(hours=3)
        assert len(own.backups()) == 4


def test_a_backup_that_cannot_be_made_is_said_and_the_edit_stays(own: Workbook, clock: Clock) -> None:
    folder = backup_folder(own.uuid)
    shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")
    notices: list[tuple[str, ...]] = []
    own.committed.subscribe(lambda committed: notices.append(committed.notices))
    clock.wait(minutes=11)
    with own:
        rename(own, "notice", "One")
        rename(own, "notice", "Two")
        with pytest.raises(PlanError, match="Cannot write in"):
            own.checkpoint("mine")
    assert [len(said) for said in notices] == [1, 0]
    assert notices[0][0].startswith("No backup could be made. Cannot write in")
    assert stage_names(read_plan(own.path))[0] == "Two"
    folder.unlink()


def test_checkpoints_have_names_that_are_never_paths(own: Workbook, clock: Clock, tmp_path: Path) -> None:
    names = ["After lunch", "../../etc/passwd", "a/b\\c:d", "漢字 🙂 x" * 60, "-rf", "CON."]
    with own:
        for name in names:
            clock.wait(minutes=1)
            made = own.checkpoint(name)
            assert made.parent == backup_folder(own.uuid)
            assert read_plan(made) == own.snapshot()
        kept = own.backups()
        for empty in ("", " \n"):
            with pytest.raises(PlanError, match="needs a name"):
                own.checkpoint(empty)
    assert [backup.name for backup in kept][-3:] == ["etc passwd", "After lunch", ""]
    assert kept[0].name == "CON"
    assert all(len(backup.path.name.encode()) < 200 for backup in kept)
    copy_plan(kept[-2].path, tmp_path / "restored.jplan")
    with Workbook.open(tmp_path / "restored.jplan") as restored:
        assert not restored.read_only
    remove_backups(own.uuid)
    assert backups_of(own.uuid) == ()
    remove_backups(own.uuid)


def test_an_identity_is_never_a_path() -> None:
    for uuid in ("", "..", "../../etc", "/", "a" * 36 + "/x"):
        with pytest.raises(PlanError):
            remove_backups(uuid)


def backup(hours: float, name: str = "", seq: int = 0) -> Backup:
    return Backup(NOW - dt.timedelta(hours=hours), seq, name, Path(f"{hours}{name}"))


def test_thinning_keeps_all_of_a_day_then_days_then_weeks() -> None:
    hourly = [backup(hours) for hours in range(24 * 120)]
    kept = thinned(hourly, NOW)
    ages = [(NOW - one.at) / dt.timedelta(days=1) for one in kept]
    assert sum(age <= 1 for age in ages) == 25
    assert len({one.at.date() for one in kept if dt.timedelta(days=1) < NOW - one.at <= dt.timedelta(days=28)}) == 28
    weeks = [one.at.isocalendar()[:2] for one in kept if NOW - one.at > dt.timedelta(days=28)]
    assert len(weeks) == len(set(weeks)) == 14
    # Of a day and of a week it is the last.
    assert all(one.at.hour == 23 for one in kept if NOW - one.at > dt.timedelta(days=35))


@given(st.lists(st.builds(backup, st.integers(0, 9000), st.sampled_from(["", "", "", "named"]), st.integers(0, 9))))
def test_thinning_keeps_the_newest_and_the_named_and_never_goes_on_when_repeated(backups: list[Backup]) -> None:
    kept = thinned(backups, NOW)
    assert set(kept) <= set(backups)
    assert {one for one in backups if one.name} <= set(kept)
    assert not backups or max(backups) in kept
    assert thinned(kept, NOW) == kept


@given(st.lists(st.integers(0, 24 * 90), unique=True), st.lists(st.integers(1, 24 * 9), max_size=5))
def test_thinned_often_or_once_the_last_of_each_week_is_there(hours: list[int], waits: list[int]) -> None:
    backups: tuple[Backup, ...] = tuple(backup(age) for age in hours)
    now, kept = NOW, backups
    for wait in waits:
        now += dt.timedelta(hours=wait)
        kept = thinned(kept, now)
    last_of_week = {}
    for one in sorted(backups):
        last_of_week[one.at.isocalendar()[:2]] = one
    assert set(last_of_week.values()) <= set(kept)
