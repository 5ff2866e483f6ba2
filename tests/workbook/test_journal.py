"""The journal is complete: it holds every change of every row, as SQLite itself saw it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from joint_plan.plan.deltas import applied
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import all_specs, column_values, key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, QuickWin, Stage, Team, Touchpoint
from joint_plan.workbook import Workbook, read_plan
from joint_plan.workbook.database import Database
from joint_plan.workbook.schema import schema, table_name
from joint_plan.workbook.stored import delta_from_text
from tests.workbook.plans import ROOT, plan, rename


def busy(workbook: Workbook) -> None:
    """Edits of all shapes, with undo and redo between."""
    rename(workbook, "notice", "S", merge_key="k")
    rename(workbook, "notice", "See", merge_key="k")
    with workbook.edit("Add") as edit:
        stage = edit.add(Stage(name="Use"))
        for number in range(5):
            edit.add(Touchpoint(stage=stage.id, name=str(number)))
        edit.move(stage, before=edit.view.all(Stage)[0])
    with workbook.edit("Agree") as edit:
        for team in TEAMS:
            edit.add(Assent(item="Sla:s1", team=team, stance="agree"))
    with workbook.edit("Delete") as edit:
        edit.remove(edit.view.all(Stage)[1])
        edit.set(edit.view.all(QuickWin)[0], effort_sales=2, effort_marketing=3)
        edit.add(Team(name="Third"))
    workbook.undo()
    workbook.undo()
    workbook.redo()
    with workbook.edit("Sign", undoable=False) as edit:
        edit.set(workbook.snapshot().plan, title="Signed")
    workbook.undo()
    rename(workbook, "buy", "Order")


def test_the_journal_played_from_the_start_gives_the_plan(path: Path) -> None:
    start = read_plan(path)
    with Workbook.open(path) as workbook:
        busy(workbook)
        end = workbook.snapshot()
    connection = sqlite3.connect(path)
    specs = {spec.name: spec for spec in all_specs()}
    replayed = start
    for (seq,) in connection.execute("SELECT seq FROM change_set ORDER BY seq").fetchall():
        rows = connection.execute('SELECT type, id, "before", "after" FROM change WHERE seq = ? ORDER BY n', (seq,))
        replayed = applied(replayed, [delta_from_text(specs[row[0]], *row[1:]) for row in rows])
    connection.close()
    assert replayed == end == read_plan(path)


def driver_of(workbook: Workbook) -> sqlite3.Connection:
    """The connection that writes: triggers and the count of steps live in it."""
    return workbook._store.database.driver  # noqa: SLF001  nobody else needs it


def test_every_row_that_sqlite_saw_change_is_in_the_journal(path: Path) -> None:
    """A shadow journal by triggers."""
    with Workbook.open(path) as workbook:
        driver = driver_of(workbook)
        driver.execute("CREATE TEMP TABLE shadow (type TEXT, id TEXT, what TEXT)")
        for spec in schema().specs:
            table = table_name(spec.name)
            for what, row in (("INSERT", "new"), ("UPDATE", "old"), ("DELETE", "old")):
                driver.execute(
                    f'CREATE TEMP TRIGGER "{table}_{what}" AFTER {what} ON main."{table}" '
                    f"BEGIN INSERT INTO shadow VALUES ('{spec.name}', {row}.id, '{what}'); END"
                )
        busy(workbook)
        seen = driver.execute("SELECT type, id, what FROM shadow").fetchall()
    connection = sqlite3.connect(path)
    journal = connection.execute('SELECT type, id, "before" IS NULL, "after" IS NULL FROM change').fetchall()
    connection.close()
    kinds = {(0, 0): "UPDATE", (1, 0): "INSERT", (0, 1): "DELETE"}
    written = [(type_name, id_, kinds[before, after]) for type_name, id_, before, after in journal]
    assert sorted(seen) == sorted(written)
    assert len(seen) > 30


def test_entries_are_only_ever_added(path: Path) -> None:
    with Workbook.open(path) as workbook:
        rename(workbook, "notice", "One")
        earlier = entries(path)
        busy(workbook)
        later = entries(path)
        assert later[: len(earlier)] == earlier
        assert len(later) == len(earlier) + 32


def entries(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    query = (
        'SELECT c.seq, c.label, c.args, d.type, d.id, d."before", d."after" FROM change_set c JOIN change d USING (seq)'
    )
    rows = connection.execute(f"{query} ORDER BY c.seq, d.n").fetchall()
    connection.close()
    return [tuple(row) for row in rows]


def test_the_file_says_of_itself_what_the_design_says(path: Path) -> None:
    made: Database = Database(path, "rw")
    settings = {
        name: made.pragma(name)
        for name in ("application_id", "user_version", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    }
    mode = made.driver.execute("PRAGMA journal_mode").fetchone()[0]
    tables = made.columns()
    made.close()
    assert settings == {
        "application_id": int.from_bytes(b"JPLN", "big"),
        "user_version": (1 << 16) + 1,
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 2000,
    }
    assert mode == "delete"
    assert tables.keys() >= {table_name(spec.name) for spec in all_specs()} | {
        "change_set",
        "change",
        "meta",
        "pending",
    }
    connection = sqlite3.connect(path)
    statements = " ".join(row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    connection.close()
    assert "UNIQUE" not in statements.upper()
    assert "CASCADE" not in statements.upper()
    assert "DEFERRABLE INITIALLY DEFERRED" in statements


def test_numbers_and_dates_are_exact_text_in_the_file(path: Path) -> None:
    connection = sqlite3.connect(path)
    (row,) = connection.execute("SELECT met_share, typeof(met_share), typeof(business_hours) FROM sla").fetchall()
    (start,) = connection.execute("SELECT period_start, typeof(months) FROM plan").fetchall()
    connection.close()
    assert row == ("0.95", "text", "integer")
    assert start == ("2027-01", "integer")


def steps_of_an_edit(size: int, folder: Path) -> dict[str, int]:
    """How many instructions SQLite's machine takes for one edit of each kind, in a plan of this size."""
    file = folder / f"{size}.jplan"
    touchpoints = [{"id": f"t{n}", "stage": "a" if n % 2 else "b", "name": f"touch {n}"} for n in range(size)]
    records = {"Plan": [{"title": "Big"}], "Stage": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "Touchpoint": touchpoints}
    taken: dict[str, int] = {}
    with Workbook.create(file, plan(records)) as workbook:  # type: ignore[arg-type]  # texts are JSON
        driver = driver_of(workbook)
        ticks: list[int] = []
        driver.set_progress_handler(lambda: ticks.append(1), 1)
        for what in ("set", "again", "move", "add", "remove"):
            ticks.clear()
            order = workbook.snapshot().all(Touchpoint)
            with workbook.edit(what) as edit:
                if what in {"set", "again"}:
                    edit.set(order[2], name=f"other {what}", stage="c")
                elif what == "move":
                    edit.move(order[-1], before=order[1])
                elif what == "add":
                    edit.add(Touchpoint(stage="a", name="new"))
                else:
                    edit.remove(order[3])
            taken[what] = len(ticks)
        for what in ("undo", "redo"):
            ticks.clear()
            getattr(workbook, what)()
            taken[what] = len(ticks)
        ticks.clear()
        assert workbook.undo_name
        taken["name"] = len(ticks)
        driver.set_progress_handler(None, 0)
    return taken


def test_an_edit_costs_the_same_in_a_large_plan(tmp_path: Path) -> None:
    small, large = steps_of_an_edit(10, tmp_path), steps_of_an_edit(10_000, tmp_path)
    assert min(small.values()) > 10
    for what, steps in large.items():
        assert steps <= 1.5 * small[what], what


def test_a_snapshot_is_safe_on_another_thread_while_edits_go_on(path: Path) -> None:
    with Workbook.open(path) as workbook:
        snapshot = workbook.snapshot()
        expected = {key_of(item): json.dumps(column_values(item), default=str) for item in snapshot}
        found: list[dict[str, str]] = []

        def read(frozen: Snapshot) -> None:
            for _round in range(20):
                found.append({key_of(item): json.dumps(column_values(item), default=str) for item in frozen})

        reader = threading.Thread(target=read, args=(snapshot,))
        reader.start()
        for number in range(10):
            rename(workbook, "notice", str(number))
        reader.join()
        assert all(one == expected for one in found)
        assert len(found) == 20


def test_the_database_is_imported_when_a_plan_is_opened_not_before() -> None:
    code = (
        "import sys, joint_plan.workbook as workbook; print('sqlalchemy' in sys.modules);"
        "workbook.Workbook; print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
