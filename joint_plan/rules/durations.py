"""Lengths of time in words, and in the short form that is quick to type: 4 business hours, 4 bh."""

import re
from decimal import Decimal

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext

_SHORT = {"minute": "min", "hour": "h", "day": "d", "week": "w", "month": "mo"}

_UNITS = {
    "minute": ("m", "min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "day": ("d", "day", "days"),
    "week": ("w", "wk", "week", "weeks"),
    "month": ("mo", "month", "months"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_DURATION = re.compile(
    rf"(?P<number>[\d.,\s]+?)\s*(?:(?P<business>business|working|b|w)\s*)?(?P<unit>{'|'.join(_UNIT_OF)})\.?"
)


def duration_words(limit: Decimal | int, unit: str, business: bool) -> str:
    """A duration for people: "4 business hours", "1 day". The number stands as typed, never converted."""
    amount = Decimal(limit)
    count = int(amount) if amount == amount.to_integral_value() else 2
    words = {
        ("minute", False): ngettext("{number} minute", "{number} minutes", count),
        ("hour", False): ngettext("{number} hour", "{number} hours", count),
        ("day", False): ngettext("{number} day", "{number} days", count),
        ("week", False): ngettext("{number} week", "{number} weeks", count),
        ("month", False): ngettext("{number} month", "{number} months", count),
        ("minute", True): ngettext("{number} business minute", "{number} business minutes", count),
        ("hour", True): ngettext("{number} business hour", "{number} business hours", count),
        ("day", True): ngettext("{number} business day", "{number} business days", count),
        ("week", True): ngettext("{number} business week", "{number} business weeks", count),
        ("month", True): ngettext("{number} business month", "{number} business months", count),
    }
    return words.get((unit, business), "{number}").format(number=locale.format_number(amount))


def period_words(number: int, unit: str) -> str:
    """What comes after "every": "month", "2 weeks"."""
    words = {
        "day": ngettext("day", "{number} days", number),
        "week": ngettext("week", "{number} weeks", number),
        "month": ngettext("month", "{number} months", number),
        "quarter": ngettext("quarter", "{number} quarters", number),
        "year": ngettext("year", "{number} years", number),
    }
    return words.get(unit, "{number}").format(number=locale.format_number(number))


def per_period(number: int | None, unit: str) -> str:
    """How often a target is due: "a month", "every 2 weeks"."""
    if number in (None, 1):
        once = {
            "day": _("a day"),
            "week": _("a week"),
            "month": _("a month"),
            "quarter": _("a quarter"),
            "year": _("a year"),
        }
        return once.get(unit, "")
    return _("every {period}").format(period=period_words(number or 1, unit))


def duration_short(limit: Decimal, unit: str, business: bool) -> str:
    """The form that `parse_duration` reads: "4 bh"."""
    number = locale.format_number(limit)
    return f"{number} {'b' if business else ''}{_SHORT.get(unit, unit)}"


def parse_duration(text: str) -> tuple[Decimal, str, bool] | None:
    """Number, unit and whether only working hours count, from "4 bh", "1 business day", "15 min"; `None` if it is none.

    Raises:
        FieldError: it ends like a duration but its number cannot be read.
    """
    match = _DURATION.fullmatch(text.strip().casefold())
    if match is None:
        return None
    return locale.parse_number(match["number"]), _UNIT_OF[match["unit"]], match["business"] is not None
