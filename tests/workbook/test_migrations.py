"""Files of older schemas: every released version's kept file opens, and nothing in it is lost."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from joint_plan.base.errors import PlanError
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Stage, Touchpoint
from joint_plan.workbook import Workbook, migrations, read_plan
from joint_plan.workbook.schema import VERSION, user_version
from tests.workbook.plans import ROOT, rename, stage_names

FILES = Path(__file__).parent / "files"
KEPT = sorted(FILES.glob("*.jplan"))


def version_in(path: Path) -> tuple[int, int]:
    major, minor = path.stem.split(".")
    return int(major), int(minor)


def test_every_version_with_a_migration_has_a_kept_file() -> None:
    kept = {version_in(path) for path in KEPT}
    assert (1, 0) in kept
    assert kept >= {migration.to for migration in migrations.MIGRATIONS}
    assert [migration.to for migration in migrations.MIGRATIONS] == sorted(m.to for m in migrations.MIGRATIONS)
    assert all(migration.to <= VERSION for migration in migrations.MIGRATIONS)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_kept_file_opens_with_all_that_was_in_it(kept: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept, tmp_path / "kept.jplan"))
    expected = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))["records"]
    for reading in (read_plan(path), _opened(path), read_plan(path)):
        found = records_json(reading)
        assert found.keys() >= expected.keys()
        for name, rows in expected.items():
            now = found[name]
            assert isinstance(now, list)
            # Fields that came later may stand beside those that were there.
            kept_fields = [{key: row.get(key) for key in old} for old, row in zip(rows, now, strict=True)]  # type: ignore[union-attr]  # records are objects
            assert kept_fields == rows
    with Workbook.open(path) as workbook:
        assert len(workbook.history()) == 5
        assert workbook.pending() == {("Stage:buy", "name"): "Ord"}
        if version_in(kept) == VERSION:
            assert (workbook.undo_name, workbook.redo_name) == ("Add Mid-market", "Rename Buy")
            workbook.undo()
            workbook.undo()
            assert stage_names(workbook.snapshot())[0] == "Notice"


def _opened(path: Path) -> Snapshot:
    with Workbook.open(path) as workbook:
        return workbook.snapshot()


def older(path: Path) -> None:
    """Take out of a file what a later version would add: a table, plain fields, a reference with its index."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "DROP TABLE note",
        "ALTER TABLE sla DROP COLUMN time_limit_unit",
        "ALTER TABLE stage DROP COLUMN who_leads_revealed",
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE touchpoint RENAME TO before",
        "DROP INDEX ix_touchpoint_stage",
        "DROP INDEX ix_touchpoint_owner_team",
        "CREATE TABLE touchpoint (id TEXT PRIMARY KEY, code TEXT, position BIGINT NOT NULL, stage TEXT, name TEXT)",
        "INSERT INTO touchpoint SELECT id, code, position, stage, name FROM before",
        "DROP TABLE before",
    ):
        connection.execute(statement)
    connection.close()


def test_what_was_added_since_is_added_to_the_file(path: Path) -> None:
    whole = read_plan(path)
    older(path)
    content = path.read_bytes()
    # Reading needs nothing added: what the file does not hold has its default.
    assert read_plan(path) == whole
    assert path.read_bytes() == content

    with Workbook.open(path) as workbook:
        assert workbook.snapshot() == whole
        with workbook.edit("Change") as edit:
            edit.set(edit.view.all(Touchpoint)[0], owner_team="sales", asset="Video")
        with pytest.raises(PlanError):
            edit_to_nowhere(workbook)
        changed = workbook.snapshot()
    assert read_plan(path) == changed
    connection = sqlite3.connect(path)
    keys = {row[3]: row[2] for row in connection.execute("PRAGMA foreign_key_list(touchpoint)")}
    indexes = {row[1] for row in connection.execute("PRAGMA index_list(touchpoint)")}
    assert keys["owner_team"] == "team"
    assert "ix_touchpoint_owner_team" in indexes
    assert connection.execute("SELECT DISTINCT time_limit_unit FROM sla").fetchall() == [("hour",)]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def edit_to_nowhere(workbook: Workbook) -> None:
    with workbook.edit("Change") as edit:
        edit.set(edit.view.all(Touchpoint)[0], owner_team="nobody")


def set_version(path: Path, version: tuple[int, int]) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {user_version(version)}")
    connection.commit()
    connection.close()


def louder(connection: sa.Connection) -> None:
    connection.execute(sa.text("UPDATE stage SET name = upper(name)"))


def failing(connection: sa.Connection) -> None:
    louder(connection)
    raise ZeroDivisionError


def test_a_migration_runs_once_after_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
        rename(workbook, "notice", "Two")
        workbook.undo()
    set_version(path, (0, 9))
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.Migration((1, 0), louder),))
    content = path.read_bytes()

    assert stage_names(read_plan(path)) == ["ONE", "COMPARE", "BUY"]
    with Workbook.open(path, read_only=True) as reader:
        assert stage_names(reader.snapshot()) == ["ONE", "COMPARE", "BUY"]
    assert path.read_bytes() == content

    with Workbook.open(path) as workbook:
        assert stage_names(workbook.snapshot()) == ["ONE", "COMPARE", "BUY"]
        # What was done before stays readable, but deltas of another meaning are not applied.
        assert [entry.kind for entry in workbook.history()] == ["undo", "edit", "edit"]
        assert (workbook.undo_name, workbook.redo_name) == ("", "")
        backups = [backup for backup in workbook.backups() if backup.name == "before the update"]
        rename(workbook, "notice", "quiet")
    connection = sqlite3.connect(backups[0].path)
    assert connection.execute("PRAGMA user_version").fetchone() == (user_version((0, 9)),)
    assert connection.execute("SELECT name FROM stage WHERE id = 'notice'").fetchone() == ("One",)
    connection.close()
    with Workbook.open(path) as workbook:
        assert stage_names(workbook.snapshot()) == ["quiet", "COMPARE", "BUY"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_version(path, (0, 9))
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.Migration((1, 0), failing),))
    content = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        Workbook.open(path)
    assert path.read_bytes() == content
    monkeypatch.undo()
    with Workbook.open(path) as workbook:
        assert not workbook.read_only
        assert stage_names(workbook.snapshot())[0] == "Notice"


# A field is declared once: no line of the workbook knows this type. In a process of its own, for declarations last.
DECLARES = """
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from joint_plan.plan import fields
from joint_plan.plan.record import Record, record
from joint_plan.plan.types import Stage
from joint_plan.plan.values import Pair
from joint_plan.workbook import Workbook, read_plan

@record(section="journey", label="Finding", plural="Findings", code="FI", title="text")
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    text: str = fields.text("Finding")
    stage: str = fields.ref("Stage", "Stage", on_delete="cascade")
    score: Pair[int] = fields.whole_pair("Score", 1, 5)
    share: Fraction | None = fields.share("Share")

path = Path(sys.argv[1])
with Workbook.open(path) as workbook:
    with workbook.edit("Add") as edit:
        stage = edit.view.all(Stage)[0]
        made = edit.add(Finding(text="So", stage=stage.id, score=Pair(2, None), share=Fraction(1, 3)))
    assert made.code == "FI-01"
    assert read_plan(path).all(Finding) == (made,)
    with workbook.edit("Delete") as edit:
        assert edit.remove(stage)[1:] and not edit.view.all(Finding)
    workbook.undo()
    assert workbook.snapshot().all(Finding) == (made,) == read_plan(path).all(Finding)
print("kept")
"""


def test_a_new_record_type_is_kept_without_a_line_here(path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", DECLARES, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (child.stderr, child.stdout) == ("", "kept\n")
    # A program that does not know the type leaves it alone.
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
        assert workbook.snapshot().all(Stage)[0].name == "One"
        assert [re.sub(r"\W.*", "", entry.label) for entry in workbook.history()] == [
            "Rename",
            "Delete",
            "Delete",
            "Add",
        ]
