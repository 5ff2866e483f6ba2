"""Papers, comparisons and checks of a plan that has versions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from joint_plan.plan.types import Assent, Participant, Signature, Stage, Version
from joint_plan.rules.stances import new_assent
from joint_plan.rules.versions import make_version
from joint_plan.workbook import Workbook
from tests.cli.command import inside

AT = dt.datetime(2026, 11, 26, 15, 0, tzinfo=dt.UTC)
RECORDS = {
    "Plan": [{"title": "One plan", "company": "Invented", "period_start": "2027-01"}],
    "Participant": [
        {"id": "m", "name": "Mia", "team": "marketing", "signs": True, "present": True},
        {"id": "s", "name": "Sam", "team": "sales", "signs": True, "present": True},
    ],
    "Stage": [{"id": "look", "name": "Look around", "lead_team": "marketing"}],
    "Assent": [
        {"item": "Stage:look", "team": "marketing", "stance": "agree"},
        {"item": "Stage:look", "team": "sales", "stance": "agree"},
    ],
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    records, path = tmp_path / "records.json", tmp_path / "one.jplan"
    records.write_text(json.dumps({"records": RECORDS}), encoding="utf-8")
    assert inside("build", records, path).status == 0
    return path


def make(plan: Path, *, signed: bool) -> None:
    with Workbook.open(plan) as workbook:
        with workbook.edit("Make a version", undoable=False) as edit:
            version = edit.add(make_version(workbook.snapshot(), AT))
        if signed:
            with workbook.edit("Sign", undoable=False) as edit:
                for person in workbook.snapshot().all(Participant):
                    edit.add(Signature(version=version.id, participant=person.id, at=AT))


def rename(plan: Path, name: str, *, agree: bool = False) -> None:
    with Workbook.open(plan) as workbook:
        stage = workbook.snapshot().all(Stage)[0]
        with workbook.edit("Rename the stage") as edit:
            edit.put(replace(stage, name=name))
        if agree:
            with workbook.edit("Agree") as edit:
                for team in ("marketing", "sales"):
                    edit.add(new_assent(edit.view, edit.view.all(Stage)[0], team, "agree", at=AT))


def exported(plan: Path, *options: str) -> tuple[str, str, str]:
    """Text of the PDF, text of the workbook, and what was said on standard error."""
    out = plan.parent / "out"
    answer = inside("export", plan, out, *options)
    assert answer.status == 0, answer.err
    written = [Path(line) for line in answer.out.splitlines()]
    assert sorted(written) == sorted(out.iterdir())
    pdf = next(path for path in written if path.suffix == ".pdf")
    xlsx = next(path for path in written if path.suffix == ".xlsx")
    words = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    book = openpyxl.load_workbook(xlsx, data_only=True)
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return words, "\n".join(cells), answer.err


def test_without_a_version_it_is_a_draft_and_says_so(plan: Path) -> None:
    before = plan.read_bytes()
    words, cells, said = exported(plan)
    assert "DRAFT" in words
    assert "DRAFT" in cells
    assert "Look around" in words
    assert "Look around" in cells
    assert "DRAFT" in said
    assert said.count("\n") == 1
    assert plan.read_bytes() == before


def test_a_version_is_what_papers_are_made_from(plan: Path) -> None:
    make(plan, signed=True)
    words, cells, said = exported(plan)
    assert said == ""
    assert "DRAFT" not in words
    assert "DRAFT" not in cells
    rename(plan, "Compare")
    words, cells, said = exported(plan)
    assert "Look around" in words
    assert "Compare" not in words + cells
    assert said == "joint-plan: Made from version 1; the plan has moved on since.\n"


def test_now_and_each_version_can_be_asked_for(plan: Path) -> None:
    make(plan, signed=True)
    rename(plan, "Compare", agree=True)
    make(plan, signed=False)
    rename(plan, "Weigh")
    by_default, first, second, now = (
        exported(plan, *options)[0] for options in ([], ["--version", "1"], ["--version", "2"], ["--version", "now"])
    )
    assert "Look around" in by_default, "the newest signed version"
    assert "Look around" in first
    assert "Compare" in second
    assert "Weigh" in now
    assert "DRAFT" in now
    assert "DRAFT" not in first + second


def test_a_version_that_is_not_there_is_refused(plan: Path) -> None:
    for name, *options in (["export", str(plan.parent / "out"), "--version", "3"], ["diff", "3"]):
        answer = inside(name, plan, *options)
        assert answer.status == 1
        assert "version 3" in answer.complaint
    assert not (plan.parent / "out").exists()


def test_only_what_was_asked_for_is_written(plan: Path) -> None:
    out = plan.parent / "deep" / "out"
    answer = inside("export", plan, out, "--only", "excel")
    assert [path.suffix for path in out.iterdir()] == [".xlsx"]
    assert answer.out.splitlines() == [str(path) for path in out.iterdir()]
    inside("export", plan, out, "--only", "record", "--only", "record")
    assert sorted(path.suffix for path in out.iterdir()) == [".pdf", ".xlsx"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_can_be_chosen(paper: str, size: tuple[int, int], plan: Path) -> None:
    answer = inside("export", plan, plan.parent / "out", "--only", "record", "--paper", paper)
    box = PdfReader(answer.out.strip()).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_folder_that_is_a_file_is_refused(plan: Path) -> None:
    (plan.parent / "out").write_text("mine", encoding="utf-8")
    answer = inside("export", plan, plan.parent / "out")
    assert answer.status == 1
    assert "out" in answer.complaint
    assert (plan.parent / "out").read_text(encoding="utf-8") == "mine"


def test_diff_says_what_differs_in_words(plan: Path) -> None:
    assert "no version yet" in inside("diff", plan).complaint
    make(plan, signed=True)
    assert inside("diff", plan).out == "Nothing differs.\n"
    rename(plan, "Compare", agree=True)
    make(plan, signed=False)
    with Workbook.open(plan) as workbook, workbook.edit("Add a stage") as edit:
        edit.add(Stage(name="Try it"))
    assert inside("diff", plan).out.splitlines() == ["Customer journey", "  J-02 Try it: added"]
    changed = ["Customer journey", "  J-01 Compare", "    Stage: Look around → Compare"]
    assert inside("diff", plan, "1", "2").out.splitlines() == changed
    assert inside("diff", plan, "1").out.splitlines() == [*changed, "  J-02 Try it: added"]
    assert inside("diff", plan, "2", "1").out.splitlines()[2] == "    Stage: Compare → Look around"
    assert inside("diff", plan, "now", "2").out.splitlines() == ["Customer journey", "  J-02 Try it: removed"]


def test_check_counts_whole_versions_and_finds_altered_ones(plan: Path) -> None:
    make(plan, signed=True)
    checked = inside("check", plan)
    assert checked.status == 0
    assert "1 version, whole" in checked.out
    with sqlite3.connect(plan) as connection:
        connection.execute("UPDATE version SET snapshot = replace(snapshot, 'Look around', 'Look away')")
    connection.close()
    altered = inside("check", plan)
    assert altered.status == 1
    assert "version 1" in altered.complaint
    assert "altered" in altered.complaint
    assert inside("export", plan, plan.parent / "out").status == 1


def test_a_made_up_version_is_found_out(tmp_path: Path) -> None:
    text = "1:" + "[" * 100_000
    row = {"number": 1, "snapshot": text, "hash": hashlib.sha256(text.encode()).hexdigest()}
    records, path = tmp_path / "records.json", tmp_path / "one.jplan"
    records.write_text(json.dumps({"records": {"Version": [row]}}), encoding="utf-8")
    assert inside("build", records, path).status == 0
    for name, *options in (["check"], ["diff"], ["export", str(tmp_path / "out")]):
        assert "version 1 was altered" in inside(name, path, *options).complaint


def test_versions_and_signatures_come_back_from_records(plan: Path) -> None:
    make(plan, signed=True)
    records, again = plan.parent / "again.json", plan.parent / "again.jplan"
    records.write_text(inside("show", plan, "--json").out, encoding="utf-8")
    assert inside("build", records, again).status == 0
    assert "1 version, whole" in inside("check", again).out
    assert inside("show", again, "--json").out == inside("show", plan, "--json").out
    with Workbook.open(plan) as first, Workbook.open(again) as second:
        for record_type in (Version, Signature, Assent):
            assert first.snapshot().all(record_type) == second.snapshot().all(record_type)
    assert "signed 2 of 2" in inside("show", again).out
