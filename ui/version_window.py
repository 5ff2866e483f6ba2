"""A version opened to read: the plan as it was agreed, in a window of its own, from a file that goes with it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.locale import format_moment
from joint_plan.base.texts import _
from joint_plan.rules.versions import content_of_version, version_of
from joint_plan.workbook import Workbook
from ui.document import Document
from ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from joint_plan.plan.agreement import Version
    from joint_plan.plan.snapshot import Snapshot
    from ui.settings import Settings

_OPEN: set[VersionWindow] = set()
"""Windows that are open: nothing else keeps them."""


class VersionWindow(MainWindow):
    """A window on one version. It is not among the recent plans, and nothing in it can be changed."""

    def __init__(self, plan: Snapshot, number: int, settings: Settings) -> None:
        """Open the version.

        Raises:
            PlanError: there is no such version, or it was altered.
        """
        content, version = content_of_version(plan, number), version_of(plan, number)
        super().__init__(settings)
        self.version = version
        self._folder = tempfile.TemporaryDirectory(prefix="joint-plan-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"version-{number}.jplan"
        Workbook.create(path, content).close()
        workbook = Workbook.open(path, read_only=True)
        workbook.read_only_because = _because(version)
        self.show_document(Document(workbook, self))
        self._follow.stop()
        _OPEN.add(self)

    def _name_plan(self) -> None:
        if self.document is not None:
            title = self.document.plan.plan.title or _("Untitled plan")
            words = _("{title}, version {number}, to read").format(title=title, number=self.version.number)
            self.setWindowTitle(f"{words} – Joint Plan")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_plan()
        self._folder.cleanup()
        _OPEN.discard(self)
        super().closeEvent(event)


def _because(version: Version) -> str:
    at = format_moment(version.at) if version.at is not None else ""
    return _("This is version {number}, as it was made on {at}.").format(number=version.number, at=at)
