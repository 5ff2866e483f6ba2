"""A preview as a tree with ticks: sections, rows, fields, each with what the plan says and what the workbook says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from joint_plan.base.texts import _
from joint_plan.exchange import words
from joint_plan.plan.sections import section
from ui import theme
from ui.parts.wrapping_tree import WrappingTree

if TYPE_CHECKING:
    from joint_plan.exchange.preview import FieldLine, Line, Preview
    from ui.importing.ticks import Ticks

MOST_OPEN = 60
"""From so many rows on sections begin closed, and rows are made when theirs is opened."""

MOST_SHOWN = 400
"""Of a section no more rows than these are shown at once; ticks stand for all, and the filter finds the others."""

_WHAT, _PLAN, _BOOK, _REMARK = range(4)
_NUMBER = Qt.ItemDataRole.UserRole
_SHARES = (4, 3, 3, 3)


class PreviewTree(WrappingTree):
    """The preview. Space ticks and clears, arrows open and close."""

    ticked = Signal()
    """A tick was set or cleared."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What the workbook would change"),
            [_("What"), _("In the plan"), _("In the workbook"), _("Remark")],
            parent,
        )
        self._ticks: Ticks | None = None
        self._of: list[tuple[Line, FieldLine | None]] = []
        self._later: list[Callable[[], None] | None] = []
        self.itemChanged.connect(self._changed)
        self.itemExpanded.connect(self._open)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)

    def show_preview(self, preview: Preview, ticks: Ticks, wanted: str = "") -> None:
        """Show what contains the wanted words; all where they are empty."""
        self._ticks = ticks
        with QSignalBlocker(self):
            self.clear()
            self._of.clear()
            self._later.clear()
            folded = wanted.casefold().split()
            lines = [line for line in preview.lines if _says(folded, _line_texts(line))]
            opened = len(lines) <= MOST_OPEN
            for key in dict.fromkeys(line.section for line in lines):
                self._section(key, [line for line in lines if line.section == key], opened=opened)
            self._remarks(
                _("Cells that cannot be taken"), [words.bad_words(bad) for bad in preview.bad], folded, "danger"
            )
            self._remarks(_("Besides"), list(preview.notes), folded, "muted")
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(self.itemBelow(first) or first)

    def show_ticks(self) -> None:
        """Draw all ticks anew."""
        with QSignalBlocker(self):
            for item in self.rows():
                self._draw_tick(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and _is_tickable(item):
            on = item.checkState(_WHAT) is not Qt.CheckState.Checked
            item.setCheckState(_WHAT, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            event.accept()
            return
        super().keyPressEvent(event)

    # making rows

    def _section(self, key: str, lines: list[Line], *, opened: bool) -> None:
        title = _("{section} ({count})").format(section=_(section(key).title), count=len(lines))
        item = QTreeWidgetItem([title])
        item.setFont(_WHAT, theme.font("body", 600))
        self.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)

        def fill() -> None:
            for line in lines[:MOST_SHOWN]:
                self._line(item, line, opened=opened)
            if len(lines) > MOST_SHOWN:
                words = _("… and {count} more, not shown. Filter to see them.")
                more = QTreeWidgetItem([words.format(count=len(lines) - MOST_SHOWN)])
                item.addChild(more)
                more.setFirstColumnSpanned(True)

        if opened:
            fill()
            item.setExpanded(True)
        else:
            self._put_off(item, fill)

    def _line(self, parent: QTreeWidgetItem, line: Line, *, opened: bool) -> None:
        one = line.fields[0] if line.kind == "changed" and len(line.fields) == 1 else None
        remark = [words.remark(line), words.conflict_words(one) if one is not None else ""]
        title = words.line_words(line)
        if one is not None:
            title = _("{item}: {field}").format(item=title, field=one.label)
        item = QTreeWidgetItem(
            [
                title,
                _value(one.before) if one is not None else "",
                _value(one.after) if one is not None else "",
                "\n".join(part for part in remark if part),
            ]
        )
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setToolTip(_WHAT, line.place or title)
        self._note(item, line, None)
        parent.addChild(item)
        if one is not None:
            self._mark(item, one)
        elif line.fields:
            self._put_off(item, lambda: self._fields_of(item, line))
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            if opened and line.kind == "changed":
                self._open(item)
                item.setExpanded(True)
        self._draw_tick(item)

    def _fields_of(self, item: QTreeWidgetItem, line: Line) -> None:
        for one in line.fields:
            child = QTreeWidgetItem([one.label, _value(one.before), _value(one.after), words.conflict_words(one)])
            if line.kind == "added":
                child.setText(_PLAN, "")
            child.setFlags(child.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            child.setToolTip(_WHAT, one.place)
            self._note(child, line, one)
            item.addChild(child)
            self._mark(child, one)
            self._draw_tick(child)

    def _mark(self, item: QTreeWidgetItem, one: FieldLine) -> None:
        if one.conflicting:
            item.setForeground(_REMARK, QBrush(theme.tokens().of("danger")))
            item.setIcon(_REMARK, theme.icon("triangle-alert", "danger"))

    def _remarks(self, title: str, lines: list[str], wanted: list[str], colour: str) -> None:
        kept = [line for line in lines if _says(wanted, [line])]
        if not kept:
            return
        head = QTreeWidgetItem([_("{section} ({count})").format(section=title, count=len(kept))])
        head.setFont(_WHAT, theme.font("body", 600))
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for line in kept:
            child = QTreeWidgetItem([line])
            child.setForeground(_WHAT, QBrush(theme.tokens().of(colour)))
            head.addChild(child)
            child.setFirstColumnSpanned(True)
        head.setExpanded(True)

    def _put_off(self, item: QTreeWidgetItem, fill: Callable[[], None]) -> None:
        """Make the rows below an item when it is opened."""
        item.setData(_PLAN, _NUMBER, len(self._later))
        self._later.append(fill)

    def _open(self, item: QTreeWidgetItem) -> None:
        number = item.data(_PLAN, _NUMBER)
        fill = self._later[number] if isinstance(number, int) else None
        if fill is not None:
            self._later[number] = None
            with QSignalBlocker(self):
                fill()

    def _note(self, item: QTreeWidgetItem, line: Line, field: FieldLine | None) -> None:
        """Remember what an item shows."""
        item.setData(_WHAT, _NUMBER, len(self._of))
        self._of.append((line, field))

    def _shown(self, item: QTreeWidgetItem) -> tuple[Line | None, FieldLine | None]:
        number = item.data(_WHAT, _NUMBER)
        return self._of[number] if isinstance(number, int) else (None, None)

    # ticks

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        line, field = self._shown(item)
        if column != _WHAT or line is None or self._ticks is None:
            return
        on = item.checkState(_WHAT) is not Qt.CheckState.Unchecked
        if field is None:
            self._ticks.set_line(line, on=on)
        else:
            self._ticks.set_field(line, field, on=on)
        with QSignalBlocker(self):
            for one in self._family(item):
                self._draw_tick(one)
        self.viewport().update()
        self.ticked.emit()

    def _family(self, item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
        """The row of an item and all of its fields."""
        parent = item.parent()
        head = parent if self._shown(item)[1] is not None and parent is not None else item
        yield head
        for number in range(head.childCount()):
            child = head.child(number)
            assert child is not None  # counted just above
            yield child

    def _draw_tick(self, item: QTreeWidgetItem) -> None:
        line, field = self._shown(item)
        if line is None or self._ticks is None:
            return
        if field is not None:
            state = Qt.CheckState.Checked if self._ticks.has(line, field) else Qt.CheckState.Unchecked
        elif self._ticks.all_of(line.parts):
            state = Qt.CheckState.Checked
        else:
            some = self._ticks.any_of(line.parts)
            state = Qt.CheckState.PartiallyChecked if some else Qt.CheckState.Unchecked
        item.setCheckState(_WHAT, state)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # whatever Qt calls it with
        room = self.viewport().width()
        for column, share in enumerate(_SHARES[:-1]):
            self.setColumnWidth(column, room * share // sum(_SHARES))


def _is_tickable(item: QTreeWidgetItem) -> bool:
    return item.data(_WHAT, Qt.ItemDataRole.CheckStateRole) is not None


def _value(text: str) -> str:
    return words.brief(text) or _("(empty)")


def _line_texts(line: Line) -> list[str]:
    return [
        line.headline,
        line.place,
        line.warning,
        *(text for one in line.fields for text in (one.label, one.before, one.after)),
    ]


def _says(wanted: list[str], texts: list[str]) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in wanted)
