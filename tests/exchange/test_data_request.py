"""The data request: out with what is asked, back as data with its source, and what never came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book

from joint_plan.base.texts import N_
from joint_plan.exchange.incoming import preview_of
from joint_plan.exchange.preview import carry_out
from joint_plan.exchange.words import told
from joint_plan.plan.funnel import FunnelStage, InFlight, MonthWeight, Rate, Segment, Source
from joint_plan.plan.language import RejectReason
from joint_plan.plan.record import Record
from joint_plan.plan.session import Plan, Team
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.data_request import data_request_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.data_request import missing, quarters
from joint_plan.rules.public import public_plan
from joint_plan.rules.warnings import warnings
from joint_plan.workbook import Workbook
from tests.cli.command import inside
from tests.exchange.returned import column, head_row, put


def asked_plan() -> Snapshot:
    """Three stages, a rate that is a guess and a step without one, one segment, one SLA, one place in flight."""
    items: tuple[Record, ...] = (
        Plan(id="plan", title="One pipeline", currency="EUR", period_start=dt.date(2027, 2, 1), months=6),
        Team(id="marketing", name="Marketing", core=True, position=1),
        Team(id="sales", name="Sales", core=True, position=2),
        FunnelStage(id="ask", name="Inquiry", position=1),
        FunnelStage(id="demo", name="Demo", position=2),
        FunnelStage(id="won", name="Won", position=3),
        Source(id="all", name="All sources", position=1),
        Segment(id="food", name="Food plants", revenue_target=Decimal(900_000), note="Ask Kim", position=1),
        Rate(id="r1", stage="ask", rate=Decimal("0.4"), days=Decimal(5), evidence="guess", note="", position=1),
        InFlight(id="f1", segment="food", source="all", stage="demo", count=Decimal(3), position=1),
        Sla(
            id="s1",
            code="SLA-01",
            owed_by="sales",
            owed_to="marketing",
            obligation="Call every demo request",
            unit="hours",
            today_evidence="guess",
            position=1,
        ),
        RejectReason(id="x1", code="RR-01", reason="No budget", position=1),
    )
    return Snapshot.of(items)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    opened = Workbook.create(tmp_path / "plan.jplan", asked_plan())
    yield opened
    opened.close()


def request(book: Workbook) -> Book:
    model = report_model(public_plan(book.snapshot()), ReportOptions(), book.uuid)
    return openpyxl.load_workbook(BytesIO(data_request_bytes(model)))


def put_row(sheet_of: Book, sheet: str, row: int, **cells: object) -> None:
    """Type into a row under the heads, counted from 1, by the heads with _ for spaces."""
    page = sheet_of[sheet]
    for head, value in cells.items():
        page.cell(head_row(page) + row, column(page, head.replace("_", " "))).value = value  # type: ignore[assignment]


def take(book: Workbook, sent: Book, folder: Path) -> list[str]:
    path = folder / "data.xlsx"
    sent.save(path)
    preview = preview_of(path, book.snapshot(), book.uuid)
    accepted = preview.accepted(preview.without_conflict)
    assert not accepted.left_out
    if accepted.deltas:
        with book.edit(N_("Import from {book}"), book=preview.book) as edit:
            carry_out(accepted.deltas, edit)
    return list(told(preview))


def test_it_asks_for_every_step_place_and_quarter_and_holds_nothing_private(book: Workbook) -> None:
    sent = request(book)
    visible = [page.title for page in sent.worksheets if page.sheet_state == "visible"]
    assert visible == ["Rates and days", "Deal size", "In flight", "SLAs today", "Reject reasons", "Quarter targets"]
    rates = sent["Rates and days"]
    at = head_row(rates)
    assert [rates.cell(at + row, 2).value for row in (1, 2, 3)] == ["Inquiry", "Demo", None]
    flight = sent["In flight"]
    at = head_row(flight)
    assert [flight.cell(at + row, 4).value for row in (1, 2, 3)] == ["Demo", "Inquiry", None]
    said = "\n".join(
        str(cell.value) for page in sent for row in page.iter_rows() for cell in row if cell.value is not None
    )
    assert "Ask Kim" not in said
    assert [quarter.label for quarter in quarters(book.snapshot())] == [
        "February 2027 to March 2027",
        "April 2027 to June 2027",
        "July 2027",
    ]


def test_an_untouched_request_changes_nothing(book: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    request(book).save(path)
    preview = preview_of(path, book.snapshot(), book.uuid)
    assert (preview.lines, preview.bad, preview.notes) == ((), (), ())


def filled(book: Workbook) -> Book:
    sent = request(book)
    put_row(
        sent, "Rates and days", 1, Rate_to_the_next_stage=0.35, As_of=dt.date(2026, 10, 31), Where_from="CRM, report 12"
    )
    put_row(
        sent,
        "Rates and days",
        2,
        Rate_to_the_next_stage="27,5 %",
        Days_to_the_next_stage=21,
        Where_from="CRM, report 13",
    )
    put_row(sent, "Deal size", 1, Average_deal_size=48_000, Where_from="Finance", As_of=dt.date(2026, 10, 31))
    put_row(sent, "In flight", 2, Count=12)
    put(sent["SLAs today"], "Sla:s1", "Today's value", 30)
    put_row(sent, "Reject reasons", 2, Reason="No site", Test="No plant within 200 km")
    for row, amount in ((1, 200_000), (2, 450_000), (3, 250_000)):
        sent["Quarter targets"].cell(5 + row, 3).value = amount
    return sent


def test_what_comes_back_is_data_with_its_source(book: Workbook, tmp_path: Path) -> None:
    assert [line.text.partition(":")[0] for line in missing(book.snapshot())] == [
        "No data came for 2 rates",
        "No deal size came for Food plants",
        "No targets by quarter came",
        "No data came on today's value of 1 SLA",
    ]
    take(book, filled(book), tmp_path)
    plan = book.snapshot()
    first, second = plan.all(Rate)
    assert (first.rate, first.days, first.evidence, first.as_of) == (
        Decimal("0.35"),
        Decimal(5),
        "data",
        dt.date(2026, 10, 31),
    )
    assert first.note == "Data request: CRM, report 12"
    assert (second.stage, second.rate, second.days, second.evidence) == ("demo", Decimal("0.275"), Decimal(21), "data")
    (segment,) = plan.all(Segment)
    assert segment.average_deal_size == Decimal(48_000)
    assert segment.note == "Ask Kim\nData request: Finance, 2026-10-31"
    assert [(one.stage, one.count) for one in plan.all(InFlight)] == [("demo", Decimal(3)), ("ask", Decimal(12))]
    (sla,) = plan.all(Sla)
    assert (sla.today_value, sla.today_evidence) == (Decimal(30), "data")
    assert [(one.code, one.reason) for one in plan.all(RejectReason)] == [("RR-01", "No budget"), ("RR-02", "No site")]
    assert [(one.month, one.weight) for one in plan.all(MonthWeight)] == [
        (1, Fraction(100_000)),
        (2, Fraction(100_000)),
        *((month, Fraction(150_000)) for month in (3, 4, 5)),
        (6, Fraction(250_000)),
    ]
    assert missing(plan) == ()
    book.undo()
    assert not book.snapshot().all(MonthWeight)


def test_a_second_import_changes_nothing(book: Workbook, tmp_path: Path) -> None:
    sent = filled(book)
    take(book, sent, tmp_path)
    before = book.snapshot()
    said = take(book, sent, tmp_path)
    assert said[0] == "data.xlsx says nothing that the plan does not say already."
    assert book.snapshot() == before


def test_what_the_plan_says_meanwhile_is_for_somebody_to_decide(book: Workbook, tmp_path: Path) -> None:
    sent = filled(book)
    with book.edit(N_("Change")) as edit:
        edit.add(Rate(stage="demo", rate=Decimal("0.5"), evidence="told"))
        edit.add(MonthWeight(month=1, weight=Fraction(1)))
    said = take(book, sent, tmp_path)
    assert "2 to decide" in said[0]
    plan = book.snapshot()
    assert [rate.rate for rate in plan.all(Rate)] == [Decimal("0.35"), Decimal("0.5")]
    assert plan.all(Rate)[1].days == Decimal(21)
    assert next(one for one in plan.all(MonthWeight) if one.month == 1).weight == 1


def test_a_source_alone_makes_what_stands_there_data(book: Workbook, tmp_path: Path) -> None:
    sent = request(book)
    put_row(sent, "Rates and days", 1, Where_from="CRM")
    take(book, sent, tmp_path)
    rate = book.snapshot().all(Rate)[0]
    assert (rate.rate, rate.evidence, rate.note) == (Decimal("0.4"), "data", "Data request: CRM")


def test_a_quarter_without_a_target_and_a_sum_that_differs_are_said(book: Workbook, tmp_path: Path) -> None:
    sent = request(book)
    sent["Quarter targets"].cell(6, 3).value = 100
    assert any(
        "left out: there is none for April 2027 to June 2027, July 2027" in line for line in take(book, sent, tmp_path)
    )
    assert not book.snapshot().all(MonthWeight)
    for row in (7, 8):
        sent["Quarter targets"].cell(row, 3).value = 100
    assert any("add up to €300; the plan's revenue target is €900,000" in line for line in take(book, sent, tmp_path))


def test_what_cannot_be_read_is_named(book: Workbook, tmp_path: Path) -> None:
    sent = request(book)
    put_row(sent, "Rates and days", 1, Rate_to_the_next_stage="about a third")
    sent["Quarter targets"].cell(6, 3).value = "a lot"
    said = "\n".join(take(book, sent, tmp_path))
    assert "“about a third” is not a number" in said
    assert "“a lot” is not a number" in said


def test_the_goals_page_lists_what_never_came_back_once_there_is_a_target() -> None:
    plan = asked_plan()
    hints = [hint for hint in warnings(plan, "goals") if hint.subject == "Data request"]
    assert [hint.key for hint in hints] == ["Rate:r1", "Segment:food", "Segment:food", "Sla:s1"]
    empty = plan.replaced({"Segment": {"food": Segment(id="food", name="Food plants")}})
    assert not warnings(empty, "goals")


def test_it_is_exported_only_when_it_is_asked_for(book: Workbook, tmp_path: Path) -> None:
    path = book.path
    book.close()
    answer = inside("export", path, tmp_path / "out", "--only", "data-request")
    assert answer.status == 0
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["One pipeline - Data request.xlsx"]
