"""Several values in one: hands counted, numbers by month, what an agreement rested on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.kinds.base import Kind, brief, expect, within
from joint_plan.plan.kinds.numbers import Number, plain_decimal
from joint_plan.plan.values import Json, Tally


@dataclass(frozen=True, slots=True)
class Tallied(Kind):
    """Hands by value, within bounds; a person types one digit a hand ("33425", or "3342, 1 not voting")."""

    name: ClassVar[str] = "tally"
    least: int = 0
    most: int = 5

    def check(self, value: Any) -> Tally | None:
        if value is None:
            return None
        tally: Tally = expect(value, Tally)
        for hand, count in tally.counts.items():
            within(hand, self.least, self.most)
            within(count, 0, 1000)
        within(tally.not_voted, 0, 1000)
        within(tally.present, 0, 1000)
        kept = {hand: tally.counts[hand] for hand in sorted(tally.counts) if tally.counts[hand]}
        return Tally(MappingProxyType(kept), tally.not_voted, tally.present)

    def parse(self, text: str) -> Tally | None:
        if not text.strip():
            return None
        hands, silent = _without_silent(text)
        digits = "".join(hands.split())
        if digits and not (digits.isascii() and digits.isdigit()):
            raise FieldError(_("Type one digit a hand, such as 33425."))
        counts: dict[int, int] = {}
        for digit in digits:
            counts[int(digit)] = counts.get(int(digit), 0) + 1
        return self.check(Tally(counts, silent, len(digits) + silent))

    def edit_text(self, value: Any) -> str:
        silent = ", " + _("{count} not voting").format(count=value.not_voted) if value and value.not_voted else ""
        return self.show(value) + silent

    def show(self, value: Any) -> str:
        return " ".join(str(hand) for hand in value.hands()) if value is not None else ""

    def to_json(self, value: Any) -> Json:
        if value is None:
            return None
        counts: dict[str, Json] = {str(hand): count for hand, count in value.counts.items()}
        return {"counts": counts, "not_voted": value.not_voted, "present": value.present}

    def from_json(self, value: Json) -> Tally | None:
        if value is None:
            return None
        if isinstance(value, str):
            return self.parse(value)
        fault = FieldError(_("expected a tally with counts, not_voted and present."))
        if not isinstance(value, dict) or set(value) - {"counts", "not_voted", "present"}:
            raise fault
        counts = value.get("counts") or {}
        if not isinstance(counts, dict) or not all(key.isascii() and key.isdigit() for key in counts):
            raise fault
        numbers = [*counts.values(), value.get("not_voted") or 0, value.get("present") or 0]
        if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
            raise fault
        hands: dict[int, Any] = {int(key): count for key, count in counts.items()}
        return self.check(Tally(hands, numbers[-2], numbers[-1]))  # type: ignore[arg-type]  # checked just above


def _without_silent(text: str) -> tuple[str, int]:
    """The hands, and how many people the words after them say did not vote ("3342, 1 not voting", "3342 1 not")."""
    found = re.fullmatch(r"(.*?)[\s,;+]*\b(\d{1,4})\s*([^\W\d_][\D]*)", text.strip())
    if found is None:
        return text, 0
    words = " ".join(found[3].split()).casefold()
    tails = (_("{count} not voting").replace("{count}", "").strip().casefold(), "not voting")
    return (found[1], int(found[2])) if any(tail.startswith(words) for tail in tails) else (text, 0)


@dataclass(frozen=True, slots=True)
class Basis(Kind):
    """The values something rested on when it was agreed: `Type:id.field` -> the value as text."""

    name: ClassVar[str] = "basis"

    def check(self, value: Any) -> Mapping[str, str] | None:
        return None if value is None else MappingProxyType(dict(sorted(value.items())))

    def show(self, value: Any) -> str:
        return "; ".join(f"{key} {text}" for key, text in (value or {}).items())

    def to_json(self, value: Any) -> Json:
        return None if value is None else dict(value)

    def from_json(self, value: Json) -> Mapping[str, str] | None:
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise FieldError(_("expected texts by name, not {value}.").format(value=brief(value)))
        return self.check(value)


@dataclass(frozen=True, slots=True)
class Series(Kind):
    """Numbers by month of the plan (1 is the first): `{1: Decimal("20"), 2: ...}`; a person types "1: 20, 2: 15"."""

    name: ClassVar[str] = "series"

    def check(self, value: Any) -> Mapping[int, Decimal] | None:
        if not value:
            return None
        number = Number(least=0)
        kept: dict[int, Decimal] = {}
        for month in sorted(value):
            within(month, 1, 60)
            amount = number.check(value[month])
            if amount is not None:
                kept[month] = amount
        return MappingProxyType(kept) if kept else None

    def parse(self, text: str) -> Mapping[int, Decimal] | None:
        months: dict[int, Decimal] = {}
        for part in re.split(r"[;\n]|,\s+|,(?=\d+\s*:)", text):
            if not part.strip():
                continue
            month, colon, amount = part.partition(":")
            if not colon or not month.strip().isdigit():
                raise FieldError(_("Type month and number, such as 1: 20, 2: 15."))
            months[int(month)] = locale.parse_number(amount)
        return self.check(months)

    def show(self, value: Any) -> str:
        return ", ".join(f"{month}: {locale.format_number(amount)}" for month, amount in (value or {}).items())

    def to_json(self, value: Any) -> Json:
        return None if not value else {str(month): plain_decimal(amount) for month, amount in value.items()}

    def from_json(self, value: Json) -> Mapping[int, Decimal] | None:
        if value is None:
            return None
        if not isinstance(value, dict) or not all(key.isascii() and key.isdigit() for key in value):
            raise FieldError(_("expected numbers by month, such as {example}.").format(example='{"1": "20"}'))
        number = Number(least=0)
        return self.check({int(month): number.from_json(amount) for month, amount in value.items()})
