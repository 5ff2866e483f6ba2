"""Every figure opens to its formula with the numbers in it; levers and large counts are said in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from joint_plan.rules.funnel import (
    Explanation,
    Line,
    about,
    capacity_sentence,
    explain,
    explain_before,
    explain_month,
    funnel,
    guess_name,
    guess_sentence,
    lever_detail,
    lever_sentence,
)
from tests.rules.funnel.building import Rows, built, simple
from tests.rules.funnel.reference import Records
from tests.rules.funnel.strategies import plans


def worked_out(line: Line) -> Fraction | None:
    """What a line's terms come to."""
    result = None
    for term in line.terms:
        if term.operator == "":
            result = term.value
        elif term.operator == "÷":
            result = (result or Fraction(0)) / term.value
        else:
            assert term.operator == "×"
            result = (result or Fraction(0)) * term.value
    return result


def signed(lines: tuple[Line, ...]) -> Fraction:
    """The sum of the lines by their signs, up to the first "="."""
    total = Fraction(0)
    for line in lines:
        if line.sign == "=":
            break
        assert line.result is not None
        total += -line.result if line.sign == "−" else line.result
    return total


def two_segments() -> dict[str, Rows]:
    return {
        "Plan": [{"months": 12, "period_start": "2027-01"}],
        "FunnelStage": [
            {"id": "inq", "name": "Inquiry"},
            {"id": "mql", "name": "MQL"},
            {"id": "sql", "name": "SQL"},
            {"id": "won", "name": "Won"},
        ],
        "Source": [
            {"id": "m", "name": "Marketing"},
            {"id": "out", "name": "Outbound", "entry_stage": "sql"},
        ],
        "Segment": [
            {"id": "plants", "name": "Process plants", "revenue_target": "2400000", "average_deal_size": "60000"},
            {"id": "builders", "name": "Machine builders", "revenue_target": "1350000", "average_deal_size": "30000"},
        ],
        "SourceShare": [
            {"segment": segment, "source": source, "share": share}
            for segment in ("plants", "builders")
            for source, share in (("m", "70"), ("out", "30"))
        ],
        "Rate": [
            {"id": "r1", "stage": "inq", "rate": "0.22", "days": "30", "evidence": "guess"},
            {"id": "r2", "stage": "mql", "rate": "0.6", "days": "30", "evidence": "data"},
            {"id": "r3", "stage": "sql", "rate": "0.24", "days": "60", "evidence": "data"},
            {"id": "r4", "stage": "sql", "rate": "0.3", "days": "60", "segment": "builders", "evidence": "told"},
        ],
        "InFlight": [{"segment": "plants", "source": "m", "stage": "sql", "count": "25"}],
        "Capacity": [
            {"team": "sales", "stage": "sql", "people": "3", "per_person_per_month": "8.7"},
            {"team": "marketing", "stage": "mql", "people": "3", "per_person_per_month": "900"},
        ],
    }


def test_a_stage_opens_to_its_formula() -> None:
    figures = funnel(built(**two_segments()))
    opened = explain(figures, "mql")
    assert opened.title == "Where 370 MQL come from"
    assert opened.formula == "Won ÷ SQL to Won ÷ MQL to SQL"
    first, second = opened.lines
    assert first.label == "Process plants"
    assert [(term.operator, term.value, term.label) for term in first.terms] == [
        ("", 28, "Won"),
        ("÷", Fraction("0.24"), "SQL to Won"),
        ("÷", Fraction("0.6"), "MQL to SQL"),
    ]
    assert first.result == Fraction(1750, 9)
    assert second.terms[1].value == Fraction("0.3")
    assert opened.needed.result == first.result + 105 / Fraction("0.6")
    assert [line.label for line in opened.placed] == [
        "Needed for the plan's revenue",
        "Due before Jan",
        "For wins after Dec",
        "Exact, Jan to Dec",
        "Committed, rounded up once",
        "Still to create after what is in flight",
    ]


@pytest.mark.parametrize("segment", ["", "plants"])
@pytest.mark.parametrize("source", ["", "m"])
def test_the_win_opens_to_revenue_share_and_deal_size(segment: str, source: str) -> None:
    opened = explain(funnel(built(**two_segments())), "won", segment, source)
    first = opened.lines[0]
    assert first.label == ("Process plants" if source else "Process plants / Marketing")
    assert [(term.operator, term.value, term.kind) for term in first.terms] == [
        ("", 2400000, "money"),
        ("×", Fraction(7, 10), "rate"),
        ("÷", 60000, "money"),
    ]


@given(plans())
def test_explanations_add_up_to_the_figures_they_explain(records: Records) -> None:
    figures = funnel(built(**records))
    for total in figures.totals:
        opened = explain(figures, total.stage)
        assert opened.lines or not total.rows
        assert opened.needed.result == total.for_plan
        for line in opened.lines:
            assert not line.terms or worked_out(line) == line.result
        if total.exact is None:
            continue
        assert sum((line.result or Fraction(0) for line in opened.lines), Fraction(0)) == total.for_plan
        assert signed(opened.placed) == total.exact
        committed = next(line for line in opened.placed if line.label == "Committed, rounded up once")
        assert committed.result == total.committed
        for figure in total.months:
            month = explain_month(figures, total.stage, figure.month)
            assert month.placed[-1].result == figure.committed
            assert (month.placed[1].result or 0) - (month.placed[2].result or 0) == figure.committed


def test_a_month_opens_to_two_running_totals() -> None:
    figures = funnel(simple("89", "1", ["1"], ["61"], Plan=[{"months": 12, "period_start": "2027-01"}]))
    opened = explain_month(figures, "s2", 3)
    assert opened.title == "Stage 2 in Mar"
    assert [(line.label, line.result, line.sign) for line in opened.placed] == [
        ("Exact, this month", Fraction(89, 12), ""),
        ("Jan to Mar, rounded up", 23, ""),
        ("Jan to Feb, rounded up", 15, "−"),
        ("Committed, this month", 8, "="),
    ]
    assert explain_month(figures, "s1", 11).remarks == ("For the wins of Jan 2028",)
    assert explain_month(figures, "s1", 1).placed[2].label == "Before Jan"


def test_what_is_needed_before_the_start_opens_to_a_subtraction_that_adds_up() -> None:
    figures = funnel(built(**two_segments()))
    opened = explain_before(figures)
    assert opened.needed.result == figures.before.revenue
    assert sum((line.result or Fraction(0) for line in opened.lines), Fraction(0)) == figures.before.revenue
    resting, covered, shortfall = opened.placed
    assert (resting.result or 0) - (covered.result or 0) == shortfall.result == figures.before.shortfall
    assert covered.result == figures.before.covered
    assert opened.remarks


def test_what_is_not_reachable_opens_too() -> None:
    figures = funnel(simple("10", "1", ["0", "0.5"]))
    opened = explain(figures, "s1")
    assert isinstance(opened, Explanation)
    assert opened.lines[0].terms == ()
    assert opened.title == "Stage 1: not reachable"
    assert opened.needed.result is None
    assert opened.lines[0].result is None
    assert explain_month(figures, "s1", 1).placed[-1].result is None
    assert explain_before(figures).needed.result is None
    assert "not reachable" in lever_sentence(figures, figures.levers[-1])


def test_a_share_of_nothing_behind_a_rate_of_nothing_opens_without_a_division() -> None:
    sources: Rows = [{"id": "m", "name": "M"}, {"id": "p", "name": "P"}]
    shares: Rows = [{"segment": "a", "source": source, "share": share} for source, share in (("m", "1"), ("p", "0"))]
    rates: Rows = [{"stage": "s1", "rate": "0.5"}, {"stage": "s1", "rate": "0", "source": "p"}]
    opened = explain(funnel(simple("10", "1", ["0.5"], Source=sources, SourceShare=shares, Rate=rates)), "s1")
    assert [line.result for line in opened.lines] == [20, 0]
    assert [len(line.terms) for line in opened.lines] == [2, 0]


def test_levers_and_guesses_are_sentences() -> None:
    figures = funnel(built(**two_segments()))
    sentences = {lever.record: lever_sentence(figures, lever) for lever in figures.levers}
    assert sentences == {
        "r1": "Inquiry to MQL at 23\u00a0%, not 22\u00a0%: 73 fewer Inquiry",
        "r2": "MQL to SQL at 61\u00a0%, not 60\u00a0%: 28 fewer Inquiry",
        "r3": "SQL to Won at 25\u00a0%, not 24\u00a0%: 36 fewer Inquiry, 2 fewer SQL",
        "r4": "SQL to Won, Machine builders at 31\u00a0%, not 30\u00a0%: 26 fewer Inquiry, 1 fewer SQL",
        "": "Deals one percent larger: 17 fewer Inquiry",
    }
    strongest = figures.levers[0]
    assert lever_detail(figures, strongest) == "Inquiry: 1,680 become 1,607 for this plan's revenue"
    guesses = [(guess_name(figures, guess), guess_sentence(figures, guess)) for guess in figures.guesses]
    assert guesses == [
        ("Inquiry to MQL 22\u00a0%", "If 5 points lower: 494 more Inquiry"),
        ("SQL to Won, Machine builders 30\u00a0%", "If 5 points lower: 160 more Inquiry, 9 more SQL"),
    ]


def test_capacity_names_the_first_month_that_is_short() -> None:
    figures = funnel(built(**two_segments()))
    short, enough = figures.capacity
    # 28 and 12 wins at 24 %, 31.5 and 13.5 at 30 % in twelve equal months.
    assert capacity_sentence(figures, short) == "SQL: Jan needs 27, the people manage 26.1"
    assert capacity_sentence(figures, enough) == "MQL: the people suffice in every month"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Fraction(60254), "about 60,300"),
        (Fraction(60250), "about 60,300"),
        (Fraction(60249), "about 60,200"),
        (Fraction(9999), "9,999"),
        (Fraction(19997, 2), "9,999"),
        (Fraction(10000), "about 10,000"),
        (Fraction(99960), "about 100,000"),
        (Fraction(1234567), "about 1,230,000"),
        (0, "0"),
    ],
)
def test_large_counts_that_nobody_committed_to_are_said_in_three_digits(count: Fraction | int, words: str) -> None:
    assert about(count) == words
