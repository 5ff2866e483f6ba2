"""What stands on the journey's board, and where, computed without painting."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.plan import types as _types
from joint_plan.plan.funnel import FunnelStage, Rate, Segment, Source
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair
from ui.parts.journey_edits import card_line
from ui.parts.stage_faces import lead_of
from ui.parts.stage_rates import rates_between
from ui.parts.swimlane_content import board_content
from ui.parts.swimlane_places import LANE_GAP, lane_bands

assert _types  # loading it registers every record type

TEAMS = (
    Team(id="marketing", name="Demand", core=True, position=1),
    Team(id="sales", name="Field", core=True, position=2),
    Team(id="success", name="Customer Success", short_name="CS", position=3),
)
STAGES = (Stage(id="a", name="Try", position=1), Stage(id="b", name="Buy", position=2))


def plan(*records: Record) -> Snapshot:
    return Snapshot.of((*TEAMS, *STAGES, *records))


def test_a_further_team_has_a_lane_as_soon_as_it_owns_something() -> None:
    assert [lane.key for lane in board_content(plan()).lanes] == [
        "customer",
        "team:marketing",
        "team:sales",
        "handoffs",
        "friction",
    ]
    content = board_content(plan(Touchpoint(id="1", stage="a", name="Kick-off", owner_team="success")))
    assert [lane.title for lane in content.lanes if lane.team] == ["Demand", "Field", "Customer Success"]
    assert [face.text for face in content.cell("a", "team:success")] == ["Kick-off"]


def test_lanes_for_story_and_evidence_are_there_when_asked_for() -> None:
    told = Snapshot.of((*TEAMS, Stage(id="a", name="Try", story="A hole costs money", evidence="guess")))
    content = board_content(told, {"story", "evidence"})
    assert [face.text for face in content.cell("a", "story")] == ["A hole costs money"]
    assert content.cell("a", "evidence")[0].guess
    assert not board_content(told).cell("a", "story")


def test_a_card_says_its_asset_and_that_it_is_a_guess() -> None:
    card = Touchpoint(
        id="1", stage="a", name="Demo", owner_team="sales", asset="Deck", asset_status="missing", evidence="guess"
    )
    (face,) = board_content(plan(card)).cell("a", "team:sales")
    assert (face.tag, face.tag_icon, face.guess) == ("Deck", "circle-alert", True)
    assert face.spoken == "Demo, touchpoint of Field in Try, asset: Missing, a guess"


def test_a_handoff_and_an_idea_stand_at_their_stage() -> None:
    sla = Sla(
        id="1",
        code="SLA-01",
        owed_by="marketing",
        owed_to="success",
        from_stage="a",
        to_stage="b",
        handed_over="promises",
        time_limit=Decimal(4),
        business_hours=True,
    )
    content = board_content(plan(sla, QuickWin(id="1", code="QW-01", title="Call first", serves="Stage:b")))
    (handoff,) = content.cell("a", "handoffs")
    assert (handoff.text, handoff.tag) == ("promises", "CS · 4 bh")
    assert handoff.spoken == "promises, handoff SLA-01 from Try to Buy, CS · 4 bh"
    assert [(face.kind, face.text) for face in content.cell("b", "friction")] == [("idea", "Call first")]


@pytest.mark.parametrize(
    ("pair", "lead_team", "kind", "words"),
    [
        (Pair(), "", "blind", "Who leads?"),
        (Pair(marketing="marketing"), "", "blind", "1 of 2 in"),
        (Pair(marketing="sales", sales="sales"), "", "blind", "Both in"),
        (Pair(marketing="marketing", sales="sales", revealed=True), "", "both", "Both claim it"),
        (Pair(marketing="sales", sales="marketing", revealed=True), "", "nobody", "Nobody claims it"),
        (Pair(marketing="success", sales="marketing", revealed=True), "", "nobody", "Nobody claims it"),
        (Pair(marketing="sales", sales="sales", revealed=True), "", "same", "Both say Field"),
        (Pair(marketing="marketing", sales="success", revealed=True), "", "apart", "Seen differently"),
        (Pair(marketing="marketing", sales="sales", revealed=True), "sales", "agreed", "Field"),
    ],
)
def test_who_leads_shows_nothing_before_the_reveal(pair: Pair[str], lead_team: str, kind: str, words: str) -> None:
    lead = lead_of(plan(), Stage(id="a", who_leads=pair, lead_team=lead_team))
    assert (lead.kind, lead.words) == (kind, words)


FUNNEL = tuple(
    FunnelStage(id=stage, name=stage, position=place) for place, stage in enumerate(("mql", "sql", "won"), 1)
)


def counting(*stages: str, records: tuple[Record, ...] = ()) -> Snapshot:
    held = [
        Stage(id=f"{number}", name=f"S{number}", funnel_stage=stage, position=number)
        for number, stage in enumerate(stages)
    ]
    return Snapshot.of((*TEAMS, *FUNNEL, *held, *records))


def test_the_rate_between_two_stages_is_the_funnels_and_what_it_spans_is_multiplied() -> None:
    rates: tuple[Record, ...] = (
        Rate(id="1", stage="mql", rate=Decimal("0.5"), days=Decimal(10), evidence="guess"),
        Rate(id="2", stage="sql", rate=Decimal("0.4"), days=Decimal(20)),
    )
    one = rates_between(counting("mql", "sql", records=rates))["0"]
    assert (one.text.replace("\xa0", " "), one.guess, one.fixed) == ("50 % · 10 d", True, "")
    both = rates_between(counting("mql", "won", records=rates))["0"]
    assert both.text.replace("\xa0", " ") == "20 % · 30 d"
    assert "2 steps" in both.fixed


def test_a_missing_rate_is_a_question() -> None:
    face = rates_between(counting("mql", "sql"))["0"]
    assert (face.missing, face.text, face.fixed) == (True, "?", "")


def test_where_segments_have_their_own_the_rate_is_the_mean_of_all_records_and_leads_to_them() -> None:
    special: tuple[Record, ...] = (
        Source(id="all", name="All", entry_stage="mql"),
        Segment(id="a", name="Dairy", revenue_target=Decimal(30), average_deal_size=Decimal(1)),
        Segment(id="b", name="Bakery", revenue_target=Decimal(10), average_deal_size=Decimal(1)),
        Rate(id="1", stage="mql", rate=Decimal("0.5"), days=Decimal(10)),
        Rate(id="2", stage="mql", segment="b", rate=Decimal("0.1"), days=Decimal(30), evidence="guess"),
        Rate(id="3", stage="sql", rate=Decimal("0.5"), days=Decimal(20)),
    )
    # 60 and 20 at the second stage come from 120 and 200: 80 of 320.
    view = counting("mql", "sql", "won", records=special)
    face = rates_between(view)["0"]
    assert (face.text.replace("\xa0", " "), face.guess, face.leads_to) == ("25 % · 10–30 d", True, "Rate:2")
    assert "of 2 rates" in face.fixed
    assert rates_between(view)["1"].fixed == ""
    lines = [face.text.replace("\xa0", " ") for face in board_content(view, {"metrics"}).cell("0", "metrics")]
    assert lines == ["320 mql\nexact 320\n25 % to sql"]
    assert [face.text for face in board_content(view, {"metrics"}).cell("2", "metrics")] == ["40 won\nexact 40"]
    whole = rates_between(counting("mql", "won", records=special))["0"]
    assert (whole.text.replace("\xa0", " "), whole.leads_to) == ("12.5 % · 30–50 d", "Rate:2")


def test_a_mean_that_nothing_passes_is_not_known() -> None:
    special: tuple[Record, ...] = (
        Segment(id="a", name="Dairy"),
        Rate(id="1", stage="mql", rate=Decimal("0.5")),
        Rate(id="2", stage="mql", segment="a", rate=Decimal("0.7")),
    )
    face = rates_between(counting("mql", "sql", records=special))["0"]
    assert (face.missing, face.leads_to) == (True, "Rate:2")


def test_the_metrics_lane_has_nothing_for_stages_that_count_nothing() -> None:
    content = board_content(counting("mql", ""), {"metrics"})
    assert [face.kind for face in content.cell("0", "metrics")] == ["metrics"]
    assert not content.cell("1", "metrics")
    assert not board_content(counting("mql")).cell("0", "metrics")


def test_stages_that_count_nothing_and_those_after_the_win_carry_no_rate() -> None:
    assert set(rates_between(counting("mql", "", "won", ""))) == {"0"}
    assert not rates_between(counting("won", "mql"))


def test_a_prefix_names_a_lane_or_is_part_of_the_words() -> None:
    view = plan()
    assert (card_line(view, "m: Report").lane, card_line(view, "m: Report").text) == ("team:marketing", "Report")
    assert card_line(view, "CS: Kick-off").lane == "team:success"
    assert card_line(view, "field: Call").lane == "team:sales"
    assert (card_line(view, "Note: call").lane, card_line(view, "Note: call").text) == ("", "Note: call")
    assert card_line(view, "c:").text == "c:"


@given(st.lists(st.integers(20, 400), min_size=2, max_size=9), st.integers(0, 2000))
def test_lanes_keep_what_they_need_and_share_what_is_left(needs: list[int], room: int) -> None:
    natural = [(str(number), need) for number, need in enumerate(needs)]
    bands = lane_bands(natural, room, fixed=1)
    assert bands[0].height == needs[0]
    assert all(band.height >= need for band, need in zip(bands, needs, strict=True))
    assert all(after.top == before.bottom + LANE_GAP for before, after in pairwise(bands))
    taken = bands[-1].bottom
    least = sum(needs) + LANE_GAP * (len(needs) - 1)
    assert taken <= max(least, room)
    assert room - taken < len(needs) or taken == least
