"""Team profiles in two facing columns. What is private shows only while H is held, and is typed behind a mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import PROFILE_KINDS, ProfileEntry
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Participant
from joint_plan.rules.landscape import profile
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts.card import Card
from ui.parts.choice_editors import Combo, TickBox
from ui.parts.editors import team_icon
from ui.parts.painting import begin, draw_card, draw_icon, draw_lines, draw_team, draw_text, wrapped_lines
from ui.parts.scroll import Column
from ui.parts.tile import Tile
from ui.parts.words import Words

if TYPE_CHECKING:
    from ui.document import Document

_ICONS = {
    "motivation": "target",
    "accountability": "flag",
    "constraint": "circle-alert",
    "capability": "lightbulb",
    "measured_on": "list-checks",
    "paid_on": "lock",
}
_LINE = 18


class EntryRow(Tile):
    """One thing a team says; a check once the other team has said it back. A private one is a closed eye."""

    def __init__(self, entry: ProfileEntry, parent: QWidget | None = None) -> None:
        super().__init__(key_of(entry), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.looking = False
        self.show_entry(entry)
        theme.changed.connect(self._fit)

    def show_entry(self, entry: ProfileEntry) -> None:
        """Show the entry as it is now."""
        self.entry = entry
        self._tell()
        self._fit()

    def look(self, on: bool) -> None:
        """Show what is private, or hide it again."""
        if self.looking != on:
            self.looking = on
            self._tell()
            self._fit()

    @property
    def words(self) -> str:
        """What stands in the row."""
        if self.entry.is_private and not self.looking:
            return _("Hidden here. Hold H to look.")
        return self.entry.text or _("(empty)")

    def _tell(self) -> None:
        heard = _("heard back by the other team") if self.entry.heard_back else _("not heard back yet")
        self.setAccessibleName(self.words if self.entry.is_private else f"{self.words}, {heard}")
        self.setToolTip("" if self.entry.is_private else heard)

    def _lines(self) -> list[str]:
        return wrapped_lines(self.words, theme.font("body"), max(theme.px(120), self.width() - theme.px(44)))

    def _fit(self) -> None:
        self.setFixedHeight(max(theme.px(28), len(self._lines()) * theme.px(_LINE) + theme.px(10)))
        self.update()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 5, 5)
        lines = self._lines()
        top = (self.height() - len(lines) * theme.px(_LINE)) / 2
        hidden = self.entry.is_private and not self.looking
        if self.entry.is_private:
            draw_icon(painter, "eye-off" if hidden else "eye", "muted", 6, top + 2, 14)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.border_strong)
            painter.drawEllipse(QRectF(11, top + theme.px(_LINE) / 2 - 2, 4, 4))
        colour = tokens.muted if hidden else tokens.text
        draw_lines(painter, theme.px(24), top, lines, theme.font("body"), colour, theme.px(_LINE))
        if self.entry.heard_back and not hidden:
            draw_icon(painter, "circle-check", "ok", self.width() - 20, top + 2, 14)


class _Head(QWidget):
    """A team's name, how many people it has here and who leads it."""

    def __init__(self, team: str) -> None:
        super().__init__()
        self._team, self._name, self._said = team, "", ""

    def show_team(self, name: str, said: str) -> None:
        self._name, self._said = name, said
        self.setAccessibleName(f"{name}, {said}" if said else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, colour = theme.tokens(), theme.team_colour(self._team)
        place = QRectF(self.rect())
        draw_card(painter, place, fill=theme.lane_tint(colour))
        painter.fillRect(QRectF(1, 0, self.width() - 2, 3), colour)
        middle = self.height() / 2 + 1
        draw_team(painter, self._team, QRectF(14, middle - 6, 12, 12))
        draw_text(painter, place.adjusted(36, 2, -12, 0), self._name, theme.font("h3"), tokens.text)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, place.adjusted(120, 2, -12, 0), self._said, theme.font("caption"), tokens.muted, align)


class _Kind(QWidget):
    """Between the columns: what the lines at both sides are about."""

    def __init__(self, kind: str, label: str) -> None:
        super().__init__()
        self._icon = _ICONS[kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, theme.space(2))
        column.setSpacing(2)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._mark)
        words = Words(_(label), "small", weight=600)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._mark.setPixmap(theme.pixmap(self._icon, "muted", 16))


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
        for team in TEAMS:
            self.team.addItem(team_icon(team), team_name(document.plan, team), team)
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
        self.show_entry(None)

    def show_names(self) -> None:
        """Show what the teams are called now."""
        for place, team in enumerate(TEAMS):
            self.team.setItemText(place, team_name(self._document.plan, team))

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
        self._heads = {team: _Head(team) for team in TEAMS}
        self._cells: dict[tuple[str, str], QVBoxLayout] = {}
        self.bar = ProfileBar(document)
        column = Column()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, theme.space(1), 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1))
        for place, team in enumerate(TEAMS):
            grid.addWidget(self._heads[team], 0, 2 * place)
            grid.setColumnStretch(2 * place, 1)
        for number, (kind, label) in enumerate(PROFILE_KINDS, 1):
            for place, team in enumerate(TEAMS):
                cell = Card(1)
                cell.body.setSpacing(0)
                self._cells[team, kind] = cell.body
                grid.addWidget(cell, number, 2 * place)
            grid.addWidget(_Kind(kind, label), number, 1)
            grid.setRowMinimumHeight(number, theme.px(58))
        column.rows.insertLayout(0, grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        outer.addWidget(column, 1)
        outer.addWidget(self.bar)

    def refresh(self) -> None:
        """Show what both teams say of themselves."""
        plan = self._document.plan
        here: set[str] = set()
        self.bar.show_names()
        for team in TEAMS:
            self._heads[team].show_team(team_name(plan, team), self._said(team))
            for kind, entries in profile(plan, team).items():
                cell = self._cells[team, kind]
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
            other = TEAMS[0] if step == "left" else TEAMS[1]
            across = profile(self._document.plan, other)[entry.kind]
            if across and other != entry.team:
                there = order.index(key_of(across[0]))
        if 0 <= there < len(order):
            self.rows[order[there]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _order(self) -> list[str]:
        plan = self._document.plan
        return [key_of(entry) for team in TEAMS for entries in profile(plan, team).values() for entry in entries]

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
