"""The list of the Agreement page: groups that fold, rows that are kept while what they show stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from joint_plan.plan.record import key_of
from joint_plan.rules.standing import agreeing_teams
from ui import theme
from ui.parts.agreement_groups import OPEN, Group, selectable
from ui.parts.agreement_row import AgreementRow, stance_width
from ui.parts.fold import FoldHeading
from ui.parts.painting import begin, draw_team, draw_text

if TYPE_CHECKING:
    from joint_plan.rules.standing import Standing
    from ui.document import Document


class _Heading(FoldHeading):
    """A group's heading; that of the open points names the teams above their columns."""

    def __init__(self, document: Document, group: Group) -> None:
        super().__init__()
        self._document = document
        self._group = group
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContentsMargins(theme.px(12), 0, theme.px(12), 0)

    def show_group(self, group: Group) -> None:
        """Say the group's title and how far it has come."""
        self._group = group
        self.set_words(group.title, group.detail)
        self.setFixedHeight(theme.px(34 if group.key == OPEN else 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        painter.fillRect(self.rect(), tokens.canvas if self.isChecked() else tokens.surface)
        painter.setPen(tokens.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        middle, left = self.height() / 2, theme.px(14)
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        painter.drawPixmap(int(left), int(middle - 8), theme.pixmap(icon, "muted", 16))
        title = QRectF(left + theme.px(22), 0, self.width() / 2, self.height())
        draw_text(painter, title, self._group.title, theme.font("body", 600), tokens.text)
        after = title.left() + theme.metrics("body", 600).horizontalAdvance(self._group.title) + theme.px(8)
        if self._group.key == OPEN:
            draw_text(
                painter,
                title.adjusted(after - title.left(), 0, 0, 0),
                self._group.detail,
                theme.font("caption"),
                tokens.muted,
            )
            self._paint_teams(painter)
        else:
            right = QRectF(after, 0, self.width() - theme.px(16) - after, self.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, right, self._group.detail, theme.font("caption"), tokens.muted, align)
        if theme.has_key_focus(self):
            painter.setPen(tokens.accent)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 4, 4)

    def _paint_teams(self, painter: QPainter) -> None:
        teams = agreeing_teams(self._document.plan)
        width = stance_width(len(teams), self.width())
        left = self.width() - theme.px(16) - width * len(teams)
        for team in teams:
            draw_team(painter, team.id, QRectF(left + 8, self.height() / 2 - 4.5, 9, 9))
            place = QRectF(left + 22, 0, width - 28, self.height())
            draw_text(painter, place, team.name, theme.font("small", 500), theme.tokens().text)
            left += width


class AgreementList(QScrollArea):
    """All groups, one under another."""

    stance_asked = Signal(str, object)
    confirm_asked = Signal(str)
    opened = Signal(str)
    selection_changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._groups: tuple[Group, ...] = ()
        self._headings: dict[str, _Heading] = {}
        self._rows: dict[str, AgreementRow] = {}
        self._open: dict[str, bool] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    @property
    def rows(self) -> dict[str, AgreementRow]:
        """The rows that are there, by their item's key, top to bottom."""
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        shown = [item.widget() for item in items if item is not None]
        return {key_of(row.standing.item): row for row in shown if isinstance(row, AgreementRow)}

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show these groups; rows whose standing is the same are left alone."""
        # The window's focus: while a stance is entered, the picker has the keys and the row waits.
        here = self.window().focusWidget()
        focused = next((key for key, row in self._rows.items() if row is here), "")
        order = list(self.rows)
        self._groups = groups
        self._place()
        if focused and focused not in self._rows and order:
            self._focus_near(order, focused)

    def selected(self) -> list[Standing]:
        """What is ticked, in order."""
        return [row.standing for row in self.rows.values() if row.tick.isChecked() and selectable(row.standing)]

    def select_all(self, on: bool = True) -> None:
        """Tick everything that is open and that nobody objects to."""
        for row in self._rows.values():
            if selectable(row.standing):
                row.tick.setChecked(on)

    def focus_item(self, key: str) -> bool:
        """Bring an item into view and put the focus on it; says whether it is here."""
        group = next((group for group in self._groups if key in {key_of(one.item) for one in group.rows}), None)
        if group is None:
            return False
        if key not in self._rows:
            self._open[group.key] = True
            self._place()
        row = self._rows[key]
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # Rows that were just made have no place before the layout has run.
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row, 0, theme.px(40)))
        return True

    def _focus_near(self, order: list[str], gone: str) -> None:
        after = order[order.index(gone) :] if gone in order else []
        key = next((key for key in (*after, *order) if key in self._rows), "")
        if key:
            self._rows[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown_rows(self, group: Group) -> tuple[Standing, ...]:
        wide = self._open.get(group.key)
        if wide is None:
            return group.rows[: group.attention]
        return group.rows if wide else ()

    def _place(self) -> None:
        wanted: list[QWidget] = []
        keys: set[str] = set()
        for group in self._groups:
            heading = self._headings.get(group.key) or self._make_heading(group)
            rows = self._shown_rows(group)
            heading.show_group(group)
            heading.blockSignals(True)
            heading.setChecked(bool(rows))
            heading.blockSignals(False)
            wanted.append(heading)
            for standing in rows:
                key = key_of(standing.item)
                keys.add(key)
                row = self._rows.get(key)
                if row is None:
                    row = self._make_row(key, standing)
                row.show_standing(standing)
                wanted.append(row)
        self._drop(keys)
        for place, widget in enumerate(wanted):
            item = self._column.itemAt(place)
            if item is None or item.widget() is not widget:
                self._column.insertWidget(place, widget)
                widget.show()
        self.selection_changed.emit()

    def _drop(self, keys: set[str]) -> None:
        here = {group.key for group in self._groups}
        for key in [key for key in self._rows if key not in keys]:
            self._remove(self._rows.pop(key))
        for name in [name for name in self._headings if name not in here]:
            self._remove(self._headings.pop(name))

    def _remove(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _make_heading(self, group: Group) -> _Heading:
        heading = _Heading(self._document, group)
        heading.toggled.connect(lambda on, name=group.key: self._fold(name, on))
        self._headings[group.key] = heading
        return heading

    def _make_row(self, key: str, standing: Standing) -> AgreementRow:
        row = AgreementRow(self._document, standing)
        row.stance_asked.connect(self.stance_asked)
        row.confirm_asked.connect(self.confirm_asked)
        row.opened.connect(self.opened)
        row.walked.connect(self._walk)
        row.ticked.connect(lambda: self._ticked(row))
        self._rows[key] = row
        return row

    def _ticked(self, row: AgreementRow) -> None:
        row.update()
        self.selection_changed.emit()

    def _fold(self, name: str, on: bool) -> None:
        self._open[name] = on
        self._place()

    def _walk(self, key: str, step: int) -> None:
        order = list(self.rows)
        place = order.index(key) + step
        if 0 <= place < len(order):
            row = self._rows[order[place]]
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(row, 0, theme.px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            every = [row for row in self._rows.values() if selectable(row.standing)]
            self.select_all(not all(row.tick.isChecked() for row in every))
            return
        super().keyPressEvent(event)
