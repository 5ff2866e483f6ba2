"""Writing a whole plan into a new file."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from joint_plan.base.errors import PlanError
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _
from joint_plan.plan.jsonform import code_number, code_text
from joint_plan.plan.record import Record, RecordSpec, all_specs, checked, column_values, with_columns
from joint_plan.plan.references import check_references
from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.plan.starting import default_records
from joint_plan.workbook.database import Database
from joint_plan.workbook.rows import insert_records
from joint_plan.workbook.schema import APPLICATION_ID, VERSION, schema, user_version
from joint_plan.workbook.stored import stored_values


def write_new(
    path: Path, snapshot: Snapshot, codes: Mapping[str, int], now: dt.datetime, *, replace: bool = False
) -> None:
    """Write a plan into a new file; it appears when it is whole. An existing one is refused unless `replace` says so.

    Raises:
        PlanError: the target exists or cannot be written, or the plan holds what cannot be.
    """
    if not replace:
        refuse_existing(path)
    complete = completed(snapshot)
    counters = {name: max(number, codes.get(name, 0)) for name, number in counted(complete).items()}
    with replacing(path) as beside:
        _fill(beside, complete, counters, now)


def refuse_existing(path: Path) -> None:
    """See that there is no file, and that there is a folder for it.

    Raises:
        PlanError: there is, or there is none.
    """
    if path.exists():
        raise PlanError(_("{path} exists already; nothing was written.").format(path=path))
    if not path.parent.is_dir():
        raise PlanError(_("There is no folder {path}.").format(path=path.parent))


def completed(snapshot: Snapshot) -> Snapshot:
    """The plan with what every plan has, and with codes and positions where they lack.

    Raises:
        PlanError: a value or a reference that cannot be.
    """
    records: list[Record] = []
    for spec in all_specs():
        held = snapshot.table(spec.name)
        needed = default_records(spec.name) if spec.name in {"Plan", "Team"} else ()
        missing = [item for item in needed if item.id not in held.rows]
        records += _numbered(spec, [*missing, *held.order])
    complete = Snapshot.of(records)
    for item in records:
        check_references(complete, item)
    return complete


def _numbered(spec: RecordSpec, items: Iterable[Record]) -> list[Record]:
    found: list[Record] = []
    given = [checked(item) for item in items]
    code = max((code_number(spec.code, item.code) for item in given), default=0)
    position = max((item.position for item in given), default=0)
    for item in given:
        changes: dict[str, object] = {}
        if spec.code and not item.code:
            code += 1
            changes["code"] = code_text(spec.code, code)
        if not item.position:
            position += SPACING
            changes["position"] = position
        found.append(with_columns(item, changes) if changes else item)
    return found


def counted(snapshot: Snapshot) -> dict[str, int]:
    """The highest number in the codes of each record type."""
    return {
        spec.name: max((code_number(spec.code, item.code) for item in snapshot.table(spec.name).order), default=0)
        for spec in all_specs()
        if spec.code
    }


def _fill(path: Path, snapshot: Snapshot, counters: Mapping[str, int], now: dt.datetime) -> None:
    tables = schema()
    meta = {"uuid": str(uuid.uuid4()), "created": now.astimezone(dt.UTC).isoformat(timespec="seconds")}
    meta |= {f"codes.{name}": str(number) for name, number in counters.items()}
    database = Database(path, "rw")
    try:
        with database.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {user_version(VERSION)}")
            tables.metadata.create_all(connection, checkfirst=False)
            for spec in tables.specs:
                rows = [
                    {"id": item.id, **stored_values(spec, column_values(item))}
                    for item in snapshot.table(spec.name).order
                ]
                insert_records(connection, spec.name, rows)
            connection.execute(tables.meta.insert(), [{"key": key, "value": text} for key, text in meta.items()])
    except IntegrityError as fault:
        raise PlanError(_("A reference points to something that is not in the plan.")) from fault
    finally:
        database.close()
