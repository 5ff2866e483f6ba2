"""Copies kept for a bad day, in the person's own data folder: when a plan is opened and while it changes."""

import datetime as dt
import re
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from joint_plan.base.errors import PlanError
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _
from joint_plan.workbook.database import Database, faults_in_words
from joint_plan.workbook.ownership import APP

_STAMP = "%Y%m%dT%H%M%SZ"
_FILE = re.compile(r"(\d{8}T\d{6}Z)-(\d+)(?:-(.+))?\.jplan", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One copy.

    Attributes:
        at: when it was made.
        seq: the newest commit in it.
        name: of a checkpoint; "" for those made by themselves.
    """

    at: dt.datetime
    seq: int
    name: str
    path: Path


def backup_folder(plan: str) -> Path:
    """Where the backups of a plan are kept, by the plan's uuid."""
    if not re.fullmatch(r"[0-9a-f-]{36}", plan):
        raise PlanError(_("This plan has no identity; no backup can be kept."))
    return platformdirs.user_data_path(APP, appauthor=False) / "backups" / plan


def backups_of(plan: str) -> tuple[Backup, ...]:
    """The backups of a plan, newest first."""
    folder = backup_folder(plan)
    if not folder.is_dir():
        return ()
    found = []
    for path in folder.iterdir():
        match = _FILE.fullmatch(path.name)
        if match:
            at = dt.datetime.strptime(match[1], _STAMP).replace(tzinfo=dt.UTC)
            found.append(Backup(at, int(match[2]), match[3] or "", path))
    return tuple(sorted(found, reverse=True))


def remove_backups(plan: str) -> None:
    """Delete all backups of a plan from this computer."""
    folder = backup_folder(plan)
    if folder.is_dir():
        shutil.rmtree(folder)


def make_backup(database: Database, plan: str, seq: int, now: dt.datetime, name: str = "") -> Path:
    """Copy an open file into the plan's backups and thin them.

    Raises:
        PlanError: the folder cannot be written.
    """
    folder = backup_folder(plan)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise PlanError(
            _("Cannot write in {folder}: {reason}.").format(folder=folder, reason=fault.strerror)
        ) from fault
    at = now.astimezone(dt.UTC)
    words = _file_words(name)
    path = folder / f"{at:{_STAMP}}-{seq}{f'-{words}' if words else ''}.jplan"
    with replacing(path) as beside:
        copy_database(database, beside)
    kept = set(thinned(backups_of(plan), at))
    for backup in backups_of(plan):
        if backup not in kept:
            backup.path.unlink(missing_ok=True)
    return path


def copy_database(database: Database, target: Path) -> None:
    """Copy an open file as it is at one moment, through SQLite, into a file that nobody has open."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        with faults_in_words(database.path):
            database.driver.backup(copy)
    finally:
        copy.close()


def thinned(backups: Iterable[Backup], now: dt.datetime) -> tuple[Backup, ...]:
    """Which backups to keep: named ones, those of the last day, the last of each day for four weeks, then of each week.

    The newest always stays.
    """
    kept: list[Backup] = []
    taken: set[tuple[int, ...]] = set()
    for backup in sorted(backups, reverse=True):
        age = now - backup.at
        if backup.name or age <= dt.timedelta(days=1):
            kept.append(backup)
            continue
        day = (backup.at.toordinal(),)
        week = tuple(backup.at.isocalendar()[:2])
        place = day if age <= dt.timedelta(days=28) else week
        if not kept or place not in taken:
            kept.append(backup)
        taken.add(place)
    return tuple(kept)


def _file_words(name: str) -> str:
    """A checkpoint's name as part of a file name: letters, digits and single spaces; it never becomes a path."""
    words = " ".join(re.sub(r"[\W_]+", " ", name).split())
    return words.encode()[:120].decode(errors="ignore").strip()
