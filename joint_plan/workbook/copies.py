"""Copies of a plan: whole, or clean for handing over."""

import datetime as dt
import uuid
from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _
from joint_plan.plan.deltas import applied
from joint_plan.plan.record import Record, all_specs, spec_of, with_columns
from joint_plan.plan.references import removal
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import is_private
from joint_plan.workbook.backups import copy_database
from joint_plan.workbook.creating import refuse_existing, write_new
from joint_plan.workbook.database import Database
from joint_plan.workbook.identity import identity_of
from joint_plan.workbook.reading import codes_in, load, meta_values, open_to_read
from joint_plan.workbook.schema import schema


def copy_plan(source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy a plan with its history. The copy is a plan of its own: another identity, open nowhere.

    Args:
        source: the plan, open or not.
        target: the new file.
        replace: whether a file that is there may be replaced.

    Raises:
        PlanError: the source cannot be read, the target exists or cannot be written.
    """
    source, target = Path(source).absolute(), Path(target).absolute()
    _check_target(source, target, replace=replace)
    with open_to_read(source, roll_back=False) as database, replacing(target) as beside:
        copy_database(database, beside)
        copy = Database(beside, "rw")
        try:
            meta = schema().meta
            with copy.writing() as connection:
                connection.execute(meta.delete().where(meta.c.key.in_(["owner", "uuid"])))
                connection.execute(meta.insert(), {"key": "uuid", "value": str(uuid.uuid4())})
        finally:
            copy.close()


def clean_copy(source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy a plan for handing it over: without history, notes, private fields and what was typed but not committed.

    Versions, actuals and the counters of codes stay. The file is written anew, so nothing of what is left out was
    ever in it.

    Raises:
        PlanError: the source cannot be read, the target exists or cannot be written.
    """
    source, target = Path(source).absolute(), Path(target).absolute()
    _check_target(source, target, replace=replace)
    with open_to_read(source, roll_back=False) as database:
        snapshot = load(database)
        with database.reading() as connection:
            meta = meta_values(connection)
    write_new(target, without_private(snapshot), codes_in(meta), dt.datetime.now(dt.UTC), replace=replace)


def write_next(source: Path, target: Path, plan: Snapshot) -> None:
    """Write the plan that goes on from another, such as the next period's, into a new file.

    Codes are counted on from the file it comes from, so that none is given a second time.

    Raises:
        PlanError: the source cannot be read, the target exists or cannot be written.
    """
    refuse_existing(Path(target).absolute())
    with open_to_read(Path(source).absolute(), roll_back=False) as database, database.reading() as connection:
        codes = codes_in(meta_values(connection))
    write_new(Path(target).absolute(), plan, codes, dt.datetime.now(dt.UTC))


def without_private(snapshot: Snapshot) -> Snapshot:
    """The plan without private records and with private fields empty."""
    for item in [item for item in snapshot if is_private(item)]:
        held = snapshot.table(spec_of(item).name).rows.get(item.id)
        if held is not None:
            snapshot = applied(snapshot, removal(snapshot, held))
    cleared: dict[str, dict[str, Record | None]] = {}
    for spec in all_specs():
        private = {c.name: None if c.blind else c.kind.empty for c in spec.columns if c.field.private}
        for record_id, item in snapshot.table(spec.name).rows.items():
            kept = with_columns(item, private)
            if kept != item:
                cleared.setdefault(spec.name, {})[record_id] = kept
    return snapshot.replaced(cleared) if cleared else snapshot


def _check_target(source: Path, target: Path, *, replace: bool) -> None:
    if target.exists() and source.exists() and identity_of(source) == identity_of(target):
        raise PlanError(_("{name} cannot be copied onto itself.").format(name=source.name))
    if not replace:
        refuse_existing(target)
