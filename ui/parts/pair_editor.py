"""Both core teams' answers side by side: hidden until revealed, and until then only "in" or "not yet"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from joint_plan.base.texts import _
from joint_plan.plan import kinds
from joint_plan.plan.fields import TEAMS, Column, Field, columns_of
from joint_plan.rules import names
from ui import theme
from ui.parts.choice_editors import ChoiceEditor
from ui.parts.editors import FieldEditor, make_editor, team_icon
from ui.parts.text_editors import GrowingEditor, LineEditor

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.plan.values import Pair


class PairEditor(QWidget):
    """The two answers and the button that reveals them once both are in."""

    entered = Signal(object)
    """The `FieldEditor` of the team that answered."""
    reveal = Signal()

    def __init__(self, field: Field, plan: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.parts: dict[str, QWidget] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1))
        for place, column in enumerate(column for column in columns_of(field) if column.part in TEAMS):
            mark = QLabel()
            mark.setPixmap(team_icon(column.part).pixmap(12, 12))
            mark.setToolTip(names.team_name(plan, column.part))
            editor = make_editor(_one_line(column), plan, self)
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.parts[column.part] = editor
            # Alone on a line each where there are words to type; side by side where a digit does.
            row, left = (place, 0) if isinstance(column.kind, kinds.Text) else (0, 2 * place)
            grid.addWidget(mark, row, left)
            grid.addWidget(editor, row, left + 1)
            grid.setColumnStretch(left + 1, 1)
            cast("FieldEditor", editor).entered.connect(lambda who=editor: self.entered.emit(who))
        self.button = QPushButton(_("Reveal"))
        self.button.setToolTip(_("Show both answers, once both are in. What is revealed stays revealed."))
        self.button.clicked.connect(self.reveal)
        grid.addWidget(self.button, 0, 4)

    def show_pair(self, pair: Pair[Any]) -> None:
        """Show both answers, or only whether they are in."""
        for team, editor in self.parts.items():
            answer = getattr(pair, team)
            field_editor = cast("FieldEditor", editor)
            if not field_editor.dirty:
                field_editor.show_value(answer if pair.revealed else field_editor.column.kind.empty)
            words = "" if pair.revealed else _("In") if answer is not None else _("Not yet")
            _mask(editor, words, hidden=not pair.revealed)
        self.button.setVisible(not pair.revealed)
        self.button.setEnabled(pair.both_in)


def _one_line(column: Column) -> Column:
    """The same column without line breaks while it is typed behind a mask."""
    return replace(column, kind=kinds.Text()) if isinstance(column.kind, kinds.Text) else column


def _mask(editor: QWidget, words: str, *, hidden: bool) -> None:
    if isinstance(editor, LineEditor):
        editor.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
    if isinstance(editor, LineEditor | GrowingEditor | ChoiceEditor):
        editor.setPlaceholderText(words)
        if hidden:
            editor.setAccessibleDescription(words)
    if isinstance(editor, ChoiceEditor):
        unseen = _("Type the first letter, and nobody sees it. The open list shows what you choose.")
        editor.setToolTip(unseen if hidden else "")
        if hidden:
            editor.setCurrentIndex(-1)
