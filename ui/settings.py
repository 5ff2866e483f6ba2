"""What the program remembers of this person between starts: theme, text size, window, recent plans."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QUrl

from ui.theme.current import Scheme

if TYPE_CHECKING:
    from joint_plan.plan.values import Json

MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class Recent:
    """A plan that was open: what people know it by, and where it is (never shown).

    Attributes:
        opened: the day as YYYY-MM-DD.
        plan: the plan's identity, by which its backups are kept; "" where it was not noted.
        label: what the facilitator calls it on the start page; "" for title and company.
    """

    path: str
    title: str
    company: str
    opened: str
    plan: str = ""
    label: str = ""

    @property
    def there(self) -> bool:
        """Whether the file still is where it was."""
        return Path(self.path).is_file()


class Settings:
    """Settings of this person on this computer; the file is the platform's usual one."""

    def __init__(self) -> None:
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Joint Plan", "Joint Plan")

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system."""
        try:
            return Scheme(str(self._kept.value("theme", Scheme.SYSTEM.value)))
        except ValueError:
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("theme", scheme.value)

    @property
    def text_size(self) -> int:
        """In percent."""
        kept = str(self._kept.value("text_size", "100"))
        return int(kept) if kept.isdigit() else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._kept.setValue("text_size", str(percent))

    @property
    def facilitator_shown(self) -> bool:
        """Whether the facilitator's panel is open."""
        return str(self._kept.value("facilitator", "yes")) == "yes"

    @facilitator_shown.setter
    def facilitator_shown(self, shown: bool) -> None:
        self._kept.setValue("facilitator", "yes" if shown else "no")

    @property
    def geometry(self) -> bytes:
        """Where the window was; empty at first."""
        kept = self._kept.value("geometry", b"")
        return bytes(kept.data()) if hasattr(kept, "data") else b""

    @geometry.setter
    def geometry(self, geometry: object) -> None:
        self._kept.setValue("geometry", geometry)

    def column_widths(self, table: str) -> dict[str, int]:
        """The widths a person has given to columns of a table, in pixels at 100 %, by column name."""
        kept = str(self._kept.value(f"columns/{table}", ""))
        pairs = [entry.partition("=") for entry in kept.split(";") if entry]
        return {name: int(width) for name, _equals, width in pairs if width.isdigit()}

    def keep_column_widths(self, table: str, widths: dict[str, int]) -> None:
        """Remember them; none forgets them."""
        if widths:
            self._kept.setValue(f"columns/{table}", ";".join(f"{name}={width}" for name, width in widths.items()))
        else:
            self._kept.remove(f"columns/{table}")

    def recent(self) -> tuple[Recent, ...]:
        """The plans opened last, newest first."""
        kept = str(self._kept.value("recent", ""))
        if not kept:
            return ()
        import json

        try:
            rows = json.loads(kept)
            return tuple(Recent(**row) for row in rows)
        except (TypeError, ValueError):
            # A file edited by hand or by another program: nothing is known of recent plans.
            return ()

    def remember(self, path: Path, title: str, company: str, today: date, plan: str = "") -> None:
        """Put a plan at the head of the recent ones; the label it was given stays."""
        before = self.recent()
        label = next((row.label for row in before if row.path == str(path)), "")
        new = Recent(str(path), title, company, today.isoformat(), plan, label)
        self._keep_recent((new, *(row for row in before if row.path != new.path))[:MOST_RECENT])

    def call(self, path: str, label: str) -> None:
        """Call a plan something else on the start page; "" for its title and company."""
        self._keep_recent(tuple(replace(row, label=label) if row.path == path else row for row in self.recent()))

    @property
    def recent_hidden(self) -> bool:
        """Whether the start page keeps the plans opened last folded."""
        return str(self._kept.value("recent_hidden", "no")) == "yes"

    @recent_hidden.setter
    def recent_hidden(self, hidden: bool) -> None:
        self._kept.setValue("recent_hidden", "yes" if hidden else "no")

    @property
    def tips_read(self) -> bool:
        """Whether the tips for beginners were put away."""
        return str(self._kept.value("tips_read", "no")) == "yes"

    @tips_read.setter
    def tips_read(self, read: bool) -> None:
        self._kept.setValue("tips_read", "yes" if read else "no")

    def clock(self, path: Path) -> Json:
        """How the clock of a plan stood when it was closed, `None` where it had none."""
        import json

        try:
            kept: Json = json.loads(str(self._kept.value(_clock_key(str(path)), "null")))
        except ValueError:
            # Written by hand or by another program.
            return None
        return kept

    def keep_clock(self, path: Path, clock: Json) -> None:
        """Keep how the clock of a plan stands."""
        import json

        self._kept.setValue(_clock_key(str(path)), json.dumps(clock))

    @property
    def timer_sound(self) -> bool:
        """Whether the timer is heard when little time is left."""
        return str(self._kept.value("timer_sound", "no")) == "yes"

    @timer_sound.setter
    def timer_sound(self, heard: bool) -> None:
        self._kept.setValue("timer_sound", "yes" if heard else "no")

    def forget(self, path: str) -> None:
        """Take a plan off the recent ones, with what is kept of its clock."""
        self._kept.remove(_clock_key(path))
        self._keep_recent(tuple(row for row in self.recent() if row.path != path))

    def forget_plan(self, plan: str, path: str) -> None:
        """Forget everything of a plan, by its identity, its path or both; also where file dialogs were for it."""
        paths = {row.path for row in self.recent() if row.path == path or (plan and row.plan == plan)} | {path}
        for gone in paths - {""}:
            self.forget(gone)
            _forget_folder(Path(gone).parent)
        self._kept.sync()

    def _keep_recent(self, rows: tuple[Recent, ...]) -> None:
        import json

        self._kept.setValue("recent", json.dumps([asdict(row) for row in rows]))


def _clock_key(path: str) -> str:
    """Under what the clock of a plan is kept: nothing of its path can be read from it."""
    return f"clock/{hashlib.sha256(path.encode()).hexdigest()[:16]}"


def _forget_folder(folder: Path) -> None:
    """Qt's own file dialogs keep the folders they were in, in a settings file of theirs."""
    dialogs = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "QtProject")
    place = QUrl.fromLocalFile(str(folder)).toString()
    for key in ("FileDialog/history", "FileDialog/lastVisited"):
        kept = dialogs.value(key)
        if isinstance(kept, str) and kept.startswith(place):
            dialogs.remove(key)
        elif isinstance(kept, list):
            dialogs.setValue(key, [one for one in kept if not str(one).startswith(place)])
    dialogs.sync()
