"""SLAs: what each team owes the other, in two facing columns, with the form beside and a line for fast entry below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla, WorkCalendar
from joint_plan.rules.fast_entry import EXAMPLE, fast_entry
from joint_plan.rules.names import team_name, with_team_names
from joint_plan.rules.sentences import sla_sentence
from ui import theme
from ui.parts import sla_edits
from ui.parts.card import Card
from ui.parts.details import Details
from ui.parts.entry_line import EntryLine
from ui.parts.page import SectionPage
from ui.parts.sla_board import SlaBoard
from ui.parts.sla_faces import columns_of, direction, lacking_source, pairing_of, pairings
from ui.parts.sla_levels import SlaLevels
from ui.parts.sla_pairing import PairingButton
from ui.parts.sla_suggestions import SUGGESTIONS
from ui.parts.symmetry_meter import SymmetryMeter
from ui.parts.work_hours import WorkHours

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document
    from ui.parts.sla_faces import Column, Pairing

_FORM, _WIDE_FORM, _WIDE_PAGE = 264, 360, 1200
"""Width of the form, and from which width of the page it is wider."""
_NARROW_PAGE, _ANY_WIDTH = 660, 16_777_215
"""Under the first there is no room for columns and form beside each other."""
_ROOM_FOR_WORDS = 640


class SlasPage(SectionPage):
    """The page."""

    def __init__(self, document: Document, section_key: str = "slas", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.pairing: Pairing = (TEAMS[0], TEAMS[1])
        self._form_asked = False
        self._columns: tuple[Column, Column] = columns_of(document.plan, self.pairing)
        self.pair_button = PairingButton()
        self.meter = SymmetryMeter()
        self.lacking = QPushButton()
        self.board = SlaBoard(self._item_of)
        self.hours = WorkHours(document)
        self.details = Details(document, nothing=_(self.section.purpose))
        self.levels = SlaLevels(document)
        self.details.extra.addWidget(self.levels)
        self.entry = EntryLine("", _("New SLAs, one a line"))
        self.suggest = QPushButton(_("Proposals"))
        self._build()
        self._listen()
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh(None)

    def _build(self) -> None:
        top = Card(0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        row.setSpacing(theme.space(3))
        row.addWidget(self.pair_button)
        row.addWidget(self.meter, 1)
        row.addWidget(self.lacking)
        top.body.addLayout(row)
        self.suggest.setAccessibleName(_("Proposals"))
        self.suggest.setToolTip(_("Promises to start from: one goes into the line below, and you change it there"))
        self.suggest.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.suggest.setMenu(QMenu(self.suggest))
        self.extras.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignTop)
        self.lacking.setProperty("flat", True)
        self._promises = QWidget()
        columns = QVBoxLayout(self._promises)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.space(1))
        columns.addWidget(self.board, 1)
        columns.addWidget(self.hours)
        middle = QHBoxLayout()
        middle.setSpacing(theme.space(3))
        middle.addWidget(self._promises, 1)
        middle.addWidget(self.details)
        self.body.setSpacing(theme.space(2))
        self.body.addWidget(top)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self.entry)

    def _listen(self) -> None:
        board = self.board
        board.opened.connect(self._open)
        board.delete_asked.connect(self._delete)
        board.duplicate_asked.connect(self._duplicate)
        board.pushed.connect(self._push)
        board.dropped.connect(self._drop)
        board.stance_asked.connect(self._ask_stance)
        board.focus_moved.connect(self._show)
        self.pair_button.chosen.connect(self.show_pairing)
        self.lacking.clicked.connect(self._next_lacking)
        self.hours.asked.connect(self._open_hours)
        self.details.closed.connect(self._close_details)
        self.details.stance_asked.connect(self.stance_asked)
        self.entry.entered.connect(self._add_lines)
        self.entry.keep_in(self.document, "Sla")
        self.entry.line.textChanged.connect(self._preview)
        self.suggest.menu().aboutToShow.connect(self._offer_suggestions)

    def _dress(self) -> None:
        self.lacking.setIcon(theme.icon("list-checks", "muted"))
        self.suggest.setIcon(theme.icon("lightbulb", "muted"))
        self.suggest.setMinimumHeight(self.primary.sizeHint().height())
        self._size_form()

    def _size_form(self) -> None:
        """Columns and form side by side; where text is so large that they cannot be, one at a time."""
        wide, narrow = self.width() >= theme.px(_WIDE_PAGE), self.width() < theme.px(_NARROW_PAGE)
        if narrow:
            self.details.setMinimumWidth(theme.px(_FORM))
            self.details.setMaximumWidth(_ANY_WIDTH)
        else:
            self.details.setFixedWidth(theme.px(_WIDE_FORM if wide else _FORM))
        self.details.setVisible(not narrow or self._form_asked)
        self._promises.setVisible(not narrow or not self._form_asked)

    def _ask_form(self, asked: bool) -> None:
        self._form_asked = asked
        self._size_form()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suggest.setText(_("Proposals") if self.width() >= theme.px(_ROOM_FOR_WORDS) else "")
        self._size_form()

    # Showing the plan

    def refresh(self, committed: Committed | None) -> None:
        plan = self.document.plan
        example = with_team_names(plan, _(EXAMPLE))
        self.entry.line.setPlaceholderText(_("{example}, then Enter").format(example=example))
        names = {team.id: team.name or team.id for team in plan.all(Team)}
        pairs = pairings(plan)
        if all(pair != self.pairing for pair, _count in pairs):
            self.pairing = (TEAMS[0], TEAMS[1])
        self._columns = columns_of(plan, self.pairing)
        self.pair_button.show_pairs(self.pairing, pairs, names)
        self.board.show_columns(self._columns)
        self.meter.show_columns(*self._columns)
        self.hours.show_plan()
        lacking = lacking_source(self._columns)
        self.lacking.setVisible(bool(lacking))
        words = ngettext("{count} lacks a source", "{count} lack a source", len(lacking)).format(count=len(lacking))
        self.lacking.setText(words)
        self.lacking.setToolTip(_("To do: say where it is measured. Leads to the next one that lacks it."))
        if self.details.current_item() is None and committed is None:
            self._show(self.board.current)
        self.set_next()

    def show_pairing(self, pairing: Pairing) -> None:
        """Show what these two teams owe each other."""
        self.pairing = pairing
        self.refresh(None)
        self._show(self.board.current)

    def _item_of(self, key: str) -> Record | None:
        return self.document.plan.find(key)

    def _sla(self, key: str) -> Sla | None:
        found = self.document.plan.find(key)
        return found if isinstance(found, Sla) else None

    # The form

    def _show(self, key: str) -> None:
        sla = self._sla(key)
        self.board.select(key if sla is not None else "")
        if sla is not None or not isinstance(self.details.current_item(), WorkCalendar):
            self.details.show_item(sla)
            self.levels.show_sla(sla)

    def _open(self, key: str) -> None:
        if key.startswith("add:"):
            self._add_in_place(key)
            return
        self._show(key)
        self._ask_form(True)
        self.details.form.focus_field("obligation")

    def _open_hours(self) -> None:
        calendar = sla_edits.first_calendar(self.document)
        if calendar is not None:
            self.board.select("")
            self.levels.show_sla(None)
            self._ask_form(True)
            self.details.show_item(calendar)
            self.details.form.focus_field()

    def _close_details(self) -> None:
        self._ask_form(False)
        self.board.focus_on(self.board.current)
        self._show(self.board.current)

    def _next_lacking(self) -> None:
        lacking = [face.key for face in lacking_source(self._columns)]
        if not lacking:
            return
        here = lacking.index(self.board.current) + 1 if self.board.current in lacking else 0
        key = lacking[here % len(lacking)]
        self.board.focus_on(key)
        self._show(key)
        self._ask_form(True)
        self.details.form.focus_field("measured_in")

    def _ask_stance(self, team: str, key: str) -> None:
        sla = self._sla(key)
        if sla is not None:
            self.stance_asked.emit(team, sla)

    # Adding

    def _add_in_place(self, key: str) -> None:
        _add, owed_by, owed_to = key.split(":", 2)
        if self.document.read_only:
            return

        def enter(words: str) -> None:
            if words.strip():
                self.board.current = sla_edits.add_sla(self.document, owed_by, owed_to, words.strip())

        self.board.add_in_place(key, spec_of(Sla).by_column["obligation"], enter)

    def _preview(self, text: str) -> None:
        """The sentence that the line would become, or what is still missing in it."""
        if not text.strip():
            self.entry.show_hint("")
            return
        try:
            self.entry.show_hint(sla_sentence(self.document.plan, fast_entry(self.document.plan, text)), ready=True)
        except FieldError as fault:
            self.entry.show_hint(fault.message)

    def _add_lines(self, lines: list[str]) -> None:
        try:
            key = sla_edits.add_lines(self.document, lines)
        except PlanError as fault:
            self.entry.show_fault(fault.message if isinstance(fault, FieldError) else str(fault))
            return
        self.entry.clear()
        self._bring(key)

    def _bring(self, key: str) -> None:
        """Show the pair of teams of an SLA, and the SLA itself in view and in the form."""
        sla = self._sla(key)
        if sla is None:
            return
        pairing = pairing_of(self.document.plan, sla)
        if pairing != self.pairing:
            self.pairing = pairing
            self.refresh(None)
        self.board.make_current(key)
        self._show(key)

    def _offer_suggestions(self) -> None:
        menu = self.suggest.menu()
        menu.clear()
        for team in TEAMS:
            menu.addSection(team_name(self.document.plan, team))
            for line in SUGGESTIONS[team]:
                words = _(line).split("|", 1)[1].strip()
                shown = f"{team_name(self.document.plan, team)} | {words}"
                menu.addAction(words, partial(self._suggest, shown))

    def _suggest(self, line: str) -> None:
        self.entry.line.setText(line)
        self.entry.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Moving, deleting

    def _push(self, key: str, step: str) -> None:
        sla = self._sla(key)
        if sla is None or self.document.read_only:
            return
        number = next(place for place, column in enumerate(self._columns) if column.team == direction(sla)[0])
        keys = [face.key for face in self._columns[number].faces]
        here = keys.index(key)
        if step in {"left", "right"}:
            other = self._columns[1 - number].team
            if (step == "left") == (number == 1):
                sla_edits.turn_round(self.document, sla, other)
        elif step in {"up", "first"} and here > 0:
            sla_edits.put_before(self.document, sla, self._sla(keys[here - 1 if step == "up" else 0]))
        elif step in {"down", "last"} and here + 1 < len(keys):
            there = here + 2 if step == "down" else len(keys)
            sla_edits.put_before(self.document, sla, self._sla(keys[there]) if there < len(keys) else None)
        self.board.focus_on(key)
        self.board.bring_into_view(key)

    def _drop(self, key: str, team: str, before: str) -> None:
        sla = self._sla(key)
        if sla is None or self.document.read_only or before == key:
            return
        target = self._sla(before) if before else None
        if direction(sla)[0] != team:
            sla_edits.turn_round(self.document, sla, team, target)
        else:
            sla_edits.put_before(self.document, sla, target)

    def _delete(self, key: str) -> None:
        sla = self._sla(key)
        if sla is not None and not self.document.read_only:
            self.document.remove(sla)

    def _duplicate(self, key: str) -> None:
        sla = self._sla(key)
        if sla is not None and not self.document.read_only:
            self.board.focus_on(sla_edits.duplicate(self.document, sla))

    # What the window asks

    def back_to_item(self) -> bool:
        if self.board.current not in self.board.tiles or self._board_has_focus():
            return False
        self.board.focus_on(self.board.current)
        return True

    def reveal_item(self, key: str) -> None:
        self._bring(key)
        self.board.focus_on(key)

    def add_item(self) -> None:
        """Add to the column in focus; without one, type in the fast-entry line."""
        tile = self.board.tiles.get(self.board.current)
        if tile is None or not tile.hasFocus():
            self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        for number, column in enumerate(self._columns):
            if self.board.current in self.board.keys_of(number):
                self._add_in_place(f"add:{column.team}:{column.to}")
                return

    def delete_item(self) -> None:
        if self._board_has_focus():
            self._delete(self.board.current)

    def duplicate_item(self) -> None:
        if self._board_has_focus():
            self._duplicate(self.board.current)

    def move_item(self, step: int) -> None:
        if self._board_has_focus():
            self._push(self.board.current, "up" if step < 0 else "down")

    def _board_has_focus(self) -> bool:
        tile = self.board.tiles.get(self.board.current)
        return tile is not None and tile.hasFocus()
