from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import QuickWin, Sla, Stage
from joint_plan.rules.starting_plan import plan_from_json, template
from joint_plan.workbook import read_plan
from tests.cli.command import COMMAND, Answer, command, inside

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "<b>bold</b>",
    "&amp; & &lt;",
    "_x0041_",
    '"quoted", \\back\\slash',
    "{braces} %s %(name)s",
    "../../etc/passwd",
    "Кириллица ґ ї є",
    "Ελληνικά",
    "Tiếng Việt",
    "→ ← ↑ ↓ ✓ ✗ ☐",
    "one\nline\tand another",
    "𝔘 😀",
    "x" * 20_000,
)


def given(records: dict[str, Any], folder: Path) -> Path:
    path = folder / "records.json"
    path.write_text(json.dumps({"records": records}, ensure_ascii=False), encoding="utf-8")
    return path


def shown(plan: Path) -> dict[str, Any]:
    answer = inside("show", plan, "--json")
    assert (answer.status, answer.err) == (0, "")
    whole: dict[str, Any] = json.loads(answer.out)
    return whole


@pytest.mark.parametrize(("name", "run"), [("sample", command), ("blank", inside)], ids=["sample", "blank"])
def test_a_new_plan_is_sound_and_comes_back_from_its_own_records(
    name: str, run: Callable[..., Answer], tmp_path: Path
) -> None:
    first, second, records = tmp_path / "first.jplan", tmp_path / "second.jplan", tmp_path / "first.json"
    made = run("new", first, "--template", name)
    assert (made.status, made.out, made.err) == (0, "", "")
    checked = run("check", first)
    assert checked.status == 0
    assert checked.out.startswith("first.jplan: ok (")
    records.write_text(run("show", first, "--json").out, encoding="utf-8")
    assert run("build", records, second).status == 0
    assert json.loads(run("show", second, "--json").out) == json.loads(records.read_text(encoding="utf-8"))
    assert read_plan(second) == read_plan(first)


def test_new_starts_from_the_blank_template(tmp_path: Path) -> None:
    assert inside("new", tmp_path / "plan.jplan").status == 0
    assert read_plan(tmp_path / "plan.jplan") == template("blank")


def test_the_full_copy_says_that_it_is_one_and_holds_what_follows(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    assert inside("new", plan, "--template", "sample").status == 0
    whole = shown(plan)
    assert "full copy" in whole["notice"]
    assert set(whole["derived"]) == {"funnel", "agreement"}
    won = whole["derived"]["funnel"]["totals"][-1]
    assert won == {"stage": "won", "exact": "78", "committed": 78, "rows_committed": 78}
    assert whole["derived"]["agreement"]["Sla:accept-reject"] == {
        "state": "contested",
        "stances": {"marketing": "agree", "sales": "object"},
        "waiting_for": [],
        "parked": None,
        "basis_changed": [],
    }
    assert whole["derived"]["agreement"]["Sla:rollout-ready"]["parked"] == "rollout-ready"
    assert whole["derived"]["agreement"]["Stage:live"]["waiting_for"] == ["sales"]
    assert any(person.get("email") for person in whole["records"]["Participant"])
    assert whole["records"]["Note"]


def test_build_takes_no_figure_from_derived(tmp_path: Path) -> None:
    plan, again = tmp_path / "plan.jplan", tmp_path / "again.jplan"
    inside("new", plan, "--template", "sample")
    whole = shown(plan)
    right = whole["derived"]["funnel"]["totals"]
    whole["derived"]["funnel"]["totals"] = [{"stage": "won", "committed": 1_000_000}]
    whole["derived"]["agreement"] = "anything"
    lying = tmp_path / "lying.json"
    lying.write_text(json.dumps(whole), encoding="utf-8")
    assert inside("build", lying, again).status == 0
    assert shown(again)["derived"]["funnel"]["totals"] == right


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12].encode("unicode_escape").decode())
def test_hostile_texts_stay_as_they_are(text: str, tmp_path: Path) -> None:
    plan, again = tmp_path / "plan.jplan", tmp_path / "again.jplan"
    rows = {
        "Plan": [{"title": text, "company": text}],
        "Sla": [{"owed_by": "sales", "owed_to": "marketing", "obligation": text, "if_missed": text}],
        "Stage": [{"name": text}],
        "QuickWin": [{"title": text}],
    }
    built = inside("build", given(rows, tmp_path), plan)
    assert (built.status, built.err) == (0, "")
    again_from = tmp_path / "again.json"
    again_from.write_text(json.dumps(shown(plan)), encoding="utf-8")
    assert inside("build", again_from, again).status == 0
    for path in (plan, again):
        held = read_plan(path)
        assert held.plan.title == held.plan.company == text
        assert [sla.obligation for sla in held.all(Sla)] == [sla.if_missed for sla in held.all(Sla)] == [text]
        assert [stage.name for stage in held.all(Stage)] == [text]
        assert [idea.title for idea in held.all(QuickWin)] == [text]
    assert text.split("\n")[0] in inside("show", plan).out


def test_control_characters_are_dropped_and_it_says_where(tmp_path: Path) -> None:
    rows = {"Stage": [{"name": "clean"}, {"name": "a\u0000b\u001b[31mc\u009bd\ne\tf", "friction": "g\u0007"}]}
    answer = inside("build", given(rows, tmp_path), tmp_path / "plan.jplan")
    assert answer.status == 0
    assert answer.out == ""
    assert (
        answer.err == "joint-plan: Characters that cannot be kept were left out of: Stage[1].name, Stage[1].friction.\n"
    )
    stage = read_plan(tmp_path / "plan.jplan").all(Stage)[1]
    assert (stage.name, stage.friction) == ("ab[31mcd\ne\tf", "g")


def test_a_text_of_20_001_characters_is_refused_with_its_place(tmp_path: Path) -> None:
    rows = {"Stage": [{"name": "one"}, {"name": "two", "friction": "x" * 20_001}]}
    answer = inside("build", given(rows, tmp_path), tmp_path / "plan.jplan")
    assert answer.status == 1
    assert answer.complaint.startswith("Stage[1].friction: ")
    assert "20,001" in answer.complaint
    assert not (tmp_path / "plan.jplan").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_output_is_utf8_whatever_the_locale_says(encoding: str, tmp_path: Path) -> None:
    plan = tmp_path / "Plán – Δ.jplan"
    rows = {"Plan": [{"title": "Ελληνικά → Tiếng Việt ✓"}], "Stage": [{"name": "Кириллица"}]}
    records = given(rows, tmp_path)
    there = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert command("build", records, plan, environment=there).status == 0
    assert "Ελληνικά → Tiếng Việt ✓" in command("show", plan, environment=there).out
    assert "Кириллица" in command("show", plan, "--json", environment=there).out
    assert "–" in command("show", tmp_path / "no – plan", environment=there).complaint


def test_records_come_through_a_pipe(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    answer = command("build", "/dev/stdin", plan, stdin=b'\xef\xbb\xbf{"records": {"Stage": [{"name": "One"}]}}')
    assert answer.status == 0
    assert [stage.name for stage in read_plan(plan).all(Stage)] == ["One"]


def test_the_summary_names_every_item_and_its_state(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    inside("new", plan, "--template", "sample")
    text = inside("show", plan).out
    lines = text.splitlines()
    assert lines[0] == "One pipeline 2027 · Pellworth Air"
    sample = template("sample")
    for record_type in (Stage, Sla, QuickWin):
        for item in sample.all(record_type):
            assert any(line.split()[:1] == [item.code] for line in lines), item.code
    assert next(line for line in lines if "SLA-07" in line).endswith("– Contested")
    assert next(line for line in lines if "J-05" in line).endswith("– Waiting for Sales")
    assert "Won 78" in text
    assert "pellworth.example" not in text
    assert "Let Noor start" not in text


def test_the_summary_speaks_the_language_of_the_plan(tmp_path: Path) -> None:
    rows = {
        "Plan": [{"language": "de", "currency": "EUR"}],
        "Segment": [{"revenue_target": "2400000", "average_deal_size": "1"}],
        "Rate": [{"stage": stage, "rate": "1"} for stage in ("inquiry", "lead", "mql", "sal", "sql", "opportunity")],
    }
    plan = tmp_path / "plan.jplan"
    assert inside("build", given(rows, tmp_path), plan).status == 0
    assert "Won 2.400.000" in inside("show", plan).out


def test_show_lists_what_is_wrong_between_records(tmp_path: Path) -> None:
    rows = {"Segment": [{"name": "Dairies", "revenue_target": "100", "average_deal_size": "1"}]}
    plan = tmp_path / "plan.jplan"
    assert inside("build", given(rows, tmp_path), plan).status == 0
    assert "not reachable" in inside("show", plan).out
    checked = inside("check", plan)
    assert checked.status == 0
    assert ": ok (" in checked.out
    assert "problem" in checked.out
    assert any(line.startswith("  Rate") for line in checked.out.splitlines())


def test_reading_neither_writes_nor_leaves_anything_behind(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    inside("new", plan, "--template", "sample")
    before = plan.read_bytes()
    plan.chmod(0o444)
    for name, *options in (["show"], ["show", "--json"], ["check"], ["diff", "now", "now"]):
        assert inside(name, plan, *options).status == 0, name
    assert plan.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan.jplan"]


def test_full_disk_where_the_output_goes_is_one_line(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    plan = tmp_path / "plan.jplan"
    inside("new", plan, "--template", "sample")
    with full.open("wb") as out:
        done = subprocess.run([COMMAND, "show", plan], stdout=out, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"space" in done.stderr


def test_plans_are_equal_when_built_twice() -> None:
    records: dict[str, Any] = {"records": {"Stage": [{"name": "One"}]}}
    first: Snapshot = plan_from_json(records)
    assert first == plan_from_json(records)
