"""Templates in the window: choosing one for a new plan, and making one of the open plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.rules.as_template import Template, as_template
from joint_plan.workbook.own_templates import Offered, offered_templates, remove_template, save_template
from ui.shell.dialogs import ListDialog
from ui.shell.told_dialog import ToldDialog

if TYPE_CHECKING:
    from joint_plan.base.progress import Tick
    from joint_plan.plan.snapshot import Snapshot


class TemplateChooser(ListDialog):
    """Which template a new plan starts from; one's own can be removed here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("New plan"), _("What should it start from?"), _("Next…"))
        self._offered: dict[str, Offered] = {}
        self.remove = QPushButton(_("Remove this template"))
        self.remove.setToolTip(_("Delete this template of yours from this computer (Del)"))
        self.remove.setAutoDefault(False)
        self.buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.ResetRole)
        self.remove.clicked.connect(self.remove_chosen)
        self.list.currentRowChanged.connect(self._show_removable)
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        self._offered = {one.name: one for one in offered_templates()}
        for one in self._offered.values():
            self.offer(one.name, _("{title} (yours)").format(title=one.title) if one.own else one.title)
        self._show_removable()

    def _show_removable(self) -> None:
        chosen = self._offered.get(self.chosen)
        self.remove.setEnabled(chosen is not None and chosen.own)

    def remove_chosen(self) -> None:
        """Delete the chosen template if it is one's own."""
        chosen = self._offered.get(self.chosen)
        if chosen is not None and chosen.own:
            row = self.list.currentRow()
            remove_template(chosen.name)
            self._fill()
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_chosen()
            return
        super().keyPressEvent(event)


class SaveTemplateDialog(ToldDialog):
    """What of the open plan stays in a template and what does not, and its name."""

    def __init__(self, plan: Snapshot, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Save as template"),
            _("For the next client: the words of your workshop stay, everything of this client goes."),
            _("Save template"),
        )
        self._plan = plan
        self._made: Template | None = None
        self.saved: Offered | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Such as: Half day, industry"))
        self.name.setMaxLength(120)
        self.name.textChanged.connect(self._show_ready)
        self.ask(_("Name"), self.name)
        self.work(self._make, self._show)

    def _make(self, _tick: Tick) -> Template:
        return as_template(self._plan)

    def _show(self, made: Template) -> None:
        self._made = made
        self.tell(((_("Stays in the template"), made.kept), (_("Left out"), made.left_out)))
        self._show_ready()
        self.name.setFocus()

    def _show_ready(self) -> None:
        self.yes.setEnabled(self._made is not None and bool(self.name.text().strip()))

    def begin(self) -> None:
        """Write it."""
        if self._made is None:
            return
        try:
            self.saved = save_template(self.name.text(), self._made.data)
        except PlanError as fault:
            self.complain(str(fault))
            return
        self.accept()
