"""Input sheets as people send them back, and the answers of a form, on a small plan with every kind of question."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook as Book

from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.language import RealLead, Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record
from joint_plan.plan.session import Participant, Plan, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.inputs import inputs_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.piece import Copy
from joint_plan.rules.public import public_plan

SCORES = "Where we stand"
SECRET = "A secret of the facilitator"
REVEALED = "Words that Sales said and all have seen"


def asked_plan() -> Snapshot:
    """Two statements, a term, a stage, a goal, an idea and one merged into it; one term is revealed already."""
    items: tuple[Record, ...] = (
        Plan(id="plan", title="One pipeline", company="Northline"),
        Team(id="marketing", name="Marketing", core=True, must_agree=True, position=1),
        Team(id="sales", name="Sales", core=True, must_agree=True, position=2),
        Team(id="sdr", name="SDR", position=3),
        Participant(id="ann", name="Ann Lee", team="marketing", email="ann@example.com", position=1),
        Participant(id="bo", name="Bo", team="sales", position=2),
        Participant(id="cy", name="Cy", team="sdr", position=3),
        Statement(id="s1", code="ST-01", dimension="Trust", text="Leads are called within a day.", position=1),
        Statement(id="s2", code="ST-02", text="We know each other's targets", note=SECRET, position=2),
        Term(id="mql", code="T-01", term="MQL", position=1),
        Term(id="old", code="T-02", term="SQL", definition=Pair("Ours", REVEALED, revealed=True), position=2),
        RealLead(id="r1", code="RL-01", term="mql", description="A student who asks for a demo", position=1),
        Stage(id="try", code="J-01", name="Try it on site", position=1),
        Goal(id="g", code="G-01", title="Twice the pipeline", position=1),
        QuickWin(id="w", code="QW-01", title="Reply with a booking link", votes=Pair(3, 4), position=1),
        QuickWin(id="x", code="QW-02", title="The same in other words", merged_into="w", position=2),
        Need(id="n", code="N-01", team="sales", need="Fewer leads, better ones", position=1),
    )
    return Snapshot.of(items)


def sheet_for(plan: Snapshot, copy: str, plan_id: str = "this-plan") -> Book:
    """The input sheets of a copy ("person:ann", "sales"), opened as a person would."""
    model = report_model(public_plan(plan), ReportOptions(), plan_id)
    return openpyxl.load_workbook(BytesIO(inputs_bytes(model, Copy(copy, copy))))


def answer(book: Book, sheet: str, key: str, *values: object) -> None:
    """Type answers into the row of a record, from the first cell to answer in on."""
    page = book[sheet]
    row = next(row for row in range(1, 60) if page.cell(row, 1).value == key)
    for at, value in enumerate(values, 4):
        page.cell(row, at).value = value  # type: ignore[assignment]  # whatever a cell can hold


def add_line(book: Book, sheet: str, *values: object) -> None:
    """Type into the first empty line of needs or ideas."""
    page = book[sheet]
    head = next(row for row in range(1, 20) if page.cell(row, 1).value == "Id")
    row = next(row for row in range(head + 1, head + 40) if page.cell(row, 2).value is None)
    for at, value in enumerate(values, 2):
        page.cell(row, at).value = value  # type: ignore[assignment]  # as above


def saved(book: Book, folder: Path, name: str = "answers.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path


def hands(tally: Tally | None) -> tuple[int, ...]:
    return () if tally is None else tally.hands()
