"""The check-in: what to look at, in order, seen from a day; and how the scorecard says its values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.follow_up import Actual, CheckIn
from joint_plan.plan.goals import Goal, Metric
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.check_in import TOPICS, Point, check_in_points, topic_label
from joint_plan.rules.public import public_plan
from joint_plan.rules.scorecard import scorecard
from joint_plan.rules.scorecard_words import cell_words, rounded, rounded_share, short_words, value_words
from joint_plan.rules.stances import new_assent
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, blank, changed, item_of

TODAY = dt.date(2027, 2, 2)


def day(offset: int) -> dt.date:
    """So many days from today."""
    return TODAY + dt.timedelta(days=offset)


def points(*items: Record, today: dt.date = TODAY) -> tuple[Point, ...]:
    """What a check-in of a plan with these records goes through."""
    view = changed(blank(), "Plan:plan", period_start=dt.date(2027, 1, 1))
    return check_in_points(added(view, *items), today)


def win(**columns: object) -> QuickWin:
    """A picked quick win due today."""
    return replace(QuickWin(id="q", title="Do", picked=True, due=TODAY), **columns)  # type: ignore[arg-type]  # columns of any type


def sla(**columns: object) -> Sla:
    """A promise on trial."""
    return replace(Sla(id="s", owed_by="sales", owed_to="marketing", obligation="call"), **columns)  # type: ignore[arg-type]  # columns of any type


@pytest.mark.parametrize(
    ("item", "topic", "late"),
    [
        (win(), "quick_wins", False),
        (win(due=day(14)), "quick_wins", False),
        (win(due=day(15)), "", False),
        (win(due=day(-1)), "quick_wins", True),
        (win(due=day(-1), status="started"), "quick_wins", True),
        (win(due=day(-1), status="done"), "", False),
        (win(picked=False), "", False),
        (win(due=None), "", False),
        (sla(trial_until=day(15)), "on_trial", False),
        (sla(trial_until=day(15), starts_on=day(1)), "", False),
        (sla(trial_until=day(15), starts_on=day(0)), "on_trial", False),
        (sla(trial_until=day(14)), "trial_ends", False),
        (sla(trial_until=day(0)), "trial_ends", False),
        (sla(trial_until=day(-1)), "trial_ends", True),
        (sla(), "", False),
        (ParkingItem(id="p", text="Who?", due=day(3)), "parked", False),
        (ParkingItem(id="p", text="Who?", due=day(-3), status="assigned"), "parked", True),
        (ParkingItem(id="p", text="Who?", due=day(-3), status="cleared"), "", False),
        (ParkingItem(id="p", text="Who?"), "", False),
        (LeadershipAsk(id="a", ask="People", by_when=day(99)), "asks", False),
        (LeadershipAsk(id="a", ask="People", by_when=day(-1)), "asks", True),
        (LeadershipAsk(id="a", ask="People"), "asks", False),
        (LeadershipAsk(id="a", ask="People", answer="No"), "", False),
    ],
)
def test_what_is_due_by_a_day(item: Record, topic: str, late: bool) -> None:
    found = points(item)
    assert [(point.topic, point.late) for point in found] == ([(topic, late)] if topic else [])


@pytest.mark.parametrize(("looked", "listed"), [(day(-20), True), (day(-5), False), (day(5), True)])
def test_a_trial_that_ended_is_looked_at_once(looked: dt.date, listed: bool) -> None:
    found = points(sla(trial_until=day(-10)), CheckIn(id="c", date=looked))
    assert [point.topic for point in found] == (["trial_ends"] if listed else [])


@pytest.mark.parametrize(("again", "listed"), [(day(0), True), (day(14), True), (day(15), False), (None, False)])
def test_a_stance_comes_back_while_it_counts(again: dt.date | None, listed: bool) -> None:
    view = added(blank(), Goal(id="g", title="Grow"))
    stance = new_assent(view, item_of(view, "Goal:g"), "sales", "reservation", reservation="With more people")
    view = added(view, replace(stance, follow_up=again))
    found = check_in_points(view, TODAY)
    assert [(point.topic, point.key) for point in found] == ([("stances", "Goal:g")] if listed else [])
    assert not listed or "Sales: “With more people”" in found[0].detail
    assert not check_in_points(changed(view, "Goal:g", title="Grow faster"), TODAY)


@pytest.mark.parametrize(
    ("values", "today", "listed"),
    [
        ({"2027-01": 50}, TODAY, True),
        ({"2027-01": 95}, TODAY, False),
        ({"2027-01": 50, "2027-02": 100}, TODAY, False),
        ({"2027-01": 100, "2027-02": 50}, TODAY, True),
        ({"2027-01": 100, "2027-02": 50}, dt.date(2027, 1, 31), False),
        ({}, TODAY, False),
    ],
)
def test_what_missed_its_target_when_it_was_last_measured(values: dict[str, int], today: dt.date, listed: bool) -> None:
    actuals = [
        Actual(id=key, item="Metric:m", month=dt.date.fromisoformat(f"{key}-01"), value=Decimal(value))
        for key, value in values.items()
    ]
    metric = Metric(id="m", name="Answered", decision="keep")
    found = points(metric, Goal(id="g", title="More", metric="m", target=Decimal(100)), *actuals, today=today)
    assert [(point.topic, point.key) for point in found] == ([("missed", "Metric:m")] if listed else [])


def test_the_sample_goes_through_every_topic_in_order_and_left_out_sections_are_left_out() -> None:
    view = template("sample")
    order = [key for key, _words in TOPICS]
    topics = [point.topic for point in check_in_points(view, TODAY)]
    assert topics == sorted(topics, key=order.index)
    assert set(topics) == set(order) - {"trial_ends"}
    assert check_in_points(public_plan(view), TODAY) == check_in_points(view, TODAY)
    hidden = changed(view, "Plan:plan", hidden_sections=("quick_wins", "slas", "agreement", "goals"))
    assert not check_in_points(hidden, TODAY)
    assert all(topic_label(key) for key in order)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4", "4"),
        ("1/3", "0.3"),
        ("41/3", "13.7"),
        ("228000", "228000"),
        ("50001/4", "12500"),
        ("1/20", "0.1"),
        ("1" + "0" * 40, "1" + "0" * 40),
    ],
)
def test_targets_for_people_have_one_decimal(value: str, words: str) -> None:
    assert rounded(Fraction(value)) == Decimal(words)


def test_a_share_just_below_the_whole_never_reads_as_all_of_it() -> None:
    assert rounded_share(Fraction(9999, 10000)) == Decimal("0.99")
    assert rounded_share(Fraction(1)) == 1


def words_of(view: Snapshot, key: str, period: str) -> str:
    """What the scorecard says of one cell."""
    card = scorecard(view)
    row = card.row(key)
    assert row is not None
    return cell_words(view, card, row, next(n for n, one in enumerate(card.periods) if one.key == period))


def test_a_cell_says_value_target_status_and_why() -> None:
    view = template("sample")
    said = words_of(view, "Sla:mql-count", "2027-01").replace("\u00a0", " ")
    assert said == (
        "Jan 2027: 48 MQLs, target 61 MQLs, missed, 78 % of the target, worse by 13 MQLs. "
        "“The mail to dairies went out on the 20th, two weeks late”"
    )
    assert words_of(view, "Metric:first-contact", "2027-03") == "Mar 2027: not measured yet, No goal names it."


def test_numbers_in_cells_are_short() -> None:
    card = scorecard(template("sample"))
    bookings, contact = card.row("Metric:bookings"), card.row("Metric:first-contact")
    assert bookings is not None
    assert contact is not None
    assert short_words(bookings, Decimal(228000)) == "228K"
    assert short_words(bookings, None) == ""
    assert short_words(contact, Decimal("9.25")) == "9.3"
    assert value_words(template("sample"), contact, Decimal(9)) == "9 hours"
