from __future__ import annotations

import signal
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Cancelled
from joint_plan.exchange.guard import admit
from joint_plan.exchange.part_scan import area
from joint_plan.exchange.reading import read_workbook
from tests.cli.command import COMMAND
from tests.exchange import hostile

SECONDS, BYTES = 2, 200_000_000
"""What refusing a hostile workbook may take, the start of the reading process included; work, not waiting."""


@pytest.mark.parametrize("what", hostile.HOSTILE)
def test_a_hostile_workbook_is_refused_within_two_seconds_and_200_megabytes(what: str, tmp_path: Path) -> None:
    make, words = hostile.HOSTILE[what]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    # The system would end the process for one byte more, and we for one second more: with other words.
    with pytest.raises(PlanError, match=words) as refused:
        read_workbook(path, memory=BYTES, seconds=SECONDS)
    assert "hostile.xlsx" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not an Excel workbook"),
        (b"name;value\n1;2\n", "not an Excel workbook"),
        (b"PK\x03\x04 cut off", "damaged"),
        (hostile.packed({"word/document.xml": "<x/>"}), "not an Excel workbook"),
        (hostile.packed(hostile.parts())[:-40], "damaged"),
        (hostile.packed(hostile.parts(hostile.sheet("<sheetData>"))), "damaged"),
    ],
)
def test_what_is_no_workbook_is_told_apart(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=words):
        read_workbook(path)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="No such file"):
        read_workbook(tmp_path / "gone.xlsx")


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(hostile.packed(hostile.parts()))
    admit(path)
    assert read_workbook(path).sheets[0].rows[1][1] == 1


def test_a_workbook_with_charts_links_and_merges_passes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for row in range(1, 300):
        first.append([row, f"name {row}", row / 7])
    first.merge_cells("E1:H4")
    first["E1"].hyperlink = "https://example.org"
    chart = BarChart()
    chart.add_data(Reference(first, min_col=1, max_col=3, min_row=1, max_row=9))
    first.add_chart(chart, "J2")
    path = tmp_path / "charts.xlsx"
    book.save(path)
    assert len(read_workbook(path).sheets[0].rows) == 299


def test_reading_ends_when_the_person_has_had_enough(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(hostile.packed(hostile.parts()))
    looks: list[str] = []

    def tick(_done: int, _total: int, what: str) -> None:
        looks.append(what)
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(path, tick)
    assert looks == ["Reading plain.xlsx"]


def test_a_frozen_program_starts_itself_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(hostile.packed(hostile.parts()))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(COMMAND))
    assert read_workbook(path).sheets[0].rows[1][1] == 1


def test_reading_has_a_time_limit(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(hostile.packed(hostile.parts()))
    with pytest.raises(PlanError, match="takes too long"):
        read_workbook(path, seconds=0)


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system has no limit of that kind")
def test_reading_has_a_limit_of_work(tmp_path: Path) -> None:
    row = "".join("<c><v>1</v></c>" for _cell in range(100))
    content = hostile.sheet("<sheetData>" + "".join(f"<row>{row}</row>" for _row in range(5900)) + "</sheetData>")
    path = tmp_path / "large.xlsx"
    path.write_bytes(hostile.packed(hostile.parts(content)))
    with pytest.raises(PlanError, match="takes too long"):
        read_workbook(path, seconds=1)


def test_reading_has_a_memory_limit(tmp_path: Path) -> None:
    row = "".join("<c><v>1</v></c>" for _cell in range(100))
    path = tmp_path / "large.xlsx"
    content = hostile.sheet("<sheetData>" + "".join(f"<row>{row}</row>" for _row in range(800)) + "</sheetData>")
    path.write_bytes(hostile.packed(hostile.parts(content)))
    with pytest.raises(PlanError, match="memory"):
        read_workbook(path, memory=60_000_000)


def test_areas_are_counted() -> None:
    assert area("A1") == 1
    assert area("$B$2:$C$11") == 20
    assert area("A1:XFD1048576") > 10**10
    assert area("A:A") > 200_000
