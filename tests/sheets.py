"""Pictures of the workbook as LibreOffice prints it, into build/sheets: `python -m tests.sheets [sample ...]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.pieces import export
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from tests.stress_plan import stress_plan

FOLDER = Path(__file__).parents[1] / "build" / "sheets"
DOTS = "60"


def plan_called(name: str) -> Snapshot:
    """A template's plan, or the stress plan."""
    return stress_plan() if name == "stress" else template(name)


def pictures(name: str) -> list[Path]:
    """The workbook of a plan as one picture a page."""
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (book,) = export(public_plan(plan_called(name)), folder, ["excel"])
    with tempfile.TemporaryDirectory() as profile:
        office = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", str(folder), str(book)], check=True, capture_output=True)
    subprocess.run(["pdftoppm", "-r", DOTS, "-png", book.with_suffix(".pdf"), folder / "page"], check=True)
    return sorted(folder.glob("*.png"))


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["sample", "stress"]:
        sys.stdout.write(f"{len(pictures(chosen))} pages in {FOLDER / chosen}\n")
