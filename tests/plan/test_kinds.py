"""Each kind of value: what it takes, what it refuses and in which words, and that it comes back unchanged."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import FieldError
from joint_plan.plan import kinds
from joint_plan.plan.values import Tally

decimals = st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=6)


@given(decimals)
def test_a_number_comes_back_from_json_and_from_what_an_editor_shows(number: Decimal) -> None:
    kind = kinds.Number()
    assert kind.from_json(kind.to_json(number)) == number
    assert kind.parse(kind.edit_text(number)) == number


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=10**6))
def test_a_share_comes_back_exactly(share: Fraction) -> None:
    kind = kinds.Share()
    assert kind.from_json(kind.to_json(share)) == share
    assert kind.parse(kind.show(share)) == share


@pytest.mark.parametrize(
    ("text", "exact"),
    [("35 %", "0.35"), ("35%", "0.35"), ("0.35", "0.35"), ("35", "0.35"), ("1", "1"), ("100 %", "1"), ("2,5 %", None)],
)
def test_a_rate_is_read_as_people_write_it(text: str, exact: str | None) -> None:
    kind = kinds.Rate()
    if exact is None:
        with pytest.raises(FieldError, match="is not a number"):
            kind.parse(text)
    else:
        assert kind.parse(text) == Decimal(exact)


@pytest.mark.parametrize("value", ["1.5", "-0.1", "101"])
def test_an_impossible_rate_is_refused(value: str) -> None:
    with pytest.raises(FieldError, match="between 0 % and 100 %"):
        kinds.Rate().from_json(value)


@pytest.mark.parametrize("kind", [kinds.Money(), kinds.Rate(), kinds.Number(), kinds.Share()])
@pytest.mark.parametrize("value", [0.5, "nan", "inf", "1e400", "one", True, ["1"], {"a": 1}, "１"])
def test_what_is_not_an_exact_number_is_refused_on_one_line(kind: kinds.Kind, value: object) -> None:
    with pytest.raises(FieldError) as fault:
        kind.from_json(value)  # type: ignore[arg-type]  # the point of the test
    assert "\n" not in str(fault.value)
    assert len(str(fault.value)) < 200


def test_whole_numbers_may_stand_as_numbers_in_json() -> None:
    assert kinds.Money().from_json(10000) == Decimal(10000)
    assert kinds.Whole().from_json(12) == 12


@pytest.mark.parametrize(
    ("number", "text"),
    [(Decimal("10000.00"), "10000"), (Decimal("1E+3"), "1000"), (Decimal("-0.0"), "0"), (Decimal("0.350"), "0.35")],
)
def test_a_decimal_has_one_normal_form(number: Decimal, text: str) -> None:
    assert kinds.plain_decimal(number) == text


def test_long_text_is_refused_and_control_characters_go() -> None:
    kind = kinds.Text()
    assert kind.check("a\x00b\tc\r\nd\x1b\ufffe") == "ab\tc\nd"
    assert kind.check("x" * 20_000) == "x" * 20_000
    with pytest.raises(FieldError, match="20,001"):
        kind.check("x" * 20_001)


@pytest.mark.parametrize("text", ["=1+1", "+1", "<b>", "&amp;", "_x0041_", "Привет", "Ελλάδα", "Tiếng Việt", "→ ✓ ✗"])
def test_text_from_people_is_kept_to_the_letter(text: str) -> None:
    assert kinds.Text().check(text) == text


def test_months_and_dates_are_kept_apart() -> None:
    assert kinds.Month().from_json("2027-01") == dt.date(2027, 1, 1)
    assert kinds.Month().to_json(dt.date(2027, 1, 1)) == "2027-01"
    for kind, value in ((kinds.Month(), "2027-13"), (kinds.Day(), "2027-02-30"), (kinds.Day(), "2027-01")):
        with pytest.raises(FieldError):
            kind.from_json(value)


@pytest.mark.parametrize("text", ["2026-11-19", "19 Nov 2026", "19 November 2026"])
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert kinds.Day().parse(text) == dt.date(2026, 11, 19)


def test_hands_are_typed_one_digit_each() -> None:
    kind = kinds.Tallied(least=0, most=5)
    tally = kind.parse("33425")
    assert tally == Tally({2: 1, 3: 2, 4: 1, 5: 1}, 0, 5)
    assert tally.hands() == (2, 3, 3, 4, 5)
    assert kind.from_json(kind.to_json(tally)) == tally
    with pytest.raises(FieldError, match="between 0 and 5"):
        kind.parse("36")
    with pytest.raises(FieldError, match="one digit a hand"):
        kind.parse("3, 4")


def test_a_series_is_read_back_from_what_it_shows() -> None:
    kind = kinds.Series()
    series = kind.parse("1: 20, 2: 15.5")
    assert series == {1: Decimal(20), 2: Decimal("15.5")}
    assert kind.parse(kind.show(series)) == series
    assert kind.from_json(kind.to_json(series)) == series
    thousands = kind.parse("3: 1,200, 4: 7")
    assert thousands == {3: Decimal(1200), 4: Decimal(7)}


def test_a_choice_is_read_by_key_and_by_label() -> None:
    kind = kinds.Choice(choices=(("up", "Better up"), ("down", "Down")))
    assert kind.parse("better UP") == "up"
    assert kind.parse("") == ""
    with pytest.raises(FieldError, match="not one of"):
        kind.from_json("sideways")
