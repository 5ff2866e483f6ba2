"""Dragging on the journey's board: a card follows the mouse, a mark shows where it would land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, QTimer

from ui import theme
from ui.parts.swimlane_feeling import FeelingPoint, feeling_at
from ui.parts.swimlane_head import StageHeader
from ui.parts.swimlane_lanes import FEELING
from ui.parts.swimlane_places import CARD_GAP, CELL_PAD, CELL_TOP
from ui.parts.swimlane_tile import BoardCard, StageTile

if TYPE_CHECKING:
    from ui.parts.swimlane import Swimlane

_EDGE = 24
"""This near to the edge the board scrolls under a dragged card."""
_SCROLL_STEP = 14
_SCROLL_EVERY = 30


class BoardDrag(QObject):
    """Follows one drag at a time on a board."""

    def __init__(self, board: Swimlane) -> None:
        super().__init__(board)
        self._board = board
        self._tile: StageTile | None = None
        self._grip = QPoint()
        self._at = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)

    def listen(self, tile: StageTile) -> None:
        """Hear of a tile's drags."""
        tile.dragged.connect(lambda at: self._move(tile, at))
        tile.dropped.connect(lambda at: self._drop(tile, at))
        tile.drag_left.connect(self._end)

    def _move(self, tile: StageTile, at: QPoint) -> None:
        if self._tile is None:
            self._tile = tile
            self._grip = QPoint(tile.width() // 2, min(tile.height() // 2, theme.px(16)))
            tile.raise_()
            self._scroll.start()
        self._at = at
        self._follow()

    def _follow(self) -> None:
        tile, board = self._tile, self._board
        if tile is None:
            return
        ground = tile.parentWidget() or board.field
        corner = ground.mapFromGlobal(self._at) - self._grip
        if isinstance(tile, FeelingPoint):
            tile.move(tile.x(), corner.y() + self._grip.y() - tile.height() // 2)
        elif isinstance(tile, StageHeader):
            tile.move(corner.x(), tile.y())
            x = board.places.left(self._gap()) - 1.5
            board.field.show_mark(QRectF(x, 0, 3, board.field.height()))
        else:
            tile.move(corner)
            board.field.show_mark(self._landing_mark(tile))

    def _gap(self) -> int:
        return self._board.places.gap_at(self._board.field.mapFromGlobal(self._at).x())

    def _landing(self, tile: StageTile) -> tuple[str, str, str]:
        """(stage id, lane key, key of the card below or "") under the mouse."""
        board = self._board
        here = board.field.mapFromGlobal(self._at)
        stage = board.content.stages[board.places.column_at(here.x())].id
        band = board.places.band_at(here.y())
        lane = band.key if band is not None and band.key != FEELING else board.content.lanes[0].key
        for card in board.cards_of(stage, lane):
            if card is not tile and here.y() < card.y() + card.height() / 2:
                return stage, lane, card.key
        return stage, lane, ""

    def _landing_mark(self, tile: StageTile) -> QRectF | None:
        board = self._board
        stage, lane, before = self._landing(tile)
        band = board.places.band(lane)
        if band is None:
            return None
        number = next(place for place, face in enumerate(board.content.stages) if face.id == stage)
        y = float(band.top + CELL_TOP - CARD_GAP / 2)
        for card in board.cards_of(stage, lane):
            if card.key == before:
                break
            if card is not tile:
                y = card.y() + card.height() + CARD_GAP / 2
        left = board.places.left(number)
        return QRectF(left + CELL_PAD, y - 1.5, board.places.column - 2 * CELL_PAD, 3)

    def _drop(self, tile: StageTile, at: QPoint) -> None:
        self._at = at
        board = self._board
        gap, landing = self._gap(), ("", "", "")
        if isinstance(tile, BoardCard):
            landing = self._landing(tile)
        self._end()
        if isinstance(tile, FeelingPoint):
            band = board.places.band(FEELING)
            if band is not None:
                y = board.field.mapFromGlobal(at).y()
                board.feeling_dropped.emit(tile.key, feeling_at(y, QRectF(0, band.top, 1, band.height)))
        elif isinstance(tile, StageHeader):
            board.stage_dropped.emit(tile.key, gap)
        elif isinstance(tile, BoardCard):
            board.dropped.emit(tile.key, *landing)

    def _end(self) -> None:
        self._tile = None
        self._scroll.stop()
        self._board.field.show_mark(None)
        self._board.arrange()

    def _scroll_on(self) -> None:
        area = self._board.area
        here = area.viewport().mapFromGlobal(self._at)
        before = self._board.field.pos()
        for bar, place, room in (
            (area.horizontalScrollBar(), here.x(), area.viewport().width()),
            (area.verticalScrollBar(), here.y(), area.viewport().height()),
        ):
            if place < _EDGE:
                bar.setValue(bar.value() - _SCROLL_STEP)
            elif place > room - _EDGE:
                bar.setValue(bar.value() + _SCROLL_STEP)
        if self._board.field.pos() != before:
            self._follow()
