"""Who is in the room: people come and go by one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _
from joint_plan.plan.session import Participant, Team
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.workbook import Committed
    from ui.document import Document

_ID = Qt.ItemDataRole.UserRole


class _People(QListWidget):
    """Space or Enter lets somebody in or out; a letter leads to a name."""

    def __init__(self, dialog: PeopleDialog) -> None:
        super().__init__()
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._dialog.toggle()
            return
        super().keyPressEvent(event)


class PeopleDialog(QDialog):
    """Everybody of the plan, by team; a tick for who is here now."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(_("Who is in the room"))
        self.resize(theme.px(420), theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_("Who is in the room"), "h3"))
        self.counts = Words("", "body", "muted", wrap=True)
        column.addWidget(self.counts)
        self.list = _People(self)
        self.list.setAccessibleName(_("People"))
        self.list.itemClicked.connect(self._clicked)
        column.addWidget(self.list, 1)
        column.addWidget(Words(_("Space lets somebody in or out; letters find a name."), "small", "muted", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        document.committed.connect(self._committed)
        self._fill()
        self.list.setFocus()

    def _ordered(self) -> list[Participant]:
        plan = self._document.plan
        teams = [team.id for team in plan.all(Team)]
        return sorted(plan.all(Participant), key=lambda person: teams.index(person.team) if person.team else len(teams))

    def _fill(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.clear()
        plan = self._document.plan
        for person in self._ordered():
            team = team_name(plan, person.team) if person.team else _("No team")
            item = QListWidgetItem(f"{person.name or _('(no name)')}  ·  {team}")
            item.setData(_ID, person.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if person.present else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.counts.setText(presence_words(self._document))

    def toggle(self) -> None:
        """Let the current person in, or out."""
        item = self.list.currentItem()
        person = self._document.plan.get(Participant, str(item.data(_ID))) if item is not None else None
        if person is None or self._document.read_only:
            return
        label = N_("{name} leaves") if person.present else N_("{name} comes in")
        with self._document.edit(label, name=person.name or _("Somebody")) as edit:
            edit.set(person, present=not person.present)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self.toggle()

    def _committed(self, committed: Committed) -> None:
        if any(delta.type in {"Participant", "Team"} for delta in committed.deltas):
            self._fill()


def presence_words(document: Document) -> str:
    """How many of each team are here: "Marketing 3 of 4, Sales 2 of 4"."""
    plan = document.plan
    said = []
    for team in plan.all(Team):
        people = plan.where(Participant, "team", team.id)
        if people:
            here = sum(person.present for person in people)
            words = _("{team} {here} of {all}")
            said.append(words.format(team=team_name(plan, team.id), here=here, all=len(people)))
    return ", ".join(said) or _("Nobody is entered yet. People are listed on the page Session.")
