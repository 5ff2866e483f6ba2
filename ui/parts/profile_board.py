"""Team profiles in facing columns. What is private shows only while H is held, and is typed behind a mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.landscape import PROFILE_KINDS, ProfileEntry
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Participant
from joint_plan.rules.landscape import profile, profiled_teams
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts.card import Card
from ui.parts.choice_editors import Combo, TickBox
from ui.parts.editors import team_icon
from ui.parts.profile_rows import EntryRow, FacingColumns
from ui.parts.scroll import Column

if TYPE_CHECKING:
    from ui.document import Document


class ProfileBar(Card):
    """One line to add an entry, or to change the chosen one. Private words are typed behind a mask."""

    def __init__(self, document: Document) -> None:
        super().__init__(2)
        self._document = document
        self._entry: ProfileEntry | None = None
        self.team, self.kind = Combo(), Combo()
        self.line = QLineEdit()
        self.heard, self.private = TickBox(), TickBox()
        self.heard.setText(_("Heard back"))
        self.private.setText(_("Only for me"))
        self.team.setAccessibleName(_("Team"))
        self.kind.setAccessibleName(_("What it is about"))
        self.line.setAccessibleName(_("What they say"))
        self.heard.setToolTip(_("The other team has said it back in its own words"))
        self.private.setToolTip(_("Neither on the wall nor in anything you hand out"))
        for kind, label in PROFILE_KINDS:
            self.kind.addItem(_(label), kind)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self.team.setFixedWidth(theme.px(116))
        self.kind.setFixedWidth(theme.px(150))
        for part in (self.team, self.kind):
            row.addWidget(part)
        row.addWidget(self.line, 1)
        row.addWidget(self.heard)
        row.addWidget(self.private)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._enter)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.private.toggled.connect(self._mask)
        self.heard.clicked.connect(self._hear)
        self.setEnabled(not document.read_only)
        self.show_names()
        self.show_entry(None)

    def show_names(self) -> None:
        """Offer the teams there are now, by what they are called."""
        plan, chosen = self._document.plan, self.team.currentData()
        teams = profiled_teams(plan)
        if [self.team.itemData(place) for place in range(self.team.count())] != list(teams):
            self.team.clear()
            for team in teams:
                self.team.addItem(team_icon(team), "", team)
            self.team.setCurrentIndex(max(0, self.team.findData(chosen)))
        for place, team in enumerate(teams):
            self.team.setItemText(place, team_name(plan, team))

    def show_entry(self, entry: ProfileEntry | None) -> None:
        """Change this entry; `None`: add a new one."""
        self._entry = entry
        self.line.setPlaceholderText(_("Type what they say, Enter adds it") if entry is None else _("Enter changes it"))
        if entry is not None:
            self.team.setCurrentIndex(max(0, self.team.findData(entry.team)))
            self.kind.setCurrentIndex(max(0, self.kind.findData(entry.kind)))
            self.private.setChecked(entry.is_private)
        self._mask()
        self.line.setText(entry.text if entry is not None else "")
        self.heard.setChecked(entry is not None and entry.heard_back)

    def choose(self, team: str, kind: str) -> None:
        """Get ready for a new entry of this team and kind."""
        self.show_entry(None)
        self.team.setCurrentIndex(max(0, self.team.findData(team)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))

    def _kind_chosen(self) -> None:
        if self._entry is None:
            self.private.setChecked(self.kind.currentData() == "paid_on")

    def _mask(self) -> None:
        hidden = self.private.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    def _hear(self, on: bool) -> None:
        if self._entry is not None:
            with self._document.edit(N_("Change a profile entry")) as edit:
                self._entry = edit.set(self._entry, heard_back=on)

    def _enter(self) -> None:
        words = self.line.text().strip()
        kind, private = str(self.kind.currentData()), self.private.isChecked()
        seen_by = "private" if private and kind != "paid_on" else "room" if not private and kind == "paid_on" else ""
        values = {
            "team": str(self.team.currentData()),
            "kind": kind,
            "text": words,
            "heard_back": self.heard.isChecked(),
            "seen_by": seen_by,
        }
        if not words:
            return
        if self._entry is not None:
            # What is written stands in no label: the name of a step is shown to the room.
            with self._document.edit(N_("Change a profile entry")) as edit:
                edit.set(self._entry, **values)
        else:
            with self._document.edit(N_("Add a profile entry")) as edit:
                edit.add(ProfileEntry(**values))  # type: ignore[arg-type]  # each of its field's type, as above
        self.choose(values["team"], kind)  # type: ignore[arg-type]  # a text, as above
        self.line.setFocus()


class ProfileBoard(QWidget):
    """The part of the page."""

    record_type: type[Record] = ProfileEntry

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.rows: dict[str, EntryRow] = {}
        self.columns: list[FacingColumns] = []
        self.bar = ProfileBar(document)
        self._column = Column()
        self._column.rows.setSpacing(theme.space(4))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        outer.addWidget(self._column, 1)
        outer.addWidget(self.bar)

    def refresh(self) -> None:
        """Show what the teams say of themselves."""
        plan = self._document.plan
        here: set[str] = set()
        self.bar.show_names()
        self._face(profiled_teams(plan))
        for team, facing in {team: columns for columns in self.columns for team in columns.teams}.items():
            facing.heads[team].show_team(team_name(plan, team), self._said(team))
            for kind, entries in profile(plan, team).items():
                cell = facing.cells[team, kind]
                for place, entry in enumerate(entries):
                    here.add(key_of(entry))
                    row = self._row(entry)
                    held = cell.itemAt(place)
                    if held is None or held.widget() is not row:
                        cell.insertWidget(place, row)
        for key in [key for key in self.rows if key not in here]:
            row = self.rows.pop(key)
            row.hide()
            row.setParent(None)
            row.deleteLater()

    def _face(self, teams: tuple[str, ...]) -> None:
        """Put the teams in pairs, the core teams first; only when others came or went."""
        pairs = [teams[place : place + 2] for place in range(0, len(teams), 2)]
        if [facing.teams for facing in self.columns] == pairs:
            return
        for row in self.rows.values():
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = {}
        for facing in self.columns:
            self._column.rows.removeWidget(facing)
            facing.hide()
            facing.deleteLater()
        self.columns = [FacingColumns(pair) for pair in pairs]
        for place, facing in enumerate(self.columns):
            self._column.rows.insertWidget(place, facing)

    def _said(self, team: str) -> str:
        people = self._document.plan.where(Participant, "team", team)
        count = ngettext("{count} person", "{count} people", len(people)).format(count=len(people))
        lead = next((person.name for person in people if person.decides), "")
        if not people:
            return ""
        return _("{count}, {name} leads").format(count=count, name=lead) if lead else count

    def _row(self, entry: ProfileEntry) -> EntryRow:
        key = key_of(entry)
        if key in self.rows:
            self.rows[key].show_entry(entry)
            return self.rows[key]
        row = self.rows[key] = EntryRow(entry)
        row.item_of = lambda wanted: self._document.plan.find(wanted)
        row.clicked.connect(lambda: self._open(key))
        row.edit_asked.connect(lambda: self._open(key))
        row.delete_asked.connect(lambda: self._delete(key))
        row.stepped.connect(lambda step: self._step(key, step))
        return row

    def _open(self, key: str) -> None:
        entry = self._document.plan.find(key)
        if isinstance(entry, ProfileEntry):
            self.bar.show_entry(entry)
            self.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _delete(self, key: str) -> None:
        entry = self._document.plan.find(key)
        if entry is not None and not self._document.read_only:
            self._document.remove(entry)

    def _step(self, key: str, step: str) -> None:
        order = list(self._order())
        place = order.index(key)
        there = {"up": place - 1, "down": place + 1, "first": 0, "last": len(order) - 1}.get(step, place)
        if step in {"left", "right"}:
            entry = self.rows[key].entry
            facing = next(facing for facing in self.columns if entry.team in facing.teams)
            other = facing.teams[0] if step == "left" else facing.teams[-1]
            across = profile(self._document.plan, other)[entry.kind]
            if across and other != entry.team:
                there = order.index(key_of(across[0]))
        if 0 <= there < len(order):
            self.rows[order[there]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _order(self) -> list[str]:
        plan = self._document.plan
        return [
            key_of(entry)
            for team in profiled_teams(plan)
            for entries in profile(plan, team).values()
            for entry in entries
        ]

    # Looking at what is private

    def look(self, on: bool) -> None:
        """Show what is private, or hide it again."""
        for row in self.rows.values():
            row.look(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_H and not event.modifiers():
            if not event.isAutoRepeat():
                self.look(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_H and not event.isAutoRepeat():
            self.look(False)
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look(False)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.look(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def current_item(self) -> Record | None:
        """Nothing here is agreed or revealed."""
        return None

    def show_item(self, key: str) -> bool:
        """Put the focus on an entry."""
        self.refresh()
        row = self.rows.get(key)
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return row is not None

    def add(self) -> None:
        """Go to the line in which entries are typed."""
        self.bar.show_entry(None)
        self.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
