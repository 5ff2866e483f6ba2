"""Rehearsing on a throw-away copy that says so everywhere, and coming back to the plan as it was."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _

if TYPE_CHECKING:
    from ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rehearsal that is under way: the plan it is of, and the folder that goes with it."""

    of: Path
    folder: Path
    plan: str
    """The copy's own identity, under which its backups are kept."""

    def clear_away(self) -> None:
        """Delete the copy and everything that was kept of it."""
        from joint_plan.workbook.backups import remove_backups

        remove_backups(self.plan)
        shutil.rmtree(self.folder, ignore_errors=True)


def rehearse(window: MainWindow) -> None:
    """Open a copy of the plan for rehearsing; in a rehearsal, end it and go back to the plan."""
    if window.rehearsal is not None:
        source = window.rehearsal.of
        window.close_plan()
        if not window.open_plan(source):
            window.show_start()
        return
    if window.document is None:
        return
    from joint_plan.workbook import Workbook, copy_plan
    from ui.document import Document

    source = window.document.workbook.path
    folder = Path(tempfile.mkdtemp(prefix="joint-plan-"))
    path = folder / f"{_('Rehearsal')}.jplan"
    try:
        copy_plan(source, path)
        workbook = Workbook.open(path)
        title = _("Rehearsal: {title}").format(title=workbook.snapshot().plan.title)
        with workbook.edit(N_("Begin a rehearsal"), undoable=False) as edit:
            # In the title it is on the wall, on every page and in every file that is made of the copy.
            edit.set(workbook.snapshot().plan, title=title)
    except PlanError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        window.document.complain(fault)
        return
    window.show_document(Document(workbook, window), Rehearsal(source, folder, workbook.uuid))
