"""Who has a plan open: a lock by the file's identity on this computer, and a row in the file for the others."""

import datetime as dt
import getpass
import json
import platform
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.workbook.identity import identity_of

APP = "joint-plan"


def person_here() -> str:
    """The name under which this person works on this computer."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who writes to a plan: the row in the file."""

    person: str
    machine: str
    since: dt.datetime

    @classmethod
    def here(cls, person: str, now: dt.datetime) -> "Owner":
        """This person at this computer."""
        return cls(person, platform.node(), now)

    @property
    def is_this_machine(self) -> bool:
        """Whether the row was written on this computer, where the lock tells more."""
        return self.machine == platform.node()

    def text(self) -> str:
        """The row's text."""
        since = self.since.astimezone(dt.UTC).isoformat(timespec="seconds")
        return json.dumps({"person": self.person, "machine": self.machine, "since": since}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Owner | None":
        """The row, `None` where there is none or it makes no sense."""
        try:
            found = json.loads(text)
            return cls(str(found["person"]), str(found["machine"]), dt.datetime.fromisoformat(found["since"]))
        except (ValueError, KeyError, TypeError):
            return None

    def where(self) -> str:
        """Where the plan is open, in words."""
        since = self.since.astimezone()
        return _("It is open since {time} on {machine}, by {person}. You can read along.").format(
            time=f"{since:%H:%M}", machine=self.machine or "?", person=self.person or "?"
        )


def open_elsewhere() -> str:
    """What to say where somebody has the plan open and has not written yet."""
    return _("It is already open in another window on this computer. You can read along.")


class Claim:
    """The right to write to a plan, on this computer; held by one window at a time, given back when it dies."""

    def __init__(self, path: Path) -> None:
        device, number = identity_of(path)
        folder = platformdirs.user_state_path(APP, appauthor=False) / "open"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise PlanError(
                _("Cannot write in {folder}: {reason}.").format(folder=folder, reason=fault.strerror)
            ) from fault
        self._file = folder / f"{device:x}-{number:x}.lock"
        self._lock = FileLock(self._file, thread_local=False)

    def taken(self) -> bool:
        """Take it; whether that worked."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def release(self) -> None:
        """Give it back."""
        self._lock.release()

    def forget(self) -> None:
        """Give it back and leave nothing of it on this computer."""
        self._lock.release()
        self._file.unlink(missing_ok=True)
