"""A form for a new record that cannot be without some fields: what is missing is said there, and nothing is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan import kinds
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import Record, key_of, spec_of, with_columns
from joint_plan.rules import names
from ui import theme
from ui.parts.card import Card
from ui.parts.editors import FieldEditor, make_editor
from ui.parts.field_cell import FieldCell
from ui.parts.kept_typing import KeptTyping
from ui.parts.table_delegate import text_in
from ui.parts.text_editors import GrowingEditor, LineEditor
from ui.parts.words import Words

if TYPE_CHECKING:
    from ui.document import Document


class EntryForm(Card):
    """All fields of a new record. What is typed stays until the record is added or the person clears the form."""

    added = Signal(str)
    """The key of the record that was added."""
    left = Signal()
    """The person goes back without adding."""

    def __init__(self, document: Document, record_type: type[Record], needed: str) -> None:
        """Make one.

        Args:
            document: the open plan.
            record_type: what is added.
            needed: what is said where a team's part is missing.
        """
        super().__init__(3)
        self._document, self._spec, self._needed = document, spec_of(record_type), needed
        self._kept: list[KeptTyping] = []
        self.cells: dict[str, FieldCell] = {}
        self.editors: dict[str, QWidget] = {}
        self.title = Words(_("Add: {type}").format(type=_(self._spec.label)), "h3")
        self.body.addWidget(self.title)
        self.body.addWidget(self._fields(), 1)
        self.fault = Words("", "small", "danger", wrap=True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.done = QPushButton(_("Add to the plan"))
        self.done.setProperty("primary", True)
        self.done.setToolTip(_("Add it (Ctrl+Enter)"))
        self.done.clicked.connect(self.submit)
        self.back = QPushButton(_("Back"))
        self.back.setToolTip(_("Back to the list; what is typed stays here (Esc)"))
        self.back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)

    def _fields(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme.space(2), 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        plan, place = self._document.plan, 0
        for field in self._spec.fields:
            if field.private:
                continue
            column = self._spec.by_column[field.name]
            label = names.label_of(plan, column)
            cell = FieldCell(field, _("{label} (needed)").format(label=label) if field.required else label)
            editor = make_editor(column, plan, grows=True)
            if not isinstance(field.kind, kinds.Text):
                editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            cell.add(editor)
            cast("FieldEditor", editor).typed.connect(lambda _text, at=cell: at.say(""))
            self._keep(field.name, editor)
            if field.name.startswith(TEAMS[0]):
                # The two teams' parts stand side by side.
                place += place % 2
            grid.addWidget(cell, place // 2, place % 2)
            place += 1
            self.cells[field.name], self.editors[field.name] = cell, editor
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(place // 2 + 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area

    def _keep(self, name: str, editor: QWidget) -> None:
        """What is typed survives a crash and stands here again."""
        if not isinstance(editor, LineEditor | GrowingEditor):
            return
        kept = KeptTyping(self._document, f"new {self._spec.name}", name, lambda: text_in(editor), editor)
        editor.typed.connect(kept.typed)
        if kept.before:
            editor.offer(kept.before)
        self._kept.append(kept)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(420))

    def begin(self) -> None:
        """Put the focus on the first field."""
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Add the record, or say at each field what is missing or not understood; the first one gets the focus."""
        values: dict[str, object] = {}
        wrong: list[QWidget] = []
        for name, editor in self.editors.items():
            field_editor = cast("FieldEditor", editor)
            try:
                values[name] = field_editor.value()
            except FieldError as fault:
                self._refuse(name, fault.message)
                wrong.append(editor)
                continue
            field = self._spec.by_column[name].field
            blank = field.kind.is_empty(values[name]) or (
                isinstance(values[name], str) and not str(values[name]).strip()
            )
            if field.required and blank:
                self._refuse(name, self._needed if name.startswith(TEAMS) else _("This must be filled in."))
                wrong.append(editor)
            else:
                field_editor.show_fault("")
                self.cells[name].say("")
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._add(values)

    def _add(self, values: dict[str, object]) -> None:
        faults: list[PlanError] = []
        made: list[Record] = []
        label = N_("Add {type}")
        with self._document.edit(label, refused=faults.append, type=_(self._spec.label)) as edit:
            made.append(edit.add(with_columns(self._spec.type(), values)))
        self.fault.setVisible(bool(faults))
        if faults:
            fault = faults[0]
            named = fault.field if isinstance(fault, FieldError) else ""
            if named in self.cells:
                self._refuse(named, cast("FieldError", fault).message)
            self.fault.setText(str(fault))
            return
        for name, editor in self.editors.items():
            cast("FieldEditor", editor).show_value(self._spec.by_column[name].kind.empty)
        for kept in self._kept:
            kept.settle()
        self.added.emit(key_of(made[0]))

    def _refuse(self, name: str, message: str) -> None:
        said = message[:1].upper() + message[1:]
        cast("FieldEditor", self.editors[name]).show_fault(said)
        self.cells[name].say(said, fault=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
