"""Every PDF in the catalogue made of a plan, with what it drew: for tests that hold for all pieces alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from joint_plan.base.progress import no_tick
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.reports.pdf.layout_report import LayoutReport, layout_report
from joint_plan.reports.piece import Copy, Piece
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json, template
from tests.random_plan import random_plan
from tests.stress_plan import stress_plan

PDFS = tuple(piece for piece in PIECES if piece.ending == ".pdf")
MOST_COPIES = 3
"""Of a piece that is made for each team or person: the first, so that big plans take seconds."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF: how it was made, its file, and what it drew (nothing of the record, which flows)."""

    piece: Piece
    copy: Copy
    model: ReportModel
    path: Path
    drawn: LayoutReport

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.piece.key, self.copy.name[:20]) if part)


@lru_cache(maxsize=8)
def plan_called(name: str) -> Snapshot:
    """The sample, an empty plan, the stress plan, or a random plan by its number."""
    if name == "sample":
        return template("sample")
    if name == "empty":
        return plan_from_json({"records": {}})
    return stress_plan() if name == "stress" else random_plan(int(name))


def model_of(name: str, paper: str = "a4", size: str = "") -> ReportModel:
    return report_model(public_plan(plan_called(name)), ReportOptions(paper, size))


def made(model: ReportModel, piece: Piece, copy: Copy, path: Path) -> Paper:
    """One copy of a piece."""
    with layout_report() as drawn:
        piece.write(model, copy, path, no_tick)
    return Paper(piece, copy, model, path, drawn)


def copies_of(model: ReportModel, piece: Piece) -> tuple[Copy, ...]:
    return piece.copies(model)[:MOST_COPIES]


def papers(model: ReportModel, folder: Path) -> Iterator[Paper]:
    """Every PDF of a plan that is drawn from boxes, also those for which there is nothing to print."""
    for piece in PDFS:
        if piece.key == "record":
            continue  # it has tests of its own
        for number, copy in enumerate(copies_of(model, piece)):
            yield made(model, piece, copy, folder / f"{piece.key}-{number}.pdf")
