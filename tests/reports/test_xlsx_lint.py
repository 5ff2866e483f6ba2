"""The lint finds every cause of a repair that is planted in a good workbook, and none in the good one."""

from __future__ import annotations

import re

import pytest

from tests.reports.excel.books import book_of, sample
from tests.reports.excel.recalculated import changed_parts
from tests.reports.xlsx_lint import faults

PLANTED = [
    ("a table's head that says something else", "xl/sharedStrings.xml", "<t>Touchpoint</t>", "<t>Touch</t>"),
    ("two columns of one name", "xl/tables/table1.xml", 'name="Dimension"', 'name="Evidence"'),
    ("a table without rows", "xl/tables/table1.xml", r'ref="A(\d+):([A-Z]+)\d+"', r'ref="A\1:\g<2>\1"'),
    ("two tables of one name", "xl/tables/table2.xml", 'displayName="[^"]*"', 'displayName="tblStage"'),
    ("a table's name like a cell", "xl/tables/table1.xml", 'displayName="[^"]*"', 'displayName="AB12"'),
    ("a name defined twice", "xl/workbook.xml", 'name="rate_2"', 'name="rate_1"'),
    ("a name like a cell", "xl/workbook.xml", 'name="rate_2"', 'name="R2"'),
    (
        "a name of a missing sheet",
        "xl/workbook.xml",
        "'Funnel'!",
        "Gone!",
    ),
    ("a sheet's title too long", "xl/workbook.xml", 'name="Journey"', 'name="Journey of all the customers of ours"'),
    ("two sheets of one title", "xl/workbook.xml", '<sheet name="Stages"', '<sheet name="journey"'),
    ("a formula without its result", "xl/worksheets/sheet1.xml", r"(</f>)<v>.*?</v>", r"\1"),
    ("an open quotation mark in a number format", "xl/styles.xml", r"&quot;€&quot;#,##0", "&quot;€#,##0"),
    ("a text that is missing", "xl/worksheets/sheet1.xml", r't="s"><v>\d+</v>', 't="s"><v>999999</v>'),
    ("a format that is missing", "xl/worksheets/sheet1.xml", r'<c r="B2" s="\d+"', '<c r="B2" s="99999"'),
    ("a row that never fits again", "xl/worksheets/sheet1.xml", r"<row ", '<row customHeight="1" '),
    ("a row too high", "xl/worksheets/sheet1.xml", r' ht="[^"]*"', ' ht="500"'),
    ("a link to a missing sheet", "xl/worksheets/sheet1.xml", r"location=\"'?Goals'?!", "location=\"'Gone'!"),
    ("an undoubled ampersand", "xl/worksheets/sheet1.xml", r"&amp;LOne", "&amp;LR&amp;m"),
    ("a list without its name", "xl/workbook.xml", r'name="list_1"', 'name="list_none"'),
    (
        "a table's column in a rule",
        "xl/worksheets/sheet3.xml",
        r"<formula1>[^<]*</formula1>",
        "<formula1>tblStage[State]</formula1>",
    ),
    (
        "a new function without its prefix",
        "xl/worksheets/sheet1.xml",
        r"<f>[^<]*</f>",
        '<f>TEXTJOIN(",",TRUE,A1:A2)</f>',
    ),
    ("a mask in the reader's language", "xl/worksheets/sheet1.xml", r"<f>[^<]*</f>", '<f>TEXT(A1,"yyyy")</f>'),
    ("a part that is no XML", "xl/worksheets/sheet1.xml", r"</sheetData>", ""),
    ("a conditional format that is missing", "xl/worksheets/sheet3.xml", r'dxfId="\d+"', 'dxfId="9999"'),
]


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(sample())


def test_a_good_workbook_has_no_fault(book: bytes) -> None:
    assert faults(book) == []


@pytest.mark.parametrize(("name", "part", "before", "after"), PLANTED, ids=[planted[0] for planted in PLANTED])
def test_a_planted_fault_is_found(name: str, part: str, before: str, after: str, book: bytes) -> None:
    changes = 0

    def plant(at: str, content: bytes) -> bytes:
        nonlocal changes
        if at != part:
            return content
        planted, changes = re.subn(before, after, content.decode(), count=1, flags=re.DOTALL)
        return planted.encode()

    spoiled = changed_parts(book, plant)
    assert changes == 1
    assert faults(spoiled)


def test_a_missing_part_is_found(book: bytes) -> None:
    spoiled = changed_parts(
        book,
        lambda name, part: part.replace(b"table1.xml", b"table99.xml") if name.endswith("sheet2.xml.rels") else part,
    )
    assert faults(spoiled)


def test_what_is_no_workbook_at_all_is_a_fault() -> None:
    assert faults(b"PK not a zip")
