"""Papers with roles instead of names: no person's name can be read on any of them, nor in the files' names."""

import re
from pathlib import Path

from pypdf import PdfReader

from joint_plan.plan.session import Participant
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pieces import export
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template


def words_of(path: Path) -> str:
    """Everything that can be read in a file, with single spaces."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        found = "\n".join(page.extract_text() for page in reader.pages) + repr(reader.metadata)
    else:
        found = path.read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", found)


def test_no_name_of_the_sample_is_on_any_paper(tmp_path: Path) -> None:
    plan = template("sample")
    names = {part for person in plan.all(Participant) for part in (person.name, *person.name.split())}
    names |= {"Ingrid", "Vos", "Clara", "Whitfield"}
    keys = [piece.key for piece in PIECES if piece.ending != ".xlsx"]
    made = export(public_plan(plan), tmp_path, keys, ReportOptions(roles=True))
    assert len(made) > 20
    said = ""
    for path in made:
        words = f"{path.name} {words_of(path)}"
        assert [name for name in names if re.search(rf"(?<!\w){name}(?!\w)", words)] == [], path.name
        said += words
    assert "Inside sales lead" in said
    assert "Personal handout - Head of Marketing.pdf" in said
