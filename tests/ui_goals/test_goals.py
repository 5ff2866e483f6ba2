"""The Goals page: the funnel drawn and opened, by month, before the plan, in scenarios; and what is typed into it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from joint_plan.plan.funnel import Capacity, FunnelStage, Rate, Scenario, Segment
from joint_plan.plan.goals import Goal, Initiative, Metric
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.values import Json
from joint_plan.rules.funnel import coverage_sentence, funnel, scenarios
from tests.ui_goals.conftest import Build
from tests.ui_goals.hands import click, focus, nameless, press, settle, shown, type_text
from ui.document import Document
from ui.parts.funnel_chart import RatePill, StageButton
from ui.parts.funnel_facts import funnel_facts, scenario_choices, stage_teams
from ui.parts.funnel_words import money_words
from ui.sections.goals import GoalsPage

STAGES: list[Json] = [
    {"id": "lead", "name": "Lead"},
    {"id": "opp", "name": "Opportunity"},
    {"id": "won", "name": "Won"},
]


def _records(**more: Json) -> dict[str, Json]:
    """250,000 at 10,000: 25 wins, 100 opportunities, 200 leads."""
    return {
        "Plan": [{"title": "Plan", "period_start": "2027-01", "months": 12}],
        "FunnelStage": STAGES,
        "Segment": [{"id": "s", "name": "Plants", "revenue_target": "250000", "average_deal_size": "10000"}],
        "Rate": [
            {"id": "first", "stage": "lead", "rate": "0.5", "evidence": "guess"},
            {"id": "last", "stage": "opp", "rate": "0.25", "evidence": "data"},
        ],
        **more,
    }


def _stage(page: GoalsPage, stage: str) -> StageButton:
    button = page.funnel.chart.stage_button(stage)
    assert button is not None
    return button


def _step(page: GoalsPage, stage: str) -> RatePill:
    pill = page.funnel.chart.step_button(stage)
    assert pill is not None
    return pill


def test_the_drawing_says_the_figures(qtbot: QtBot, build: Build) -> None:
    page = shown(qtbot, GoalsPage(build(_records())))
    assert "200 committed, exact 200, 200 to create" in _stage(page, "lead").accessibleName()
    assert "100 committed" in _stage(page, "opp").accessibleName()
    assert "25 committed" in _stage(page, "won").accessibleName()
    assert "Lead to Opportunity: 50" in _step(page, "lead").accessibleName()
    assert "rests on a guess" in _step(page, "lead").accessibleName()
    assert "guess" not in _step(page, "opp").accessibleName()


def test_the_table_says_the_same_as_the_drawing(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    click(page.funnel.as_table)
    numbers = page.funnel.numbers
    assert numbers.isVisible()
    for row, figure in enumerate(funnel(sample.plan).totals):
        held = numbers.item(row, 0)
        assert held is not None
        assert held.text().replace(",", "") == str(figure.committed)
        months = [numbers.item(row, 4 + month) for month in range(12)]
        assert sum(int(cell.text().replace(",", "")) for cell in months if cell is not None) == figure.committed


def test_a_changed_rate_changes_all_figures_and_keeps_the_buttons(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    page = shown(qtbot, GoalsPage(document))
    before = _stage(page, "lead")
    before.setFocus()
    with document.edit("Change") as edit:
        edit.set(document.plan.all(Rate)[1], rate=document.plan.all(Rate)[0].rate)
    settle()
    assert _stage(page, "lead") is before
    assert focus() is before
    assert "100 committed" in before.accessibleName()
    assert "50 committed" in _stage(page, "opp").accessibleName()


def test_a_rate_is_typed_in_the_inputs(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    page = shown(qtbot, GoalsPage(document))
    click(page.switch.segments["inputs"])
    page.inputs.show_kind("Rate")
    table = page.inputs.current
    table.show_item("last", 3)
    press(Qt.Key.Key_F2)
    type_text("20 %")
    press(Qt.Key.Key_Return)
    settle()
    changed = document.plan.get(Rate, "last")
    assert changed is not None
    assert str(changed.rate) == "0.2"
    page.show_part("funnel")
    assert "250 committed" in _stage(page, "lead").accessibleName()


def test_enter_opens_a_figure_and_escape_goes_back(qtbot: QtBot, build: Build) -> None:
    page = shown(qtbot, GoalsPage(build(_records())))
    sheet = page.funnel.sheet
    button = _stage(page, "lead")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert sheet.hasFocus()
    words = sheet.accessibleDescription()
    assert "Where 200 at Lead come from" in words
    assert "25 ÷ 0.25 ÷ 0.5 200" in words
    assert button.isChecked()
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert focus() is button
    assert not button.isChecked()


def test_the_win_opens_to_revenue_share_and_deal_size(qtbot: QtBot, build: Build) -> None:
    page = shown(qtbot, GoalsPage(build(_records())))
    click(_stage(page, "won"))
    words = page.funnel.sheet.accessibleDescription()
    assert "€250,000 × 100" in words
    assert "÷ €10,000 25" in words


def test_an_opened_stage_stays_off_the_months(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample), 876, 740)
    for stage in sample.plan.all(FunnelStage):
        click(_stage(page, stage.id))
        assert page.funnel.sheet.isVisible()
        assert page.funnel.sheet.geometry().bottom() < page.funnel.months.geometry().top(), stage.name
        press(Qt.Key.Key_Escape)


def test_rows_rounded_up_separately_are_said(qtbot: QtBot, build: Build) -> None:
    halves: Json = [
        {"id": one, "name": one, "revenue_target": "15000", "average_deal_size": "10000"} for one in ("a", "b")
    ]
    page = shown(qtbot, GoalsPage(build(_records(Segment=halves))))
    click(_stage(page, "won"))
    assert "Rows rounded up separately: +1" in page.funnel.sheet.accessibleDescription()


def test_arrows_walk_stages_and_rates(qtbot: QtBot, build: Build) -> None:
    page = shown(qtbot, GoalsPage(build(_records())))
    _stage(page, "lead").setFocus()
    press(Qt.Key.Key_Right)
    assert focus() is _step(page, "lead")
    press(Qt.Key.Key_Right)
    assert focus() is _stage(page, "opp")
    press(Qt.Key.Key_Left, times=2)
    assert focus() is _stage(page, "lead")
    press(Qt.Key.Key_Left)
    assert focus() is _stage(page, "lead")


def test_an_open_figure_follows_the_plan(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    page = shown(qtbot, GoalsPage(document))
    click(_stage(page, "lead"))
    with document.edit("Change") as edit:
        edit.set(document.plan.all(Segment)[0], revenue_target=500000)
    settle()
    assert page.funnel.sheet.isVisible()
    assert "Where 400 at Lead come from" in page.funnel.sheet.accessibleDescription()


def test_months_add_up_and_open_to_running_totals(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    page = shown(qtbot, GoalsPage(document))
    strip = page.funnel.months
    click(_stage(page, "won"))
    assert strip.stage == "won"
    cells = [button.cell for button in strip.cells if button.isVisible() and button.cell is not None]
    assert [cell.month for cell in cells] == list(range(1, 13))
    assert sum(cell.gross or 0 for cell in cells) == 25
    march = strip.cell_button(3)
    assert march is not None
    click(march)
    words = page.funnel.sheet.accessibleDescription()
    assert "Up to Mar 6.25 7" in words
    assert "Up to Feb 4.17 5" in words
    assert "In the month 2" in words


def test_what_is_due_before_the_plan_has_its_own_place(qtbot: QtBot, build: Build) -> None:
    records = _records()
    document = build(records)
    page = shown(qtbot, GoalsPage(document))
    assert not page.funnel.band.isVisible()
    assert page.funnel.months.cell_button(0) is None
    with document.edit("It takes two months") as edit:
        edit.set(document.plan.all(Rate)[1], days=61)
    settle()
    before = funnel(document.plan).before
    assert before.revenue is not None
    assert page.funnel.band.isVisible()
    assert money_words(before.revenue, "EUR") in page.funnel.band.accessibleName()
    page.funnel.months.show_facts(funnel_facts(document.plan), "lead")
    early = page.funnel.months.cell_button(0)
    assert early is not None
    assert early.cell is not None
    assert early.cell.gross == 34
    page.funnel.band.setFocus()
    press(Qt.Key.Key_Return)
    assert "Shortfall" in page.funnel.sheet.accessibleDescription()


def test_a_segment_and_a_scenario_are_chosen(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    segment = sample.plan.all(Segment)[1]
    click(page.funnel.goal.segments.segments[segment.id])
    wanted = funnel(sample.plan).figure("mql", segment.id).committed
    assert f"{wanted:,} committed" in _stage(page, "mql").accessibleName()
    click(page.funnel.goal.scenario.segments["low"])
    low = scenarios(sample.plan)["low"].figure("mql", segment.id).committed
    assert f"{low:,} committed" in _stage(page, "mql").accessibleName()
    click(page.funnel.goal.segments.segments[""])
    whole = scenarios(sample.plan)["low"].total("mql").committed
    assert f"{whole:,} committed" in _stage(page, "mql").accessibleName()


def test_a_chosen_scenario_that_goes_gives_way_to_the_base(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    click(page.funnel.goal.scenario.segments["low"])
    low = sample.plan.get(Scenario, "low")
    assert low is not None
    sample.remove(low)
    settle()
    assert page.funnel.goal.scenario.current() == ""
    assert f"{funnel(sample.plan).total('mql').committed:,} committed" in _stage(page, "mql").accessibleName()


def test_a_scenario_without_factors_is_the_base(sample: Document) -> None:
    assert scenario_choices(sample.plan) == (("low", "Low"), ("", "Base"), ("high", "High"))


def test_teams_come_from_the_journey(sample: Document) -> None:
    teams = stage_teams(sample.plan)
    assert teams["inquiry"] == "marketing"
    assert teams["opportunity"] == "sales"


def test_a_mean_rate_is_weighed_by_records(build: Build) -> None:
    document = build(
        _records(
            Segment=[
                {"id": "a", "name": "A", "revenue_target": "100", "average_deal_size": "1"},
                {"id": "b", "name": "B", "revenue_target": "100", "average_deal_size": "1"},
            ],
            Rate=[
                {"stage": "lead", "rate": "0.5"},
                {"stage": "opp", "segment": "a", "rate": "0.5"},
                {"stage": "opp", "segment": "b", "rate": "0.25"},
            ],
        )
    )
    # 200 + 400 opportunities for 100 + 100 wins.
    assert funnel_facts(document.plan).steps[1].rate == Fraction(1, 3)


def test_a_rate_of_zero_is_a_problem_in_words_never_a_figure(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    page = shown(qtbot, GoalsPage(document))
    assert not page.funnel.problems.isVisible()
    with document.edit("Nothing gets through") as edit:
        edit.set(document.plan.all(Rate)[1], rate=document.plan.all(Rate)[1].rate * 0)  # type: ignore[operator]  # it is there
    settle()
    assert "– committed" in _stage(page, "lead").accessibleName()
    assert "25 committed" in _stage(page, "won").accessibleName()
    assert "rate of 0" in page.funnel.problems.toolTip()
    click(_stage(page, "lead"))
    assert "rate of 0" in page.funnel.sheet.accessibleDescription()
    click(page.funnel.problems)
    assert page.switch.current() == "inputs"
    assert page.inputs.current is page.inputs.tables["Rate"]


def test_an_empty_plan_is_drawn_without_figures(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, GoalsPage(blank))
    for stage in blank.plan.all(FunnelStage):
        click(_stage(page, stage.id))
        assert page.funnel.sheet.isVisible()
        press(Qt.Key.Key_Escape)
    for part in ("goals", "initiatives", "metrics", "inputs"):
        page.show_part(part)
        settle()


def test_a_plan_of_two_years_is_shown_a_year_at_a_time(qtbot: QtBot, build: Build) -> None:
    page = shown(qtbot, GoalsPage(build(_records(Plan=[{"period_start": "2027-01", "months": 24}]))))
    strip = page.funnel.months
    strip.years.setFocus()
    press(Qt.Key.Key_Down)
    shown_months = [button.cell.month for button in strip.cells if button.isVisible() and button.cell is not None]
    assert shown_months == list(range(13, 25))


def test_goals_are_cards_with_both_contributions_and_stances(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    page.show_part("goals")
    settle()
    goals = sample.plan.all(Goal)
    assert list(page.goals.cards) == [key_of(goal) for goal in goals]
    card = page.goals.cards[key_of(goals[0])]
    assert goals[0].marketing_contribution in card.accessibleDescription()
    card.setFocus()
    press(Qt.Key.Key_Down)
    assert page.focused_item() == goals[1]
    assert page.goals.form.current_item() == goals[1]
    asked: list[tuple[str, Record]] = []
    page.stance_asked.connect(lambda team, item: asked.append((team, item)))
    click(card, card.chip_place("sales").center())
    assert asked == [("sales", goals[0])]


def test_initiatives_stand_against_the_need(qtbot: QtBot, build: Build) -> None:
    found: Json = {"name": "Fair", "stage": "lead", "expected": {"1": "10", "2": "20"}, "first_month": 1}
    document = build(_records(Initiative=[found]))
    page = shown(qtbot, GoalsPage(document))
    page.show_part("initiatives")
    settle()
    cells = [page.coverage.item(0, column) for column in range(6)]
    # 200 leads in twelve months: 16 2/3 each.
    assert [cell.text() for cell in cells if cell is not None] == ["200", "30", "−170", "−7", "+3", "−17"]
    assert "Lead: 170 of 200 not covered, first in Jan (7)" in page.coverage.accessibleDescription()
    with document.edit("Drop it") as edit:
        edit.remove(document.plan.all(Initiative)[0])
    settle()
    assert not page.coverage.isVisible()


def test_the_first_month_that_is_short_is_named_and_opened(qtbot: QtBot, build: Build) -> None:
    ramp: Json = [
        {"id": "a", "team": "sales", "stage": "opp", "people": "2", "per_person_per_month": "5"},
        {"id": "b", "team": "sales", "stage": "opp", "people": "1", "per_person_per_month": "5", "to_month": 2},
    ]
    document = build(_records(Capacity=ramp))
    page = shown(qtbot, GoalsPage(document))
    button = page.funnel.capacity
    # 8 1/3 opportunities a month against 10, 15 in the first two.
    assert button.text() == "People suffice"
    with document.edit("More to win") as edit:
        edit.set(document.plan.all(Segment)[0], revenue_target=375_000)
    settle()
    assert button.text() == "Opportunity short in Mar"
    assert "Opportunity: Mar needs 13, the people manage 10" in button.accessibleName()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    words = page.funnel.sheet.accessibleDescription()
    assert "Sales Opportunity: Mar needs 13" in words
    assert "Feb 12.5 needed, 15 managed" in words
    assert "Mar 12.5 needed, 10 managed −3" in words
    press(Qt.Key.Key_Escape)
    assert focus() is button
    for row in document.plan.all(Capacity):
        document.remove(row)
    settle()
    assert not button.isVisible()


def test_a_gap_in_what_initiatives_cover_is_named(build: Build) -> None:
    found: Json = {"name": "Fair", "stage": "lead", "expected": {"1": "20", "2": "10"}, "first_month": 1}
    whole = funnel(build(_records(Initiative=[found])).plan)
    # 16 2/3 a month: January has more than it needs.
    assert coverage_sentence(whole, whole.coverage[0]) == "Lead: 170 of 200 not covered, first in Feb (7)"
    early: Json = {"name": "Fair", "stage": "lead", "expected": {"1": "200"}, "first_month": 1}
    whole = funnel(build(_records(Initiative=[early])).plan)
    assert coverage_sentence(whole, whole.coverage[0]) == "Lead: covered over the plan, but Feb is 17 short"


def test_the_calendar_is_drawn_and_listed(qtbot: QtBot, build: Build) -> None:
    document = build(
        _records(
            Initiative=[{"name": "Fair", "first_month": 2, "last_month": 3}],
            Goal=[{"id": "g", "title": "Half the time", "due": "2027-03-31"}],
        )
    )
    page = shown(qtbot, GoalsPage(document))
    page.show_part("initiatives")
    click(page.against.segments["calendar"])
    assert page.calendar.isVisible()
    assert not page.coverage.isVisible()
    said = page.calendar.accessibleDescription()
    assert "Feb: IN-01 Fair begins" in said
    assert "Mar: 31 Mar 2027: G-01 Half the time (Due)" in said
    page.calendar.grab()
    with document.edit("Later") as edit:
        edit.set(document.plan.all(Goal)[0], due=dt.date(2027, 5, 1))
    settle()
    assert "May: 1 May 2027: G-01 Half the time (Due)" in page.calendar.accessibleDescription()
    click(page.against.segments["list"])
    rows = [[page.dates.item(row, column) for column in (0, 1)] for row in range(page.dates.rowCount())]
    words = [f"{cells[0].text()}: {cells[1].text()}" for cells in rows if cells[0] and cells[1]]
    assert ". ".join(words) == page.calendar.accessibleDescription()
    asked: list[str] = []
    page.go_to.connect(asked.append)
    page.dates.setFocus()
    page.dates.setCurrentCell(next(row for row, text in enumerate(words) if "Half the time" in text), 0)
    press(Qt.Key.Key_Return)
    assert asked == ["Goal:g"]


def test_a_goal_is_added_and_typed(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, GoalsPage(blank))
    page.show_part("goals")
    page.add_item()
    settle()
    type_text("Half the time to first contact")
    press(Qt.Key.Key_Return)
    (goal,) = blank.plan.all(Goal)
    assert goal.title == "Half the time to first contact"
    assert "Half the time" in page.goals.cards[key_of(goal)].accessibleName()
    blank.undo()
    blank.undo()
    assert page.goals.cards == {}


def test_items_anywhere_on_the_page_are_found(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    for record_type, part in ((Goal, "goals"), (Initiative, "initiatives"), (Metric, "metrics"), (Rate, "inputs")):
        item = sample.plan.all(record_type)[-1]
        page.reveal_item(key_of(item))
        settle()
        assert page.switch.current() == part
        assert page.focused_item() == item


def test_every_part_that_takes_the_focus_has_a_name(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, GoalsPage(sample))
    for part in ("funnel", "goals", "initiatives", "metrics", "inputs"):
        page.show_part(part)
        settle()
        assert nameless(page) == []
