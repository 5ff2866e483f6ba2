"""Plans with anything in them go whole through file, JSON, the public plan, Excel and PDF."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from joint_plan.plan.jsonform import records_json, snapshot_from_json
from joint_plan.reports.pieces import export
from joint_plan.rules.comparison import compare
from joint_plan.rules.public import public_plan
from joint_plan.workbook import Workbook, read_plan
from tests.random_plan import random_plan
from tests.scale import soak

SEEDS = range(soak(3, 30))


@pytest.mark.parametrize("seed", SEEDS)
def test_json_and_file_give_the_same_plan_back(seed: int, tmp_path: Path) -> None:
    plan = random_plan(seed)
    written = records_json(plan)
    again = snapshot_from_json({"records": written})
    assert records_json(again) == written
    assert compare(plan, again) == ()
    Workbook.create(tmp_path / "p.jplan", plan).close()
    assert read_plan(tmp_path / "p.jplan") == plan


@pytest.mark.parametrize("seed", SEEDS)
def test_papers_are_made_of_any_plan(seed: int, tmp_path: Path) -> None:
    plan = random_plan(seed)
    papers = {path.suffix: path for path in export(public_plan(plan), tmp_path, ["excel", "record"])}
    assert len(PdfReader(papers[".pdf"]).pages) > 3
    checked = subprocess.run(["qpdf", "--check", papers[".pdf"]], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    book = load_workbook(papers[".xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not any("fett" in formula or formula in {"=1+1"} for formula in formulas)
    printed = "".join("".join(page.extract_text().split()) for page in PdfReader(papers[".pdf"]).pages)
    private = [item.note for item in plan if len(item.note) > 60]
    assert not any("".join(note.split())[:60] in printed for note in private)
