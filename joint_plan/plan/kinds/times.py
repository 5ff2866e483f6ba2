"""Dates, months, points in time, times of day."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.kinds.base import Kind, brief, expect
from joint_plan.plan.values import Json


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A date."""

    name: ClassVar[str] = "date"

    def check(self, value: Any) -> dt.date | None:
        if value is None:
            return None
        day: dt.date = expect(value, dt.date)
        # Spreadsheets count days from 1900 and have the first two months of it wrong.
        if not dt.date(1900, 3, 1) <= day <= dt.date(9999, 12, 31):
            raise FieldError(_("A date must be after February 1900."))
        return day

    def parse(self, text: str) -> dt.date | None:
        return self.check(locale.parse_day(text)) if text.strip() else None

    def show(self, value: Any) -> str:
        return locale.format_day(value) if value is not None else ""

    def edit_text(self, value: Any) -> str:
        return value.isoformat() if value is not None else ""

    def to_json(self, value: Any) -> Json:
        return None if value is None else value.isoformat()

    def _read(self, text: str) -> dt.date:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                pass
        raise FieldError(_("“{value}” is not a date such as 2026-11-19.").format(value=brief(text)))


@dataclass(frozen=True, slots=True)
class Month(Day):
    """A month, held as its first day."""

    name: ClassVar[str] = "month"

    def parse(self, text: str) -> dt.date | None:
        plain = text.strip()
        if not plain:
            return None
        for shape in ("%B %Y", "%b %Y"):
            try:
                return self.check(dt.datetime.strptime(plain, shape).date())  # noqa: DTZ007  a month has no time zone
            except ValueError:
                continue
        return self.check(self._read(plain))

    def show(self, value: Any) -> str:
        return locale.format_month(value) if value is not None else ""

    def edit_text(self, value: Any) -> str:
        return f"{value:%Y-%m}" if value is not None else ""

    def to_json(self, value: Any) -> Json:
        return None if value is None else f"{value.year:04}-{value.month:02}"

    def _read(self, text: str) -> dt.date:
        if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) and not text.startswith("0000"):
            return dt.date(int(text[:4]), int(text[5:]), 1)
        raise FieldError(_("“{value}” is not a month such as 2027-01.").format(value=brief(text)))


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A point in time, in UTC to the second."""

    name: ClassVar[str] = "moment"

    def check(self, value: Any) -> dt.datetime | None:
        if value is None:
            return None
        moment: dt.datetime = expect(value, dt.datetime)
        if moment.tzinfo is None:
            raise FieldError(_("A point in time needs its time zone."))
        return moment.astimezone(dt.UTC).replace(microsecond=0)

    def parse(self, text: str) -> dt.datetime | None:
        return self.check(self._read(text.strip())) if text.strip() else None

    def show(self, value: Any) -> str:
        return locale.format_moment(value) if value is not None else ""

    def edit_text(self, value: Any) -> str:
        return str(self.to_json(value) or "")

    def to_json(self, value: Any) -> Json:
        return None if value is None else value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _read(self, text: str) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError as fault:
            raise FieldError(
                _("“{value}” is not a point in time such as 2026-11-19T10:45:00Z.").format(value=brief(text))
            ) from fault


@dataclass(frozen=True, slots=True)
class Clock(Kind):
    """A time of day, to the minute."""

    name: ClassVar[str] = "clock"

    def check(self, value: Any) -> dt.time | None:
        return None if value is None else expect(value, dt.time)

    def parse(self, text: str) -> dt.time | None:
        return self._read(text.strip()) if text.strip() else None

    def show(self, value: Any) -> str:
        return locale.format_clock(value) if value is not None else ""

    def to_json(self, value: Any) -> Json:
        return None if value is None else f"{value:%H:%M}"

    def _read(self, text: str) -> dt.time:
        match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text, re.ASCII)
        if not match:
            raise FieldError(_("“{value}” is not a time of day such as 10:45.").format(value=brief(text)))
        return dt.time(int(match[1]), int(match[2]))
