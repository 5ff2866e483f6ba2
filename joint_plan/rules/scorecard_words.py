"""Values of the scorecard as people read them: in full, and short enough for a cell of a month."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.goals import UNITS
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import measured
from joint_plan.rules.scorecard import Scorecard, ScoreRow, attainment, status, status_label, variance

_LARGE = 10_000
_HUGE = 10**20
_OWN_WORDS = frozenset({"count", "ratio", "percent", "money"})
_KNOWN = dict(UNITS)


def value_words(view: PlanView, row: ScoreRow, value: Decimal | Fraction | None) -> str:
    """A target or an actual in full with its unit, at most one decimal of a target that is not whole; "" for none."""
    if value is None:
        return ""
    kept = value if isinstance(value, Decimal) else rounded(value)
    if row.unit in _KNOWN:
        return measured(view, kept, row.unit)
    return f"{locale.format_number(kept)} {row.unit}"


def short_words(row: ScoreRow, value: Decimal | Fraction | None) -> str:
    """The number alone, short: "61", "19.5", "228K"; "" for none."""
    if value is None:
        return ""
    kept = rounded(Fraction(value))
    return locale.format_short(kept) if abs(kept) >= _LARGE else locale.format_number(kept)


def unit_words(view: PlanView, row: ScoreRow) -> str:
    """What a row is counted in: "%", "EUR", "hours", "MQLs"; "" for a plain count."""
    if row.unit == "percent":
        return "%"
    if row.unit == "money":
        return view.plan.currency
    if row.unit in _OWN_WORDS:
        return ""
    return _(_KNOWN[row.unit]).lower() if row.unit in _KNOWN else row.unit


def rounded(value: Fraction) -> Decimal:
    """A target for people: whole where it is, else with one decimal, rounded half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if abs(value) >= _HUGE:
        # No room left for decimals, and none to round.
        return exact
    places = Decimal(1) if value.denominator == 1 or abs(value) >= _LARGE else Decimal("0.1")
    return exact.quantize(places, ROUND_HALF_UP)


def cell_words(view: PlanView, card: Scorecard, row: ScoreRow, place: int, *, comment: bool = True) -> str:
    """All there is to say of one cell: "Jan 2027: 46 MQLs, target 61 MQLs, missed"; then, with `comment`, why."""
    period, actual, target = card.periods[place], row.actuals[place], row.targets[place]
    parts = [value_words(view, row, actual) if actual is not None else _("not measured yet")]
    parts.append(
        _("target {value}").format(value=value_words(view, row, target)) if target is not None else row.without
    )
    found = status(row, place)
    if found:
        parts.append(status_label(found).lower())
    reached, apart = attainment(row, place), variance(row, place)
    if reached is not None:
        parts.append(_("{share} of the target").format(share=locale.format_rate(rounded_share(reached))))
    if apart:
        words = _("better by {value}") if apart > 0 else _("worse by {value}")
        parts.append(words.format(value=_apart_words(view, row, abs(apart))))
    said = _("{period}: {words}").format(period=period.words, words=", ".join(part for part in parts if part))
    recorded = card.recorded.get((row.key, period.key)) if comment else None
    if recorded is None or not recorded.comment.strip():
        return said
    return _("{cell}. “{comment}”").format(cell=said.rstrip("."), comment=recorded.comment.strip())


def _apart_words(view: PlanView, row: ScoreRow, apart: Fraction) -> str:
    if row.unit == "percent":
        return _("{number} points").format(number=locale.format_number(rounded(apart)))
    return value_words(view, row, apart)


def rounded_share(share: Fraction) -> Decimal:
    """A share in whole percent, rounded down below 100 so that what is missed never reads as met."""
    whole = (share * 100).__floor__() if share < 1 else round(share * 100)
    return Decimal(whole) / 100
