from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import difference
from joint_plan.plan.jsonform import code_number
from joint_plan.plan.record import all_specs
from joint_plan.plan.types import (
    Actual,
    CheckIn,
    Loss,
    Note,
    Participant,
    ProfileEntry,
    QuickWin,
    Sla,
    Stage,
    Version,
    Win,
)
from joint_plan.rules.next_period import next_period
from joint_plan.workbook import Workbook, clean_copy, copy_plan, read_plan, write_next
from joint_plan.workbook.forgetting import forget_plan, kept_plans
from tests.marked_plan import marked_plan
from tests.workbook.plans import rename, stage_names

SECRETS = {
    "a deleted stage": "zaphod",
    "an old name": "trillian",
    "a private note of a record": "marvin",
    "a note": "slartibartfast",
    "a pending text": "magrathea",
    "an address": "ann@example.org",
    "a label": "vogon",
    "an undone name": "krikkit",
    "a person of the journal": "prefect",
}


def with_secrets(path: Path) -> None:
    with Workbook.open(path, person=SECRETS["a person of the journal"]) as workbook:
        rename(workbook, "notice", SECRETS["an old name"])
        with workbook.edit("Add {words}", words=SECRETS["a label"]) as edit:
            gone = edit.add(Stage(name=SECRETS["a deleted stage"]))
            edit.set(workbook.snapshot().all(Sla)[0], note=SECRETS["a private note of a record"])
            edit.add(Note(section="slas", item="Sla:s1", text=SECRETS["a note"]))
            edit.add(QuickWin(title="Extra"))
        with workbook.edit("Delete") as edit:
            edit.remove(gone)
        rename(workbook, "notice", SECRETS["an undone name"])
        workbook.undo()
        rename(workbook, "notice", "Notice again")
        with workbook.edit("Version", undoable=False) as edit:
            edit.add(Version(number=1, snapshot='{"plan": "public"}', hash="ab"))
        workbook.keep_pending("Stage:buy", "name", SECRETS["a pending text"])
        with workbook.edit("Delete") as edit:
            edit.remove(workbook.snapshot().all(QuickWin)[-1])


def test_a_clean_copy_holds_nothing_of_what_it_leaves_out(path: Path, tmp_path: Path) -> None:
    with_secrets(path)
    clean = tmp_path / "clean.jplan"
    clean_copy(path, clean)

    content = clean.read_bytes()
    assert {what for what, text in SECRETS.items() if text.encode() in content} == set()
    assert {what for what, text in SECRETS.items() if text.encode() not in path.read_bytes()} == set()
    assert b"Notice again" in content
    assert b'{"plan": "public"}' in content


def test_a_clean_copy_is_else_the_same_plan(path: Path, tmp_path: Path) -> None:
    with_secrets(path)
    clean = tmp_path / "clean.jplan"
    clean_copy(path, clean)
    changed = {
        (delta.key, *sorted(delta.after or {"": None}))
        for delta in difference(read_plan(path), read_plan(clean))
        if delta.type != "Note"
    }
    assert changed == {("Sla:s1", "note"), ("Participant:ann", "email")}
    with Workbook.open(clean) as workbook:
        assert workbook.history() == []
        assert workbook.undo_name == ""
        assert workbook.pending() == {}
        assert not workbook.snapshot().all(Note)
        (version,) = workbook.snapshot().all(Version)
        assert (version.number, version.snapshot) == (1, '{"plan": "public"}')
        # The counter of codes goes along: QW-02 was given, though its quick win is gone.
        with workbook.edit("Add") as edit:
            assert edit.add(QuickWin(title="New")).code == "QW-03"


def test_a_clean_copy_keeps_what_was_followed_up(path: Path, tmp_path: Path) -> None:
    with Workbook.open(path) as workbook, workbook.edit("Follow up") as edit:
        edit.add(Actual(item="Sla:s1", month=dt.date(2027, 1, 1), value=Decimal(95), comment="Two fairs"))
        edit.add(CheckIn(date=dt.date(2027, 2, 2), misses="Fair days", note="Keep it short"))
        edit.add(Win(account="Meadow", marketing_part="Found", sales_part="Closed"))
        edit.add(Loss(account="Brack", marketing_could_do_better="Ask", sales_could_do_better="Call"))
    clean = tmp_path / "clean.jplan"
    clean_copy(path, clean)
    before, after = read_plan(path), read_plan(clean)
    for kind in (Actual, Win, Loss):
        assert after.all(kind) == before.all(kind) != ()
    (kept,) = after.all(CheckIn)
    assert (kept.misses, kept.note) == ("Fair days", "")


def test_deleted_text_is_wiped_from_the_record_tables_as_it_goes(path: Path) -> None:
    """Without a journal of it, what is deleted is gone from the bytes: `secure_delete`."""
    with Workbook.open(path) as workbook:
        workbook.keep_pending("Stage:buy", "name", "heart of gold")
        assert b"heart of gold" in path.read_bytes()
        workbook.drop_pending("Stage:buy", "name")
        assert b"heart of gold" not in path.read_bytes()


def test_copies_take_the_history_along_and_leave_the_original_alone(path: Path, tmp_path: Path) -> None:
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
    content = path.read_bytes()
    copy = tmp_path / "copy of ünïcode ? # %.jplan"
    copy_plan(path, copy)
    assert path.read_bytes() == content
    with Workbook.open(copy) as workbook:
        assert workbook.undo_name == "Rename Notice"
        workbook.undo()
    assert stage_names(read_plan(path))[0] == "One"
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("copying", [copy_plan, clean_copy])
def test_existing_files_are_replaced_only_when_that_is_said(copying: object, path: Path, tmp_path: Path) -> None:
    assert callable(copying)
    target = tmp_path / "there.jplan"
    target.write_text("precious", encoding="utf-8")
    with pytest.raises(PlanError, match="exists already"):
        copying(path, target)
    assert target.read_text(encoding="utf-8") == "precious"
    copying(path, target, replace=True)
    assert stage_names(read_plan(target)) == stage_names(read_plan(path))
    content = path.read_bytes()
    for replace in (True, False):
        with pytest.raises(PlanError, match="onto itself"):
            copying(path, path, replace=replace)
    assert path.read_bytes() == content
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["autumn.jplan", "there.jplan"]


def test_what_people_entered_of_themselves_stays_but_the_address(path: Path, tmp_path: Path) -> None:
    clean_copy(path, tmp_path / "clean.jplan")
    (ann,) = read_plan(tmp_path / "clean.jplan").all(Participant)
    assert (ann.name, ann.team, ann.email) == ("Ann", "sales", "")


@pytest.mark.parametrize("seed", range(1, 5))
def test_no_private_field_of_any_record_is_in_a_clean_copys_bytes_and_all_else_is(seed: int, tmp_path: Path) -> None:
    plan, marks = marked_plan(seed)
    source, clean = tmp_path / "source.jplan", tmp_path / "clean.jplan"
    Workbook.create(source, plan).close()
    clean_copy(source, clean)
    content = clean.read_bytes()
    private = {
        (spec.name, column.name)
        for spec in all_specs()
        for column in spec.columns
        if spec.private or column.field.private
    }
    hidden = [mark for place, found in marks.places.items() if place in private for mark in found]
    hidden += [entry.text for entry in plan.all(ProfileEntry) if entry.is_private]
    assert hidden
    assert [mark for mark in hidden if mark and mark.encode() in content] == []
    kept = [mark for place, found in marks.places.items() if place not in private for mark in found]
    assert [mark for mark in kept if mark not in hidden and mark.encode() not in content] == []
    assert read_plan(clean).all(Actual) == tuple(dataclasses.replace(actual, note="") for actual in plan.all(Actual))


def test_the_next_plan_counts_codes_on(path: Path, tmp_path: Path) -> None:
    with Workbook.open(path) as workbook:
        with workbook.edit("Add") as edit:
            gone = edit.add(Stage(name="Gone"))
        with workbook.edit("Delete") as edit:
            edit.remove(gone)
        after = next_period(workbook.snapshot(), dt.date(2030, 1, 1)).plan
    write_next(path, tmp_path / "next.jplan", after)
    with Workbook.open(tmp_path / "next.jplan") as workbook:
        with workbook.edit("Add") as edit:
            new = edit.add(Stage(name="New"))
        assert code_number("J", new.code) == code_number("J", gone.code) + 1
        assert workbook.snapshot().all(Version) == ()
    with pytest.raises(PlanError, match="exists already"):
        write_next(path, tmp_path / "next.jplan", after)


def test_nothing_of_a_plan_is_left_on_this_computer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(path.parent / folder.lower()))
    with Workbook.open(path) as workbook:
        uuid = workbook.uuid
        workbook.checkpoint("before lunch")
        rename(workbook, "notice", "Zaphod")
        workbook.backup()
        with pytest.raises(PlanError, match="open in another window"):
            forget_plan(uuid, path)
        assert workbook.backups()
    (kept,) = kept_plans()
    assert (kept.uuid, kept.title, kept.backups) == (uuid, workbook.snapshot().plan.title, 3)
    assert forget_plan(uuid, path) == ("Backups: 3",)
    assert path.is_file()
    assert kept_plans() == ()
    assert [file for folder in ("data", "state") for file in (path.parent / folder).rglob("*") if file.is_file()] == []
    assert forget_plan(uuid, path, file_too=True) == ("The plan’s file",)
    assert not path.exists()
    assert forget_plan("", path) == ()
