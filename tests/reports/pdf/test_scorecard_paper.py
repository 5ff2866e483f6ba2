"""Follow-up in the record: numbers against targets by period, why, and both teams' parts side by side."""

from __future__ import annotations

import datetime as dt
import subprocess
from decimal import Decimal
from pathlib import Path

from joint_plan.plan.follow_up import Actual, Win
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pdf.record import write_record
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, changed


def lines_of(view: Snapshot, path: Path) -> list[str]:
    """The record's lines as they stand on the page."""
    write_record(report_model(public_plan(view), ReportOptions()), path)
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return [" ".join(line.split()) for line in shown.stdout.splitlines()]


def follow_up_only() -> Snapshot:
    """The sample with the sections that rows need, and no more."""
    hidden = ("session", "landscape", "language", "journey", "cadence", "data", "quick_wins")
    return changed(template("sample"), "Plan:plan", hidden_sections=hidden)


def test_the_scorecard_prints_numbers_signs_and_targets(tmp_path: Path) -> None:
    lines = lines_of(follow_up_only(), tmp_path / "plan.pdf")
    # How wide a blank is after a sign is the reader's guess.
    row = [line.replace(" ", "") for line in lines].index("SLA-01deliversMQLs·MQLs✗9≈13✗12✓14✗48")
    assert lines[row + 1] == "13.8 13.8 13.8 13.8 61"
    assert "M-01 Bookings · EUR ✓ 236,000" in lines
    assert "Promises kept by Marketing 0/2 0/2 0/2 2/2 1/4" in lines
    assert "SLA-01, Jan 2027 The mail to dairies went out on the 20th, two weeks late" in lines
    assert not any(line.startswith("SLA-12") and "≈" in line for line in lines)


def test_both_teams_parts_stand_side_by_side(tmp_path: Path) -> None:
    lines = lines_of(follow_up_only(), tmp_path / "plan.pdf")
    assert lines.count("Marketing's part Sales' part") == 2
    assert "Marketing could do better Sales could do better" in lines


def test_a_part_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(2000))
    view = added(follow_up_only(), Win(id="long", account="Long", marketing_part=words, sales_part="Short"))
    found = "".join(lines_of(view, tmp_path / "plan.pdf")).replace(" ", "")
    assert "word0word1" in found
    assert all(f"word{number}" in found for number in range(0, 2000, 100))


def test_a_year_of_actuals_stands_in_several_grids_and_what_does_not_count_says_why(tmp_path: Path) -> None:
    view = follow_up_only()
    for month in range(2, 13):
        actual = Actual(
            id=f"m{month}", item="Sla:mql-count", month=dt.date(2027, month, 1), value=Decimal(1000 + month)
        )
        view = added(view, actual)
    view = added(view, Actual(id="out", item="Sla:mql-count", month=dt.date(2026, 1, 1), value=Decimal(77)))
    lines = lines_of(view, tmp_path / "plan.pdf")
    assert lines.count("Scorecard by month") == 2
    assert "Scorecard of the first weeks" in lines
    assert all(any(f"✓ {1000 + month:,}" in line for line in lines) for month in range(2, 13))
    assert "1 actual does not count" in lines
    assert "This month is outside of the plan." in lines
