"""Blind answers: never given away before the reveal, compared after it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from joint_plan.plan.types import QuickWin
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.names import shown
from joint_plan.rules.pairs import In, NotYet, PairState, Revealed, answers, gap, pair_state
from joint_plan.rules.public import public_plan
from tests.rules.plans import added, blank


@pytest.mark.parametrize(
    ("pair", "state", "expected"),
    [
        (Pair(), PairState.EMPTY, None),
        (Pair(1), PairState.ONE_IN, None),
        (Pair(1, 5), PairState.BOTH_IN, None),
        (Pair(1, 5, True), PairState.REVEALED, 4),
        (Pair(5, 1, True), PairState.REVEALED, 4),
        (Pair(5, None, True), PairState.REVEALED, None),
        (Pair(Tally({1: 1, 2: 1}), Tally({4: 3}), True), PairState.REVEALED, Fraction(5, 2)),
        (Pair(Tally(), Tally({4: 3}), True), PairState.REVEALED, None),
        (Pair("marketing", "sales", True), PairState.REVEALED, 1),
        (Pair("sales", " sales", True), PairState.REVEALED, 0),
    ],
)
def test_a_gap_shows_after_the_reveal_only(pair: Pair[Any], state: PairState, expected: Fraction | None) -> None:
    assert pair_state(pair) is state
    assert gap(pair) == expected


def test_before_the_reveal_only_who_is_in_is_known() -> None:
    view = added(blank(), QuickWin(id="q", title="X", impact=Pair(4), effort=Pair(2, 3, True)))
    item = view.all(QuickWin)[0]
    for plan, one in ((view, item), (public_plan(view), public_plan(view).all(QuickWin)[0])):
        assert answers(plan, one, "impact") == {"marketing": In(), "sales": NotYet()}
        assert answers(plan, one, "effort") == {"marketing": Revealed(2), "sales": Revealed(3)}
        assert shown(plan, one, "impact_marketing") == "In"
        assert shown(plan, one, "impact_sales") == "Not yet"
        assert shown(plan, one, "effort_sales") == "3"
