"""What the papers cost: Excel against the same cells written by XlsxWriter alone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.plan.starting import default_records
from joint_plan.plan.types import QuickWin
from joint_plan.reports.pieces import export
from joint_plan.rules.public import public_plan
from tests.bench.timing import Ratio, in_turns, seconds

IDEAS = 10_000


def ratios() -> Iterator[Ratio]:
    """A plan of ten thousand ideas as a workbook."""
    always = [item for name in ("Plan", "Team", "FunnelStage", "Source") for item in default_records(name)]
    ideas = [
        QuickWin(id=f"q{n}", code=f"QW-{n}", title=f"Idea number {n}", problem="A problem " * 5, position=SPACING * n)
        for n in range(1, IDEAS + 1)
    ]
    public = public_plan(Snapshot.of([*always, *ideas]))
    with tempfile.TemporaryDirectory() as folder:
        made = export(public, Path(folder), ["excel"])[0]
        book = load_workbook(made, read_only=True)
        sheets = {sheet.title: [[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book}

        def raw() -> None:
            with xlsxwriter.Workbook(str(Path(folder) / "raw.xlsx"), {"strings_to_formulas": False}) as written:
                for title, rows in sheets.items():
                    sheet = written.add_worksheet(title[:31])
                    for number, row in enumerate(rows):
                        for column, value in enumerate(row):
                            if value is not None:
                                sheet.write(number, column, value)

        yield in_turns(
            f"Excel of {IDEAS:,} records / the same cells by XlsxWriter alone",
            lambda: seconds(lambda: export(public, Path(folder), ["excel"])),
            lambda: seconds(raw),
            1.5,
            3,
        )
