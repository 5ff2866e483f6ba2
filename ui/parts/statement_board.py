"""All statements by dimension, the widest gap first, with a bar to type into the selected one: masked while blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import LEAST_SCORE, MOST_SCORE, Statement
from joint_plan.plan.record import Record, key_of, spec_of, title_of
from joint_plan.rules.landscape import Dimension, Scored, dimensions, statements
from joint_plan.rules.names import team_name
from ui import theme
from ui.parts.card import Card
from ui.parts.empty import EmptyState
from ui.parts.entry_line import EntryLine, split_entry
from ui.parts.form import RecordForm
from ui.parts.painting import begin, draw_team, draw_text
from ui.parts.scroll import Column
from ui.parts.statement_row import CHART, GAP, NOW, PAD, StatementRow, place_of, right_part, score_words
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from ui.document import Document

_SIDE = 132
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Scale(QWidget):
    """The heads of the columns: the scale from 1 to 5, the gap, now and target."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: dict[str, str] = {}
        self._ground: QWidget | None = None

    def show_names(self, names: dict[str, str]) -> None:
        self._names = names
        self.update()

    def follow(self, ground: QWidget) -> None:
        """Stand over the lines on this ground, which a scroll bar makes narrower."""
        self._ground = ground
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.update()
        return False

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, high = theme.tokens(), float(self.height())
        font = theme.font("caption", 500)
        offset = theme.px(_SIDE)
        wide = self._ground.width() if self._ground is not None else self.width()
        left = offset + right_part(wide - offset)
        draw_text(painter, QRectF(theme.px(PAD), 0, offset, high), _("Dimension"), font, tokens.muted)
        x = float(offset + theme.px(PAD))
        draw_text(painter, QRectF(x, 0, theme.px(90), high), _("Statement"), font, tokens.muted)
        x += theme.px(96)
        for team, name in self._names.items():
            if x + theme.px(90) < left:
                draw_team(painter, team, QRectF(x, high / 2 - 4.5, 9, 9))
                draw_text(painter, QRectF(x + 14, 0, theme.px(80), high), name, font, tokens.muted)
                x += theme.metrics("caption", 500).horizontalAdvance(name) + theme.px(30)
        for score in range(LEAST_SCORE, MOST_SCORE + 1):
            box = QRectF(place_of(left, score) - 10, 0, 20, high)
            draw_text(painter, box, str(score), font, tokens.muted, _CENTRE, elide=False)
        left += theme.px(CHART)
        box = QRectF(left, 0, theme.px(GAP) - 8, high)
        draw_text(painter, box, _("Gap"), font, tokens.muted, _RIGHT, elide=False)
        box = QRectF(left + theme.px(GAP) - 8, 0, theme.px(NOW) + 8, high)
        draw_text(painter, box, _("Now, target"), font, tokens.muted, _RIGHT, elide=False)


class _Group(Card):
    """One dimension: its name and widest gap at the left, its statements at the right."""

    def __init__(self) -> None:
        super().__init__(0)
        self.name = Words(role="small", weight=600, wrap=True)
        self.said = Words(role="caption", colour="muted", wrap=True)
        side = QWidget()
        side.setFixedWidth(theme.px(_SIDE))
        words = QVBoxLayout(side)
        words.setContentsMargins(theme.space(3), theme.space(2), theme.space(1), theme.space(2))
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.said)
        words.addStretch(1)
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(0, 2, 0, 2)
        self.rows.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(self.rows, 1)
        self.body.addLayout(row)

    def show_dimension(self, dimension: Dimension) -> None:
        self.name.setText(dimension.name or _("Without a dimension"))
        said = []
        if dimension.widest is not None:
            said.append(_("Widest gap {gap}").format(gap=score_words(dimension.widest)))
        wide = sum(line.wide for line in dimension.lines)
        ready = sum(line.ready for line in dimension.lines)
        waiting = sum(not line.revealed and not line.ready for line in dimension.lines)
        if wide:
            said.append(ngettext("{count} to talk through", "{count} to talk through", wide).format(count=wide))
        if ready:
            said.append(ngettext("{count} ready to reveal", "{count} ready to reveal", ready).format(count=ready))
        if waiting:
            said.append(ngettext("{count} waiting", "{count} waiting", waiting).format(count=waiting))
        self.said.setText("\n".join(said))


class _Bar(Card):
    """The fields of the selected statement in two lines."""

    def __init__(self, document: Document) -> None:
        super().__init__(2)
        self.forms = [
            _form(document, "dimension"),
            _form(document, "text"),
            _form(document, "score"),
            _form(document, "agreed_score", "target_score"),
            _form(document, "evidence"),
        ]
        self.score = self.forms[2]
        for first, second, shares in ((0, 2, (2, 5)), (2, 5, (5, 3, 4))):
            row = QHBoxLayout()
            row.setSpacing(theme.space(3))
            for form, share in zip(self.forms[first:second], shares, strict=True):
                row.addWidget(form, share, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)

    def show_record(self, record: Record | None) -> None:
        for form in self.forms:
            form.show_record(record)


def _form(document: Document, *fields: str) -> RecordForm:
    others = tuple(field.name for field in spec_of(Statement).fields if field.name not in fields)
    return RecordForm(document, leave_out=others, fold=False)


class StatementBoard(QWidget):
    """The part of the page."""

    record_type: type[Record] = Statement

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.rows: dict[str, StatementRow] = {}
        self._groups: list[_Group] = []
        self.current = ""
        self._scale = _Scale()
        self._column = Column()
        self._column.rows.setSpacing(theme.space(2))
        self._scale.follow(self._column.viewport())
        self.bar = _Bar(document)
        self.entry = EntryLine(_("Dimension | statement"), _("New statements, one a line"))
        self.entry.entered.connect(self._add_lines)
        self.entry.keep_in(document, "Statement")
        self.empty = EmptyState(
            "scale",
            _(
                "Both teams score the same sentences for themselves; then you look at the gaps. "
                "The proposals above are some to begin with."
            ),
            _("Add a statement"),
        )
        self.empty.wanted.connect(self.add)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self._scale)
        column.addWidget(self._column, 1)
        column.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(board)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.entry)

    # Showing the plan

    def refresh(self) -> None:
        """Draw the statements in their order; lines stay the same widgets, so that the focus stays."""
        plan = self._document.plan
        names = {team: team_name(plan, team) for team in TEAMS}
        self._scale.show_names(names)
        found = dimensions(plan)
        self._drop_gone({key_of(line.item) for line in statements(plan)})
        while len(self._groups) < len(found):
            group = _Group()
            self._groups.append(group)
            self._column.rows.insertWidget(len(self._groups) - 1, group)
        for number, group in enumerate(self._groups):
            group.setVisible(number < len(found))
        for group, dimension in zip(self._groups, found, strict=False):
            group.show_dimension(dimension)
            for place, line in enumerate(dimension.lines):
                row = self._row(line, names)
                held = group.rows.itemAt(place)
                if held is None or held.widget() is not row:
                    group.rows.insertWidget(place, row)
        self._stack.setCurrentIndex(0 if found else 1)
        order = [key_of(line.item) for line in statements(plan)]
        self._select(self.current if self.current in order else order[0] if order else "")

    def _drop_gone(self, here: set[str]) -> None:
        for key in [key for key in self.rows if key not in here]:
            row = self.rows.pop(key)
            row.hide()
            row.setParent(None)
            row.deleteLater()

    def _row(self, line: Scored, names: dict[str, str]) -> StatementRow:
        key = key_of(line.item)
        if key in self.rows:
            self.rows[key].show_line(line, names)
            return self.rows[key]
        row = self.rows[key] = StatementRow(line, names)
        row.item_of = lambda wanted: self._document.plan.find(wanted)
        row.focused.connect(lambda: self._select(key))
        row.clicked.connect(self._type_into)
        row.edit_asked.connect(self._type_text)
        row.open_asked.connect(self._type_into)
        row.stepped.connect(lambda step: self._step(key, step))
        row.reveal_asked.connect(lambda wanted: self.reveal((wanted,)))
        row.delete_asked.connect(self._delete)
        return row

    def _select(self, key: str) -> None:
        self.current = key
        for name, row in self.rows.items():
            if row.selected != (name == key):
                row.selected = name == key
                row.update()
        item = self._document.plan.find(key) if key else None
        shown = self.bar.score.current_item()
        if (key_of(shown) if shown is not None else "") != (key_of(item) if item is not None else ""):
            self.bar.show_record(item)
        self.bar.setVisible(item is not None)

    def current_item(self) -> Record | None:
        """The selected statement."""
        return self._document.plan.find(self.current) if self.current else None

    def show_item(self, key: str) -> bool:
        """Put the focus on a statement."""
        self.refresh()
        row = self.rows.get(key)
        if row is None:
            return False
        self._select(key)
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._column.ensureWidgetVisible(row)
        return True

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.get(self.current)
        if event.key() == Qt.Key.Key_Escape and row is not None and not row.hasFocus():
            # Esc in a field leads back to its statement, as everywhere.
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def _step(self, key: str, step: str) -> None:
        order = [key_of(line.item) for line in statements(self._document.plan)]
        place = order.index(key)
        there = {"up": place - 1, "down": place + 1, "first": 0, "last": len(order) - 1}.get(step, place)
        if 0 <= there < len(order):
            row = self.rows[order[there]]
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._column.ensureWidgetVisible(row)

    def _type_into(self) -> None:
        self.bar.score.focus_field(f"score_{TEAMS[0]}")

    def _type_text(self) -> None:
        self.bar.forms[1].focus_field("text")

    def _delete(self) -> None:
        item = self.current_item()
        if item is not None and not self._document.read_only:
            self._document.remove(item)

    def add(self) -> None:
        """Go to the line in which statements are typed."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add_lines(self, lines: list[str]) -> None:
        faults: list[PlanError] = []
        added: list[Statement] = []
        label = N_("Add statement “{title}”") if len(lines) == 1 else N_("Add {count} statements")
        with self._document.edit(label, refused=faults.append, title=lines[0], count=str(len(lines))) as edit:
            for line in lines:
                first, second = split_entry(line, 2)
                dimension, words = (first, second) if second else ("", first)
                added.append(edit.add(Statement(dimension=dimension, text=words)))
        if faults:
            self.entry.show_fault(str(faults[0]))
            return
        self.entry.clear()
        self._select(key_of(added[-1]))

    # Revealing

    def ready(self) -> tuple[str, ...]:
        """The keys of the statements that both teams have scored and nobody has revealed."""
        return tuple(key_of(line.item) for line in statements(self._document.plan) if line.ready)

    def reveal(self, keys: tuple[str, ...]) -> None:
        """Show both teams' scores of these statements, then lead to the one with the widest gap."""
        items = [item for item in map(self._document.plan.find, keys) if item is not None]
        if not items or self._document.read_only:
            return
        label = N_("Reveal “{title}”") if len(items) == 1 else N_("Reveal {count} statements")
        with self._document.edit(label, title=title_of(items[0]), count=str(len(items))) as edit:
            for item in items:
                edit.set(item, score_revealed=True)
        shown = [key_of(line.item) for line in statements(self._document.plan) if key_of(line.item) in keys]
        if shown:
            self.show_item(shown[0])
