"""What docs/file-format.md says is what the program does."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from joint_plan.plan.jsonform import records_json
from joint_plan.plan.types import Assent, Stage
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import read_plan
from tests.cli.command import inside

FORMAT = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text(encoding="utf-8")


def test_the_example_is_a_plan(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.*?)```", FORMAT, re.DOTALL)
    assert example is not None
    (tmp_path / "example.json").write_text(example[1], encoding="utf-8")
    answer = inside("build", tmp_path / "example.json", tmp_path / "plan.jplan")
    assert (answer.status, answer.err) == (0, "")
    assert [stage.name for stage in read_plan(tmp_path / "plan.jplan").all(Stage)] == ["Look around", "Try it on site"]


def test_every_value_that_it_shows_is_read_and_written_so(tmp_path: Path) -> None:
    records: dict[str, list[dict[str, Any]]] = {
        "Segment": [{"id": "a", "revenue_target": "48000", "existing_revenue": 5}],
        "MonthWeight": [{"month": 1, "weight": "1/3"}, {"month": 2, "weight": "0.35"}],
        "Initiative": [{"name": "One", "expected": {"1": "12", "2": "14"}}],
        "AgendaBlock": [{"pinned_start": "10:45"}],
        "Goal": [{"due": "2027-01-31"}],
        "Sla": [{"time_limit": "4", "time_limit_unit": "hour"}],
        "QuickWin": [{"impact_marketing": 4, "impact_revealed": True}],
        "Assent": [
            {
                "item": "Sla:sla-1",
                "team": "sales",
                "stance": "agree",
                "tally": {"counts": {"3": 2, "5": 1}, "not_voted": 0, "present": 3},
                "at": "2026-11-26T13:52:00Z",
            }
        ],
        "Plan": [{"period_start": "2027-01"}],
    }
    path = tmp_path / "records.json"
    path.write_text(json.dumps({"records": records}), encoding="utf-8")
    assert inside("build", path, tmp_path / "plan.jplan").status == 0
    written = json.loads(inside("show", tmp_path / "plan.jplan", "--json").out)["records"]
    for name, rows in records.items():
        for row, back in zip(rows, written[name], strict=True):
            expected = {key: str(value) if key == "existing_revenue" else value for key, value in row.items()}
            assert expected.items() <= back.items()


def test_the_hash_of_a_stance_can_be_computed_by_its_words() -> None:
    sample = template("sample")
    whole = json.loads(json.dumps(records_json(sample)))
    material = _material_fields()
    for key in ("first-contact", "order-handover"):
        row = next(row for row in whole["Sla"] if row["id"] == key)
        levels = sorted((row for row in whole["SlaLevel"] if row["sla"] == key), key=lambda level: str(level["id"]))
        content: dict[str, Any] = {"type": "Sla", "id": key, "fields": _kept(row, material["Sla"])}
        if levels:
            content["rows"] = [
                {"type": "SlaLevel", "id": level["id"], "fields": _kept(level, material["SlaLevel"])}
                for level in levels
            ]
        text = "1:" + json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        computed = hashlib.sha256(text.encode()).hexdigest()
        stances = sample.where(Assent, "item", f"Sla:{key}")
        assert stances
        assert {assent.content_hash for assent in stances} == {computed}


def _material_fields() -> dict[str, set[str]]:
    """By record type, as docs/records.md lists them."""
    text = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for part in text.split("\n### ")[1:]:
        rows = [line for line in part.splitlines() if "**material**" in line]
        found[part.split("\n", 1)[0]] = {name for line in rows for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    return found


def _kept(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in names and value is not None}
