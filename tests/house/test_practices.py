"""The table of practices names only pages, records, fields, proposals and sheets that there are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from joint_plan.plan import types
from joint_plan.plan.record import all_specs
from joint_plan.plan.sections import SECTIONS
from joint_plan.reports.excel.book import TITLES

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "practices.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+ \|", line)
]
SECTIONS_BY_TITLE = {section.title: section.key for section in SECTIONS}
SPECS = {spec.name: spec for spec in all_specs() if spec.name in types.__all__}


def test_every_practice_is_there() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 67))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_carries_it_exists(row: list[str]) -> None:
    _number, _practice, page, record, out = row
    assert page == "all pages" or not list(missing_on_pages(page))
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


def missing_on_pages(page: str) -> Iterator[str]:
    """What of "Where we stand, Statements; SLAs" no page has: a section's title, or a part that its page shows."""
    for place in re.sub(r"\([^)]*\)", "", page).split("; "):
        title, _comma, parts = place.strip().partition(", ")
        if title not in SECTIONS_BY_TITLE:
            yield title
            continue
        shown = (ROOT / "ui" / "sections" / f"{SECTIONS_BY_TITLE[title]}.py").read_text(encoding="utf-8")
        for part in [parts] if f'_("{parts}")' in shown else parts.split(" and ") if parts else []:
            if f'_("{part}' not in shown:
                yield f"{title}, {part}"


def test_a_page_or_a_part_that_is_not_there_is_found() -> None:
    assert list(missing_on_pages("Where we stand, Statements; SLAs")) == []
    assert list(missing_on_pages("Where we stand, Nothing; Elsewhere")) == ["Where we stand, Nothing", "Elsewhere"]


def choices(fields: object) -> set[str]:
    """The values of all choices among some fields."""
    assert isinstance(fields, tuple)
    return {key for field in fields for key, _label in getattr(field.kind, "choices", ())}
