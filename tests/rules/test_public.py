"""Nothing private is in the public plan: not hidden, gone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan.kinds import Ref, Tallied, Text, Whole
from joint_plan.plan.record import Record, all_specs, column_value, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot, Table
from joint_plan.plan.types import Assent, Note, ParkingItem, Participant, QuickWin, Sla, Stage
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.pairs import In, NotYet, Revealed
from joint_plan.rules.public import PublicPlan, is_private, public_json, public_plan
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, blank, changed, take

SECRET = "not for the room"
SECRET_NUMBER = 4


def reachable(thing: object, seen: set[int] | None = None) -> Iterator[object]:
    """Everything that can be reached from an object through its own fields."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return
    seen.add(id(thing))
    yield thing
    inner: list[Any] = []
    if isinstance(thing, PublicPlan | Snapshot | Table):
        inner = [getattr(thing, name) for name in type(thing).__slots__]
    elif is_dataclass(thing) and not isinstance(thing, type):
        inner = [getattr(thing, field.name) for field in fields(thing)]
    elif hasattr(thing, "items"):
        inner = [*thing.items()]
    elif isinstance(thing, tuple | list | frozenset | set):
        inner = [*thing]
    for one in inner:
        yield from reachable(one, seen)


def texts(thing: object) -> list[str]:
    return [one for one in reachable(thing) if isinstance(one, str)]


def secrets_everywhere() -> Snapshot:
    """The sample with a secret in every private column and every unrevealed pair of every record."""
    view = added(template("sample"), Note(text=SECRET, section="slas"))
    changes: dict[str, dict[str, Record | None]] = {}
    for item in view:
        values: dict[str, Any] = {}
        for column in spec_of(item).columns:
            kind = column.kind
            if column.field.private and isinstance(kind, Text):
                values[column.name] = SECRET
            if column.part == "revealed":
                values[column.name] = False
            elif column.blind and isinstance(kind, Text | Ref):
                values[column.name] = SECRET
            elif column.blind and isinstance(kind, Whole):
                values[column.name] = SECRET_NUMBER
            elif column.blind and isinstance(kind, Tallied):
                values[column.name] = Tally({SECRET_NUMBER: 1})
        changes.setdefault(spec_of(item).name, {})[item.id] = with_columns(item, values)
    return view.replaced(changes)


def test_no_private_text_can_be_reached_from_the_public_plan() -> None:
    view = secrets_everywhere()
    assert sum(SECRET in text for text in texts(view)) > 0
    public = public_plan(view)
    assert not [text for text in texts(public) if SECRET in text]
    assert SECRET not in json.dumps(public_json(view))
    assert public.all(Note) == ()
    for item in public:
        for field in spec_of(item).fields:
            if field.pair:
                assert getattr(item, field.name) == Pair()
            if field.private:
                assert field.kind.is_empty(getattr(item, field.name))


def test_everything_else_is_there() -> None:
    view = secrets_everywhere()
    public = public_plan(view)
    for spec in all_specs():
        if spec.private:
            continue
        shared = [item for item in view.all(spec.type) if not is_private(item)]
        assert [item.id for item in public.all(spec.type)] == [item.id for item in shared]
        for item in shared:
            shown = public.get(spec.type, item.id)
            assert shown is not None
            for column in spec.columns:
                if not column.field.private and not column.part:
                    assert column_value(shown, column) == column_value(item, column)


def test_a_pair_is_in_not_yet_or_revealed() -> None:
    quick_win = QuickWin(id="q", impact=Pair(None, 4), effort=Pair(2, None, True))
    public = public_plan(added(blank(), quick_win))
    item = public.all(QuickWin)[0]
    assert public.pair(item, "impact") == {"marketing": NotYet(), "sales": In()}
    assert public.pair(item, "effort") == {"marketing": Revealed(2), "sales": Revealed(None)}
    assert public.pair(item, "votes") == {"marketing": NotYet(), "sales": NotYet()}


def test_the_public_plan_cannot_be_changed() -> None:
    public = public_plan(template("sample"))
    for name in PublicPlan.__slots__:
        with pytest.raises(AttributeError):
            setattr(public, name, None)
        with pytest.raises(AttributeError):
            delattr(public, name)
    with pytest.raises(TypeError):
        public.answered["x"] = frozenset()  # type: ignore[index]  # that it cannot be done is what is tested


def test_the_public_plan_answers_like_a_snapshot() -> None:
    view = template("sample")
    public = public_plan(view)
    assert public is public_plan(view)
    assert public.plan.title == view.plan.title
    assert public.team_name("sales") == view.team_name("sales")
    stage = view.all(Stage)[0]
    assert public.find(f"Stage:{stage.id}") == public.get(Stage, stage.id)
    assert public.where(Sla, "owed_by", "sales") == tuple(s for s in public.all(Sla) if s.owed_by == "sales")
    assert public.is_draft
    assert public.version is None
    assert not public.moved_on
    calls: list[object] = []

    def rule(plan: PublicPlan) -> int:
        calls.append(plan)
        return len(calls)

    assert public.derived(rule) == public.derived(rule) == 1
    assert calls == [public]


def test_references_to_what_is_private_are_gone_too() -> None:
    view = added(blank(), Note(id="n", text=SECRET), ParkingItem(id="p", text="later", item="Note:n"))
    assert public_plan(view).all(ParkingItem)[0].item == ""


def test_what_is_said_in_the_open_stays() -> None:
    view = take(added(blank(), Sla(id="a", obligation="call")), "Sla:a", "sales", "object", "too short")
    assert public_plan(view).all(Assent)[0].reservation == "too short"
    person = added(view, Participant(id="p", name="Ana", email="ana@example.org"))
    assert public_plan(person).all(Participant)[0] == Participant(
        id="p", name="Ana", position=person.all(Participant)[0].position
    )


@given(st.integers(1, 5), st.integers(1, 5), st.booleans())
def test_revealing_shows_both_and_hiding_again_is_hidden_again(one: int, other: int, revealed: bool) -> None:
    view = added(blank(), QuickWin(id="q", impact=Pair(one, other)))
    view = changed(view, "QuickWin:q", impact_revealed=revealed)
    item = public_plan(view).all(QuickWin)[0]
    assert item.impact == (Pair(one, other, True) if revealed else Pair())


def test_records_that_say_they_are_private_are_absent_with_their_rows() -> None:
    # In a process of its own: a record type that is declared stays declared.
    code = """
from dataclasses import dataclass
import joint_plan.plan.types
from joint_plan.plan.fields import choice, flag, ref, text
from joint_plan.plan.record import Record, record
from joint_plan.plan.snapshot import Snapshot

@record(section="landscape", label="Profile", plural="Profiles", title="text", private_when="who_sees")
@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    text: str = text("Text")
    who_sees: str = choice("Seen by", (("all", "All"), ("private", "Nobody")), default="all")

@record(section="landscape", label="Line", plural="Lines", title="text", within="profile")
@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Record):
    profile: str = ref("Profile", "Profile")
    text: str = text("Text")

@record(section="landscape", label="Hint", plural="Hints", title="text", private_when="private")
@dataclass(frozen=True, slots=True, kw_only=True)
class Hint(Record):
    aside: str = text("Aside", material=True, private=True)
    text: str = text("Text")
    private: bool = flag("Private")
    about: str = ref("Profile", "Profile")

from joint_plan.rules.public import public_json, public_plan
view = Snapshot.of([
    Profile(id="1", text="open"), Profile(id="2", text="secret", who_sees="private"),
    Line(id="1", profile="1", text="open"), Line(id="2", profile="2", text="secret"),
    Hint(id="1", text="open", about="2"), Hint(id="2", text="secret", private=True),
])
public = public_plan(view)
for kind in (Profile, Line, Hint):
    assert [(item.id, item.text) for item in public.all(kind)] == [("1", "open")], kind
assert public.all(Hint)[0].about == ""
assert "secret" not in str(public_json(view))
from joint_plan.rules.content import content_hash
assert content_hash(view, Hint(id="9", aside="one")) == content_hash(view, Hint(id="9", aside="other"))
assert content_hash(view, Hint(id="9")) != content_hash(view, Hint(id="8"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
