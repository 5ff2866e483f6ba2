from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, command, inside


def _random(path: Path) -> None:
    path.write_bytes(bytes((number * 7919 + 13) % 251 for number in range(70_000)))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    inside("new", path, "--template", "sample")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE plan (id TEXT)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def _folder(path: Path) -> None:
    path.mkdir()


def _newer(path: Path) -> None:
    inside("new", path)
    content = bytearray(path.read_bytes())
    content[60:64] = (99_000_000).to_bytes(4, "big")
    path.write_bytes(content)


def _short_sqlite(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _overwritten(path: Path) -> None:
    inside("new", path, "--template", "sample")
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    path.write_bytes(content)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "random": (_random, "not a Joint Plan file"),
    "empty": (_empty, "empty"),
    "truncated": (_truncated, "cut short"),
    "foreign": (_foreign, "another program"),
    "folder": (_folder, "folder"),
    "newer": (_newer, "newer version"),
    "header only": (_short_sqlite, "not a Joint Plan file"),
    "overwritten": (_overwritten, "damaged"),
}
READERS = (["show"], ["show", "--json"], ["check"], ["diff"], ["export"])


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_no_plan_gets_one_line_and_stays_as_it_is(what: str, tmp_path: Path) -> None:
    make, words = BAD[what]
    plan = tmp_path / "bad.jplan"
    make(plan)
    before = plan.read_bytes() if plan.is_file() else None
    stamp = plan.stat().st_mtime_ns
    for reader in READERS:
        name, *options = reader
        run = command if name == "check" else inside
        answer = run(name, plan, *([tmp_path / "out"] if name == "export" else []), *options)
        assert answer.status == 1, reader
        assert words in answer.complaint, reader
        assert "bad.jplan" in answer.complaint
    if before is not None:
        assert plan.read_bytes() == before
    assert plan.stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jplan"]


def test_a_plan_that_is_not_there_is_named(tmp_path: Path) -> None:
    for arguments in (["show"], ["check"], ["diff"]):
        answer = inside(*arguments, tmp_path / "none.jplan")
        assert answer.status == 1
        assert "none.jplan" in answer.complaint
    assert [*tmp_path.iterdir()] == []


def test_a_line_end_in_a_name_stays_one_line(tmp_path: Path) -> None:
    answer = inside("show", tmp_path / "no\nplan\x1b[31m.jplan")
    assert answer.status == 1
    assert "\x1b" not in answer.complaint


@pytest.mark.parametrize("arguments", [["new", "there"], ["build", "records.json", "there"]])
def test_an_existing_target_is_refused(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "records.json").write_text('{"records": {}}', encoding="utf-8")
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    answer = inside(*arguments, folder=tmp_path)
    assert answer.status == 1
    assert "exists already" in answer.complaint
    assert (tmp_path / "there").read_text(encoding="utf-8") == "mine"


def test_a_target_in_no_folder_is_refused(tmp_path: Path) -> None:
    answer = inside("new", tmp_path / "none" / "plan.jplan")
    assert answer.status == 1
    assert "none" in answer.complaint
    assert [*tmp_path.iterdir()] == []


RECORDS = {
    "[1, 2]": "no “records” object",
    '{"records": []}': "no “records” object",
    '{"plan": 1, "records": {}}': "“plan” is not known",
    '{"records": {"Stagee": []}}': "“Stagee”",
    '{"records": {"Stage": {}}}': "Stage: expected a list",
    '{"records": {"Stage": [1]}}': "Stage[0]: expected an object",
    '{"records": {"Stage": [{"name": "a"}, {"nam": "b"}]}}': "Stage[1].nam: there is no such field",
    '{"records": {"Stage": [{"name": ""}]}}': "Stage[0].name: empty is written as null",
    '{"records": {"Stage": [{"name": 5}]}}': "Stage[0].name: expected a text",
    '{"records": {"Stage": [{"emotion": 3}]}}': "Stage[0].emotion: must be between -2 and 2",
    '{"records": {"Stage": [{"id": "a"}, {"id": "a"}]}}': "Stage[1].id:",
    '{"records": {"Stage": [{"id": "a\\u0000b"}]}}': "Stage[0].id: expected a short text",
    '{"records": {"Stage": [{"code": "a\\nb"}]}}': "Stage[0].code: expected a short text",
    '{"records": {"Rate": [{"stage": "lead", "rate": 0.35}]}}': "Rate[0].rate: 0.35 must be written as a text",
    '{"records": {"Rate": [{"stage": "lead", "rate": "1.2"}]}}': "Rate[0].rate: a rate lies between",
    '{"records": {"Rate": [{"stage": "none"}]}}': "Rate[0].stage: there is no FunnelStage",
    '{"records": {"Rate": [{"rate": "1"}]}}': "Rate[0].stage: must be filled in",
    '{"records": {"Segment": [{"average_deal_size": "0"}]}}': "Segment[0].average_deal_size: must be more than 0",
    '{"records": {"Segment": [{"revenue_target": NaN}]}}': "NaN is not a number",
    '{"records": {"Segment": [{"revenue_target": -Infinity}]}}': "-Infinity is not a number",
    '{"records": {"Plan": [{"months": 1e3}]}}': "Plan[0].months: 1000.0 is not a whole number",
    '{"records": {"Plan": [{"months": 99}]}}': "Plan[0].months: must be between 3 and 24",
    '{"records": {"Plan": [{}, {}]}}': "Plan[1].id:",
    '{"records": {"Sla": [{"owed_by": "nobody"}]}}': "Sla[0].owed_by: there is no Team",
    '{"records": {"Stage": [], "Stage": []}}': "“Stage” stands twice",
    '{"records": {"Stage": [{"name": "\\ud800"}]}}': "half a character",
    '{"records": {"Stage": [{"name": "a}]}}': "line 1, column",
    "": "line 1, column 1",
    '{"records": {"Initiative": [{"expected": {"13000000000000000000000": "1"}}]}}': "Initiative[0].expected:",
}


@pytest.mark.parametrize("text", RECORDS)
def test_records_that_cannot_be_get_one_line_with_the_place(text: str, tmp_path: Path) -> None:
    records, plan = tmp_path / "records.json", tmp_path / "plan.jplan"
    records.write_text(text, encoding="utf-8")
    answer = inside("build", records, plan)
    assert answer.status == 1
    assert RECORDS[text] in answer.complaint
    assert not plan.exists()


BYTES = {
    "bomb of lists": b"[" * 200_000,
    "bomb of objects": b'{"a":' * 100_000,
    "a hundred deep": b'{"records": {"Stage": [' + b"[" * 100 + b"]" * 100 + b"]}}",
    "not UTF-8": '{"records": {"Stage": [{"name": "é"}]}}'.encode("latin-1"),
    "UTF-16": '{"records": {}}'.encode("utf-16"),
    "NUL": b"\0" * 40,
    "endless number": b'{"records": {"Plan": [{"months": ' + b"9" * 100_000 + b"}]}}",
    "endless fraction": b'{"records": {"Plan": [{"months": 0.' + b"9" * 100_000 + b"}]}}",
    "endless exact number": b'{"records": {"Segment": [{"revenue_target": "' + b"9" * 100_000 + b'"}]}}',
    "endless name": b'{"records": {"Initiative": [{"expected": {"' + b"9" * 100_000 + b'": "1"}}]}}',
    "endless share": b'{"records": {"MonthWeight": [{"month": 1, "weight": "1/' + b"9" * 5_000 + b'"}]}}',
    "endless tally": b'{"records": {"Assent": [{"item": "Stage:a", "team": "sales", "stance": "agree", "tally": "'
    + b"9" * 5_000
    + b'"}]}}',
}


@pytest.mark.parametrize("what", BYTES)
def test_bombs_get_one_short_line(what: str, tmp_path: Path) -> None:
    records = tmp_path / "records.json"
    records.write_bytes(BYTES[what])
    answer = inside("build", records, tmp_path / "plan.jplan")
    assert answer.status == 1
    assert len(answer.complaint) < 500
    assert not (tmp_path / "plan.jplan").exists()


@pytest.mark.parametrize("records", ["none.json", "."])
def test_records_that_cannot_be_read_are_named(records: str, tmp_path: Path) -> None:
    answer = inside("build", records, "plan.jplan", folder=tmp_path)
    assert answer.status == 1
    assert answer.complaint.startswith(f"{records} cannot be read: ")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["new"],
        ["build", "one"],
        ["show"],
        ["show", "plan.jplan", "--jso"],
        ["new", "plan.jplan", "--template", "none"],
        ["export", "plan.jplan"],
        ["export", "plan.jplan", "out", "--only", "none"],
        ["export", "plan.jplan", "out", "--paper", "a5"],
        ["export", "plan.jplan", "out", "--version", "0"],
        ["export", "plan.jplan", "out", "--version", "one"],
        ["diff", "plan.jplan", "1", "2", "3"],
        ["diff", "plan.jplan", "-1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(arguments: list[str], tmp_path: Path) -> None:
    answer = inside(*arguments, folder=tmp_path)
    assert answer.status == 2
    assert answer.out == ""
    assert "joint-plan" in answer.err
    assert "Traceback" not in answer.err
    assert [*tmp_path.iterdir()] == []


def test_help_and_version_are_answers(tmp_path: Path) -> None:
    assert inside("--version").out.startswith("joint-plan ")
    for arguments in (["--help"], ["export", "--help"]):
        answer = inside(*arguments)
        assert (answer.status, answer.err) == (0, "")
        assert "usage: joint-plan" in answer.out


@pytest.mark.parametrize("name", ["-plan.jplan", "--version.jplan", "--json", "-h", "--"])
def test_names_that_look_like_options(name: str, tmp_path: Path) -> None:
    assert inside("new", "--", name, folder=tmp_path).status == 0
    assert (tmp_path / name).is_file()
    assert ": ok (" in inside("check", f"./{name}", folder=tmp_path).out
    assert json.loads(inside("show", "--json", "--", name, folder=tmp_path).out)["records"]


def test_a_name_that_is_not_text_is_a_name_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(b"pl\xe9n.jplan")
    assert command("new", name, folder=tmp_path).status == 0
    done = subprocess.run([COMMAND, "check", name], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith(b"pl\xe9n.jplan: ok")


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    inside("new", plan, "--template", "sample")
    with subprocess.Popen([COMMAND, "show", plan, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_closed_output_is_no_fault(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    inside("new", plan)
    done = subprocess.run(["sh", "-c", '"$0" show "$1" >&-', COMMAND, plan], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
