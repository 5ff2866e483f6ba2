"""Exact numbers: whole, decimal, money, rates, shares. Floats are refused everywhere."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, ClassVar

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.kinds.base import Kind, brief, within
from joint_plan.plan.values import Json


def plain_decimal(value: Decimal) -> str:
    """A decimal in its one normal form: no exponent, no trailing zeros, no minus zero."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number between two bounds (either may be open).

    Args:
        least: the lower bound.
        most: the upper bound.
        dots: whether it counts dots that people gave: then the dots themselves may be typed ("....", "||||"), and
            what each person gave ("2 1 3" is 6).
    """

    name: ClassVar[str] = "whole"
    align_right: ClassVar[bool] = True
    least: int | None = None
    most: int | None = None
    dots: bool = False

    def check(self, value: Any) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise FieldError(_("{value} is not a whole number.").format(value=brief(value)))
        within(value, self.least, self.most)
        return value

    def parse(self, text: str) -> int | None:
        if not text.strip():
            return None
        if self.dots:
            counted = _dots(text)
            if counted is not None:
                return self.check(counted)
        number = locale.parse_number(text)
        if number != number.to_integral_value():
            raise FieldError(_("{value} is not a whole number.").format(value=brief(text)))
        return self.check(int(number))

    def show(self, value: Any) -> str:
        return locale.format_number(value) if value is not None else ""

    def to_json(self, value: Any) -> Json:
        return None if value is None else int(value)

    def from_json(self, value: Json) -> int | None:
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
            value = int(value)
        return self.check(value)


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """An exact decimal number."""

    name: ClassVar[str] = "number"
    align_right: ClassVar[bool] = True
    least: int | None = None
    most: int | None = None
    above: int | None = None

    def check(self, value: Any) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            raise FieldError(_("{value} is not an exact number.").format(value=brief(value)))
        number = Decimal(value)
        if not number.is_finite():
            raise FieldError(_("{value} is not a number.").format(value=brief(value)))
        if (number and not -18 <= number.adjusted() <= 18) or len(number.as_tuple().digits) > 40:
            raise FieldError(_("This number has too many digits."))
        if self.above is not None and number <= self.above:
            raise FieldError(_("must be more than {bound}.").format(bound=self.above))
        within(number, self.least, self.most)
        return number

    def parse(self, text: str) -> Decimal | None:
        return self.check(locale.parse_number(text)) if text.strip() else None

    def show(self, value: Any) -> str:
        return locale.format_number(value) if value is not None else ""

    def to_json(self, value: Any) -> Json:
        return None if value is None else plain_decimal(value)

    def from_json(self, value: Json) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, float):
            raise FieldError(_('{value} must be written as a text, such as "0.35".').format(value=brief(value)))
        return self.check(self._read(value) if isinstance(value, str) else value)

    def _read(self, text: str) -> Decimal:
        try:
            if re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", text.strip(), re.ASCII):
                return Decimal(text.strip())
        except InvalidOperation:
            pass
        raise FieldError(_('“{value}” is not an exact number such as "0.35".').format(value=brief(text)))


@dataclass(frozen=True, slots=True)
class Money(Number):
    """An amount in the plan's currency."""

    name: ClassVar[str] = "money"


@dataclass(frozen=True, slots=True)
class Rate(Number):
    """A fraction from 0 to 1, shown as percent. 0 is kept and listed as a problem: it makes a stage unreachable."""

    name: ClassVar[str] = "rate"

    def check(self, value: Any) -> Decimal | None:
        number = Number.check(self, value)
        if number is not None and not 0 <= number <= 1:
            raise FieldError(_("a rate lies between 0 % and 100 %."))
        return number

    def parse(self, text: str) -> Decimal | None:
        return self.check(locale.parse_rate(text)) if text.strip() else None

    def show(self, value: Any) -> str:
        return locale.format_rate(value) if value is not None else ""


@dataclass(frozen=True, slots=True)
class Share(Kind):
    """A number from 0 that counts relative to others of its group; exact fractions such as "1/3" are allowed."""

    name: ClassVar[str] = "share"
    align_right: ClassVar[bool] = True

    def check(self, value: Any) -> Fraction | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
            raise FieldError(_("{value} is not an exact number.").format(value=brief(value)))
        share = Fraction(value)
        if share < 0:
            raise FieldError(_("must be {bound} or more.").format(bound=0))
        if max(share.numerator.bit_length(), share.denominator.bit_length()) > 160:
            raise FieldError(_("This number has too many digits."))
        return share

    def parse(self, text: str) -> Fraction | None:
        plain = text.strip()
        if not plain:
            return None
        if "/" in plain:
            return self.check(self._read(plain))
        number = locale.parse_rate(plain) if plain.endswith("%") else locale.parse_number(plain)
        return self.check(number)

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        exact = self.to_json(value)
        return str(exact) if "/" in str(exact) else locale.format_number(value)

    def to_json(self, value: Any) -> Json:
        if value is None:
            return None
        denominator = value.denominator
        for prime in (2, 5):
            while denominator % prime == 0:
                denominator //= prime
        if denominator != 1:
            return f"{value.numerator}/{value.denominator}"
        return plain_decimal(_exact_decimal(value))

    def from_json(self, value: Json) -> Fraction | None:
        if value is None:
            return None
        if isinstance(value, float):
            raise FieldError(_('{value} must be written as a text, such as "0.35".').format(value=brief(value)))
        return self.check(self._read(value) if isinstance(value, str) else value)

    def _read(self, text: str) -> Fraction:
        if re.fullmatch(r"\d{1,40}(\.\d{0,40})?(\s*/\s*\d{1,40})?", text.strip(), re.ASCII):
            above, _slash, below = text.partition("/")
            if not below or int(below) != 0:
                return Fraction(Decimal(above.strip())) / (int(below) if below else 1)
        raise FieldError(_('“{value}” is not a share such as "0.35" or "1/3".').format(value=brief(text)))


def _exact_decimal(value: Fraction) -> Decimal:
    """A fraction whose denominator has no other primes than 2 and 5, without loss whatever the decimal context is."""
    places = 0
    while (value.numerator * 10**places) % value.denominator:
        places += 1
    digits = str(value.numerator * 10**places // value.denominator)
    return Decimal((0, tuple(int(digit) for digit in digits), -places))


_DOT = re.compile(r"[.·•●*|/\s]+")
_EACH = re.compile(r"\d{1,3}(?:\s*[+\s]\s*\d{1,3})+")


def _dots(text: str) -> int | None:
    """How many dots a text has in it, or what people gave one by one comes to; `None` if it is neither."""
    text = text.strip()
    if _DOT.fullmatch(text):
        return sum(not mark.isspace() for mark in text)
    if _EACH.fullmatch(text):
        return sum(int(number) for number in re.findall(r"\d+", text))
    return None
