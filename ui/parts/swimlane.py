"""The customer journey's board: stages across, lanes down, every card a widget of its own that has focus and a name.

The board knows nothing of edits: it shows a `BoardContent`, moves the focus, and says what the person asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from ui import theme
from ui.parts.cell_editor import CellEditor
from ui.parts.swimlane_content import HANDOFFS, BoardContent
from ui.parts.swimlane_drag import BoardDrag
from ui.parts.swimlane_feeling import LANE_HEIGHT, POINT_SIZE, FeelingPoint, feeling_key, height_of
from ui.parts.swimlane_head import PILL_HEIGHT, RatePill, StageHeader, head_key, rate_key
from ui.parts.swimlane_lanes import FEELING, LaneField, LaneLabels
from ui.parts.swimlane_places import CARD_GAP, CELL_PAD, CELL_TOP, LANE_GAP, Band, Places, column_width, lane_bands
from ui.parts.swimlane_tile import AddTile, BoardCard, StageTile

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column
    from joint_plan.plan.record import Record

LEAST_COLUMN, SCROLLED_COLUMN = 116, 140
"""A column is never narrower than the first; where all do not fit then, they are as wide as the second, and scroll."""
LABELS, NARROW_LABELS = 145, 104
"""Widths of the lanes' names: with room, and where the columns would become narrow otherwise."""
ROOMY_COLUMN = 134
LEAST_LANE = 54


class Swimlane(QWidget):
    """The board. Every signal carries the key of the piece it is about."""

    opened = Signal(str)
    """Enter, a double click, or a click on the button of an empty cell."""
    edit_asked = Signal(str)
    details_asked = Signal(str)
    delete_asked = Signal(str)
    duplicate_asked = Signal(str)
    pushed = Signal(str, str)
    """(key, left / right / up / down): move the piece itself."""
    dropped = Signal(str, str, str, str)
    """(key, stage id, lane key, key of the card it goes before or "")."""
    stage_dropped = Signal(str, int)
    """(key, gap): a stage was let go between two columns."""
    feeling_dropped = Signal(str, int)
    """(key, feeling): a point of the curve was let go."""
    focus_moved = Signal(str)

    def __init__(self, item_of: Callable[[str], Record | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item_of = item_of
        self.content = BoardContent()
        self.places = Places(1, 0, ())
        self.tiles: dict[str, StageTile] = {}
        self.current = ""
        """Key of the piece that has the focus, or had it last."""
        self._editor: CellEditor | None = None
        self._edited: Callable[[], QRect] | None = None
        self._head_clip, self._side_clip = QWidget(), QWidget()
        self.head = QWidget(self._head_clip)
        self.labels = LaneLabels(self._side_clip)
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field = LaneField()
        self.area.setWidget(self.field)
        self.field.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setCornerWidget(QWidget())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._head_clip, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._side_clip, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.area, 1, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for bar in (self.area.horizontalScrollBar(), self.area.verticalScrollBar()):
            bar.valueChanged.connect(self._follow)
            bar.setSingleStep(24)
        self.drag = BoardDrag(self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(0)
        self._late.timeout.connect(self.arrange)
        theme.changed.connect(self._late.start)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(840), theme.px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(240))

    # What is shown

    def show_content(self, content: BoardContent) -> None:
        """Show this: pieces that stay are kept, and drawn again only where they changed."""
        neighbours = self._neighbours(self.current)
        had_focus = self.current in self.tiles and self.tiles[self.current].hasFocus()
        self.content = content
        kept = set(self._fill())
        gone = [self.tiles.pop(key) for key in tuple(self.tiles) if key not in kept]
        self.arrange()
        if self.current not in self.tiles:
            self.current = next((key for key in neighbours if key in self.tiles), self._first())
            if had_focus and self.current:
                self.tiles[self.current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        for tile in gone:
            tile.hide()
            tile.deleteLater()
        self._mark_current()

    def _fill(self) -> Iterator[str]:
        """Make or change every tile that the content asks for; gives their keys."""
        for stage in self.content.stages:
            head = self._tile(head_key(stage.id), partial(StageHeader, stage, self.head))
            if isinstance(head, StageHeader):
                head.show_face(stage)
            yield head.key
            point = self._tile(feeling_key(stage.id), partial(FeelingPoint, stage, self.field))
            if isinstance(point, FeelingPoint):
                point.show_face(stage)
            yield point.key
            rate = self.content.rates.get(stage.id)
            if rate is not None:
                pill = self._tile(rate_key(stage.id), partial(RatePill, rate, self.head))
                if isinstance(pill, RatePill):
                    pill.show_face(rate)
                yield pill.key
            for lane in self.content.lanes:
                faces = self.content.cell(stage.id, lane.key)
                for face in faces:
                    card = self._tile(face.key, partial(BoardCard, face, self.field))
                    if isinstance(card, BoardCard):
                        card.show_face(face)
                    yield face.key
                if not faces and self.can_add(stage.id, lane.key):
                    key = f"add:{stage.id}:{lane.key}"
                    slot = self._tile(key, partial(AddTile, stage.id, lane, stage.name, self.field))
                    if isinstance(slot, AddTile):
                        slot.say(lane, stage.name)
                    yield key

    def _tile(self, key: str, make: Callable[[], StageTile]) -> StageTile:
        tile = self.tiles.get(key)
        if tile is None:
            tile = self.tiles[key] = make()
            self._listen(tile)
            tile.show()
        return tile

    def _listen(self, tile: StageTile) -> None:
        tile.item_of = self._item_of
        tile.clicked.connect(lambda: self.opened.emit(tile.key))
        tile.edit_asked.connect(lambda: self.edit_asked.emit(tile.key))
        tile.open_asked.connect(lambda: self.details_asked.emit(tile.key))
        tile.delete_asked.connect(lambda: self.delete_asked.emit(tile.key))
        tile.duplicate_asked.connect(lambda: self.duplicate_asked.emit(tile.key))
        tile.pushed.connect(lambda step: self.pushed.emit(tile.key, step))
        tile.stepped.connect(lambda step: self._step(tile, step))
        tile.focused.connect(lambda: self._focus_came(tile))
        self.drag.listen(tile)

    def can_add(self, stage_id: str, lane_key: str) -> bool:
        """Whether something can be added to a cell: no handoff starts at the last stage."""
        lane = next((lane for lane in self.content.lanes if lane.key == lane_key), None)
        if lane is None or not lane.add:
            return False
        return lane_key != HANDOFFS or self.content.stages[-1].id != stage_id

    def cards_of(self, stage_id: str, lane_key: str) -> list[StageTile]:
        """The cards of a cell from the top."""
        return [self.tiles[face.key] for face in self.content.cell(stage_id, lane_key) if face.key in self.tiles]

    # Where it stands

    def arrange(self) -> None:
        """Lay out everything at the size there is."""
        count = len(self.content.stages)
        labels = theme.px(LABELS)
        if count and (self.width() - labels) // count < theme.px(ROOMY_COLUMN):
            labels = theme.px(NARROW_LABELS)
        room = self.width() - labels
        bar = self.area.verticalScrollBar().sizeHint().width()
        head, self.places = self._measured(room)
        high = self.height() - head - (bar if self.places.width > room else 0)
        if self.places.height > high:
            room -= bar
            head, self.places = self._measured(room)
        self._side_clip.setFixedSize(labels, max(0, self.height() - head - (bar if self.places.width > room else 0)))
        self._head_clip.setFixedSize(room, head)
        self.head.resize(max(self.places.width, room), head)
        self.field.resize(max(self.places.width, 1), max(self.places.height, 1))
        self.field.show_places(self.content, self.places)
        self.labels.show_places(self.content, self.places, labels)
        self._arrange_heads()
        self._arrange_cards()
        self._follow()

    def _measured(self, room: int) -> tuple[int, Places]:
        """Height of the heads, and the places of columns and lanes, in this width."""
        count = len(self.content.stages)
        column = column_width(room, count, theme.px(LEAST_COLUMN), theme.px(SCROLLED_COLUMN))
        head = self._head_height(column)
        natural = [(FEELING, theme.px(LANE_HEIGHT))]
        natural += [(lane.key, self._lane_height(lane.key, column)) for lane in self.content.lanes]
        bar = self.area.horizontalScrollBar().sizeHint().height() if column * count > room else 0
        bands = lane_bands(natural, self.height() - head - bar, fixed=1)
        return head, Places(column, count, bands)

    def _head_height(self, column: int) -> int:
        stages = self.content.stages
        highest = max((self.tiles[head_key(face.id)].height_for(column) for face in stages), default=0)
        return highest + (theme.px(PILL_HEIGHT) + LANE_GAP if self.content.rates else 0) + LANE_GAP

    def _lane_height(self, lane_key: str, column: int) -> int:
        width = column - 2 * CELL_PAD
        most = theme.px(LEAST_LANE)
        for stage in self.content.stages:
            heights = [card.height_for(width) for card in self.cards_of(stage.id, lane_key)]
            if heights:
                most = max(most, sum(heights) + CARD_GAP * (len(heights) - 1) + 2 * CELL_TOP)
        return most

    def _arrange_heads(self) -> None:
        rates = theme.px(PILL_HEIGHT) + LANE_GAP if self.content.rates else 0
        high = self.head.height() - rates - LANE_GAP
        column = self.places.column
        for number, face in enumerate(self.content.stages):
            header = self.tiles[head_key(face.id)]
            if isinstance(header, StageHeader):
                header.first = number == 0
            # Each point lies in the next one's notch, with a hair between them.
            over = 6 if number + 1 < len(self.content.stages) else 0
            header.setGeometry(self.places.left(number), 0, column + over, high)
            pill = self.tiles.get(rate_key(face.id))
            if isinstance(pill, RatePill):
                width = pill.fit(column - 4)
                left = min(self.places.left(number + 1) - width // 2, self.places.width - width)
                pill.setGeometry(left, high + LANE_GAP, width, theme.px(PILL_HEIGHT))

    def _arrange_cards(self) -> None:
        column, width = self.places.column, self.places.column - 2 * CELL_PAD
        feeling = self.places.band(FEELING)
        size = theme.px(POINT_SIZE)
        for number, stage in enumerate(self.content.stages):
            left = self.places.left(number) + CELL_PAD
            point = self.tiles[feeling_key(stage.id)]
            if feeling is not None:
                y = height_of(stage.emotion, QRectF(0, feeling.top, column, feeling.height))
                point.setGeometry(self.places.left(number) + (column - size) // 2, round(y - size / 2), size, size)
            for lane in self.content.lanes:
                band = self.places.band(lane.key)
                if band is not None:
                    self._arrange_cell(stage.id, band, left, width)

    def _arrange_cell(self, stage_id: str, band: Band, left: int, width: int) -> None:
        top = band.top + CELL_TOP
        for card in self.cards_of(stage_id, band.key):
            high = card.height_for(width)
            card.setGeometry(left, top, width, high)
            top += high + CARD_GAP
        slot = self.tiles.get(f"add:{stage_id}:{band.key}")
        if slot is not None:
            slot.setGeometry(left, top, width, min(slot.height_for(width), band.height - 2 * CELL_TOP))

    def _follow(self) -> None:
        """Keep heads and names where the cells are scrolled to."""
        self.head.move(-self.area.horizontalScrollBar().value(), 0)
        self.labels.move(0, -self.area.verticalScrollBar().value())
        if self._editor is not None and self._edited is not None:
            self._editor.place(self._edited())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        tile = self.tiles.get(self.current)
        if tile is not None and event.size().width() < event.oldSize().width():
            # The details have opened beside: what they are about stays in sight.
            self.bring_into_view(tile)

    # The focus

    def column_of(self, stage_id: str) -> list[str]:
        """The keys of a stage's pieces from the top."""
        keys = [head_key(stage_id), rate_key(stage_id), feeling_key(stage_id)]
        for lane in self.content.lanes:
            faces = self.content.cell(stage_id, lane.key)
            keys += [face.key for face in faces] if faces else [f"add:{stage_id}:{lane.key}"]
        return [key for key in keys if key in self.tiles]

    def row_of(self, key: str) -> str:
        """The row that a piece stands in: "head", "rate", "feeling" or its lane."""
        tile = self.tiles.get(key)
        if isinstance(tile, BoardCard):
            return tile.face.lane
        if isinstance(tile, AddTile):
            return tile.lane
        return key.partition(":")[0]

    def _step(self, tile: StageTile, step: str) -> None:
        stages = [face.id for face in self.content.stages]
        if step in {"up", "down"}:
            column = self.column_of(tile.stage)
            place = column.index(tile.key) + (1 if step == "down" else -1)
            if 0 <= place < len(column):
                self.focus_on(column[place])
            return
        here = stages.index(tile.stage)
        there = {"left": here - 1, "right": here + 1, "first": 0, "last": len(stages) - 1}[step]
        if 0 <= there < len(stages):
            self.focus_on(self._beside(tile, stages[there]))

    def _beside(self, tile: StageTile, stage_id: str) -> str:
        """The piece of another stage that stands where this one does: in its row, else in the row above."""
        row, column = self.row_of(tile.key), self.column_of(stage_id)
        mine = [key for key in self.column_of(tile.stage) if self.row_of(key) == row]
        theirs = [key for key in column if self.row_of(key) == row]
        if theirs:
            return theirs[min(mine.index(tile.key), len(theirs) - 1)]
        rows = ["Stage", "rate", "feeling", *(lane.key for lane in self.content.lanes)]
        above = set(rows[: rows.index(row)])
        return next((key for key in reversed(column) if self.row_of(key) in above), column[0])

    def _neighbours(self, key: str) -> list[str]:
        """Where the focus goes when a piece vanishes: within its cell, the empty cell's button, its head, any head."""
        tile = self.tiles.get(key)
        if tile is None:
            return []
        cell = [other for other in self.column_of(tile.stage) if self.row_of(other) == self.row_of(key)]
        place = cell.index(key) if key in cell else 0
        stages = [face.id for face in self.content.stages]
        number = stages.index(tile.stage) if tile.stage in stages else 0
        heads = [head_key(stage) for stage in (*stages[number:], *reversed(stages[:number]))]
        return [*cell[place + 1 :], *reversed(cell[:place]), f"add:{tile.stage}:{self.row_of(key)}", *heads]

    def _first(self) -> str:
        return head_key(self.content.stages[0].id) if self.content.stages else ""

    def focus_on(self, key: str, *, by_key: bool = True) -> None:
        """Give a piece the focus and bring it into view."""
        tile = self.tiles.get(key)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.ShortcutFocusReason if by_key else Qt.FocusReason.OtherFocusReason)

    def make_current(self, key: str) -> None:
        """Bring a piece into view and let Tab lead to it; the focus stays where it is."""
        if key in self.tiles:
            self.current = key
            self._mark_current()
            self.bring_into_view(self.tiles[key])

    def _focus_came(self, tile: StageTile) -> None:
        self.current = tile.key
        self._mark_current()
        self.bring_into_view(tile)
        self.focus_moved.emit(tile.key)

    def bring_into_view(self, tile: StageTile) -> None:
        """Scroll so that a piece is seen; a head scrolls across only."""
        if tile.parentWidget() is self.field:
            self.area.ensureWidgetVisible(tile, CELL_PAD, CELL_PAD)
            return
        down = self.area.verticalScrollBar().value()
        middle = tile.geometry().center().x()
        self.area.ensureVisible(middle, down, self.places.column // 2 + CELL_PAD, 0)

    def _mark_current(self) -> None:
        """Tab reaches the board at one piece only: arrows lead on from there."""
        if self.current not in self.tiles:
            self.current = self._first()
        for key, tile in self.tiles.items():
            policy = Qt.FocusPolicy.StrongFocus if key == self.current else Qt.FocusPolicy.ClickFocus
            if tile.focusPolicy() != policy:
                tile.setFocusPolicy(policy)

    # Editing in place

    def keep_typed(self) -> None:
        """Keep what is typed in place and not entered yet."""
        if self._editor is not None:
            self._editor.keep_typed()

    def edit_in_place(
        self,
        key: str,
        column: Column,
        text: str,
        enter: Callable[[str], None],
        *,
        below: bool = False,
        keep: Callable[[str | None], None] | None = None,
    ) -> CellEditor:
        """Open an editor over a piece of the board, or below the last card of its cell.

        Args:
            key: the piece.
            column: what is typed; says how it is read.
            text: what stands there now.
            enter: takes what was typed; its `PlanError` is shown at the editor, which stays open.
            below: for a new card in a cell that has some already.
            keep: takes what is typed and not entered yet (`CellEditor`).
        """
        tile = self.tiles[key]
        self.bring_into_view(tile)

        def place() -> QRect:
            rect = QRect(tile.mapTo(self, tile.rect().topLeft()), tile.size())
            return rect.translated(0, tile.height() + CARD_GAP) if below else rect

        def done(by_key: bool) -> None:
            if self._editor is editor:
                self._editor = self._edited = None
            if by_key:
                self.focus_on(self.current)

        self.current = key
        editor = CellEditor(column, text, enter, done, self, keep)
        self._editor, self._edited = editor, place
        editor.place(place())
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor
