"""What changed since the version before, was reworded, was removed: in the record and the sheet, as `diff` says it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from joint_plan.base.errors import PlanError
from joint_plan.cli.changes import changes
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import ParkingItem, Signature, Version
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pieces import export
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.rewordings import confirmation, to_confirm
from joint_plan.rules.standing import standings
from joint_plan.rules.starting_plan import template
from joint_plan.rules.version_changes import changes_between
from joint_plan.rules.versions import check_code, make_version, plan_of_version
from tests.rules.plans import added, changed, removed, take

AT = dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC)
SLA = "Sla:lost-reason"


def all_agreed(view: Snapshot) -> Snapshot:
    for key, one in standings(view).items():
        if one.open:
            for team in one.waiting_for or ("marketing", "sales"):
                view = take(view, key, team)
            view = take(view, key, "sales") if standings(view)[key].open else view
    for point in view.all(ParkingItem):
        if point.status == "undecided":
            view = changed(view, f"ParkingItem:{point.id}", status="dropped")
    return view


@pytest.fixture(scope="module")
def plan() -> Snapshot:
    """Two versions of the sample: a figure changed, one item gone, a typo confirmed by both leads."""
    view = all_agreed(template("sample"))
    view = added(view, make_version(view, AT))
    view = changed(view, "Sla:reference-request", time_limit=Decimal(7))
    view = all_agreed(view)
    held = view.find(SLA)
    assert held is not None
    view = changed(view, SLA, applies_to=f"{getattr(held, 'applies_to')}!")  # noqa: B009  of any type here
    for one in to_confirm(view):
        view = added(view, confirmation(view, one, by="Noor Haddad", at=AT, channel="phone"))
    view = removed(view, "QuickWin:plastics-sheet")
    return added(view, make_version(view, AT, dt.date(2027, 1, 11)))


@pytest.fixture(scope="module")
def papers(plan: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, openpyxl.Workbook]:
    return made(plan_of_version(plan, 2), tmp_path_factory.mktemp("out"))


def made(public: PublicPlan, folder: Path) -> tuple[str, openpyxl.Workbook]:
    files = {path.suffix: path for path in export(public, folder, ["excel", "record"])}
    words = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(files[".pdf"]).pages)
    return words, openpyxl.load_workbook(files[".xlsx"])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_record_prints_what_diff_says(plan: Snapshot, papers: tuple[str, openpyxl.Workbook]) -> None:
    words = squeezed(papers[0])
    told = list(changes(changes_between(plan, 1, 2)))
    start = words.rindex(squeezed("Changes since version 1"))
    for line in told:
        # A field's label and its values stand in two columns.
        label, colon, values = line.strip().partition(": ")
        for part in (label, values) if colon and "→" in values else (line,):
            assert squeezed(part) in words[start:], part
    assert any("QW-05" in line and line.endswith("removed") for line in told)


def test_the_sheet_says_the_same(plan: Snapshot, papers: tuple[str, openpyxl.Workbook]) -> None:
    sheet = papers[1]["Changes"]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=6, values_only=True)]
    lines: list[str] = []
    for section, item, field, before, after in (row[:5] for row in rows):
        lines += [section] if section not in lines else []
        lines += [f"  {item}"] if f"  {item}" not in lines else []
        lines += [f"    {field}: {before} → {after}"] if field else []
    assert lines == list(changes(changes_between(plan, 1, 2)))


def test_the_sign_off_prints_rewordings_removed_items_and_the_check_code(
    plan: Snapshot, papers: tuple[str, openpyxl.Workbook]
) -> None:
    words = papers[0]
    signing = words[words.rindex("Open points and sign-off") :]
    assert "Reworded after the vote (1)" in signing
    assert "Confirmed by Noor Haddad, Marketing (by phone, 19 Nov 2026)" in signing
    assert "Confirmed by Noor Haddad, Sales (by phone, 19 Nov 2026)" in signing
    assert "Removed, with these stances (1)" in signing
    assert "One page on savings for plastics makers" in signing
    assert "Reservations and objections, as they were said" in signing
    assert "Not in this version" in signing
    version = plan.all(Version)[1]
    assert check_code(version.hash) in words
    assert version.hash in squeezed(signing)
    assert "11 Jan 2027" in signing


def test_version_one_has_nothing_before_it(plan: Snapshot) -> None:
    model = report_model(plan_of_version(plan, 1), ReportOptions())
    assert model.changes is None
    assert model.rewordings == ()
    assert model.removed == ()


def test_a_draft_tells_what_changed_since_the_newest_version(plan: Snapshot) -> None:
    model = report_model(public_plan(changed(plan, "Stage:spot", name="Notice")), ReportOptions())
    assert model.changes is not None
    assert model.changes.title == "Changes since version 2"
    assert [item.headline for section in model.changes.sections for item in section.items] == ["J-01 Notice"]
    nothing = report_model(public_plan(plan), ReportOptions())
    assert nothing.changes is not None
    assert nothing.changes.counts == "Nothing differs."


def test_an_altered_version_is_not_printed_and_not_compared(plan: Snapshot, tmp_path: Path) -> None:
    first = plan.all(Version)[0]
    altered = replace(first, snapshot=re.sub("Spot the waste", "Spot the taste", first.snapshot))
    assert altered != first
    view = plan.replaced({"Version": {first.id: altered}})
    with pytest.raises(PlanError, match="version 1 was altered"):
        plan_of_version(view, 1)
    words, book = made(plan_of_version(view, 2), tmp_path)
    assert "The content of version 1 was altered after it was made." in words
    said = [cell.value for row in book["Changes"].iter_rows() for cell in row if cell.value]
    assert "The content of version 1 was altered after it was made." in said


def test_a_late_signature_changes_neither_the_hash_nor_the_content(plan: Snapshot, tmp_path: Path) -> None:
    before = plan_of_version(plan, 2)
    version = plan.all(Version)[1]
    signed = added(plan, Signature(version=version.id, participant="noor", at=AT, how="mail"))
    after = plan_of_version(signed, 2)
    assert before.version is not None
    assert after.version is not None
    assert (after.version.hash, after.version.check_code) == (before.version.hash, before.version.check_code)
    assert after.version.signed == before.version.signed + 1
    words, _book = made(after, tmp_path)
    assert version.hash in squeezed(words)
    assert "by mail" in words
