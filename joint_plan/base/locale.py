"""Numbers, money and dates as people of a language write and read them, by Babel.

Babel is imported where it is used: it is not needed before the first window is painted.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import SOURCE_LANGUAGE, _, language

if TYPE_CHECKING:
    from babel import Locale


def locale_of(code: str = "") -> "Locale":
    """Babel's locale for a language code; English where Babel has none, and British then: day before month."""
    from babel import Locale, UnknownLocaleError

    wanted = code or language()
    try:
        return Locale.parse("en_GB" if wanted == "en" else wanted, sep="-" if "-" in wanted else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def format_number(value: Decimal | Fraction | int, places: int | None = None) -> str:
    """A number with grouping; with `places`, rounded half up to that many decimals at the most."""
    if isinstance(value, int) and 0 <= value < 1000 and language() == SOURCE_LANGUAGE:
        # Needs no grouping and no Babel, so that a plan is there sooner.
        return str(value)
    from babel.numbers import format_decimal

    exact = _as_decimal(value)
    pattern = "#,##0.##########" if places is None else "#,##0." + "#" * places if places else "#,##0"
    return format_decimal(exact, format=pattern, locale=locale_of())


def format_fixed(value: Decimal | Fraction | int, places: int) -> str:
    """A number rounded half up to exactly that many decimals, such as a mean: "2.0"."""
    from babel.numbers import format_decimal

    return format_decimal(_as_decimal(value), format="#,##0." + "0" * places, locale=locale_of())


def format_money(amount: Decimal | Fraction | int, currency: str) -> str:
    """An amount in full, without decimals where it is whole."""
    from babel.numbers import format_currency

    exact = _as_decimal(amount)
    whole = exact == exact.to_integral_value()
    return format_currency(
        exact,
        currency or "EUR",
        format="¤#,##0" if whole else "¤#,##0.00",
        locale=locale_of(),
        currency_digits=False,
    )


def format_money_short(amount: Decimal | Fraction | int, currency: str) -> str:
    """An amount for a headline: €4.8M."""
    from babel.numbers import format_compact_currency

    return format_compact_currency(
        _as_decimal(amount), currency or "EUR", format_type="short", fraction_digits=1, locale=locale_of()
    )


def format_short(value: Decimal | Fraction | int) -> str:
    """A number where there is room for four or five letters: 228K."""
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(_as_decimal(value), format_type="short", fraction_digits=1, locale=locale_of())


def format_rate(rate: Decimal | Fraction) -> str:
    """A fraction as percent, with a thin no-break space before the sign where the language has one."""
    from babel.numbers import format_percent

    return format_percent(_as_decimal(rate), format="#,##0.##\u00a0%", locale=locale_of())


def format_day(day: dt.date) -> str:
    """A date for people, unambiguous between countries: 19 Nov 2026."""
    from babel.dates import format_date

    return format_date(day, format="d MMM y", locale=locale_of())


def format_month(month: dt.date) -> str:
    """A month with its year: January 2027."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", month, locale=locale_of())


def format_month_short(month: dt.date) -> str:
    """A month in three letters: Jan."""
    from babel.dates import format_skeleton

    return format_skeleton("MMM", month, locale=locale_of())


def format_day_short(day: dt.date) -> str:
    """A day without its year, where the year is plain: 4 Jan."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=locale_of())


def format_clock(time: dt.time) -> str:
    """A time of day: 10:45."""
    return f"{time:%H:%M}"


def format_moment(moment: dt.datetime) -> str:
    """A date and time of day, in this computer's time zone."""
    local = moment.astimezone()
    return f"{format_day(local.date())}, {local:%H:%M}"


def parse_number(text: str) -> Decimal:
    """A number as people of the language in use write it; "0.35" is always understood.

    Raises:
        FieldError: not a number, or one that could mean two things ("1,234.5.6").
    """
    from babel.numbers import NumberFormatError, parse_decimal

    plain = text.strip().replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")
    try:
        return parse_decimal(plain.replace(" ", ""), locale=locale_of(), strict=True)
    except NumberFormatError:
        pass
    if plain and all(mark in "0123456789.-" for mark in plain) and plain.count(".") <= 1:
        try:
            return Decimal(plain)
        except ArithmeticError:
            pass
    raise FieldError(_("“{text}” is not a number.").format(text=text.strip()))


def parse_rate(text: str) -> Decimal:
    """A share of a whole: "35 %", "35%", "0.35"; a bare number above 1 is percent too.

    Raises:
        FieldError: not a number.
    """
    plain = text.strip()
    if plain.endswith("%"):
        return parse_number(plain[:-1]) / 100
    number = parse_number(plain)
    return number / 100 if number > 1 else number


def parse_day(text: str) -> dt.date:
    """A date: 2026-11-19, or as the language in use writes it (19 Nov 2026, 19.11.2026).

    Raises:
        FieldError: not a date.
    """
    from babel.dates import ParseError, parse_date

    plain = text.strip()
    try:
        return dt.date.fromisoformat(plain)
    except ValueError:
        pass
    for shape in ("%d %b %Y", "%d %B %Y"):
        try:
            return dt.datetime.strptime(plain, shape).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    try:
        return parse_date(plain, locale=locale_of())
    except (ParseError, ValueError, IndexError) as fault:
        raise FieldError(_("“{text}” is not a date. Write it as 2026-11-19.").format(text=plain)) from fault


def _as_decimal(value: Decimal | Fraction | int) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)
