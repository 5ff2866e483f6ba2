"""The next period begins with what was agreed, with what was measured, and with nobody's stance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from joint_plan.plan.agreement import Assent, Decision, LeadershipAsk, Note, ParkingItem, Signature, Version
from joint_plan.plan.follow_up import Actual, CheckIn, Loss, Win
from joint_plan.plan.funnel import InFlight, Rate, Segment
from joint_plan.plan.goals import Goal, Metric
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import column_value, spec_of
from joint_plan.plan.session import Participant, Plan
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.next_period import following_month, next_period
from joint_plan.rules.standing import State, standings
from joint_plan.rules.starting_plan import plan_from_json, template
from tests.marked_plan import marked_plan
from tests.rules.plans import added, changed, take

START = dt.date(2028, 1, 1)


def a_year() -> Snapshot:
    """A plan of 2027 with the default funnel."""
    plan = plan_from_json({"records": {"Plan": [{"title": "Pipeline 2027", "period_start": "2027-01", "months": 12}]}})
    return added(
        plan,
        Metric(id="m", name="Days to answer", unit="days", direction="down", decision="keep"),
        Goal(
            id="g",
            title="Faster",
            metric="m",
            baseline=Decimal(9),
            target=Decimal(4),
            unit="days",
            due=dt.date(2027, 11, 30),
        ),
        Sla(
            id="s",
            owed_by="sales",
            owed_to="marketing",
            obligation="call",
            met_share=Decimal("0.9"),
            today_share=Decimal("0.5"),
        ),
        Rate(id="r", stage="lead", rate=Decimal("0.5"), days=Decimal(3), evidence="guess"),
    )


def month(number: int) -> dt.date:
    return dt.date(2027, number, 1)


def test_the_period_moves_on() -> None:
    assert following_month(Plan(period_start=dt.date(2027, 7, 1), months=9), START) == dt.date(2028, 4, 1)
    assert following_month(Plan(), dt.date(2027, 12, 31)) == START
    plan = next_period(a_year(), dt.date(2028, 1, 19)).plan
    assert plan.plan.period_start == START
    assert plan.plan.title == "Pipeline 2028"
    goal = plan.get(Goal, "g")
    assert goal is not None
    assert goal.due == dt.date(2028, 11, 30)


def test_what_was_agreed_is_a_proposal_with_its_words_and_code() -> None:
    sample = template("sample")
    plan = next_period(sample, START).plan
    before = {key: one for key, one in standings(sample).items() if one.agreed}
    after = standings(plan)
    # A point that was set aside stays set aside until it is decided.
    assert {one.state for one in after.values()} <= {State.DRAFT, State.PARKED}
    for key, one in before.items():
        if key not in after:
            assert key.startswith("QuickWin:")
            continue
        assert after[key].item.code == one.item.code
        material = {
            column.name: column_value(one.item, column)
            for column in spec_of(one.item).material_columns
            if column.name not in {"due", "baseline"}
        }
        assert material == {
            column.name: column_value(after[key].item, column)
            for column in spec_of(one.item).material_columns
            if column.name in material
        }
    for gone in (Assent, Version, Signature, Note, Decision, Actual, CheckIn, Win, Loss, InFlight):
        assert plan.all(gone) == ()
    assert [person.name for person in plan.all(Participant)] == [person.name for person in sample.all(Participant)]


@pytest.mark.parametrize("seed", range(1, 7))
def test_no_note_no_blind_answer_and_no_dangling_reference_comes_along(seed: int) -> None:
    plan, marks = marked_plan(seed)
    after = next_period(plan, START).plan
    everything = repr(list(after))
    notes = [
        mark for place, found in marks.places.items() if place[1] in {"note", "reservation", "by"} for mark in found
    ]
    assert notes
    assert [mark for mark in notes if mark in everything] == []
    for item in after:
        for field in spec_of(item).fields:
            assert not field.pair or getattr(item, field.name) == Pair()
    assert plan_from_json({"records": records_json(after)}).names()


def test_actuals_take_the_place_of_what_was_said() -> None:
    plan = added(
        a_year(),
        Actual(item="Metric:m", month=month(2), value=Decimal(7)),
        Actual(item="Metric:m", month=month(5), value=Decimal(6)),
        Actual(item="Sla:s", month=month(3), value=Decimal(82)),
        Actual(item="FunnelStage:lead", month=month(1), value=Decimal(300)),
        Actual(item="FunnelStage:lead", month=month(2), value=Decimal(100)),
        Actual(item="FunnelStage:mql", month=month(1), value=Decimal(90)),
        Actual(item="FunnelStage:mql", month=month(2), value=Decimal(40)),
        Actual(item="FunnelStage:mql", month=month(3), value=Decimal(900)),
    )
    made = next_period(plan, START)
    goal, sla, rate = made.plan.get(Goal, "g"), made.plan.get(Sla, "s"), made.plan.get(Rate, "r")
    assert goal is not None
    assert goal.baseline == 6
    assert sla is not None
    assert (sla.today_share, sla.today_evidence) == (Decimal("0.82"), "data")
    assert rate is not None
    assert (rate.rate, rate.evidence) == (Decimal("0.325"), "data")
    assert (rate.as_of, rate.days) == (dt.date(2027, 2, 28), Decimal(3))
    assert made.unmeasured == ()
    assert tuple(line.replace("\u00a0", "") for line in made.measured) == (
        "Faster, Today: 6 days (May 2027; before: 9 days)",
        "Lead to MQL: 32.5% (2 months until Feb 2027; before: 50%)",
        "call, Met today in: 82% (Mar 2027; before: 50%)",
    )


def test_what_was_not_measured_stays_and_says_so() -> None:
    plan = added(
        a_year(),
        Segment(id="a", name="Plants"),
        Rate(id="ra", stage="sql", segment="a", rate=Decimal("0.2")),
        Rate(id="rb", stage="sql", rate=Decimal("0.3")),
        Goal(id="other", title="Other", baseline=Decimal(2)),
        Goal(id="share", title="Share", metric="m", baseline=Decimal(2), unit="percent"),
        Actual(item="FunnelStage:lead", month=month(1), value=Decimal(10)),
        Actual(item="FunnelStage:mql", month=month(1), value=Decimal(30)),
        Actual(item="FunnelStage:sql", month=month(1), value=Decimal(0)),
    )
    made = next_period(plan, START)
    assert tuple(line.replace("\u00a0", "") for line in made.measured) == ()
    assert set(made.unmeasured) == {
        "Faster, Today: no actual",
        "Other, Today: no metric measures it",
        "Share, Today: its metric counts in another unit",
        "call, Met today in: no actual",
        "Lead to MQL: more was counted after the step than before it",
        "SQL to Opportunity, Plants: counted over all segments and sources only",
        "SQL to Opportunity: no actuals of both stages",
    }
    rate = made.plan.get(Rate, "r")
    assert rate is not None
    assert (rate.rate, rate.evidence) == (Decimal("0.5"), "guess")


def test_revenue_is_the_sum_of_all_months_or_stays() -> None:
    revenue = added(
        a_year(),
        Metric(id="rev", name="Revenue", unit="money", decision="keep"),
        Goal(id="sum", title="Grow", revenue_goal=True, metric="rev", baseline=Decimal(100), unit="money"),
        *(Actual(item="Metric:rev", month=month(number), value=Decimal(number)) for number in range(1, 12)),
    )
    made = next_period(revenue, START)
    assert made.measured == ()
    assert "Grow, Today: not every month was measured" in made.unmeasured
    whole = next_period(added(revenue, Actual(item="Metric:rev", month=month(12), value=Decimal(12))), START)
    goal = whole.plan.get(Goal, "sum")
    assert goal is not None
    assert goal.baseline == 78


def test_quick_wins_that_are_done_stay_behind_with_what_was_merged_into_them() -> None:
    plan = added(
        a_year(),
        QuickWin(id="done", title="Done", picked=True, status="done"),
        QuickWin(id="into", title="Into it", merged_into="between"),
        QuickWin(id="between", title="Between", merged_into="done"),
        QuickWin(id="stopped", title="Stopped", picked=True, status="stopped"),
        QuickWin(id="going", title="Going", picked=True, status="started", due=dt.date(2027, 3, 1), first_step="call"),
        QuickWin(id="idea", title="Idea", votes=Pair(3, 4, revealed=True), serves="QuickWin:done"),
        QuickWin(id="later", title="Later", picked=True, due=dt.date(2028, 3, 1), merged_into="idea"),
    )
    made = next_period(plan, START)
    wins = {win.id: win for win in made.plan.all(QuickWin)}
    assert set(wins) == {"going", "idea", "later"}
    assert (wins["going"].picked, wins["going"].due, wins["going"].first_step) == (True, None, "call")
    assert (wins["idea"].picked, wins["idea"].votes, wins["idea"].serves) == (False, Pair(), "")
    assert (wins["later"].due, wins["later"].merged_into) == (dt.date(2028, 3, 1), "idea")
    assert "4 quick wins that are done or stopped" in made.left


def test_open_and_parked_points_come_along() -> None:
    plan = added(
        a_year(),
        Participant(id="p", name="Noor", present=True),
        ParkingItem(id="a", text="price", item="Goal:g", status="assigned", owner="p", due=dt.date(2027, 2, 1)),
        ParkingItem(id="b", text="cleared", status="cleared"),
        ParkingItem(id="c", text="open"),
        LeadershipAsk(id="l", ask="budget"),
        LeadershipAsk(id="k", ask="answered", answer="yes"),
        Need(id="n", team="sales", need="cases", answer="later"),
        Need(id="o", team="sales", need="got", answer="yes"),
        Statement(id="t", text="We talk", score=Pair(Tally({3: 2}), Tally({4: 1}), revealed=True), agreed_score=3),
    )
    plan = take(plan, "Sla:s", "sales", "object", "too fast")
    made = next_period(plan, START)
    points = {point.id: point for point in made.plan.all(ParkingItem)}
    assert set(points) == {"a", "c"}
    assert (points["a"].status, points["a"].owner, points["a"].due) == ("undecided", "p", None)
    assert standings(made.plan)["Goal:g"].state is State.PARKED
    assert standings(made.plan)["Sla:s"].state is State.DRAFT
    assert [ask.id for ask in made.plan.all(LeadershipAsk)] == ["l"]
    assert [need.id for need in made.plan.all(Need)] == ["n"]
    (statement,) = made.plan.all(Statement)
    assert (statement.score, statement.agreed_score) == (Pair(), None)
    (person,) = made.plan.all(Participant)
    assert not person.present
    assert "3 points to decide" in made.carried
    assert "1 person, with their team" in made.carried


def test_dropped_metrics_and_empty_inflow_are_counted_anew() -> None:
    plan = changed(a_year(), "Metric:m", decision="drop")
    plan = added(plan, Segment(id="a", name="Plants", existing_revenue=Decimal(5), revenue_target=Decimal(9)))
    made = next_period(plan, START)
    goal, segment = made.plan.get(Goal, "g"), made.plan.get(Segment, "a")
    assert goal is not None
    assert goal.metric == ""
    assert segment is not None
    assert (segment.existing_revenue, segment.revenue_target) == (None, Decimal(9))
    assert "What was in flight and already booked: count it anew" in made.left
