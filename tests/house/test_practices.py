"""The table of practices names only pages, records, fields, proposals and sheets that there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import resources
from joint_plan.plan import types
from joint_plan.plan.record import all_specs
from joint_plan.reports.excel.book import TITLES

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "practices.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
SPECS = {spec.name: spec for spec in all_specs() if spec.name in types.__all__}


def test_every_practice_is_there() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 67))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_carries_it_exists(row: list[str]) -> None:
    _number, _practice, page, record, out = row
    titles = ("Session", "Where we stand", "One language", "Customer journey", "Goals", "SLAs", "Working rhythm")
    assert page.startswith((*titles, "Data and tools", "Quick wins", "Agreement", "all pages"))
    named = [SPECS[word] for word in re.findall(r"\b[A-Z][A-Za-z]+\b", record) if word in SPECS]
    assert named or record == "every agreed record"
    fields = {field for spec in SPECS.values() for field in (*(f.name for f in spec.fields), *choices(spec.fields))}
    for field in re.findall(r"`([a-z_]+)`", record):
        assert field in fields
    proposed = json.loads(resources.read_text("proposals", "en.json"))["records"]
    words = json.dumps(proposed, ensure_ascii=False)
    for proposal in re.findall(r"“([^”]+)”", record):
        assert proposal in words
    sheets = re.search(r"Sheets? ([^;(]*)", out)
    for title in sheets[1].split(", ") if sheets else ():
        known = [name for name in TITLES.values() if title.startswith(name)]
        assert known or title in {"widest gap first", "months with lag", "without what is private", "the map"}, title


def choices(fields: object) -> set[str]:
    """The values of all choices among some fields."""
    assert isinstance(fields, tuple)
    return {key for field in fields for key, _label in getattr(field.kind, "choices", ())}
