"""From what stands in a cell to the value of a field, through the field's own kind; never by a guess.

People type numbers as text, with the comma of their language; dates as text; names of records with or without their
code. What cannot be understood is a `FieldError` with a sentence for people.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.exchange.cells import Fault, Value, folded, is_filled, text_of
from joint_plan.exchange.layout import ANY, Export
from joint_plan.plan import kinds
from joint_plan.plan.fields import Column
from joint_plan.plan.record import Record, key_of, spec_of, title_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import called, named

_DECIMAL_COMMA = re.compile(r"[-+]?\d+,(\d{1,2}|\d{4,})\s*%?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:(?:\.\d{3})+,|(?:,\d{3})+\.)\d+\s*%?")
"""Numbers whose signs can mean one thing only, whatever the language: 4,5 and 1.500,25 and 1,500.25."""
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")


@dataclass(slots=True)
class Names:
    """What records are called in cells: as at the export, as they are called now, and those the workbook adds."""

    plan: Snapshot
    export: Export
    added: dict[str, dict[str, str]] = field(default_factory=dict)
    """Ids of added rows by record type and folded name."""
    _now: dict[str, Mapping[str, list[str]]] = field(default_factory=dict)

    def resolve(self, kind: kinds.Ref, words: str) -> str:
        """The id that words name; of a reference to any type the key.

        Raises:
            FieldError: nothing is called so, or several things are.
        """
        wanted = folded(words)
        target = ANY if isinstance(kind, kinds.AnyRef) else kind.target
        exported = self.export.labelled(target, words)
        if exported and (target == ANY or exported in self.plan.table(target).rows):
            return exported
        found = self._called_now(target).get(wanted, [])
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise FieldError(
                _("{count} things are called “{name}”; write the code too.").format(
                    count=len(found), name=_brief(words)
                )
            )
        new = self.added.get(target, {}).get(wanted, "")
        if new:
            return new
        if exported:
            raise FieldError(_("“{name}” is not in the plan any more.").format(name=_brief(words)))
        raise FieldError(_("there is nothing called “{name}” in the plan.").format(name=_brief(words)))

    def exported(self, kind: kinds.Ref, words: str) -> str:
        """The id, or the key, of what was called so at the export, whether it is still there or not; "" for nothing."""
        return self.export.labelled(ANY if isinstance(kind, kinds.AnyRef) else kind.target, words)

    def _called_now(self, target: str) -> Mapping[str, list[str]]:
        if target not in self._now:
            items: Any = self.plan if target == ANY else self.plan.table(target).order
            names: dict[str, list[str]] = {}
            for item in items:
                one = key_of(item) if target == ANY else item.id
                for words in self._words(item, with_type=target == ANY):
                    names.setdefault(words, []).append(one)
            self._now[target] = names
        return self._now[target]

    def _words(self, item: Record, *, with_type: bool) -> set[str]:
        plain = {title_of(item), named(item), called(self.plan, item), item.code}
        label = _(spec_of(item).label)
        typed = {f"{label}: {words}" for words in plain} if with_type else set()
        return {folded(words) for words in (*plain, *typed) if words}


def names_now(plan: Snapshot) -> Names:
    """What records are called now, for cells that were not exported from this plan."""
    return Names(plan, Export({}, (), {}, (), {}))


def value_of(cell: Value, column: Column, names: Names) -> Any:  # noqa: ANN401  of the column's kind
    """The value that a cell gives a column; the empty value for an empty cell.

    Raises:
        FieldError: it is not understood, or impossible; without the place.
    """
    kind = column.kind
    if not is_filled(cell):
        return None if column.part else kind.empty
    if isinstance(cell, Fault):
        raise FieldError(_("the cell shows the fault {fault}.").format(fault=_brief(cell.words)))
    if isinstance(kind, kinds.Ref):
        return kind.check(names.resolve(kind, text_of(cell)))
    if isinstance(cell, bool):
        return kind.check(cell) if isinstance(kind, kinds.Flag) else _from_text(kind, text_of(cell))
    if isinstance(cell, Decimal):
        return _from_number(kind, cell)
    if isinstance(cell, dt.date | dt.time):
        return _from_date(kind, cell)
    assert isinstance(cell, str)  # all else was dealt with above
    return _from_text(kind, cell)


def _from_number(kind: kinds.Kind, number: Decimal) -> Any:  # noqa: ANN401  of the kind
    if isinstance(kind, kinds.Rate):
        # 35 in a cell that lost its percent format, as a person types it on a page.
        return kind.check(number / 100 if number > 1 else number)
    if isinstance(kind, kinds.Number):
        return kind.check(number)
    if isinstance(kind, kinds.Share):
        return kind.check(Fraction(number))
    if isinstance(kind, kinds.Whole):
        if number != number.to_integral_value():
            raise FieldError(_("{value} is not a whole number.").format(value=number))
        return kind.check(int(number))
    if isinstance(kind, kinds.Day):
        raise FieldError(_("the number {value} is not a date. Write it as 2026-11-19.").format(value=number))
    return _from_text(kind, text_of(number))


def _from_date(kind: kinds.Kind, cell: dt.date | dt.time) -> Any:  # noqa: ANN401  of the kind
    if isinstance(kind, kinds.Day) and isinstance(cell, dt.date):
        day = cell.date() if isinstance(cell, dt.datetime) else cell
        return kind.check(day.replace(day=1) if isinstance(kind, kinds.Month) else day)
    if isinstance(kind, kinds.Clock) and isinstance(cell, dt.datetime | dt.time):
        return kind.check(_minute(cell))
    if isinstance(kind, kinds.Text):
        return kind.check(text_of(cell))
    raise FieldError(_("a date or a time of day does not belong here."))


def _minute(cell: dt.datetime | dt.time) -> dt.time:
    """The time of day to the minute; spreadsheets keep it as a part of a day, a hair off."""
    seconds = cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1_000_000
    minutes = round(seconds / 60) % (24 * 60)
    return dt.time(*divmod(minutes, 60))


def _from_text(kind: kinds.Kind, words: str) -> Any:  # noqa: ANN401  of the kind
    if isinstance(kind, kinds.Text):
        return kind.parse(words)
    plain = words.strip()
    if isinstance(kind, kinds.Day) and _SHORT_YEAR.fullmatch(plain):
        raise FieldError(_("“{text}” can be read in two ways. Write it as 2026-11-19.").format(text=plain))
    if isinstance(kind, kinds.Month):
        return _month(kind, plain)
    try:
        return kind.parse(plain)
    except FieldError:
        certain = _certain(plain)
        if certain and isinstance(kind, kinds.Number | kinds.Whole | kinds.Share):
            return kind.parse(certain)
        raise
    except NotImplementedError as fault:
        raise FieldError(_("this cannot be changed in a workbook.")) from fault


def _certain(plain: str) -> str:
    """A number in another language's signs with a point for its decimals; "" where it could be read in two ways."""
    compact = _SPACE_IN_NUMBER.sub("", plain).replace("−", "-")
    if _DECIMAL_COMMA.fullmatch(compact):
        return compact.replace(",", ".")
    if not _GROUPED.fullmatch(compact):
        return ""
    group = min(",.", key=compact.rindex)
    return compact.replace(group, "").replace(",", ".")


def _month(kind: kinds.Month, plain: str) -> dt.date | None:
    """A month, also where a whole date of it was typed."""
    try:
        return kind.parse(plain)
    except FieldError:
        try:
            day = kinds.Day().parse(plain)
        except FieldError:
            day = None
        if day is None:
            raise
        return kind.check(day.replace(day=1))


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59] + "…"
