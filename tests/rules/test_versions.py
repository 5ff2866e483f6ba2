"""A version holds what was agreed, can be checked by anyone, and is never changed by what comes later."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.canonical import canonical_json, sha256
from joint_plan.plan.record import key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import (
    Assent,
    ParkingItem,
    Participant,
    QuickWin,
    Signature,
    Sla,
    Source,
    Stage,
    Version,
)
from joint_plan.plan.values import Json, Pair
from joint_plan.rules.comparison import compare
from joint_plan.rules.pairs import In, NotYet
from joint_plan.rules.public import public_plan
from joint_plan.rules.standing import agreeing_teams, standings
from joint_plan.rules.starting_plan import template
from joint_plan.rules.version_changes import changes_between, since_last_version
from joint_plan.rules.versions import (
    blockers,
    check_code,
    content_of_version,
    faults,
    is_signed,
    make_version,
    plan_of_version,
    signed,
    unsigned_teams,
)
from tests.rules.plans import added, blank, changed, item_of, removed, take

AT = dt.datetime(2026, 11, 19, 15, 48, 30, 123, tzinfo=dt.UTC)


def agreed() -> Snapshot:
    people = [
        Participant(id="ana", name="Ana", team="marketing", signs=True, email="ana@example.org"),
        Participant(id="tom", name="Tom", team="sales", signs=True),
        Participant(id="eva", name="Eva", team="sales"),
    ]
    view = added(
        blank(),
        Stage(id="st", code="J-01", name="Spot"),
        Sla(id="s", code="SLA-01", obligation="call", note="secret"),
        QuickWin(id="q", code="QW-01", title="One pager", impact=Pair(4)),
        *people,
    )
    for key in ("Stage:st", "Sla:s"):
        view = take(take(view, key, "marketing"), key, "sales")
    return view


def with_version() -> Snapshot:
    return added(agreed(), make_version(agreed(), AT))


def test_the_hash_is_that_of_the_text_and_the_text_is_canonical_json() -> None:
    version = make_version(agreed(), AT, dt.date(2027, 2, 1))
    assert hashlib.sha256(version.snapshot.encode()).hexdigest() == version.hash
    assert version.snapshot.startswith("1:{")
    content = json.loads(version.snapshot[2:])
    assert canonical_json(content) == version.snapshot
    assert (content["schema"], content["number"], content["at"]) == (1, 1, "2026-11-19T15:48:30Z")
    assert content["next_review"] == "2027-02-01"
    assert "secret" not in version.snapshot
    assert "example.org" not in version.snapshot
    assert version.at == AT.replace(microsecond=0)


def test_versions_are_numbered_and_chained() -> None:
    view = with_version()
    second = make_version(view, AT)
    assert (second.number, second.previous_hash) == (2, view.all(Version)[0].hash)
    view = added(view, second)
    assert faults(view) == ()
    assert json.loads(second.snapshot[2:])["previous"] == view.all(Version)[0].hash


def test_a_version_is_the_public_plan_as_it_was() -> None:
    view = with_version()
    then = plan_of_version(view, 1)
    for item in public_plan(agreed()):
        found = then.find(key_of(item))
        assert found is not None
        assert replace(found, position=0) == replace(item, position=0)
    assert compare(then, public_plan(view)) == ()
    assert {key: one.state for key, one in standings(then).items()} == {
        key: one.state for key, one in standings(view).items()
    }
    quick_win = then.all(QuickWin)[0]
    assert then.pair(quick_win, "impact") == {"marketing": In(), "sales": NotYet()}
    assert quick_win.impact == Pair()
    assert then.version is not None
    assert (then.version.number, then.version.hash, then.version.at) == (
        1,
        view.all(Version)[0].hash,
        AT.replace(microsecond=0),
    )
    assert not then.is_draft
    assert not then.moved_on


def test_what_was_emptied_on_purpose_is_empty_in_the_version() -> None:
    view = changed(removed(agreed(), "Source:all"), "Plan:plan", fiscal_year_first_month=None)
    then = plan_of_version(added(view, make_version(view, AT)), 1)
    assert then.plan.fiscal_year_first_month is None
    assert then.all(Source) == ()


@pytest.mark.parametrize(
    ("key", "column", "value", "moved"),
    [
        ("Sla:s", "obligation", "call back", True),
        ("Sla:s", "measured_in", "CRM", True),
        ("Plan:plan", "title", "New", True),
        ("QuickWin:q", "impact_revealed", True, True),
        ("Sla:s", "note", "other secret", False),
        ("Sla:s", "position", 1 << 50, False),
        ("Participant:ana", "present", True, False),
        ("QuickWin:q", "impact_sales", 3, False),
    ],
)
def test_a_version_says_when_the_plan_has_moved_on(key: str, column: str, value: object, moved: bool) -> None:
    view = changed(with_version(), key, **{column: value})
    then = plan_of_version(view, 1)
    assert then.moved_on is moved
    assert then.find("Sla:s") == replace(item_of(agreed(), "Sla:s"), note="")


def test_an_objection_after_a_version_moves_the_plan_on_and_leaves_the_version() -> None:
    view = take(with_version(), "Sla:s", "sales", "object")
    then = plan_of_version(view, 1)
    assert then.moved_on
    assert standings(then)["Sla:s"].agreed


def test_late_signatures_leave_the_hash_as_it_was() -> None:
    view = with_version()
    version = view.all(Version)[0]
    assert signed(view, version) == (0, 2)
    assert [team.id for team in unsigned_teams(view, version)] == ["marketing", "sales"]
    view = added(view, Signature(version=version.id, participant="ana"))
    assert signed(view, version) == (1, 2)
    assert not is_signed(view, version)
    view = added(
        view, Signature(version=version.id, participant="eva"), Signature(version=version.id, participant="eva")
    )
    assert signed(view, version) == (2, 3)
    assert is_signed(view, version)
    assert faults(view) == ()
    mark = plan_of_version(view, 1).version
    assert mark is not None
    assert (mark.signed, mark.signers_total, mark.is_signed, mark.hash) == (2, 3, True, version.hash)
    assert len(plan_of_version(view, 1).all(Signature)) == 3
    assert not plan_of_version(view, 1).moved_on


def tampered(view: Snapshot, **columns: object) -> Snapshot:
    return changed(view, "Version:version-1", **columns)


def test_an_altered_version_is_found_and_not_shown() -> None:
    view = added(with_version(), make_version(with_version(), AT))
    text = view.all(Version)[0].snapshot
    altered = {
        "snapshot": text.replace("call", "cold"),
        "hash": "0" * 64,
        "at": AT + dt.timedelta(days=1),
        "next_review": dt.date(2030, 1, 1),
        "previous_hash": "1" * 64,
        "number": 7,
    }
    for column, value in altered.items():
        changed_view = tampered(view, **{column: value})
        assert any("altered after it was made" in fault for fault in faults(changed_view)), column
        with pytest.raises(PlanError, match="altered after it was made"):
            plan_of_version(changed_view, 7 if column == "number" else 1)


def test_a_version_rewritten_with_its_hash_breaks_the_chain() -> None:
    view = added(with_version(), make_version(with_version(), AT))
    text = view.all(Version)[0].snapshot.replace("call", "cold")
    forged = tampered(view, snapshot=text, hash=hashlib.sha256(text.encode()).hexdigest())
    assert faults(forged) == ("Version 2 does not follow on the version before it.",)
    assert faults(removed(view, "Version:version-1")) == ("Version 1 is missing.",)


def test_a_text_that_is_no_version_is_a_fault_and_no_crash() -> None:
    for text in ("", "1:", "1:[]", "nonsense", '1:{"number":1'):
        forged = tampered(with_version(), snapshot=text or "x", hash=hashlib.sha256((text or "x").encode()).hexdigest())
        assert len(faults(forged)) == 1


def test_a_forged_content_without_records_is_refused_in_words() -> None:
    version = with_version().all(Version)[0]
    content = json.loads(version.snapshot[2:])
    broken: list[Json] = [None, 5, {"Nothing": []}, {"Stage": [{"id": "x", "nonsense": 1}]}]
    for records in broken:
        text = canonical_json({**content, "records": records})
        forged = tampered(with_version(), snapshot=text, hash=hashlib.sha256(text.encode()).hexdigest())
        with pytest.raises(PlanError):
            plan_of_version(forged, 1)


def test_a_version_of_a_newer_program_is_refused_in_words() -> None:
    text = with_version().all(Version)[0].snapshot.replace('"schema":1', '"schema":99')
    newer = tampered(with_version(), snapshot=text, hash=hashlib.sha256(text.encode()).hexdigest())
    with pytest.raises(PlanError, match="newer Joint Plan"):
        plan_of_version(newer, 1)


def test_a_version_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(PlanError, match="no version 3; there are: 1"):
        plan_of_version(with_version(), 3)
    with pytest.raises(PlanError, match="there are: none"):
        plan_of_version(agreed(), 1)


def test_what_blocks_a_version_leads_to_each_open_point() -> None:
    view = added(
        agreed(),
        Sla(id="w", code="SLA-02", obligation="answer"),
        Sla(id="d", code="SLA-03", obligation="send"),
        Sla(id="p", code="SLA-04", obligation="parked"),
        ParkingItem(id="p1", code="P-01", text="Partners?", status="undecided"),
        ParkingItem(id="p2", code="P-02", text="Later", item="Sla:p", status="assigned"),
        ParkingItem(id="p3", code="P-03", text="Old", status="cleared"),
    )
    view = take(view, "Sla:w", "marketing")
    assert [(one.key, one.text, one.section) for one in blockers(view)] == [
        ("Sla:w", "SLA-02 answer: waiting for Sales", "slas"),
        ("Sla:d", "SLA-03 send: draft", "slas"),
        ("ParkingItem:p1", "P-01 Partners?: undecided", "agreement"),
    ]
    with pytest.raises(PlanError, match=r"waiting for Sales \(3 in all\)"):
        make_version(view, AT)
    hidden = changed(view, "Plan:plan", hidden_sections=("slas",))
    assert [one.key for one in blockers(hidden)] == ["ParkingItem:p1"]


def test_a_parked_point_of_a_hidden_section_does_not_block() -> None:
    view = added(agreed(), ParkingItem(item="Sla:s", status="undecided"))
    assert len(blockers(view)) == 1
    assert blockers(changed(view, "Plan:plan", hidden_sections=("slas",))) == ()


def test_nothing_agreed_blocks() -> None:
    assert [(one.key, one.text) for one in blockers(blank())] == [("", "Nothing is agreed yet.")]
    only_parked = added(blank(), Sla(id="s"), ParkingItem(item="Sla:s", status="assigned"))
    assert [one.text for one in blockers(only_parked)] == ["Nothing is agreed yet."]


def test_the_sample_taken_to_a_version() -> None:
    view = template("sample")
    for key in standings(view):
        for team in agreeing_teams(view):
            view = take(view, key, team.id)
    for point in view.all(ParkingItem):
        view = changed(view, key_of(point), status="assigned")
    assert blockers(view) == ()
    view = added(view, make_version(view, AT))
    then = plan_of_version(view, 1)
    assert not then.moved_on
    assert len(then.all(Assent)) == len(view.all(Assent))
    assert faults(view) == ()


def test_the_check_code_is_the_beginning_of_the_hash() -> None:
    assert check_code("48844cc8" + "0" * 56) == "4884 4CC8"


def test_a_version_forged_with_its_hash_is_found_out_by_the_one_after_it() -> None:
    view = with_version()
    view = added(view, make_version(view, AT))
    first = view.all(Version)[0]
    text = first.snapshot.replace("call", "kill")
    forged = view.replaced({"Version": {first.id: replace(first, snapshot=text, hash=sha256(text))}})
    with pytest.raises(PlanError, match="version 1 was altered"):
        plan_of_version(forged, 1)
    assert plan_of_version(forged, 2).version is not None
    assert faults(forged)


def test_what_changed_since_a_version_is_told_of_a_version_and_of_now() -> None:
    view = with_version()
    view = added(view, make_version(view, AT))
    first = since_last_version(plan_of_version(view, 1))
    assert first is None
    view = changed(view, "Sla:s", obligation="call back")
    view = take(take(view, "Sla:s", "marketing"), "Sla:s", "sales")
    view = changed(added(view, make_version(view, AT)), "Stage:st", name="Notice")
    third = since_last_version(plan_of_version(view, 3))
    now = since_last_version(view)
    assert third is not None
    assert now is not None
    assert (third.number, now.number) == (2, 3)
    assert [one.key for one in third.changes] == ["Sla:s"]
    assert [one.key for one in now.changes] == ["Stage:st"]
    assert since_last_version(public_plan(view)) == now
    assert third.changes == changes_between(view, 2, 3) == changes_between(view, 1, 3)
    altered = replace(view.all(Version)[2], snapshot=view.all(Version)[2].snapshot + " ")
    told_of = since_last_version(view.replaced({"Version": {altered.id: altered}}))
    assert told_of is not None
    assert "version 3 was altered" in told_of.fault
    assert told_of.changes == ()


def test_a_version_read_once_is_not_read_again_for_the_next_state_of_the_plan() -> None:
    view = with_version()
    then = content_of_version(view, 1)
    assert content_of_version(changed(view, "Stage:st", name="Other"), 1) is then
    assert then.find("Stage:st") is not None
    assert not then.all(Version)
