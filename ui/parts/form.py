"""The form of any record, from its fields: those for the room first, then "Finish later", then what is private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan import kinds
from joint_plan.plan.fields import Column, Field
from joint_plan.plan.record import Record, RecordSpec, column_value, key_of, spec_of, title_of
from joint_plan.plan.values import Pair
from joint_plan.rules import names
from joint_plan.rules.presence import entry_fault, fitted
from joint_plan.rules.withdrawal import at_stake, before_words, stake_words, withdrawal_by
from ui import theme
from ui.parts.choice_editors import ChoiceEditor
from ui.parts.editors import FieldEditor, make_editor, options_of
from ui.parts.field_cell import FieldCell
from ui.parts.fold import Fold
from ui.parts.form_lines import GRID, lines_of, paired_units
from ui.parts.kept_typing import PENDING_AFTER
from ui.parts.pair_editor import PairEditor
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.deltas import Delta
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.workbook import Committed
    from ui.document import Document

_OPEN_FROM = 1000
"""A window that is this high has room for all fields: nothing is folded at first."""


class RecordForm(QWidget):
    """A form for one record at a time. It follows the plan by itself.

    A field is entered by Enter, Tab or choosing; Esc takes back what is typed. What the plan refuses is said at the
    field, and the plan keeps its value.
    """

    shown = Signal(object)
    """Another record is shown, or `None`."""

    def __init__(
        self,
        document: Document,
        parent: QWidget | None = None,
        *,
        leave_out: tuple[str, ...] = (),
        fold: bool = True,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._leave_out = frozenset(leave_out)
        self._folds = fold
        self._record: Record | None = None
        self._spec: RecordSpec | None = None
        self._cells: dict[str, FieldCell] = {}
        self._editors: dict[str, QWidget] = {}
        self._pairs: dict[str, PairEditor] = {}
        self._links: dict[str, QPushButton] = {}
        self._fold: Fold | None = None
        self._chosen_by_person = False
        self._folded: tuple[Field, ...] = ()
        self._private_fold: Fold | None = None
        self._private: tuple[Field, ...] = ()
        self._inner: QWidget | None = None
        self._units: frozenset[str] = frozenset()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._insisted: tuple[str, object] | None = None
        self._pending: dict[str, str] = {}
        self._pending_timer = QTimer(self)
        self._pending_timer.setSingleShot(True)
        self._pending_timer.setInterval(PENDING_AFTER)
        self._pending_timer.timeout.connect(self._keep_pending)
        document.committed.connect(self._committed)
        document.closing.connect(self._close)

    # what is shown

    def current_item(self) -> Record | None:
        """The record in the form, as the plan holds it now."""
        return self._record

    def show_record(self, record: Record | None) -> None:
        """Show a record (its fields anew if it is of another type), or nothing."""
        self._keep_pending()
        same = record is not None and self._record is not None and key_of(record) == key_of(self._record)
        spec = spec_of(record) if record is not None else None
        self._record = record
        if not same and self._private_fold is not None:
            self._private_fold.set_open(False)
        if spec is not self._spec:
            self._spec = spec
            self._build()
        self._fill(forget=not same)
        self.shown.emit(record)

    def focus_field(self, column: str = "") -> None:
        """Put the focus on a field; on the first one without a name."""
        editor = self._editors.get(column) or next(iter(self._editors.values()), None)
        if editor is not None:
            for fold in (self._fold, self._private_fold):
                if fold is not None and fold.body.isAncestorOf(editor):
                    fold.set_open(True)
            editor.setFocus()

    def editor(self, column: str) -> QWidget:
        """The editor of a column, such as "obligation" or "confidence_sales".

        Raises:
            KeyError: the form does not show it.
        """
        return self._editors[column]

    # building

    def _build(self) -> None:
        layout = cast("QVBoxLayout", self.layout())
        if self._inner is not None:
            layout.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = None
        self._cells, self._editors, self._pairs, self._links = {}, {}, {}, {}
        self._fold, self._private_fold = None, None
        if self._spec is None:
            return
        self._units = paired_units(self._spec)
        usable = [f for f in self._spec.fields if f.name not in self._leave_out and not _is_unseen(f.kind)]
        fields = [field for field in usable if field.name not in self._units and not field.private]
        self._private = tuple(field for field in usable if field.private)
        first = [field for field in fields if field.room] if self._folds else fields
        self._folded = tuple(field for field in fields if field not in first)
        self._inner = QWidget(self)
        outer = QVBoxLayout(self._inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        self._stake = Words("", "caption", "muted", wrap=True)
        outer.addWidget(self._stake)
        head = QWidget()
        self._lay_out(head, tuple(first))
        outer.addWidget(head)
        if self._folded:
            self._fold = Fold()
            self._lay_out(self._fold.body, self._folded)
            outer.addWidget(self._fold)
            self._fold.heading.clicked.connect(self._fold_chosen)
            self._unfold_where_room()
        if self._private:
            # The room may be looking on: what is the facilitator's alone never opens by itself.
            self._private_fold = Fold()
            self._lay_out(self._private_fold.body, self._private)
            outer.addWidget(self._private_fold)
        layout.addWidget(self._inner)

    def _fold_chosen(self) -> None:
        self._chosen_by_person = True

    def _unfold_where_room(self) -> None:
        """Everything is open where the window has room for it, until the person says otherwise."""
        if self._fold is not None and not self._chosen_by_person:
            self._fold.set_open(self.window().height() >= _OPEN_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unfold_where_room()

    def _lay_out(self, parent: QWidget, fields: tuple[Field, ...]) -> None:
        grid = QGridLayout(parent)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(2))
        for column in range(GRID):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 0)
        for row, line in enumerate(lines_of(fields, self._units)):
            place = 0
            for field, span in line:
                grid.addWidget(self._cell(field), row, place, 1, span)
                place += span

    def _cell(self, field: Field) -> FieldCell:
        assert self._spec is not None  # only called while there is one
        plan = self._document.plan
        prompt = names.with_team_names(plan, _(field.prompt))
        cell = FieldCell(field, _field_label(self._document, self._spec, field), prompt)
        self._cells[field.name] = cell
        if field.pair:
            pair = PairEditor(field, plan)
            pair.entered.connect(lambda editor: self._enter(cast("FieldEditor", editor)))
            pair.reveal.connect(lambda: self._reveal(field))
            self._pairs[field.name] = pair
            for team, editor in pair.parts.items():
                self._watch(f"{field.name}_{team}", editor)
            cell.add(pair)
            return cell
        cell.add(self._single(field.name, plan))
        if isinstance(field.kind, kinds.AnyRef):
            cell.add(self._link(field.name, cell.label), stretch=0)
        if field.unit in self._units:
            cell.add(self._single(field.unit, plan), stretch=2)
        return cell

    def _link(self, name: str, label: str) -> QWidget:
        """A way to what a field names, such as where an idea came from."""
        link = QPushButton(theme.icon("external-link", "muted"), "")
        link.setProperty("flat", True)
        link.setFixedSize(theme.px(28), theme.px(28))
        link.setStyleSheet("padding: 0")
        link.setAccessibleName(_("Go to: {field}").format(field=label))
        link.setToolTip(link.accessibleName())
        link.clicked.connect(lambda: self._follow(name))
        self._links[name] = link
        return link

    def _follow(self, name: str) -> None:
        from ui.parts.page import SectionPage

        page: QWidget | None = self
        while page is not None and not isinstance(page, SectionPage):
            page = page.parentWidget()
        key = getattr(self._record, name, "")
        if page is not None and key:
            page.go_to.emit(key)

    def _show_links(self) -> None:
        for name, link in self._links.items():
            key = getattr(self._record, name, "")
            link.setVisible(bool(key) and self._document.plan.find(key) is not None)

    def _single(self, name: str, plan: Snapshot) -> QWidget:
        assert self._spec is not None  # only called while there is one
        editor = make_editor(self._spec.by_column[name], plan, grows=True)
        if editor.sizePolicy().verticalPolicy() != QSizePolicy.Policy.Fixed or isinstance(editor, ChoiceEditor):
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field_editor = cast("FieldEditor", editor)
        field_editor.entered.connect(lambda: self._enter(field_editor))
        self._watch(name, editor)
        return editor

    def _watch(self, name: str, editor: QWidget) -> None:
        self._editors[name] = editor
        field_editor = cast("FieldEditor", editor)
        field_editor.typed.connect(lambda text: self._typed(name, text))
        field_editor.reverted.connect(lambda: self._forget(name))
        editor.setEnabled(not self._document.read_only)

    # showing the plan

    def _committed(self, committed: Committed) -> None:
        if self._record is None or self._spec is None:
            return
        key = key_of(self._record)
        self._offer_again(committed.deltas)
        self._show_stake()
        if any(delta.key == key for delta in committed.deltas):
            now = committed.snapshot.find(key)
            if now is None:
                self.show_record(None)
            else:
                self._record = now
                self._fill(forget=False)

    def _show_stake(self) -> None:
        """What a change of a field that both teams agree on would withdraw, said before anything is changed."""
        plan = self._document.plan
        now = plan.find(key_of(self._record)) if self._record is not None else None
        found = at_stake(plan, now) if now is not None else None
        if self._inner is not None:
            self._stake.setText(stake_words(plan, found) if found is not None else "")
            self._stake.setVisible(found is not None)

    def _warn(self, name: str) -> None:
        """What entering what is typed would withdraw, at its field."""
        column, editor = self._column(name), cast("FieldEditor", self._editors[name])
        if self._record is None or not column.field.material:
            return
        try:
            value = _stored(column, editor.value())
        except FieldError:
            return
        found = withdrawal_by(self._document.plan, self._record, **{name: value}) if editor.dirty else None
        self._cells_of(name).say(before_words(self._document.plan, found) if found is not None else "")

    def _offer_again(self, deltas: tuple[Delta, ...]) -> None:
        touched = {delta.type for delta in deltas}
        for name, editor in self._editors.items():
            kind = self._column(name).kind
            concerned = isinstance(kind, kinds.AnyRef) or (isinstance(kind, kinds.Ref) and kind.target in touched)
            if isinstance(editor, ChoiceEditor) and concerned:
                editor.set_options(options_of(self._column(name), self._document.plan))

    def _column(self, name: str) -> Column:
        assert self._spec is not None  # only called while there is one
        return self._spec.by_column[name]

    def _fill(self, *, forget: bool) -> None:
        if self._inner is not None:
            self._inner.setVisible(self._record is not None)
        if self._record is None or self._spec is None:
            return
        typed = {name for name, editor in self._editors.items() if not forget and cast("FieldEditor", editor).dirty}
        # A number and its unit share a cell: what is said there of the one is not the other's to take away.
        busy = [self._cells_of(name) for name in typed]
        for name, editor in self._editors.items():
            column = self._column(name)
            if column.part or name in typed:
                continue
            cast("FieldEditor", editor).show_value(column_value(self._record, column))
            if self._cells_of(name) not in busy:
                self._cells_of(name).say("")
        for name, pair in self._pairs.items():
            held: Pair[Any] = getattr(self._record, name)
            if forget:
                for editor in pair.parts.values():
                    cast("FieldEditor", editor).show_value(cast("FieldEditor", editor).column.kind.empty)
            pair.show_pair(held)
        if forget:
            self._offer_pending()
        self._count_folded()
        self._show_links()
        self._show_stake()

    def _cells_of(self, column: str) -> FieldCell:
        field = self._column(column).field
        if field.name in self._cells:
            return self._cells[field.name]
        # A unit stands in the cell of its number.
        assert self._spec is not None  # only called while there is one
        return next(self._cells[other.name] for other in self._spec.fields if other.unit == field.name)

    def _count_folded(self) -> None:
        if self._record is None:
            return
        if self._fold is not None:
            filled = sum(not _is_empty(self._record, field) for field in self._folded)
            count = len(self._folded)
            title = _("Finish later ({count})").format(count=count)
            said = ngettext("{filled} of {count} filled", "{filled} of {count} filled", count)
            self._fold.heading.set_words(title, said.format(filled=filled, count=count))
        if self._private_fold is not None:
            self._private_fold.heading.set_words(_("Only for you"), "")

    # entering

    def _enter(self, editor: FieldEditor) -> None:
        if self._record is None or not editor.dirty:
            return
        name = editor.column.name
        cell = self._cells_of(name)
        faults: list[PlanError] = []
        try:
            value = editor.value()
        except FieldError as fault:
            self._refuse(editor, cell, fault)
            return
        short = entry_fault(self._document.plan, self._record, editor.column, value)
        if short and not self._insists(editor, value):
            self._refuse(editor, cell, FieldError(short))
            return
        item = self._record.code or title_of(self._record)
        key = key_of(self._record)
        merge = f"{key}.{name}" if isinstance(editor.column.kind, kinds.Text) else ""
        label = N_("Change {field}, {item}")
        with self._document.edit(label, merge_key=merge, refused=faults.append, field=cell.label, item=item) as edit:
            kept = fitted(self._document.plan, editor.column, value)
            edit.set(self._record, **{name: _stored(editor.column, kept)})
        if faults:
            self._refuse(editor, cell, faults[0])
            return
        self._forget(name)
        if self._record is not None and key_of(self._record) == key:
            self._show_again(editor)

    def _insists(self, editor: FieldEditor, value: object) -> bool:
        """Whether Enter was pressed a second time on hands that do not fit the people present: the room knows best."""
        said = (editor.column.name, value)
        again = self._insisted == said and isinstance(editor.column.kind, kinds.Tallied)
        self._insisted = said if cast("QWidget", editor).hasFocus() else None
        return again and self._insisted is not None

    def _show_again(self, editor: FieldEditor) -> None:
        """What the plan made of what was typed, whether or not that changed anything."""
        assert self._record is not None  # the caller saw to it
        self._cells_of(editor.column.name).say("")
        if editor.column.part:
            editor.show_value(editor.column.kind.empty)
            self._pairs[editor.column.field.name].show_pair(getattr(self._record, editor.column.field.name))
        else:
            editor.show_value(column_value(self._record, editor.column))

    def _refuse(self, editor: FieldEditor, cell: FieldCell, fault: PlanError) -> None:
        message = fault.message if isinstance(fault, FieldError) else str(fault)
        editor.show_fault(message)
        cell.say(message[:1].upper() + message[1:], fault=True)

    def _reveal(self, field: Field) -> None:
        if self._record is None:
            return
        item = self._record.code or title_of(self._record)
        with self._document.edit(N_("Reveal {field}, {item}"), field=_(field.label), item=item) as edit:
            edit.set(self._record, **{f"{field.name}_revealed": True})

    # typed, not entered

    def _typed(self, name: str, text: str) -> None:
        self._pending[name] = text
        self._pending_timer.start()
        self._warn(name)

    def _forget(self, name: str) -> None:
        kept = self._pending.pop(name, None)
        self._cells_of(name).say("")
        if self._record is not None and (kept is not None or self._is_kept(name)):
            self._document.drop_typed(key_of(self._record), name)

    def _is_kept(self, name: str) -> bool:
        assert self._record is not None  # only called while there is one
        return (key_of(self._record), name) in self._document.workbook.pending()

    def _keep_pending(self) -> None:
        self._pending_timer.stop()
        waiting, self._pending = self._pending, {}
        if self._record is None or self._document.read_only:
            return
        for name, text in waiting.items():
            self._document.keep_typed(key_of(self._record), name, text)

    def _close(self) -> None:
        """The plan goes: keep what is typed, and ask it nothing any more."""
        self._keep_pending()
        self._record = None

    def _offer_pending(self) -> None:
        assert self._record is not None  # the caller saw to it
        key = key_of(self._record)
        for (kept_key, name), text in self._document.workbook.pending().items():
            if kept_key == key and name in self._editors:
                cast("FieldEditor", self._editors[name]).offer(text)
                self._cells_of(name).say(_("Typed before, not entered: Enter keeps it, Esc drops it"))


def _is_unseen(kind: kinds.Kind) -> bool:
    """Whether only the program writes and reads it. A picture is kept as a document is, but people choose it."""
    return isinstance(kind, kinds.Document | kinds.Basis) and not isinstance(kind, kinds.Picture)


def _stored(column: Column, value: object) -> object:
    """An emptied blind answer is "not yet"."""
    return None if column.part and column.kind.is_empty(value) else value


def _is_empty(record: Record, field: Field) -> bool:
    held = getattr(record, field.name)
    if isinstance(held, Pair):
        return held.marketing is None and held.sales is None
    return field.kind.is_empty(held)


def _field_label(document: Document, spec: RecordSpec, field: Field) -> str:
    """The label without the part of a pair."""
    column = Column(field.name, field, field.kind)
    return names.label_of(document.plan, column)
