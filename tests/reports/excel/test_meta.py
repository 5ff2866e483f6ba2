"""The hidden sheet says what every cell holds, so that an untouched workbook reads back as the plan it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from joint_plan.cli.command_line import run
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.meta import PIECE
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from tests.random_plan import random_plan
from tests.reports.excel.books import book_of, opened, sample
from tests.reports.excel.read_back import differences_to_export, meta_of
from tests.scale import soak
from tests.stress_plan import stress_plan


def written(plan: Snapshot) -> bytes:
    return workbook_bytes(report_model(public_plan(plan), ReportOptions(), "plan-1"))


def plan_called(name: str) -> Snapshot:
    if name == "sample":
        return template("sample")
    return stress_plan() if name == "stress" else random_plan(int(name.partition("-")[2]))


@pytest.fixture(scope="module")
def book() -> bytes:
    return book_of(sample())


def test_facts_say_which_plan_and_which_export(book: bytes) -> None:
    facts = meta_of(book).facts
    assert facts["schema"] == "1"
    assert (facts["title"], facts["version"], facts["currency"]) == ("One pipeline 2027", "", "EUR")
    assert (facts["months"], facts["period_start"], facts["language"]) == ("12", "2027-01", "en")
    assert meta_of(written(template("sample"))).facts["plan_id"] == "plan-1"


def test_the_command_line_names_the_file_that_the_workbook_comes_from(tmp_path: Path) -> None:
    with Workbook.create(tmp_path / "p.jplan", template("sample")) as workbook:
        uuid = workbook.uuid
    assert run(["export", str(tmp_path / "p.jplan"), str(tmp_path), "--only", "excel"]) == 0
    (made,) = tmp_path.glob("*.xlsx")
    assert meta_of(made.read_bytes()).facts["plan_id"] == uuid


def test_another_content_gives_another_export_id(book: bytes) -> None:
    records = sample()
    records["Goal"][1]["target"] = "46"
    assert meta_of(book_of(records)).facts["export_id"] != meta_of(book).facts["export_id"]
    assert meta_of(book_of(sample())).facts["export_id"] == meta_of(book).facts["export_id"]


def test_tables_columns_and_values_are_listed(book: bytes) -> None:
    meta = meta_of(book)
    assert meta.tables["tblSla"] == ("Sla", "SLAs")
    heads = {header: column for header, column, read in meta.columns["tblSla"] if read}
    assert heads["If missed"] == "if_missed"
    assert heads["Unit of the time limit"] == "time_limit_unit"
    held, values = meta.values["tblSla", "mql-handover"]
    assert held == set()
    assert (values["time_limit"], values["time_limit_unit"], values["met_share"]) == ("4", "hour", "0.95")
    assert "In one sentence" not in heads


def test_units_stand_beside_their_numbers(book: bytes) -> None:
    for name, numbers in (("tblSla", ("time_limit", "target")), ("tblGoal", ("target",)), ("tblSlaLevel", ("limit",))):
        columns = [column for _header, column, _read in meta_of(book).columns[name]]
        for number in numbers:
            unit = {"target": "unit"}.get(number, f"{number}_unit")
            assert columns.index(unit) == columns.index(number) + 1


def test_names_of_records_mean_one_record_each() -> None:
    records = sample()
    records["Participant"][1]["name"] = records["Participant"][0]["name"]
    labels = meta_of(book_of(records)).labels
    first, second = (item["id"] for item in records["Participant"][:2])
    name = records["Participant"][0]["name"]
    assert (labels["Participant", name], labels["Participant", f"{name} (2)"]) == (first, second)
    assert labels["Sla", "SLA-06 calls every accepted lead"] == "first-contact"


def test_an_answer_that_is_not_revealed_is_held_back_and_nowhere_in_the_file() -> None:
    records = sample()
    records["QuickWin"][0] |= {"impact_marketing": 5, "impact_sales": 4, "impact_revealed": False}
    held, values = meta_of(book_of(records)).values["tblQuickWin", records["QuickWin"][0]["id"]]
    assert held == {"impact_marketing", "impact_sales"}
    assert "impact_marketing" not in values


def test_values_longer_than_a_cell_are_split() -> None:
    records = sample()
    records["Sla"][0]["if_missed"] = "ж_x0041_" * 2_400
    book = book_of(records)
    assert differences_to_export(book) == []
    cells = [cell for row in opened(book)["_meta"].iter_rows(values_only=True) for cell in row if cell]
    assert max(len(str(cell)) for cell in cells) == PIECE


@pytest.mark.parametrize("name", ["sample", "stress", *(f"random-{seed}" for seed in range(soak(3, 20)))])
def test_an_untouched_workbook_reads_back_without_a_change(name: str) -> None:
    book = written(plan_called(name))
    assert differences_to_export(book) == []
    assert len(meta_of(book).values) > 20
