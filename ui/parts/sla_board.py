"""Two facing columns of SLAs: what one team owes the other, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.cell_editor import CellEditor
from ui.parts.painting import begin, draw_team, draw_text
from ui.parts.sla_card import SlaCard
from ui.parts.swimlane_tile import draw_slot
from ui.parts.tile import Tile

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column as FieldColumn
    from joint_plan.plan.record import Record
    from ui.parts.sla_faces import Column

CARD_GAP = 8
_HEAD = 32


class ColumnHead(QWidget):
    """Who owes whom, how many of it are agreed, and a button to add one."""

    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self.add = QToolButton()
        self.add.clicked.connect(self.add_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.add)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(_HEAD))
        self.add.setFixedWidth(theme.px(28))
        self.add.setIcon(theme.icon("plus", "muted"))

    def show_column(self, column: Column) -> None:
        """Show this column's names and numbers."""
        self._column = column
        words = _("Add what {team} owes {other}").format(team=column.team_name, other=column.to_name)
        self.add.setToolTip(words)
        self.add.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._column is None:
            return
        column, tokens = self._column, theme.tokens()
        painter = begin(self)
        draw_team(painter, column.team, QRectF(0, self.height() / 2 - 6, 12, 12))
        right = self.add.x() - 2
        count = _("{agreed} of {total} agreed").format(agreed=column.agreed, total=len(column.faces))
        small = "small"
        wide = theme.metrics(small).horizontalAdvance(count)
        title = _("{team} owes {other}").format(team=column.team_name, other=column.to_name)
        left = 17
        role = "h3" if theme.metrics("h3").horizontalAdvance(title) < right - left - wide - 10 else "strong"
        if theme.metrics(role).horizontalAdvance(title) > right - left - wide - 6:
            small = "caption"
            wide = theme.metrics(small).horizontalAdvance(count)
        if theme.metrics(role).horizontalAdvance(title) > right - left - wide - 6:
            count = f"{column.agreed}/{len(column.faces)}"
            wide = theme.metrics(small).horizontalAdvance(count)
        place = QRectF(left, 0, right - left - wide - 3, self.height())
        draw_text(painter, place, title, theme.font(role), tokens.text)
        place = QRectF(right - wide, 0, wide + 1, self.height())
        draw_text(painter, place, count, theme.font(small), tokens.muted, elide=False)


class AddSla(Tile):
    """The dashed button at the end of a column."""

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(f"add:{column.team}:{column.to}", parent)
        self.words = ""
        self.say(column)

    def say(self, column: Column) -> None:
        """Take on the names of the teams."""
        self.words = _("Add what {team} owes").format(team=column.team_name)
        self.setAccessibleName(_("Add what {team} owes {other}").format(team=column.team_name, other=column.to_name))
        self.update()

    def height_for(self, width: int) -> int:
        return theme.px(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_slot(begin(self), self, self.words)


class _Ground(QWidget):
    """Both columns' cards, and the mark of a drop."""

    def __init__(self) -> None:
        super().__init__()
        self.mark: QRectF | None = None

    def show_mark(self, mark: QRectF | None) -> None:
        """Show where a card would be dropped."""
        self.mark = mark
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.mark is not None:
            painter = begin(self)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().accent)
            painter.drawRoundedRect(self.mark, 1.5, 1.5)


class SlaBoard(QWidget):
    """The columns. They scroll together; their heads stay."""

    opened = Signal(str)
    """Enter or a double click on a card or on the button below a column."""
    delete_asked = Signal(str)
    duplicate_asked = Signal(str)
    pushed = Signal(str, str)
    """(key, up / down / left / right)."""
    dropped = Signal(str, str, str)
    """(key, team that owes it now, key of the card it goes before or "")."""
    stance_asked = Signal(str, str)
    """(team id, key)."""
    focus_moved = Signal(str)

    def __init__(self, item_of: Callable[[str], Record | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item_of = item_of
        self.columns: tuple[Column, ...] = ()
        self.tiles: dict[str, Tile] = {}
        self.current = ""
        self._editor: CellEditor | None = None
        self._edited: Callable[[], QRect] | None = None
        self._grip = QPoint()
        self.heads = (ColumnHead(), ColumnHead())
        self.ground = _Ground()
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.verticalScrollBar().setSingleStep(24)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        self._head_row = QHBoxLayout()
        for number, head in enumerate(self.heads):
            self._head_row.addWidget(head, 1)
            head.add_asked.connect(lambda number=number: self.opened.emit(self._slot_key(number)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head_row)
        column.addWidget(self.area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.arrange)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(200))

    # What is shown

    def show_columns(self, columns: tuple[Column, Column]) -> None:
        """Show these: cards that stay are kept, and drawn again only where they changed."""
        neighbours = self._neighbours(self.current)
        had_focus = self.current in self.tiles and self.tiles[self.current].hasFocus()
        self.columns = columns
        kept = set(self._fill())
        gone = [self.tiles.pop(key) for key in tuple(self.tiles) if key not in kept]
        for head, column in zip(self.heads, columns, strict=True):
            head.show_column(column)
        self.arrange()
        if self.current not in self.tiles:
            self.current = next((key for key in neighbours if key in self.tiles), self._first())
            if had_focus:
                self.tiles[self.current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        for tile in gone:
            tile.hide()
            tile.deleteLater()
        self._mark_current()

    def _fill(self) -> Iterator[str]:
        for number, column in enumerate(self.columns):
            for face in column.faces:
                card = self.tiles.get(face.key)
                if isinstance(card, SlaCard):
                    card.show_face(face)
                else:
                    card = SlaCard(face, self.ground)
                    card.stance_asked.connect(self.stance_asked)
                    self._listen(card)
                yield face.key
            key = self._slot_key(number)
            slot = self.tiles.get(key)
            if isinstance(slot, AddSla):
                slot.say(column)
            else:
                self._listen(AddSla(column, self.ground))
            yield key

    def _slot_key(self, number: int) -> str:
        column = self.columns[number]
        return f"add:{column.team}:{column.to}"

    def _listen(self, tile: Tile) -> None:
        self.tiles[tile.key] = tile
        tile.item_of = self._item_of
        tile.clicked.connect(lambda: self.opened.emit(tile.key))
        tile.edit_asked.connect(lambda: self.opened.emit(tile.key))
        tile.open_asked.connect(lambda: self.opened.emit(tile.key))
        tile.delete_asked.connect(lambda: self.delete_asked.emit(tile.key))
        tile.duplicate_asked.connect(lambda: self.duplicate_asked.emit(tile.key))
        tile.pushed.connect(lambda step: self.pushed.emit(tile.key, step))
        tile.stepped.connect(lambda step: self._step(tile.key, step))
        tile.focused.connect(lambda: self._focus_came(tile))
        tile.dragged.connect(lambda at: self._drag(tile, at))
        tile.dropped.connect(lambda at: self._drop(tile, at))
        tile.drag_left.connect(self._end_drag)
        tile.show()

    def select(self, key: str) -> None:
        """Mark the card that is in the form."""
        for tile in self.tiles.values():
            if isinstance(tile, SlaCard):
                tile.select(tile.key == key)

    # Where it stands

    def keys_of(self, number: int) -> list[str]:
        """The keys of a column from the top, with the button at its end."""
        return [*(face.key for face in self.columns[number].faces), self._slot_key(number)]

    def _gutter(self, width: int) -> int:
        return theme.space(4) if width > theme.px(900) else theme.space(3)

    def arrange(self) -> None:
        """Lay out the cards at the width there is."""
        if not self.columns:
            return
        width = self.width()
        bar = self.area.verticalScrollBar().sizeHint().width()
        high = self._place_cards(width)
        if high > self.area.viewport().height():
            width -= bar
            high = self._place_cards(width)
        self.ground.resize(width, high)
        gutter = self._gutter(width)
        self._head_row.setSpacing(gutter)
        self._head_row.setContentsMargins(0, 0, self.width() - width, 0)
        self._follow()

    def _place_cards(self, width: int) -> int:
        gutter = self._gutter(width)
        column = (width - gutter) // 2
        lowest = 0
        for number in range(len(self.columns)):
            top = 0
            for key in self.keys_of(number):
                tile = self.tiles[key]
                high = tile.height_for(column)
                tile.setGeometry(number * (column + gutter), top, column, high)
                top += high + CARD_GAP
            lowest = max(lowest, top)
        return max(1, lowest - CARD_GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _follow(self) -> None:
        if self._editor is not None and self._edited is not None:
            self._editor.place(self._edited())

    # The focus

    def _place_of(self, key: str) -> tuple[int, int] | None:
        for number in range(len(self.columns)):
            keys = self.keys_of(number)
            if key in keys:
                return number, keys.index(key)
        return None

    def _step(self, key: str, step: str) -> None:
        place = self._place_of(key)
        if place is None:
            return
        number, row = place
        keys = self.keys_of(number)
        if step in {"up", "down"}:
            there = row + (1 if step == "down" else -1)
            if 0 <= there < len(keys):
                self.focus_on(keys[there])
        elif step in {"first", "last"}:
            self.focus_on(keys[0 if step == "first" else -1])
        elif (step == "left") == (number == 1):
            self.focus_on(self._beside(key, 1 - number))

    def _beside(self, key: str, number: int) -> str:
        """The card of the other column that stands at the same height."""
        middle = self.tiles[key].geometry().center().y()
        keys = self.keys_of(number)
        return min(keys, key=lambda other: abs(self.tiles[other].geometry().center().y() - middle))

    def _neighbours(self, key: str) -> list[str]:
        place = self._place_of(key) if self.columns else None
        if place is None:
            return []
        keys = self.keys_of(place[0])
        return [*keys[place[1] + 1 : -1], *reversed(keys[: place[1]]), keys[-1]]

    def _first(self) -> str:
        return self.keys_of(0)[0]

    def focus_on(self, key: str, *, by_key: bool = True) -> None:
        """Give a card the focus and bring it into view."""
        tile = self.tiles.get(key)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.ShortcutFocusReason if by_key else Qt.FocusReason.OtherFocusReason)

    def bring_into_view(self, key: str) -> None:
        """Scroll so that a card is seen."""
        tile = self.tiles.get(key)
        if tile is not None:
            self.area.ensureWidgetVisible(tile, 0, CARD_GAP)

    def make_current(self, key: str) -> None:
        """Bring a card into view and let Tab lead to it; the focus stays where it is."""
        if key in self.tiles:
            self.current = key
            self._mark_current()
            self.bring_into_view(key)

    def _focus_came(self, tile: Tile) -> None:
        self.current = tile.key
        self._mark_current()
        self.bring_into_view(tile.key)
        self.focus_moved.emit(tile.key)

    def _mark_current(self) -> None:
        """Tab reaches the columns at one card only: arrows lead on from there."""
        for key, tile in self.tiles.items():
            policy = Qt.FocusPolicy.StrongFocus if key == self.current else Qt.FocusPolicy.ClickFocus
            if tile.focusPolicy() != policy:
                tile.setFocusPolicy(policy)

    # Dragging

    def _landing(self, tile: Tile, at: QPoint) -> tuple[int, str]:
        """(column, key of the card below or "") under the mouse."""
        here = self.ground.mapFromGlobal(at)
        number = 0 if here.x() < self.ground.width() / 2 else 1
        for face in self.columns[number].faces:
            card = self.tiles[face.key]
            if card is not tile and here.y() < card.geometry().center().y():
                return number, face.key
        return number, ""

    def _drag(self, tile: Tile, at: QPoint) -> None:
        tile.raise_()
        number, before = self._landing(tile, at)
        slot = self.tiles[before or self._slot_key(number)]
        self.ground.show_mark(QRectF(slot.x(), slot.y() - CARD_GAP / 2 - 1.5, slot.width(), 3))
        grip = QPoint(tile.width() // 2, min(tile.height() // 2, theme.px(16)))
        tile.move(self.ground.mapFromGlobal(at) - grip)

    def _drop(self, tile: Tile, at: QPoint) -> None:
        number, before = self._landing(tile, at)
        self._end_drag()
        self.dropped.emit(tile.key, self.columns[number].team, before)

    def _end_drag(self) -> None:
        self.ground.show_mark(None)
        self.arrange()

    # Adding in place

    def add_in_place(self, key: str, column: FieldColumn, enter: Callable[[str], None]) -> CellEditor:
        """Open an editor over the button at the end of a column."""
        tile = self.tiles[key]
        self.current = key
        self.bring_into_view(key)

        def place() -> QRect:
            return QRect(tile.mapTo(self, QPoint(0, 0)), tile.size())

        def done(by_key: bool) -> None:
            if self._editor is editor:
                self._editor = self._edited = None
            if by_key:
                self.focus_on(self.current)

        editor = CellEditor(column, "", enter, done, self)
        self._editor, self._edited = editor, place
        editor.place(place())
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor
