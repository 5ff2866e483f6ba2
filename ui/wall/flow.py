"""Cells under each other in columns: lists, fields and cards, on as many pages as they take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from ui.wall.type import BODY, Ink, broken, leading, sizes, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.wall.canvas import Canvas

_LABEL, _SUB = 30, 30
_PAD_ACROSS, _PAD_DOWN = 24, 14
_LEAST_LINES = 2
"""A cell is not parted so that fewer lines stand alone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry: a small label above, the text, a small line below; in a card with an edge, or plain.

    `mark` stands before the text: a number, a code, a time; `team` and `icon` are drawn before the label.
    """

    text: str
    label: str = ""
    sub: str = ""
    mark: str = ""
    team: str = ""
    icon: str = ""
    edge: Ink = ""
    boxed: bool = False
    fill: Ink = "surface"
    border: Ink = "border"
    weight: int = 500
    hollow: bool = False
    icon_ink: Ink = "muted"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell, or a part of one, broken into lines for a width."""

    cell: Cell
    size: int
    label: tuple[str, ...]
    lines: tuple[str, ...]
    sub: tuple[str, ...]
    mark_width: float

    @property
    def height(self) -> float:
        words = leading(_LABEL) * len(self.label) + leading(self.size) * len(self.lines)
        words += leading(_SUB) * len(self.sub)
        return words + (2 * _PAD_DOWN if self.cell.boxed else 0)

    def cut(self, room: float) -> tuple[_Piece, _Piece] | None:
        """What goes into this height, and the rest; `None` where that would leave single lines."""
        free = room - leading(_LABEL) * len(self.label) - (2 * _PAD_DOWN if self.cell.boxed else 0)
        count = min(len(self.lines), int(free // leading(self.size)))
        if len(self.lines) - count < _LEAST_LINES and len(self.lines) > 2 * _LEAST_LINES:
            count = len(self.lines) - _LEAST_LINES
        if count < min(_LEAST_LINES, len(self.lines)) or count >= len(self.lines):
            return None
        return replace(self, lines=self.lines[:count], sub=()), replace(self, lines=self.lines[count:])


def flow(
    canvas: Canvas,
    rect: QRectF,
    cells: Sequence[Cell],
    *,
    columns: int = 1,
    gap: float = 18,
    between: float = 28,
    size: int = 40,
    least: int = BODY,
) -> float:
    """Put cells into columns, from the top; returns where the lowest ends. What is too much goes on the next part."""
    wide = (rect.width() - between * (columns - 1)) / columns
    # What is far too much need not be broken into lines at every size to see that.
    room = rect.height() * columns
    for tried in sizes(size, least) if len(cells) * (leading(least) + gap) <= room else ():
        pieces = [_piece(cell, tried, wide) for cell in cells]
        found = _balanced(pieces, rect.height(), gap, columns)
        if found is not None:
            return _draw(canvas, rect, found, wide, gap, between)
    pieces = [_piece(cell, least, wide) for cell in cells]
    filled = _columns(pieces, rect.height(), gap, cut=True)
    canvas.parts = max(canvas.parts, -(-len(filled) // columns))
    first = min(canvas.part, -(-len(filled) // columns) - 1) * columns
    return _draw(canvas, rect, filled[first : first + columns], wide, gap, between)


def _piece(cell: Cell, size: int, wide: float) -> _Piece:
    inside = wide - (2 * _PAD_ACROSS if cell.boxed else 0)
    before = leading(_LABEL) * 1.2 if cell.team or cell.icon else 0.0
    label = broken(cell.label, _LABEL, 500, inside - before) if cell.label else ()
    mark = 0.0
    if cell.mark:
        mark = width_of(cell.mark, size, 600, tabular=True) + size * 0.5
    if not label and before:
        mark += size * 1.1
    lines = broken(cell.text.strip(), size, cell.weight, inside - mark) if cell.text.strip() else ()
    sub = broken(cell.sub, _SUB, 400, inside - mark) if cell.sub else ()
    return _Piece(cell, size, label, lines, sub, mark)


def _balanced(pieces: list[_Piece], height: float, gap: float, columns: int) -> list[list[_Piece]] | None:
    """The columns, about equally long, if everything fits into them."""
    total = sum(piece.height + gap for piece in pieces)
    most = height
    if columns > 1:
        tried = total / columns
        while tried < height:
            found = _columns(pieces, tried, gap, cut=False)
            if len(found) <= columns and all(_height(column, gap) <= tried for column in found):
                return found
            tried += 24
    found = _columns(pieces, most, gap, cut=False)
    fits = len(found) <= columns and all(_height(column, gap) <= most for column in found)
    return found if fits else None


def _height(column: list[_Piece], gap: float) -> float:
    return sum(piece.height + gap for piece in column) - gap


def _columns(pieces: list[_Piece], height: float, gap: float, *, cut: bool) -> list[list[_Piece]]:
    found: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        rest: _Piece | None = piece
        while rest is not None:
            if rest.height <= height - used or (not found[-1] and not cut):
                found[-1].append(rest)
                used += rest.height + gap
                rest = None
                continue
            # What fits on a page by itself is not torn apart.
            parted = rest.cut(height - used) if cut and rest.height > height else None
            if parted is not None:
                found[-1].append(parted[0])
                rest = parted[1]
            elif not found[-1]:
                found[-1].append(rest)
                rest = None
            found.append([])
            used = 0.0
    return [column for column in found if column] or [[]]


def _draw(canvas: Canvas, rect: QRectF, columns: list[list[_Piece]], wide: float, gap: float, between: float) -> float:
    lowest = rect.top()
    for number, column in enumerate(columns):
        left, top = rect.left() + number * (wide + between), rect.top()
        for piece in column:
            _draw_piece(canvas, QRectF(left, top, wide, piece.height), piece)
            lowest = max(lowest, top + piece.height)
            top += piece.height + gap
    return lowest


def _draw_piece(canvas: Canvas, rect: QRectF, piece: _Piece) -> None:
    cell, place = piece.cell, QRectF(rect)
    if cell.boxed:
        canvas.box(rect, cell.fill, cell.border, edge=cell.edge)
        place = rect.adjusted(_PAD_ACROSS, _PAD_DOWN, -_PAD_ACROSS, -_PAD_DOWN)
    left, top = place.left(), place.top()
    first = _LABEL if piece.label else piece.size
    middle = top + leading(first) / 2
    if cell.team:
        canvas.team(cell.team, left, middle, first * 0.72, hollow=cell.hollow)
    elif cell.icon:
        canvas.icon(cell.icon, cell.icon_ink, left, middle, first * 0.9)
    before = leading(_LABEL) * 1.2 if cell.team or cell.icon else 0.0
    if piece.label:
        box = QRectF(left + before, top, place.width() - before, place.height())
        top = canvas.put(piece.label, box, _LABEL, 500, "muted", body=False)
    if cell.mark and piece.lines:
        shift = piece.size * 1.1 if before and not piece.label else 0.0
        place_of_mark = QRectF(left + shift, top, piece.mark_width, 0)
        canvas.put((cell.mark,), place_of_mark, piece.size, 600, "muted", tabular=True)
    if piece.lines:
        box = QRectF(left + piece.mark_width, top, place.width() - piece.mark_width, place.height())
        top = canvas.put(piece.lines, box, piece.size, cell.weight)
    if piece.sub:
        box = QRectF(left + piece.mark_width, top, place.width() - piece.mark_width, place.height())
        canvas.put(piece.sub, box, _SUB, 400, "muted", body=False)
