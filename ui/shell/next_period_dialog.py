"""Planning the next period from the open plan: from which month, in which file, and what comes along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.kinds import Month
from joint_plan.rules.next_period import NextPeriod, following_month, next_period
from ui.shell.places import free_path
from ui.shell.told_dialog import FileField, ToldDialog

if TYPE_CHECKING:
    import datetime as dt

    from joint_plan.base.progress import Tick
    from ui.document import Document


class NextPeriodDialog(ToldDialog):
    """The first month and the file's name; below, what actuals gave, what comes along and what stays."""

    def __init__(self, document: Document, today: dt.date, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Plan the next period"),
            _("A new plan that starts from this one. What you agreed becomes a proposal again; this plan stays."),
            _("Make the new plan"),
        )
        self._plan, self._source = document.plan, document.workbook.path
        self.written: Path | None = None
        first = following_month(self._plan.plan, today)
        self.month = QLineEdit(Month().edit_text(first))
        self.month.setToolTip(_("Year and month, such as 2027-01"))
        self.ask(_("First month"), self.month)
        named = _("{name} {year}").format(name=_without_year(self._source.stem), year=first.year)
        self.file = FileField(free_path(self._source.parent, named), _("Plan the next period"))
        self.ask(_("File"), self.file)
        self.work(lambda _tick: next_period(self._plan, first), self._show)

    def _show(self, made: NextPeriod) -> None:
        self.tell(
            (
                (_("Comes along"), made.carried),
                (_("Taken from your actuals"), made.measured),
                (_("Not measured: stays as it was said"), made.unmeasured),
                (_("Stays behind in this plan"), made.left),
            )
        )
        self.month.setFocus()

    def begin(self) -> None:
        """Write the new plan."""
        if self.working:
            return
        try:
            start = Month().parse(self.month.text())
        except FieldError as fault:
            self.complain(fault.message)
            self.month.setFocus()
            return
        target = self.file.path
        if start is None or target is None:
            self.complain(_("It needs a first month and a file."))
            return
        plan, source = self._plan, self._source

        def write(_tick: Tick) -> Path:
            from joint_plan.workbook import write_next

            write_next(source, target, next_period(plan, start).plan)
            return target

        self.work(write, self._wrote)

    def _wrote(self, target: Path) -> None:
        self.written = target
        self.accept()


def _without_year(stem: str) -> str:
    """A file's name without the year at its end: the new one takes another."""
    name, _space, last = stem.rpartition(" ")
    return name if name and last.isdigit() and len(last) == 4 else stem
