"""What the papers cost: every piece of the sample against reportlab drawing as many lines of text in their places."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from joint_plan.base.progress import no_tick
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.reports.pdf.fonts import REGULAR, register
from joint_plan.reports.pdf.layout_report import LayoutReport, layout_report
from joint_plan.reports.pdf.lines import set_lines
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from tests.bench.timing import Ratio, in_turns, seconds

DRAWN = [piece for piece in PIECES if piece.ending == ".pdf" and piece.key != "record"]


def ratios() -> Iterator[Ratio]:
    """All pieces that are drawn from boxes, one copy of each."""
    model = report_model(public_plan(template("sample")), ReportOptions())
    with tempfile.TemporaryDirectory() as folder:
        drawn = _made(model, Path(folder))
        lines = sum(len(box.lines) for report in drawn for box in report.boxes)
        yield in_turns(
            f"{len(drawn)} papers of the sample / reportlab drawing their {lines:,} lines",
            lambda: seconds(lambda: _made(model, Path(folder))),
            lambda: seconds(lambda: _raw(drawn, Path(folder))),
            3,
            3,
        )


def _made(model: ReportModel, folder: Path) -> list[LayoutReport]:
    set_lines.cache_clear()  # as in a program that prints for the first time
    reports = []
    for piece in DRAWN:
        for copy in piece.copies(model)[:1]:
            with layout_report() as report:
                piece.write(model, copy, folder / "made.pdf", no_tick)
            reports.append(report)
    return reports


def _raw(drawn: list[LayoutReport], folder: Path) -> None:
    """The same words on as many pages, without a thought about where a line ends."""
    register()
    for report in drawn:
        canvas = Canvas(str(folder / "raw.pdf"), pagesize=A4, invariant=1)
        for page, (width, height) in enumerate(report.sheets, 1):
            canvas.setPageSize((width, height))
            for box in report.boxes:
                if box.page == page:
                    for number, line in enumerate(box.lines):
                        canvas.setFont(REGULAR, 9)
                        canvas.drawString(box.left, height - box.top - 9 - number * 12, line)
            canvas.showPage()
        canvas.save()
