"""Quick wins in the order in which to do them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from joint_plan.plan.types import QuickWin
from joint_plan.plan.values import Pair
from joint_plan.rules.priorities import Quadrant, priorities, quadrant_label, quadrant_of, score, suggested_votes
from joint_plan.rules.public import public_plan
from tests.rules.plans import added, blank


@pytest.mark.parametrize(
    ("impact", "effort", "name"),
    [
        (5, 1, "Do first"),
        (3, 2, "Do first"),
        (3, Fraction(5, 2), "Do first"),
        (3, 3, "Plan as a project"),
        (5, 5, "Plan as a project"),
        (2, 2, "Fit in when free"),
        (Fraction(5, 2), 1, "Fit in when free"),
        (2, 3, "Leave for now"),
        (1, 5, "Leave for now"),
    ],
)
def test_the_quadrant_of_scores(impact: Fraction, effort: Fraction, name: str) -> None:
    assert quadrant_label(quadrant_of(impact, effort)) == name


def scored(name: str, impact: int, effort: int, votes: int = 0, into: str = "") -> QuickWin:
    return QuickWin(
        id=name,
        title=name,
        impact=Pair(impact, impact, True),
        effort=Pair(effort, effort, True),
        votes=Pair(votes, 0, True),
        merged_into=into,
    )


def test_ideas_come_best_first_and_unscored_last() -> None:
    view = added(
        blank(),
        QuickWin(id="blind", title="blind", impact=Pair(5, 5), effort=Pair(1, 1)),
        scored("leave", 1, 5),
        scored("free", 1, 1),
        scored("project", 5, 5),
        scored("few votes", 5, 1, 1),
        scored("many votes", 5, 1, 4),
        scored("more effort", 5, 2, 9),
        scored("less impact", 4, 1, 9),
    )
    order = ["many votes", "few votes", "more effort", "less impact", "project", "free", "leave", "blind"]
    assert [one.item.id for one in priorities(view)] == order
    assert [one.item.id for one in priorities(public_plan(view))] == order
    assert priorities(view)[-1].quadrant is None
    assert priorities(view)[0].quadrant is Quadrant.DO_FIRST


def test_scores_are_means_of_what_was_revealed() -> None:
    item = QuickWin(id="q", impact=Pair(4, 5, True), effort=Pair(2, None, True), votes=Pair(3, 4))
    view = added(blank(), item)
    assert score(view, item, "impact") == Fraction(9, 2)
    assert score(view, item, "effort") == 2
    assert priorities(view)[0].votes == 0


def test_a_merged_idea_gives_its_votes_to_the_one_it_went_into() -> None:
    view = added(
        blank(), scored("a", 5, 1, 2), scored("b", 5, 1, 3, into="a"), scored("c", 1, 1, 4, into="b"), scored("d", 1, 1)
    )
    assert [(one.item.id, one.votes) for one in priorities(view)] == [("a", 9), ("d", 0)]


@pytest.mark.parametrize(
    ("ideas", "votes"), [(0, 0), (1, 1), (2, 1), (3, 2), (12, 3), (13, 4), (20, 4), (21, 5), (100, 10)]
)
def test_votes_per_person(ideas: int, votes: int) -> None:
    assert suggested_votes(ideas) == votes
