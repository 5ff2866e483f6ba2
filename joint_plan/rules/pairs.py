"""What both core teams answered blind: in, not yet, or revealed side by side, and how far apart they are."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Pair, Tally


@dataclass(frozen=True, slots=True)
class In:
    """The team has answered; what, is not said before the reveal."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """The team has not answered."""


@dataclass(frozen=True, slots=True)
class Revealed:
    """The team's answer in the open; `None` if there was none when the pair was revealed."""

    value: Any


Answer: TypeAlias = In | NotYet | Revealed


class PairState(enum.StrEnum):
    """How far a pair has come."""

    EMPTY = "empty"
    ONE_IN = "one_in"
    BOTH_IN = "both_in"
    REVEALED = "revealed"


def answers(view: PlanView, item: Record, field: str) -> Mapping[str, Answer]:
    """Each core team's answer to a pair of this name, never showing one that is not revealed."""
    # In the public plan unrevealed answers are gone; it alone knows which are in. (Asking whether it fulfils a protocol
    # takes longer than all the rest, for every cell of a table.)
    asked: Callable[[Record, str], Mapping[str, Answer]] | None = getattr(view, "pair", None)
    return answers_of(getattr(item, field)) if asked is None else asked(item, field)


def answers_of(pair: Pair[Any]) -> Mapping[str, Answer]:
    """Each core team's answer in a pair."""
    values = {team: getattr(pair, team) for team in TEAMS}
    if pair.revealed:
        return {team: Revealed(value) for team, value in values.items()}
    return {team: NotYet() if value is None else In() for team, value in values.items()}


def pair_state(pair: Pair[Any]) -> PairState:
    """How far a pair has come."""
    if pair.revealed:
        return PairState.REVEALED
    if pair.both_in:
        return PairState.BOTH_IN
    return PairState.EMPTY if pair.marketing is None and pair.sales is None else PairState.ONE_IN


def ready_pairs(item: Record) -> tuple[str, ...]:
    """The names of a record's pairs that both teams have answered and nobody has revealed."""
    pairs = [field.name for field in spec_of(item).fields if field.pair]
    return tuple(name for name in pairs if pair_state(getattr(item, name)) is PairState.BOTH_IN)


def gap(pair: Pair[Any]) -> Fraction | None:
    """How far apart the revealed answers are: the difference of numbers or of the means of hands.

    For words and references it is 1 where they differ and 0 where not. `None` before the reveal or when one is
    missing: a gap would give a blind answer away.
    """
    if not pair.revealed or not pair.both_in:
        return None
    first, second = pair.marketing, pair.sales
    if isinstance(first, str) or isinstance(second, str):
        return Fraction(int(str(first).strip() != str(second).strip()))
    one, other = mean(first), mean(second)
    return None if one is None or other is None else abs(one - other)


def mean(answer: Any) -> Fraction | None:  # noqa: ANN401  a number or hands
    """An answer as a number: itself, or the mean of the hands; `None` without any."""
    if isinstance(answer, Tally):
        return Fraction(sum(answer.hands()), answer.voted) if answer.voted else None
    return Fraction(answer) if isinstance(answer, int | Decimal | Fraction) else None
