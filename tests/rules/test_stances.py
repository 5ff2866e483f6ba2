"""From hands to a stance, and what a stance keeps."""

from __future__ import annotations

import datetime as dt

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.jsonform import records_json, snapshot_from_json
from joint_plan.plan.kinds import Tallied
from joint_plan.plan.types import Assent, Participant, QuickWin, Sla, Touchpoint
from joint_plan.plan.values import Json, Tally
from joint_plan.rules.stances import check_hands, completed, default_method, new_assent, stance_of_hands
from joint_plan.rules.standing import State, standings
from tests.rules.plans import added, blank, item_of, take

HANDS = [
    ("fist_to_five", "5544", "agree", "all at 4 or more"),
    ("fist_to_five", "53344", "agree", "all at 3 or more, two of them at 3"),
    ("fist_to_five", "3", "agree", "all at 3 or more, one of them at 3"),
    ("fist_to_five", "33425", "reservation", "one at 2 speaks first"),
    ("fist_to_five", "22555", "reservation", "two at 2 speak first"),
    ("fist_to_five", "15555", "object", "one at 1 speaks first"),
    ("fist_to_five", "0124", "object", "one at 0, one at 1 and one at 2 speak first"),
    ("fist_to_five", "0000000", "object", "7 at 0 speak first"),
    ("fist_to_five", "", "abstain", "nobody showed a hand"),
    ("consent", "", "agree", "nobody against"),
    ("consent", "111", "agree", "nobody against"),
    ("consent", "011", "object", "one against speaks first"),
    ("consent", "0011", "object", "two against speak first"),
    ("lead", "", "agree", "nobody against"),
]


@pytest.mark.parametrize(("method", "typed", "stance", "words"), HANDS)
def test_hands_make_a_stance_and_say_why(method: str, typed: str, stance: str, words: str) -> None:
    found = stance_of_hands(method, Tallied().parse(typed))
    assert (found.stance, found.words) == (stance, words)
    named = stance_of_hands(method, Tallied().parse(typed), "Sales")
    assert (named.stance, named.words) == (stance, f"Sales: {words}")


def test_who_does_not_vote_is_said() -> None:
    found = stance_of_hands("fist_to_five", Tally({4: 2}, not_voted=2, present=4))
    assert found.words == "all at 4 or more; two not voting"


def test_hands_are_checked_against_the_people_present() -> None:
    people = [Participant(id=f"p{n}", name=f"P{n}", team="sales", present=n < 3) for n in range(4)]
    view = added(blank(), *people)
    assert check_hands(view, "sales", Tally({5: 3})) == ""
    assert check_hands(view, "sales", Tally({5: 2}, not_voted=1)) == ""
    assert check_hands(view, "sales", Tally({5: 5})) == "Sales: 3 present, but 5 hands and 0 not voting."
    assert check_hands(view, "marketing", Tally({5: 5})) == ""


def test_goals_and_slas_are_asked_by_fist_to_five() -> None:
    assert default_method(Sla()) == "fist_to_five"
    assert default_method(QuickWin()) == "consent"


def test_a_stance_keeps_what_it_was_taken_on_and_what_it_follows() -> None:
    people = [Participant(id=f"p{n}", team="sales", present=True) for n in range(3)]
    view = take(added(blank(), Sla(id="a", obligation="call"), *people), "Sla:a", "sales", "object")
    at = dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC)
    again = new_assent(view, item_of(view, "Sla:a"), "sales", "agree", by="Ana", at=at, channel="phone")
    assert again.follows == view.all(Assent)[0].id
    assert (again.item, again.present, again.by, again.at, again.channel) == ("Sla:a", 3, "Ana", at, "phone")
    assert new_assent(view, item_of(view, "Sla:a"), "marketing", "agree").follows == ""
    assert new_assent(view, item_of(view, "Sla:a"), "marketing", "agree").present is None


def test_there_is_no_stance_on_context() -> None:
    with pytest.raises(PlanError, match="nothing to agree on"):
        new_assent(blank(), Touchpoint(id="t", stage="s"), "sales", "agree")


def test_stances_given_without_hash_rest_on_what_is_there() -> None:
    given: dict[str, Json] = {
        "Sla": [{"id": "a", "owed_by": "sales", "obligation": "call"}],
        "Assent": [
            {"item": "Sla:a", "team": "marketing", "stance": "agree"},
            {"item": "Sla:a", "team": "sales", "stance": "agree"},
            {"item": "Sla:gone", "team": "sales", "stance": "agree"},
            {"item": "Sla:a", "team": "sales", "stance": "object", "content_hash": "0" * 64},
        ],
    }
    view = snapshot_from_json({"records": given})
    assert standings(view)["Sla:a"].state is State.DRAFT
    whole = completed(view)
    assert standings(whole)["Sla:a"].state is State.AGREED
    assert [len(one.content_hash) for one in whole.all(Assent)] == [64, 64, 0, 64]
    assert completed(whole) is whole
    assert snapshot_from_json({"records": records_json(whole)}) == whole
