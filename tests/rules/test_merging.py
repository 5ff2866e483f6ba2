"""Ideas that mean the same become one, and what teams give fits the people present."""

from __future__ import annotations

from dataclasses import replace

import pytest

from joint_plan.base.errors import FieldError
from joint_plan.plan.journey import Stage
from joint_plan.plan.kinds import Tallied, Whole
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.merging import freed, merge
from joint_plan.rules.presence import dots_each, dots_of, entry_fault, fitted
from joint_plan.rules.priorities import missing_in, priorities, shortlist, thirty_days, votes_ready
from joint_plan.rules.proposals import proposals


def applied(plan: Snapshot, changes: object) -> Snapshot:
    changed = {idea.id: replace(idea, **values) for idea, values in changes}  # type: ignore[attr-defined]  # as declared
    return Snapshot.of([changed.get(item.id, item) for item in plan.all(QuickWin)])


def ideas(*found: QuickWin) -> Snapshot:
    return Snapshot.of(list(found))


def test_merged_ideas_keep_words_and_votes_and_count_together() -> None:
    plan = ideas(
        QuickWin(id="a", title="Call back", votes=Pair(2, 1, revealed=True)),
        QuickWin(id="b", title="Ring back", votes=Pair(1, 3, revealed=True)),
        QuickWin(id="c", title="Else"),
    )
    a, b, _c = plan.all(QuickWin)
    found = merge(plan, [a, b], a)
    assert found is not None
    assert found.target == a
    after = applied(plan, found.changes)
    kept = after.get(QuickWin, "b")
    assert kept is not None
    assert (kept.title, kept.votes) == (b.title, b.votes)
    assert [(one.item.id, one.votes) for one in priorities(after)] == [("a", 7), ("c", 0)]
    apart = applied(after, freed(after, after.all(QuickWin)[0]))
    assert {idea.id for idea in apart.all(QuickWin) if not idea.merged_into} == {"a", "b", "c"}


def test_what_is_picked_stays_on_the_list_and_only_once() -> None:
    plan = ideas(QuickWin(id="a"), QuickWin(id="b", picked=True), QuickWin(id="c", picked=True))
    a, _b, c = plan.all(QuickWin)
    found = merge(plan, plan.all(QuickWin), a)
    assert found is not None
    assert found.target.id == "b"
    assert [idea.id for idea in thirty_days(applied(plan, found.changes))] == ["b"]
    chosen = merge(plan, plan.all(QuickWin), c)
    assert chosen is not None
    assert chosen.target == c


def test_merging_what_was_merged_never_makes_a_circle() -> None:
    plan = ideas(QuickWin(id="a", merged_into="b"), QuickWin(id="b"), QuickWin(id="c"))
    a, b, c = plan.all(QuickWin)
    assert merge(plan, [a, b], a) is None
    found = merge(plan, [a, c], c)
    assert found is not None
    after = applied(plan, found.changes)
    assert [one.item.id for one in priorities(after)] == ["c"]
    circle = ideas(QuickWin(id="a", merged_into="b"), QuickWin(id="b", merged_into="a"), c)
    assert merge(circle, circle.all(QuickWin), c) is not None


ROOM = (
    Team(id="marketing", name="Growth"),
    Team(id="sales", name="Field"),
    *(Participant(id=f"m{n}", name=f"M{n}", team="marketing", present=True) for n in range(4)),
    Participant(id="away", name="Away", team="marketing"),
)


def fault(plan: Snapshot, item: Record, name: str, value: object) -> str:
    return entry_fault(plan, item, spec_of(item).by_column[name], value)


def test_hands_are_checked_against_the_people_present_or_said_not_to_vote() -> None:
    item = Statement(id="s")
    plan = Snapshot.of([*ROOM, item])
    column = spec_of(item).by_column["score_marketing"]
    kind = column.kind
    assert isinstance(kind, Tallied)
    words = fault(plan, item, "score_marketing", kind.parse("333"))
    assert words.startswith("Growth: 4 present, but 3 hands and 0 not voting.")
    assert not fault(plan, item, "score_marketing", kind.parse("3334"))
    assert not fault(plan, item, "score_marketing", kind.parse("333, 1 not voting"))
    assert fault(plan, item, "score_marketing", kind.parse("33345"))
    # Nobody of Sales is marked present: nothing to check against.
    assert not fault(plan, item, "score_sales", kind.parse("3"))
    kept = fitted(plan, column, kind.parse("333 1 not"))
    assert kept == Tally({3: 3}, 1, 4)


@pytest.mark.parametrize("typed", ["333, 1 not voting", "3 3 3 1 not voting", "333 1 not", "333; 1 Not Voting"])
def test_who_does_not_vote_is_typed_after_the_hands(typed: str) -> None:
    kind = Tallied(least=1, most=5)
    tally = kind.parse(typed)
    assert tally == Tally({3: 3}, 1, 4)
    assert kind.parse(kind.edit_text(tally)) == tally


def test_other_words_after_the_hands_are_refused() -> None:
    for typed in ("333 1 maybe", "333 x", "33a"):
        with pytest.raises(FieldError):
            Tallied(least=1, most=5).parse(typed)


@pytest.mark.parametrize(
    ("typed", "dots"), [("4", 4), ("....", 4), ("|||||  ||", 7), ("2 1 3", 6), ("2+1", 3), ("", None)]
)
def test_dots_are_typed_as_a_number_as_dots_or_by_person(typed: str, dots: int | None) -> None:
    assert Whole(least=0, most=999, dots=True).parse(typed) == dots


def test_dots_fit_the_people_present() -> None:
    wins = [QuickWin(id=f"q{n}", title=f"Idea {n}") for n in range(9)]
    wins[0] = replace(wins[0], votes=Pair(10, None))
    plan = Snapshot.of([*ROOM, *wins])
    assert dots_each(plan) == 3
    assert dots_of(plan, "marketing") == 12
    words = fault(plan, wins[1], "votes_marketing", 3)
    assert words == "Growth has 12 dots in all: 4 present, 3 each. These are more than are left."
    assert not fault(plan, wins[1], "votes_marketing", 2)
    assert not fault(plan, wins[0], "votes_marketing", 12), "what the idea had is given anew"
    assert not fault(plan, wins[1], "votes_sales", 90)


def test_votes_are_ready_when_both_teams_have_given_some() -> None:
    assert not votes_ready(ideas(QuickWin(id="a", votes=Pair(1, None)), QuickWin(id="b")))
    assert votes_ready(ideas(QuickWin(id="a", votes=Pair(1, None)), QuickWin(id="b", votes=Pair(None, 2))))
    assert not votes_ready(ideas(QuickWin(id="a", votes=Pair(1, 2, revealed=True))))


def test_the_ten_with_most_votes_are_scored_next() -> None:
    wins = [QuickWin(id=f"q{n}", votes=Pair(n, 0, revealed=True)) for n in range(13)]
    assert shortlist(ideas(*wins)) == {f"q{n}" for n in range(3, 13)}
    blind = [QuickWin(id=f"q{n}", votes=Pair(n, 0)) for n in range(3)]
    assert shortlist(ideas(*blind)) == frozenset()


def test_what_a_picked_idea_lacks_is_named() -> None:
    item = QuickWin(id="a", picked=True, marketing_owner="m0", first_step="Call")
    both = Snapshot.of([*ROOM, Participant(id="s", name="S", team="sales"), item])
    assert missing_in(both, item) == {"sales_owner", "due", "serves"}
    # A company with nobody in Sales cannot name an owner there.
    assert missing_in(Snapshot.of([*ROOM, item]), item) == {"due", "serves"}


def test_frictions_open_needs_and_gaps_are_proposed_until_something_serves_them() -> None:
    gap = Statement(id="s", text="Leads are worth a call", score=Pair(Tally({5: 2}), Tally({1: 2}), revealed=True))
    plan = Snapshot.of(
        [
            *ROOM,
            Stage(id="j", name="Try", friction="Two weeks of waiting"),
            Stage(id="k", name="Buy"),
            Need(id="n", team="sales", need="A case from plastics"),
            Need(id="m", team="sales", need="Answered", answer="yes"),
            gap,
        ]
    )
    found = [item for item in proposals(plan, "QuickWin") if isinstance(item, QuickWin) and item.serves]
    assert [item.serves for item in found] == ["Stage:j", "Need:n", "Statement:s"]
    assert found[0].problem == "Two weeks of waiting"
    assert all(not item.id for item in found)
    blind = replace(gap, score=Pair(gap.score.marketing, gap.score.sales))
    hidden = Snapshot.of([*ROOM, blind])
    assert not [item for item in proposals(hidden, "QuickWin") if getattr(item, "serves", "")]
    adopted = Snapshot.of([*(plan.all(Stage)), replace(found[0], id="q", title="Our own words")])
    assert not [item for item in proposals(adopted, "QuickWin") if getattr(item, "serves", "") == "Stage:j"]
