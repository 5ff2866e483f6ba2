"""One editor a kind of field, the same in forms and tables.

Every editor offers what `FieldEditor` says. It never changes the plan: it says `entered`, and whoever holds it takes
`value()` and makes the edit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, Qt, SignalInstance
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from joint_plan.plan import kinds
from joint_plan.plan.record import all_specs, key_of, spec_of
from joint_plan.rules import names
from ui import theme
from ui.parts.choice_editors import ChoiceEditor, FlagEditor, Options, SeveralEditor
from ui.parts.painting import draw_team
from ui.parts.picture_editor import PictureEditor
from ui.parts.text_editors import GrowingEditor, LineEditor

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot


class FieldEditor(Protocol):
    """What forms and tables need of an editor. It also is a QWidget."""

    entered: SignalInstance
    """The person is done with this field: Enter, left it, or chose."""
    typed: SignalInstance
    """The text so far (str), not yet entered."""
    reverted: SignalInstance
    """The person took back what was typed."""
    column: Column

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not entered."""

    def value(self) -> object:
        """What stands in the editor.

        Raises:
            FieldError: not understood, or impossible.
        """

    def show_value(self, value: object) -> None:
        """Show the plan's value; forgets what was typed."""

    def offer(self, text: str) -> None:
        """Put a text there as if it had been typed."""

    def show_fault(self, message: str) -> None:
        """Mark the field as wrong; "" takes the mark away."""


def make_editor(column: Column, plan: Snapshot, parent: QWidget | None = None, *, grows: bool = False) -> QWidget:
    """The editor for a column. With `grows`, words get as many lines as they need, line breaks allowed or not."""
    kind = column.kind
    made: QWidget
    if isinstance(kind, kinds.Flag):
        made = FlagEditor(column, parent)
    elif isinstance(kind, kinds.Picture):
        made = PictureEditor(column, parent)
    elif isinstance(kind, kinds.Several):
        made = SeveralEditor(column, tuple((key, _(label)) for key, label in kind.choices), parent)
    elif isinstance(kind, kinds.Choice | kinds.Ref):
        made = ChoiceEditor(column, options_of(column, plan), parent)
    elif isinstance(kind, kinds.Text) and (kind.lines or (grows and column.field.width > 12 and not column.part)):
        made = GrowingEditor(column, parent)
    else:
        made = LineEditor(column, parent)
    label = names.label_of(plan, column)
    made.setAccessibleName(label)
    prompt = names.with_team_names(plan, _(column.field.prompt))
    if isinstance(made, LineEditor | GrowingEditor):
        made.setPlaceholderText(prompt)
    made.setAccessibleDescription(_(column.field.help) or prompt)
    return made


def options_of(column: Column, plan: Snapshot) -> Options:
    """What the editor of a choice or a reference offers, empty first."""
    kind = column.kind
    nothing = ("", "", QIcon())
    if isinstance(kind, kinds.Choice):
        return (nothing, *((key, _(label), QIcon()) for key, label in kind.choices))
    if isinstance(kind, kinds.AnyRef):
        coded = [spec for spec in all_specs() if spec.code and not spec.private]
        return (
            nothing,
            *((key_of(item), names.named(item), QIcon()) for spec in coded for item in plan.all(spec.type)),
        )
    if isinstance(kind, kinds.Ref):
        spec = spec_of(kind.target)
        items = iter(plan.all(spec.type))
        return (nothing, *((item.id, names.name_of(plan, spec.name, item.id), _icon(item)) for item in items))
    return ()


def _icon(item: Record) -> QIcon:
    return team_icon(item.id) if spec_of(item).name == "Team" else QIcon()


def team_icon(team_id: str, size: int = 12) -> QIcon:
    """A team's shape in its colour, as an icon."""
    return _team_icon(team_id, size, theme.tokens().dark)


@lru_cache(maxsize=64)
def _team_icon(team_id: str, size: int, _dark: bool) -> QIcon:
    ratio = 2
    drawn = QPixmap(size * ratio, size * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = size * ratio / 12
    draw_team(painter, team_id, QRectF(inset, inset, size * ratio - 2 * inset, size * ratio - 2 * inset))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return QIcon(drawn)


__all__ = [
    "ChoiceEditor",
    "FieldEditor",
    "FlagEditor",
    "GrowingEditor",
    "LineEditor",
    "PictureEditor",
    "SeveralEditor",
    "make_editor",
]
