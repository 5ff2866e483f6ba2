"""Customer journey: the board of stages and lanes, what hangs on each, and the details beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import TEAMS, Column
from joint_plan.plan.funnel import Rate
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.kinds import Text
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import spec_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.funnel import READS
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts import journey_edits, journey_moves
from ui.parts.empty import EmptyState
from ui.parts.entry_line import EntryLine
from ui.parts.page import SectionPage
from ui.parts.stage_details import StageDetails
from ui.parts.swimlane import Swimlane
from ui.parts.swimlane_content import (
    CUSTOMER,
    EVIDENCE_LANE,
    HANDOFFS,
    METRICS,
    STORY,
    board_content,
    only_shown,
    record_of,
)

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document

_SHOWN = {"Stage", "Touchpoint", "Sla", "QuickWin", "Team", "Assent", "ParkingItem", "Plan"}
_SHOWN |= {read.__name__ for read in READS}
"""The types whose changes this page draws."""
_ROOM_FOR_WORDS = 640
_EXTRA_LANES = ((STORY, N_("Story")), (METRICS, N_("Metrics")), (EVIDENCE_LANE, N_("Evidence")))


class JourneyPage(SectionPage):
    """The page: the board, an entry line under it, and a panel of details that opens beside it."""

    def __init__(self, document: Document, section_key: str = "journey", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self._extra: set[str] = set()
        self.board = Swimlane(self._item_of)
        self.details = StageDetails(document)
        self.details.hide()
        self.entry = EntryLine(
            "",
            _("New cards, one a line; a letter and a colon say the lane"),
        )
        self.empty = EmptyState("route", _(self.section.purpose), _("Add the first stage"))
        self.empty.wanted.connect(self._add_first)
        self.details_button = QPushButton(_("Details"))
        self.lanes_button = QPushButton(_("Lanes"))
        self._build_buttons()
        board = QWidget()
        row = QHBoxLayout(board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.board, 1)
        row.addWidget(self.details)
        self._stack = QStackedWidget()
        self._stack.addWidget(board)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.entry)
        self._listen()
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh(None)

    def _build_buttons(self) -> None:
        self.details_button.setCheckable(True)
        self.details_button.setAccessibleName(_("Details"))
        self.lanes_button.setAccessibleName(_("Lanes"))
        self.details_button.setToolTip(_("All fields of the stage or card in focus (Alt+Enter)"))
        self.details_button.toggled.connect(self._toggle_details)
        self.lanes_button.setToolTip(_("Show further lanes"))
        self.lanes_button.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(self.lanes_button)
        for key, label in _EXTRA_LANES:
            action = QAction(_(label), menu)
            action.setCheckable(True)
            action.toggled.connect(lambda on, key=key: self._show_lane(key, on))
            menu.addAction(action)
        self.lanes_button.setMenu(menu)
        self.extras.addWidget(self.lanes_button, 0, Qt.AlignmentFlag.AlignTop)
        self.extras.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)

    def _listen(self) -> None:
        board = self.board
        board.opened.connect(self._open)
        board.edit_asked.connect(self._edit)
        board.details_asked.connect(self._show_details)
        board.delete_asked.connect(self._delete)
        board.duplicate_asked.connect(self._duplicate)
        board.pushed.connect(self._push)
        board.dropped.connect(self._drop)
        board.stage_dropped.connect(self._drop_stage)
        board.feeling_dropped.connect(self._drop_feeling)
        board.focus_moved.connect(self._follow_focus)
        self.document.closing.connect(board.keep_typed)
        self.entry.entered.connect(self._add_lines)
        self.entry.keep_in(self.document, "Journey")
        self.details.closed.connect(self._close_details)
        self.details.stance_asked.connect(self.stance_asked)
        self.details.sla_asked.connect(self.go_to)

    def _dress(self) -> None:
        self.details.setFixedWidth(theme.px(300))
        self.lanes_button.setIcon(theme.icon("list-plus", "muted"))
        self.details_button.setIcon(theme.icon("panel-right", "muted"))
        for button in (self.lanes_button, self.details_button):
            button.setMinimumHeight(self.primary.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where text is large, the title needs the room more than these words.
        roomy = self.width() >= theme.px(_ROOM_FOR_WORDS)
        self.details_button.setText(_("Details") if roomy else "")
        self.lanes_button.setText(_("Lanes") if roomy else "")

    # Showing the plan

    def refresh(self, committed: Committed | None) -> None:
        if committed is not None and not any(delta.type in _SHOWN for delta in committed.deltas):
            return
        plan = self.document.plan
        letters = _("“m: Benchmark report” – c customer, m {first}, s {second}, h handoff, f friction, i idea, j stage")
        first, second = (team_name(plan, team) for team in TEAMS)
        self.entry.line.setPlaceholderText(letters.format(first=first, second=second))
        content = board_content(plan, self._extra)
        self.board.show_content(content)
        self._stack.setCurrentIndex(0 if content.stages else 1)
        self.details_button.setEnabled(bool(content.stages))
        self.set_next()

    def _show_lane(self, key: str, on: bool) -> None:
        (self._extra.add if on else self._extra.discard)(key)
        self.refresh(None)

    def _item_of(self, key: str) -> Record | None:
        """The record of a piece of the board: the stage for its point on the curve and its empty cells."""
        plan = self.document.plan
        return record_of(plan, key) or journey_edits.stage_of(plan, key)

    # Editing in place

    def _open(self, key: str) -> None:
        kind = key.partition(":")[0]
        if kind == "Sla":
            self.go_to.emit(key)
        elif kind == "add":
            _add, stage_id, lane = key.split(":", 2)
            self._add_in_place(key, stage_id, lane)
        elif key.endswith(f"#{METRICS}"):
            self.go_to.emit("goals")
        elif kind == "rate":
            self._open_rate(key)
        elif kind == "feeling" or only_shown(key):
            self._show_details(key)
        else:
            self._edit(key)

    def _edit(self, key: str) -> None:
        plan, kind = self.document.plan, key.partition(":")[0]
        if kind == "rate":
            self._open_rate(key)
            return
        if self.document.read_only or kind in {"feeling", "add"} or only_shown(key):
            return
        column = _column_of(key)
        text = journey_edits.text_of(plan, key)
        if column.name == "friction":
            # One point of many: what is typed is not the field's whole text.
            self.board.edit_in_place(key, column, text, lambda words: self._enter(key, words))
            return
        place = (key.partition("#")[0], column.name)

        def keep(words: str | None) -> None:
            if words is not None:
                self.document.keep_typed(*place, words)
            else:
                self.document.drop_typed(*place)

        kept = self.document.workbook.pending().get(place)
        editor = self.board.edit_in_place(key, column, text, lambda words: self._enter(key, words), keep=keep)
        if kept is not None:
            editor.offer(kept)

    def _enter(self, key: str, words: str) -> None:
        journey_edits.change_text(self.document, key, words)

    def _open_rate(self, key: str) -> None:
        """Type the general rate in place; where it follows from several, show those where they are edited."""
        face = self.board.content.rates.get(key.partition(":")[2])
        if face is None:
            return
        if face.fixed:
            self.go_to.emit(face.leads_to)
            return
        if self.document.read_only:
            return

        def enter(words: str) -> None:
            journey_edits.set_rate(self.document, face.funnel_stage, words)

        column = spec_of(Rate).by_column["rate"]
        shown = Column(column.name, column.field, Text())
        self.board.edit_in_place(key, shown, face.edit_text, enter)

    def _add_in_place(self, key: str, stage_id: str, lane: str, *, below: str = "") -> None:
        stage = self.document.plan.get(Stage, stage_id)
        if stage is None or self.document.read_only:
            return

        def enter(words: str) -> None:
            if words.strip():
                added = journey_edits.add_card(self.document, stage, lane, words.strip(), below)
                self.board.current = added or self.board.current

        column = _column_in(lane)
        self.board.edit_in_place(below or key, column, "", enter, below=bool(below))

    def _add_first(self) -> None:
        added = journey_edits.add_stage(self.document, _("New stage"))
        self._rename_new(added)

    def _add_stage(self, after: Stage | None) -> None:
        self._rename_new(journey_edits.add_stage(self.document, _("New stage"), after))

    def _rename_new(self, key: str) -> None:
        if key in self.board.tiles:
            self.board.focus_on(key)
            self._edit(key)

    def add_item(self) -> None:
        """Add what the focus is in: a stage behind a head, a card below a card; else go to the entry line."""
        key = self.board.current
        tile = self.board.tiles.get(key)
        if tile is None or not self._board_has_focus():
            if not self.board.content.stages:
                self._add_first()
            else:
                self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        row = self.board.row_of(key)
        if row in {"Stage", "feeling", "rate"}:
            self._add_stage(self.document.plan.get(Stage, tile.stage))
        elif key.startswith("add:"):
            self._open(key)
        elif self.board.can_add(tile.stage, row):
            cell = self.board.cards_of(tile.stage, row)
            self._add_in_place("", tile.stage, row, below=cell[-1].key)

    def _add_lines(self, lines: list[str]) -> None:
        tile = self.board.tiles.get(self.board.current)
        plan = self.document.plan
        stage = plan.get(Stage, tile.stage) if tile is not None else None
        row = self.board.row_of(tile.key) if tile is not None else ""
        lane = row if any(lane.key == row for lane in self.board.content.lanes) else CUSTOMER
        try:
            added = journey_edits.add_lines(self.document, stage, lane, lines)
        except PlanError as fault:
            self.entry.show_fault(str(fault))
            return
        self.entry.clear()
        self.board.make_current(added)

    # Moving, deleting

    def _push(self, key: str, step: str) -> None:
        if self.document.read_only:
            return
        stage = journey_edits.stage_of(self.document.plan, key)
        kind = self.board.row_of(key)
        if stage is None:
            return
        if kind == "Stage":
            journey_edits.shift_stage(self.document, stage, step)
            self._keep_focus(key)
        elif kind == "feeling":
            journey_edits.shift_feeling(self.document, stage, step)
        elif kind != "rate":
            self._keep_focus(journey_moves.push_card(self.document, self.board.content, key, step))

    def _drop(self, key: str, stage_id: str, lane: str, before: str) -> None:
        if not self.document.read_only:
            moved = journey_moves.drop_card(self.document, self.board.content, key, stage_id, lane, before)
            self._keep_focus(moved, by_key=False)

    def _drop_stage(self, key: str, gap: int) -> None:
        stage = journey_edits.stage_of(self.document.plan, key)
        if stage is not None and not self.document.read_only:
            journey_edits.move_stage(self.document, stage, gap)

    def _drop_feeling(self, key: str, emotion: int) -> None:
        stage = journey_edits.stage_of(self.document.plan, key)
        if stage is not None and not self.document.read_only:
            journey_edits.set_feeling(self.document, stage, emotion)

    def _keep_focus(self, key: str, *, by_key: bool = True) -> None:
        tile = self.board.tiles.get(key)
        if tile is not None:
            self.board.focus_on(key, by_key=by_key)
            self.board.bring_into_view(tile)

    def _delete(self, key: str) -> None:
        stage = journey_edits.stage_of(self.document.plan, key)
        kind = key.partition(":")[0]
        if self.document.read_only or kind in {"add", "rate"}:
            return
        if kind == "feeling" and stage is not None:
            journey_edits.set_feeling(self.document, stage, None)
        else:
            journey_edits.delete_card(self.document, key)

    def _duplicate(self, key: str) -> None:
        if self.document.read_only:
            return
        stage = journey_edits.stage_of(self.document.plan, key)
        if self.board.row_of(key) == "Stage" and stage is not None:
            self._rename_new(journey_edits.split_stage(self.document, stage))
        else:
            self._keep_focus(journey_edits.duplicate_card(self.document, key))

    # Details

    def _toggle_details(self, on: bool) -> None:
        self.details.setVisible(on)
        if on:
            self.details.show_item(self._item_of(self.board.current))

    def _show_details(self, key: str) -> None:
        self.board.current = key
        self.details_button.setChecked(True)
        self.details.show_item(self._item_of(key))
        kind, part = key.partition(":")[0], key.partition("#")[2].partition(".")[0]
        names = {"feeling": "emotion", METRICS: "funnel_stage"}
        self.details.form.focus_field(names.get(part or kind, part))

    def _close_details(self) -> None:
        had_focus = self.details.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.details_button.setChecked(False)
        if had_focus:
            self.board.focus_on(self.board.current)

    def _follow_focus(self, key: str) -> None:
        if self.details.isVisible():
            self.details.show_item(self._item_of(key))

    # What the window asks

    def back_to_item(self) -> bool:
        if self.board.current not in self.board.tiles or self._board_has_focus():
            return False
        self.board.focus_on(self.board.current)
        return True

    def reveal_item(self, key: str) -> None:
        self.board.focus_on(key)

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


def _column_of(key: str) -> Column:
    """The column that a card's editor types into."""
    name, _colon, rest = key.partition(":")
    part = rest.partition("#")[2].partition(".")[0]
    types: dict[str, tuple[type[Record], str]] = {
        "Stage": (Stage, part or "name"),
        "Touchpoint": (Touchpoint, "name"),
        "Sla": (Sla, "handed_over"),
        "QuickWin": (QuickWin, "title"),
    }
    record_type, column = types[name]
    return spec_of(record_type).by_column[column]


def _column_in(lane: str) -> Column:
    """The column that a new card of a lane types into."""
    if lane == HANDOFFS:
        return spec_of(Sla).by_column["handed_over"]
    if lane == STORY:
        return spec_of(Stage).by_column["story"]
    return spec_of(Touchpoint).by_column["name"]
