"""What holds for every plan: an untouched workbook says nothing, and a changed cell says exactly what was typed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from joint_plan.exchange.cells import Book
from joint_plan.exchange.comparison import compare
from joint_plan.exchange.finding import find
from joint_plan.exchange.layout import ExportedColumn, ExportedTable, export_of
from joint_plan.exchange.preview import Preview
from joint_plan.exchange.reading import read_workbook
from joint_plan.plan.deltas import applied
from joint_plan.plan.fields import Column
from joint_plan.plan.record import Record, column_value, key_of, spec_of
from joint_plan.plan.references import removal
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import template
from tests.exchange.returned import PLAN_ID, exported
from tests.random_plan import random_plan
from tests.scale import soak
from tests.stress_plan import stress_plan

SEEDS = range(soak(3, 20))


def book_of(plan: Snapshot, folder: Path) -> Book:
    path = folder / "book.xlsx"
    path.write_bytes(exported(plan))
    return read_workbook(path)


def silent(preview: Preview) -> bool:
    return (preview.lines, preview.bad, preview.notes) == ((), (), ())


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: template("sample"), id="sample"),
        pytest.param(stress_plan, id="stress"),
        *(pytest.param(lambda seed=seed: random_plan(seed), id=f"random {seed}") for seed in SEEDS),
    ],
)
def test_an_untouched_workbook_changes_nothing(made: Callable[[], Snapshot], tmp_path: Path) -> None:
    plan = made()
    book = book_of(plan, tmp_path)
    assert silent(compare(book, plan, PLAN_ID))
    # Nor whatever has become of the plan since: rows deleted, references emptied with them.
    dice = random.Random(1)
    for item in dice.sample(list(plan), min(25, len(plan))):
        plan = _without(plan, item)
    preview = compare(book, plan, PLAN_ID)
    assert silent(preview), preview


def _without(plan: Snapshot, item: Record) -> Snapshot:
    held = plan.table(spec_of(item).name).rows.get(item.id)
    spec = spec_of(item)
    if held is None or spec.single or spec.name in {"Team", "Version", "Signature"}:
        return plan
    return applied(plan, removal(plan, held))


@dataclass(frozen=True)
class Trial:
    """A cell of one row and what stands in the same column of another row."""

    table: ExportedTable
    mark: ExportedColumn
    column: Column
    here: Record
    there: Record


def trials(book: Book, plan: Snapshot, dice: random.Random, count: int) -> Iterator[Trial]:
    tables = [table for table in export_of(book).tables if table.spec is not None and len(table.rows) > 1]
    for _number in range(count):
        table = dice.choice(tables)
        assert table.spec is not None  # chosen so
        mark = dice.choice([one for one in table.columns if one.readable and one.name != "id"])
        here, there = dice.sample(sorted(table.rows), 2)
        held = table.rows[here].held | table.rows[there].held
        if mark.name not in held:
            rows = plan.table(table.spec.name).rows
            yield Trial(table, mark, table.spec.by_column[mark.name], rows[here], rows[there])


def typed(book: Book, trial: Trial) -> Book:
    """The workbook with the one cell typed into the other row."""
    known = find(book, trial.table).known
    value, place = known[trial.there.id].value(trial.mark), known[trial.here.id]
    row = {**place.sheet.row(place.number), place.columns[trial.mark.place]: value}
    rows = {**place.sheet.rows, place.number: row}
    sheets = [replace(sheet, rows=rows) if sheet is place.sheet else sheet for sheet in book.sheets]
    return replace(book, sheets=tuple(sheets))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_copied_from_another_row_brings_the_value_of_that_row(seed: int, tmp_path: Path) -> None:
    plan = random_plan(seed, most=6)
    book = book_of(plan, tmp_path)
    told = 0
    for trial in trials(book, plan, random.Random(seed), soak(40, 100)):
        name, rows = trial.column.name, trial.table.rows
        # What is private is not in a workbook: a reference to it is an empty cell.
        before, wanted = (rows[item.id].value(trial.column) for item in (trial.here, trial.there))
        preview = compare(typed(book, trial), plan, PLAN_ID)
        if wanted in (before, column_value(trial.here, trial.column)):
            assert silent(preview), trial
            continue
        if trial.column.field.required and not wanted:
            assert [bad.reason for bad in preview.bad] == ["must be filled in."]
            continue
        assert preview.bad == (), trial
        (line,) = preview.lines
        if line.kind == "missing":
            # What was emptied was all that the row said.
            kept = [
                key for key, value in rows[trial.here.id].values.items() if value and key not in {"id", "code", name}
            ]
            assert (wanted or None, kept) == (None, [])
            continue
        (field,) = line.fields
        assert (line.kind, line.key) == ("changed", key_of(trial.here))
        conflicting = before != column_value(trial.here, trial.column)
        assert (field.column, field.value, field.conflicting) == (name, wanted, conflicting)
        after = applied(plan, preview.accepted(preview.everything).deltas).find(line.key)
        assert after is not None
        assert column_value(after, trial.column) == wanted
        told += 1
    assert told > 10
