"""What holds of agreement whatever people do."""

from __future__ import annotations

import datetime as dt
import hashlib
from copy import copy

from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.deltas import applied, difference, inverted
from joint_plan.plan.record import key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import ParkingItem, Version
from joint_plan.rules.assents import counting
from joint_plan.rules.public import public_plan
from joint_plan.rules.standing import standing, standings
from joint_plan.rules.versions import blockers, faults, make_version, plan_of_version
from tests.rules.edits import ITEMS, Edit, Take, changes, edits, material_of, small_plan, stances
from tests.rules.plans import added, changed, item_of

AT = dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC)


@given(st.lists(edits(), max_size=25))
def test_a_stance_counts_exactly_while_the_content_is_what_was_agreed(made: list[Edit]) -> None:
    view = small_plan()
    taken: dict[str, list[tuple[str, str, tuple[object, ...]]]] = {key: [] for key in ITEMS}
    for edit in made:
        view = edit(view)
        if isinstance(edit, Take):
            taken[edit.key].append((edit.team, edit.stance, material_of(view, edit.key)))
        for key in ITEMS:
            now = material_of(view, key)
            expected = {team: stance for team, stance, content in taken[key] if content == now}
            found = {team: assent.stance for team, assent in counting(view, item_of(view, key)).items()}
            assert found == expected


@given(st.lists(edits(), max_size=25))
def test_undoing_every_edit_restores_every_state(made: list[Edit]) -> None:
    view = small_plan()
    history: list[Snapshot] = [view]
    for edit in made:
        history.append(edit(history[-1]))
    view = history[-1]
    for before, after in zip(reversed(history[:-1]), reversed(history[1:]), strict=True):
        view = applied(view, inverted(difference(before, after)))
        assert view == before
        assert standings(view) == standings(before)


@given(st.lists(edits(), max_size=15))
def test_what_is_remembered_from_plan_to_plan_is_what_would_be_worked_out_anew(made: list[Edit]) -> None:
    view = small_plan()
    for edit in made:
        view = edit(view)
        copied = Snapshot.of(copy(item) for item in view)
        assert standings(view) == standings(copied)
        assert {key: one.state for key, one in standings(view).items()} == {
            key: standing(copied, item_of(copied, key)).state for key in standings(copied)
        }


@given(st.lists(stances(), max_size=10), st.lists(changes(material=False), max_size=10))
def test_an_edit_that_is_not_material_never_changes_a_state(taken: list[Edit], made: list[Edit]) -> None:
    view = small_plan()
    for edit in taken:
        view = edit(view)
    states = {key: one.state for key, one in standings(view).items()}
    for edit in made:
        view = edit(view)
        assert {key: one.state for key, one in standings(view).items()} == states


@given(st.lists(edits(), max_size=12), st.lists(edits(), max_size=8))
def test_no_edit_changes_a_version(made: list[Edit], later: list[Edit]) -> None:
    view = small_plan()
    for edit in made:
        view = edit(view)
    for key in ITEMS:
        for team in ("marketing", "sales"):
            view = Take(key, team, "agree")(view)
    for point in view.all(ParkingItem):
        view = changed(view, key_of(point), status="cleared")
    assert blockers(view) == ()
    version = make_version(view, AT)
    assert hashlib.sha256(version.snapshot.encode()).hexdigest() == version.hash
    view = added(view, version)
    then = plan_of_version(view, 1)
    assert not then.moved_on
    for edit in later:
        view = edit(view)
    assert view.all(Version)[0].snapshot == version.snapshot
    assert not faults(view)
    again = plan_of_version(view, 1)
    assert [item for item in again if type(item) is not Version] == [item for item in then if type(item) is not Version]
    assert {key: one.state for key, one in standings(again).items()} == {
        key: one.state for key, one in standings(then).items()
    }


@given(st.lists(edits(), max_size=15))
def test_the_public_plan_agrees_on_the_same(made: list[Edit]) -> None:
    view = small_plan()
    for edit in made:
        view = edit(view)
    public = public_plan(view)
    assert {key: one.state for key, one in standings(public).items()} == {
        key: one.state for key, one in standings(view).items()
    }
