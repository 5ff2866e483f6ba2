"""Agreement through the real file: undo restores every state, and nothing changes a version."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import applied, difference
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, ParkingItem, Signature, Version
from joint_plan.rules.content import content_hash
from joint_plan.rules.standing import standings
from joint_plan.rules.starting_plan import template
from joint_plan.rules.versions import blockers, faults, make_version, plan_of_version
from joint_plan.workbook import Workbook, read_plan
from tests.cli.command import inside
from tests.rules.edits import ITEMS, Edit, Take, edits, small_plan
from tests.rules.plans import changed
from tests.scale import soak

AT = dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC)
SOME = st.lists(edits(), min_size=1, max_size=soak(6, 20))


@contextmanager
def opened(plan: Snapshot) -> Iterator[Workbook]:
    with TemporaryDirectory() as folder, closing(Workbook.create(Path(folder) / "plan.jplan", plan)) as workbook:
        yield workbook


def do(workbook: Workbook, edit: Edit) -> None:
    before = workbook.snapshot()
    workbook.apply("An edit", {}, difference(before, edit(before)))


def states(plan: Snapshot) -> dict[str, tuple[object, ...]]:
    return {key: (one.state, one.waiting_for, one.stances, one.parked) for key, one in standings(plan).items()}


@given(SOME)
def test_undo_restores_every_state_and_redo_brings_it_back(made: list[Edit]) -> None:
    with opened(small_plan()) as workbook:
        passed = [states(workbook.snapshot())]
        for edit in made:
            do(workbook, edit)
            if workbook.undo_name and states(workbook.snapshot()) != passed[-1]:
                passed.append(states(workbook.snapshot()))
        last = states(workbook.snapshot())
        seen = [last]
        while workbook.undo() is not None:
            if states(workbook.snapshot()) != seen[-1]:
                seen.append(states(workbook.snapshot()))
        assert seen == list(reversed(passed))
        assert states(read_plan(workbook.path)) == passed[0]
        while workbook.redo() is not None:
            pass
        assert states(workbook.snapshot()) == last


@given(SOME)
def test_a_stance_counts_exactly_when_the_content_is_what_it_was_about(made: list[Edit]) -> None:
    with opened(small_plan()) as workbook:
        for edit in made:
            do(workbook, edit)
        plan = read_plan(workbook.path)
        for key in ITEMS:
            item = plan.find(key)
            assert item is not None
            now = content_hash(plan, item)
            for team in ("marketing", "sales"):
                given = [one for one in plan.where(Assent, "item", key) if one.team == team]
                fitting = [one for one in given if one.content_hash == now]
                assert [hashlib.sha256(one.content.encode()).hexdigest() for one in given] == [
                    one.content_hash for one in given
                ]
                assert standings(plan)[key].stances.get(team) == (fitting[-1] if fitting else None)


@given(SOME, SOME)
def test_the_difference_of_two_plans_applied_to_the_one_gives_the_other(first: list[Edit], second: list[Edit]) -> None:
    start = small_plan()
    a, b = start, start
    for edit in first:
        a = edit(a)
    for edit in second:
        b = edit(b)
    assert applied(a, difference(a, b)) == b


def versioned(workbook: Workbook) -> Version:
    """All agreed, the points cleared, and a version made of it."""
    plan = workbook.snapshot()
    for key in ITEMS:
        for team in ("marketing", "sales"):
            plan = Take(key, team, "agree")(plan)
    for point in plan.all(ParkingItem):
        plan = changed(plan, f"ParkingItem:{point.id}", status="cleared")
    workbook.apply("Agree", {}, difference(workbook.snapshot(), plan))
    assert not blockers(workbook.snapshot())
    with workbook.edit("Make a version", undoable=False) as edit:
        made = edit.add(make_version(workbook.snapshot(), AT))
    assert isinstance(made, Version)
    return made


@given(SOME, SOME)
def test_no_edit_and_no_undo_changes_a_version(made: list[Edit], later: list[Edit]) -> None:
    with opened(small_plan()) as workbook:
        for edit in made:
            do(workbook, edit)
        version = versioned(workbook)
        then = {key: one.state for key, one in standings(plan_of_version(workbook.snapshot(), 1)).items()}
        for edit in later:
            do(workbook, edit)
        for _step in range(3):
            workbook.undo()
        plan = read_plan(workbook.path)
        assert plan.all(Version) == (version,)
        assert faults(plan) == ()
        assert {key: one.state for key, one in standings(plan_of_version(plan, 1)).items()} == then
        for change in ({"snapshot": "1:{}"}, {"hash": "0"}, {"number": 7}):
            with pytest.raises(PlanError, match="never changed"), workbook.edit("Change it") as attempt:
                attempt.set(version, **change)
        with pytest.raises(PlanError, match="never changed"), workbook.edit("Delete it") as attempt:
            attempt.remove(version)
        assert read_plan(workbook.path).all(Version) == (version,)


def test_the_hash_can_be_recomputed_from_an_export(tmp_path: Path) -> None:
    """As docs/file-format.md says, without the program."""
    path = tmp_path / "plan.jplan"
    with closing(Workbook.create(path, small_plan())) as workbook:
        version = versioned(workbook)
    exported = json.loads(inside("show", path, "--json").out)
    row = exported["records"]["Version"][0]
    assert hashlib.sha256(row["snapshot"].encode()).hexdigest() == row["hash"] == version.hash
    scheme, _colon, document = row["snapshot"].partition(":")
    again = json.dumps(pruned(json.loads(document)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(f"{scheme}:{again}".encode()).hexdigest() == row["hash"]
    stance = exported["records"]["Assent"][0]
    assert hashlib.sha256(stance["content"].encode()).hexdigest() == stance["content_hash"]


def pruned(content: Any) -> Any:  # noqa: ANN401  any JSON
    if isinstance(content, dict):
        kept = {key: pruned(value) for key, value in content.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(content, list):
        return [pruned(value) for value in content]
    return unicodedata.normalize("NFC", content) if isinstance(content, str) else content


def test_a_late_signature_is_no_part_of_the_hash(tmp_path: Path) -> None:
    with closing(Workbook.create(tmp_path / "plan.jplan", template("sample"))) as workbook:
        plan = workbook.snapshot()
        for key, one in standings(plan).items():
            if one.open:
                for team in ("marketing", "sales"):
                    plan = Take(key, team, "agree")(plan)
        for point in plan.all(ParkingItem):
            if point.status == "undecided":
                plan = changed(plan, f"ParkingItem:{point.id}", status="dropped")
        workbook.apply("Agree", {}, difference(workbook.snapshot(), plan))
        with workbook.edit("Make a version", undoable=False) as edit:
            version = edit.add(make_version(workbook.snapshot(), AT))
        with workbook.edit("Sign", undoable=False) as edit:
            edit.add(Signature(version=version.id, participant="noor", at=AT, how="paper"))
        assert workbook.snapshot().all(Version) == (version,)
        assert faults(workbook.snapshot()) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE version SET snapshot = replace(snapshot, 'Spot', 'Sport')",
        "UPDATE version SET hash = '0' || substr(hash, 2)",
        "UPDATE version SET number = 5",
        "UPDATE version SET at = '2020-01-01T00:00:00Z'",
    ],
)
def test_tampering_in_the_file_is_reported_and_not_printed(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.jplan"
    with closing(Workbook.create(path, small_plan())) as workbook:
        versioned(workbook)
    before = read_plan(path).all(Version)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    after = read_plan(path)
    assert after.all(Version) != before
    assert faults(after)
    assert "was altered" in inside("check", path).complaint
    assert "was altered" in inside("export", path, tmp_path / "out").complaint
    assert not (tmp_path / "out").exists()
