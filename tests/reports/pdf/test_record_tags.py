"""The record for screen readers: headings are headings, and right-to-left texts read in the order of their letters."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pdf.record import write_record
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json


def elements(node: Any) -> Iterator[str]:  # noqa: ANN401  pikepdf's objects are of any kind
    if "/S" in node:
        yield str(node.S)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
            yield from elements(kid)


def read_aloud(pdf: pikepdf.Pdf) -> list[str]:
    """What texts say of how they read, where that differs from what is drawn."""
    return [
        str(instruction.operands[1]["/ActualText"])
        for page in pdf.pages
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC" and "/ActualText" in instruction.operands[1]
    ]


def test_the_record_has_headings_and_reads_right_to_left_texts_in_order(tmp_path: Path) -> None:
    hebrew = "תוכנית משותפת לשנת 2027 (טיוטה)"
    records: dict[str, Any] = {
        "Plan": [{"title": hebrew, "company": "c", "why": hebrew * 3}],
        "Decision": [{"text": f"{hebrew} " * 200}],
        "Goal": [{"title": hebrew, "assumption": hebrew}],
    }
    path = tmp_path / "p.pdf"
    write_record(report_model(public_plan(plan_from_json({"records": records})), ReportOptions()), path)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        told = Counter(elements(pdf.Root.StructTreeRoot.K))
        assert told["/H1"] >= 3
        assert told["/H2"] >= 2
        spoken = read_aloud(pdf)
        assert spoken.count(hebrew) >= 2
        assert sum(text.count("תוכנית") for text in spoken) > 200
