"""Opening a file: checks, the right to write, an older schema brought up to date."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import migrations
from joint_plan.workbook.backups import make_backup
from joint_plan.workbook.database import Database
from joint_plan.workbook.journal import last_seq
from joint_plan.workbook.ownership import Claim, Owner, open_elsewhere
from joint_plan.workbook.reading import is_newer, load, meta_values, open_to_read, read_plan


@dataclass(slots=True)
class Opened:
    """An open file: the connection, the right to write if there is one, the plan in it."""

    path: Path
    database: Database
    claim: Claim | None
    read_only_because: str
    snapshot: Snapshot

    def close(self) -> None:
        """Give everything back."""
        self.database.close()
        if self.claim is not None:
            self.claim.release()


def opened(path: Path, *, read_only: bool, take_over: bool, now: dt.datetime) -> Opened:
    """Open a plan for writing where that is possible, else for reading.

    Raises:
        PlanError: it cannot be opened.
    """
    writable = _can_write(path)
    with open_to_read(path, roll_back=writable) as reading:
        because = _only_to_read(reading, read_only=read_only, writable=writable)
        with reading.reading() as connection:
            owner = Owner.from_text(meta_values(connection).get("owner", ""))
    claim = None
    if not because:
        claim, because = _claimed(path, owner, take_over=take_over)
    try:
        database = Database(path, "ro" if because else "rw")
    except BaseException:
        if claim is not None:
            claim.release()
        raise
    try:
        if not because and migrations.needs_upgrade(database):
            _upgraded(database, now)
        return Opened(path, database, claim, because, read_plan(path) if because else load(database))
    except BaseException:
        database.close()
        if claim is not None:
            claim.release()
        raise


def _can_write(path: Path) -> bool:
    # The folder too: the journal of a transaction stands beside the file.
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _only_to_read(database: Database, *, read_only: bool, writable: bool) -> str:
    if read_only:
        return _("You opened it to read along.")
    if not writable:
        return _("The file or its folder is read-only. Save a copy to change it.")
    if is_newer(database):
        return _("It was saved by a newer version of Joint Plan. Update the program to change it.")
    return ""


def _claimed(path: Path, owner: Owner | None, *, take_over: bool) -> tuple[Claim | None, str]:
    if owner is not None and not owner.is_this_machine and not take_over:
        return None, owner.where()
    try:
        claim = Claim(path)
    except PlanError as fault:
        return None, str(fault)
    if claim.taken():
        return claim, ""
    return None, owner.where() if owner is not None else open_elsewhere()


def _upgraded(database: Database, now: dt.datetime) -> None:
    """Bring an older file up to date, after a backup of it as it was."""
    with database.reading() as connection:
        plan, seq = meta_values(connection).get("uuid", ""), last_seq(connection)
    make_backup(database, plan, seq, now, _("before the update"))
    migrations.upgrade(database)
