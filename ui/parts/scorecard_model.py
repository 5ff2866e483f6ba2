"""The scorecard as a table: groups, measures and periods; a cell is what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from joint_plan.base.locale import format_number
from joint_plan.base.texts import _
from joint_plan.exchange.coercion import names_now, value_of
from joint_plan.plan import kinds
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.record import spec_of
from joint_plan.rules.scorecard import (
    Period,
    Scorecard,
    ScoreRow,
    Together,
    group_name,
    scorecard,
    status,
    status_label,
)
from joint_plan.rules.scorecard_words import cell_words, unit_words
from ui.parts.scorecard_edits import Cell, set_actuals
from ui.parts.table_model import COLUMN
from ui.parts.tips import plain

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

Index = QModelIndex | QPersistentModelIndex
NAME, TREND, FIRST = 0, 1, 2
"""Columns: the measure, its bars, and from here on the periods."""


@dataclass(frozen=True, slots=True)
class _Typed(kinds.Number):
    """A number as people type it into a cell of percent: the sign may stand behind it."""

    def parse(self, text: str) -> Decimal | None:
        return kinds.Number.parse(self, text.strip().removesuffix("%"))


_DECLARED = spec_of(Actual).by_column["value"]
VALUE = replace(_DECLARED, kind=_Typed())


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: a heading, a measure, or how many promises were kept. `heading` is a group's key."""

    heading: str = ""
    row: ScoreRow | None = None
    kept: Together | None = None


class ScoreModel(QAbstractTableModel):
    """Follows the plan by `show_plan`; changing a cell is an edit of the plan."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.card: Scorecard = scorecard(document.plan)
        self.lines: list[Line] = []
        self.places: tuple[int, ...] = ()

    @property
    def plan(self) -> Snapshot:
        """The plan that is shown."""
        return self._document.plan

    def show_plan(self, places: tuple[int, ...]) -> None:
        """Show the plan as it is, with the periods at these places of its scorecard."""
        card = scorecard(self._document.plan)
        lines = _lines(card)
        shape = [(line.heading, line.row and line.row.key, line.kept and line.kept.key) for line in lines]
        had = [(line.heading, line.row and line.row.key, line.kept and line.kept.key) for line in self.lines]
        if shape != had or places != self.places or card.periods != self.card.periods:
            self.beginResetModel()
            self.card, self.lines, self.places = card, lines, places
            self.endResetModel()
        elif card is not self.card:
            self.card, self.lines = card, lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + len(self.places)

    def period(self, column: int) -> Period | None:
        """The period of a column."""
        return self.card.periods[self.places[column - FIRST]] if column >= FIRST else None

    def cell(self, index: Index) -> Cell | None:
        """Which actual a cell holds; `None` where nothing is entered."""
        row, period = self.lines[index.row()].row, self.period(index.column())
        return None if row is None or period is None or period.starts is None else (row.key, period.key)

    def row_of(self, key: str) -> int:
        """The place of a measure; -1 where it is not here."""
        return next((n for n, line in enumerate(self.lines) if line.row is not None and line.row.key == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can = self.cell(index) is not None and not self._document.read_only
        return usual | Qt.ItemFlag.ItemIsEditable if can else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignLeft if section < FIRST else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Vertical or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        period = self.period(section)
        if period is None:
            return _("Measure") if section == NAME else _("Trend")
        return period.words if role == Qt.ItemDataRole.ToolTipRole else _heading(period, len(self.card.places("month")))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            cell = self.cell(index)
            held = self.card.recorded.get(cell) if cell is not None else None
            return None if held is None else held.value
        if role == COLUMN:
            return VALUE
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return plain(self.full_words(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.full_words(index)
        return None

    def _words(self, line: Line, column: int) -> str:
        if line.heading:
            return group_name(self.plan, line.heading) if column == NAME else ""
        if column < FIRST:
            name = line.row.title if line.row is not None else line.kept.name if line.kept is not None else ""
            return name if column == NAME else ""
        place = self.places[column - FIRST]
        if line.kept is not None:
            return kept_words(line.kept, place)
        value = line.row.actuals[place] if line.row is not None else None
        return "" if value is None else format_number(value)

    def full_words(self, index: Index, *, comment: bool = True) -> str:
        """All there is to say of a cell, its measure and period included, and why it is so with `comment`."""
        line, column = self.lines[index.row()], index.column()
        if line.heading:
            return group_name(self.plan, line.heading)
        if line.row is not None:
            if column >= FIRST:
                words = cell_words(self.plan, self.card, line.row, self.places[column - FIRST], comment=comment)
                return _("{measure}. {words}").format(measure=line.row.title, words=words)
            return trend_words(self.plan, self.card, line.row, self.places) if column == TREND else line.row.title
        kept = line.kept
        assert kept is not None  # a line is one of the three
        period = self.period(column)
        if period is None:
            return _("{name}: of those measured").format(name=kept.name)
        words = kept_words(kept, self.places[column - FIRST]) or _("not measured yet")
        return _("{measure}. {period}: {words}").format(measure=kept.name, period=period.words, words=words)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole or not (value is None or isinstance(value, Decimal)):
            return False
        set_actuals(self._document, {cell: value})
        return True

    def block(self, index: Index, cells: Sequence[Sequence[str]]) -> tuple[Mapping[Cell, Decimal | None], int]:
        """A pasted block from this cell on, by cell, headings stepped over; and how many filled cells found no place.

        Raises:
            FieldError: a cell that is no number.
        """
        targets = [n for n in range(index.row(), len(self.lines)) if self.lines[n].row is not None]
        names = names_now(self._document.plan)
        found: dict[Cell, Decimal | None] = {}
        lost = 0
        for number, line in enumerate(cells):
            for offset, text in enumerate(line):
                if not text.strip():
                    continue
                column = index.column() + offset
                fits = number < len(targets) and FIRST <= column < self.columnCount()
                cell = self.cell(self.index(targets[number], column)) if fits else None
                if cell is None:
                    lost += 1
                else:
                    found[cell] = value_of(text, VALUE, names)
        return found, lost


def kept_words(kept: Together, place: int) -> str:
    """Of the promises measured, how many were met, such as "3/4"; "" where none was measured."""
    return f"{kept.met[place]}/{kept.measured[place]}" if kept.measured[place] else ""


def trend_words(view: Snapshot, card: Scorecard, row: ScoreRow, places: tuple[int, ...]) -> str:
    """The bars of a row in words: how each measured period stands."""
    said = []
    for place in places:
        value = row.actuals[place]
        if value is not None:
            words = f"{card.periods[place].label} {format_number(value)} {unit_words(view, row)}".rstrip()
            label = status_label(status(row, place)).lower()
            said.append(f"{words} ({label})" if label else words)
    return _("{measure}: {values}").format(measure=row.title, values=", ".join(said) or _("not measured yet"))


def _lines(card: Scorecard) -> list[Line]:
    found: list[Line] = []
    group = ""
    for row in card.rows:
        if row.group != group:
            group = row.group
            found.append(Line(heading=group))
        found.append(Line(row=row))
    if card.together:
        found.append(Line(heading="together"))
        found += [Line(kept=kept) for kept in card.together]
    return found


def _heading(period: Period, months: int) -> str:
    """A month of a plan of one year needs no year."""
    if period.kind == "month" and period.starts is not None and months <= 12:
        return period.label.rpartition(" ")[0] or period.label
    return period.label
