"""The sample is what people see first: its figures follow from each other, and every state shows."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from joint_plan.plan.fields import TEAMS
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import (
    AgendaBlock,
    Assent,
    Capacity,
    FunnelStage,
    Goal,
    Initiative,
    LeadershipAsk,
    Metric,
    ParkingItem,
    Participant,
    Plan,
    QuickWin,
    Rate,
    Report,
    Scenario,
    Segment,
    Sla,
    SlaLevel,
    Stage,
    Team,
    Touchpoint,
)
from joint_plan.rules.content import content_hash
from joint_plan.rules.funnel import funnel
from joint_plan.rules.public import public_plan
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import State, plan_count, standings
from joint_plan.rules.starting_plan import template, template_names

DRAWN = ("Brightwater", "Northwind", "Ana Souza", "Tom Ellis", "Jonas Weber", "Mei Tanaka", "Priya Nair", "Luca Ferri")


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return template("sample")


def test_it_has_what_a_workshop_makes(sample: Snapshot) -> None:
    stages = sample.all(Stage)
    assert len(stages) == 6
    for stage in stages:
        lanes = {touchpoint.owner_team for touchpoint in sample.where(Touchpoint, "stage", stage.id)}
        assert {"", "marketing", "sales"} <= lanes, stage.name
        assert stage.customer_goal
        assert stage.customer_question
        assert stage.entry_event
        assert stage.exit_event
        assert stage.friction
        assert stage.emotion is not None
    assert len([sla for sla in sample.all(Sla) if sla.from_stage and sla.to_stage]) == 4
    owed = Counter((sla.owed_by, sla.owed_to) for sla in sample.all(Sla))
    assert owed["marketing", "sales"] >= 4
    assert owed["sales", "marketing"] >= 4
    assert owed["sales", "success"] == 1
    assert len(sample.all(SlaLevel)) == 3
    assert len(sample.all(Goal)) == 3
    assert sum(goal.revenue_goal for goal in sample.all(Goal)) == 1
    assert len(sample.all(QuickWin)) == 12
    assert len(sample.all(Participant)) == 8
    assert len(sample.all(Segment)) == 2
    assert len(sample.all(Scenario)) == 3
    assert 3 <= len(sample.all(Initiative)) <= 4
    assert {metric.decision for metric in sample.all(Metric)} == {"keep", "demote", "drop"}
    assert len(sample.all(Report)) == 3


def test_every_state_shows_and_about_half_is_agreed(sample: Snapshot) -> None:
    states = Counter(found.state for found in standings(sample).values())
    assert set(states) == set(State)
    assert states[State.CONTESTED] == states[State.AGREED_WITH_RESERVATIONS] == states[State.PARKED] == 1
    count = plan_count(sample)
    assert Fraction(4, 10) < Fraction(count.agreed, count.total) < Fraction(65, 100)


def test_every_stance_is_on_the_content_as_it_is(sample: Snapshot) -> None:
    for assent in sample.all(Assent):
        item = sample.find(assent.item)
        assert item is not None, assent.item
        assert assent.content_hash == content_hash(sample, item)
        team = sample.where(Participant, "team", assent.team)
        assert assent.by in {person.name for person in team}
        assert assent.present == sum(person.present for person in team)
        if assent.method == "fist_to_five":
            assert assent.tally is not None
            assert assent.tally.voted == assent.tally.present == assent.present
            lowest = min(assent.tally.counts)
            expected = "object" if lowest < 2 else "reservation" if lowest == 2 else "agree"
            assert assent.stance == expected


def test_who_leads_shows_every_case_of_a_blind_pair(sample: Snapshot) -> None:
    pairs = [stage.who_leads for stage in sample.all(Stage)]
    shown = [pair for pair in pairs if pair.revealed]
    assert len([pair for pair in pairs if not pair.revealed and pair.both_in]) == 1
    assert any(pair.marketing == pair.sales for pair in shown)
    assert any((pair.marketing, pair.sales) == ("marketing", "sales") for pair in shown), "both claim"
    assert any((pair.marketing, pair.sales) == ("sales", "marketing") for pair in shown), "nobody claims"


def test_quick_wins_are_voted_scored_and_picked(sample: Snapshot) -> None:
    ideas = sample.all(QuickWin)
    each = round(len(ideas) ** 0.5)
    for team in TEAMS:
        voting = sum(person.present for person in sample.where(Participant, "team", team))
        assert sum(getattr(idea.votes, team) for idea in ideas) == voting * each
    picked = [idea for idea in ideas if idea.picked]
    assert len(picked) == 5
    assert all(i.marketing_owner and i.sales_owner and i.first_step and i.due and i.done_when for i in picked)
    gaps = [
        abs(pair.marketing - pair.sales)
        for idea in ideas
        for pair in (idea.impact, idea.effort)
        if pair.revealed and pair.marketing is not None and pair.sales is not None
    ]
    assert len([gap for gap in gaps if gap >= 2]) >= 3
    assert len([idea for idea in ideas if not idea.impact.revealed]) == 1
    for idea in picked:
        assert idea.due is not None
        assert (idea.due.year, idea.due.month) == (2026, 12)


def test_the_revenue_goal_is_what_the_segments_add_up_to(sample: Snapshot) -> None:
    goal = next(goal for goal in sample.all(Goal) if goal.revenue_goal)
    segments = sample.all(Segment)
    assert goal.target == sum(segment.revenue_target or 0 for segment in segments) == 3_800_000
    booked = sum(segment.existing_revenue or 0 for segment in segments)
    renewals = next(text for text in _texts(sample) if "stand apart" in text)
    assert f"{booked:,}" in renewals
    assert "3.12 million" in renewals
    assert goal.target - booked == 3_120_000


def test_the_deals_in_the_contributions_are_the_funnels(sample: Snapshot) -> None:
    figures = funnel(sample)
    won = figures.totals[-1]
    deals = {
        source: sum(r.for_plan or 0 for r in won.rows if r.source == source) for source in ("marketing", "outreach")
    }
    goal = next(goal for goal in sample.all(Goal) if goal.revenue_goal)
    assert won.committed == 78
    assert goal.marketing_contribution.startswith(f"{deals['marketing']} of the {won.committed} deals")
    assert goal.sales_contribution.startswith(f"{deals['outreach']} deals")


def test_the_conversion_goal_is_the_product_of_two_rates(sample: Snapshot) -> None:
    goal = sample.get(Goal, "conversion")
    rates = {rate.stage: rate for rate in sample.all(Rate)}
    assert goal is not None
    assert goal.target is not None
    assert (rates["mql"].rate or 0) * (rates["sal"].rate or 0) * 100 == goal.target
    assert "75 of 100" in goal.assumption
    assert sample.plan.one_number.endswith("from 38 to 45 in 100")
    assert goal.baseline == 38
    assert goal.target == 45


def test_the_lost_leads_are_those_of_the_acceptance_rate(sample: Snapshot) -> None:
    rate = next(rate for rate in sample.all(Rate) if rate.stage == "mql").rate
    assert rate is not None
    assert rate * 460 == 345
    assert "460" in sample.plan.why
    assert "345" in sample.plan.why
    assert str(460 - 345) in sample.plan.why
    delivered = sample.get(Sla, "mql-count")
    assert delivered is not None
    assert delivered.today_value == 46


def test_the_ask_for_a_fourth_person_is_what_the_capacity_says(sample: Snapshot) -> None:
    figures = funnel(sample)
    load = next(load for load in figures.capacity if load.stage == "sal")
    july = next(month for month in load.months if month.month == 7)
    accepted = next(total for total in figures.totals if total.stage == "sal")
    committed = next(month.committed for month in accepted.months if month.month == 7)
    ask = sample.get(LeadershipAsk, "inside-sales")
    assert ask is not None
    assert load.first_short == 7
    assert ask.why == f"In July the funnel brings {committed} leads to accept; three people manage {july.can}"
    people = [row for row in sample.all(Capacity) if row.stage == "sal"]
    assert [row.people for row in people] == [3]


def test_nothing_is_wrong_between_its_records_and_some_rates_are_guesses(sample: Snapshot) -> None:
    assert funnel(sample).problems == ()
    assert {rate.evidence for rate in sample.all(Rate)} == {"data", "told", "guess"}
    stages = [stage.id for stage in sample.all(FunnelStage)]
    assert {rate.stage for rate in sample.all(Rate)} == set(stages[:-1])


def test_every_sla_reads_as_a_sentence(sample: Snapshot) -> None:
    teams = {team.id: team.name for team in sample.all(Team)}
    for sla in sample.all(Sla):
        sentence = sla_sentence(sample, sla)
        assert sentence.startswith(f"{teams[sla.owed_by]} ")
        assert ":" not in sentence
        assert sla.if_missed


def test_the_day_has_a_pinned_lunch_that_the_morning_reaches(sample: Snapshot) -> None:
    blocks = sample.all(AgendaBlock)
    lunch = next(block for block in blocks if block.title == "Lunch")
    assert lunch.pinned_start is not None
    morning = blocks[: blocks.index(lunch)]
    start = morning[0].pinned_start
    assert start is not None
    minutes = sum(block.minutes or 0 for block in morning)
    latest = (lunch.pinned_start.hour - start.hour) * 60 + lunch.pinned_start.minute - start.minute
    assert latest - 15 <= minutes <= latest
    assert all(block.output for block in blocks if block.mode != "break")


def test_mail_addresses_and_notes_stay_with_the_facilitator(sample: Snapshot) -> None:
    people = sample.all(Participant)
    assert all(person.email.endswith(".example") for person in people)
    assert any(person.decides and person.signs for person in people)
    assert not all(person.present for person in people)
    public = str([*public_plan(sample)])
    assert "@" not in public
    assert "Let Noor start" not in public


def test_parked_points_are_decided_assigned_and_open(sample: Snapshot) -> None:
    assert {point.status for point in sample.all(ParkingItem)} == {"assigned", "undecided", "cleared"}


def test_the_company_is_invented_and_in_no_picture(sample: Snapshot) -> None:
    text = "\n".join(_texts(sample))
    assert [name for name in DRAWN if name in text] == []


def test_no_text_stands_in_for_one(sample: Snapshot) -> None:
    for text in _texts(sample):
        assert text == text.strip()
        assert not any(word in text.casefold() for word in ("lorem", "todo", "xxx", "tbd", "example text")), text


def test_the_blank_plan_has_the_structure_and_nothing_else() -> None:
    blank = template("blank")
    assert set(records_json(blank)) == {"Plan", "Team", "FunnelStage", "Source"}
    assert blank.plan == Plan(id="plan", position=blank.plan.position)


def test_both_are_offered_the_blank_one_first() -> None:
    assert [name for name, _title in template_names()][:1] == ["blank"]
    titles = dict(template_names())
    assert titles["blank"] == "Empty plan"
    assert "Pellworth Air" in titles["sample"]


def _texts(snapshot: Snapshot) -> list[str]:
    rows = [row for rows in _lists(records_json(snapshot)) for row in rows if isinstance(row, dict)]
    return [value for row in rows for value in row.values() if isinstance(value, str)]


def _lists(records: object) -> list[list[object]]:
    assert isinstance(records, dict)
    return [rows for rows in records.values() if isinstance(rows, list)]
