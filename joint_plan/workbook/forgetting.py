"""What this computer keeps of plans besides their files, and deleting it: backups and locks.

(What the window remembers, such as the plans opened last, is the window's to forget.)
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.workbook.backups import backups_of, remove_backups
from joint_plan.workbook.header import check_header
from joint_plan.workbook.ownership import APP, Claim
from joint_plan.workbook.reading import read_plan, read_uuid


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one plan.

    Attributes:
        uuid: the plan's identity; "" where it is not known.
        title, company: as in the newest backup.
        backups: how many there are.
        newest: when the newest was made.
    """

    uuid: str
    title: str
    company: str
    backups: int
    newest: dt.datetime | None = None


def kept_plans() -> tuple[Kept, ...]:
    """What is kept of every plan that has backups here. Reads the newest backup of each: not for the window's thread.

    A backup that cannot be read is named by its plan's identity alone.
    """
    folder = platformdirs.user_data_path(APP, appauthor=False) / "backups"
    found = []
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            backups = backups_of(place.name)
        except PlanError:
            # Not a folder of ours.
            continue
        if not backups:
            continue
        try:
            plan = read_plan(backups[0].path).plan
            title, company = plan.title, plan.company
        except PlanError:
            title, company = "", ""
        found.append(Kept(place.name, title, company, len(backups), backups[0].at))
    return tuple(found)


def forget_plan(uuid: str, path: Path | None, *, file_too: bool = False) -> tuple[str, ...]:
    """Delete the backups and the lock of a plan from this computer, and with `file_too` its file.

    Args:
        uuid: the plan's identity; "" where it is not known.
        path: where its file is, `None` where that is not known.
        file_too: whether the file goes as well.

    Returns:
        What was deleted, in words.

    Raises:
        PlanError: it is open in another window, or something cannot be deleted.
    """
    there = path is not None and path.is_file()
    claim = Claim(path) if path is not None and there else None
    if claim is not None and not claim.taken():
        raise PlanError(_("The plan is open in another window. Close it there first."))
    said = []
    try:
        count = len(backups_of(uuid)) if uuid else 0
        if uuid:
            remove_backups(uuid)
        if count:
            said.append(_("Backups: {count}").format(count=count))
        if file_too and path is not None and there:
            path.unlink()
            said.append(_("The plan’s file"))
    except OSError as fault:
        raise PlanError(
            _("{name} cannot be deleted: {reason}.").format(name=Path(fault.filename or "").name, reason=fault.strerror)
        ) from fault
    finally:
        if claim is not None:
            claim.forget()
    return tuple(said)


def identity_of_plan(path: Path) -> str:
    """The identity of the plan in a file; "" where the file is gone or cannot be read."""
    try:
        return read_uuid(path)
    except PlanError:
        return ""


def is_whole(path: Path) -> bool:
    """Whether there is a plan at a path, as far as its first bytes tell."""
    try:
        check_header(path)
    except PlanError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Lost:
    """A plan whose file is gone or damaged and of which a backup is here; `label` is what people call it."""

    path: Path
    label: str
    day: dt.date
    backup: Path


def lost_plan(known: Iterable[tuple[str, str, str]]) -> Lost | None:
    """The first of the plans (path, identity, label) that cannot be opened any more and has a backup."""
    for path, uuid, label in known:
        if uuid and not is_whole(Path(path)):
            backups = backups_of(uuid)
            if backups:
                return Lost(Path(path), label, backups[0].at.astimezone().date(), backups[0].path)
    return None
