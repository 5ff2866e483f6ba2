"""What makes a card, row or form stand for an item, so that 1, 2, P and their like know what they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from joint_plan.plan.record import Record


@runtime_checkable
class ItemHolder(Protocol):
    """A focusable widget that shows an item: a card, a table (its current row), a form.

    While such a widget itself has the focus, single keys act on `current_item`; editors inside it keep their keys.
    """

    def current_item(self) -> Record | None:
        """The item, as the plan holds it now."""


def focused_holder() -> ItemHolder | None:
    """The item holder that itself has the focus; `None` while anything else has it, editors included."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, ItemHolder) else None


def item_around(widget: QWidget | None) -> Record | None:
    """The item of the nearest holder around a widget: that of the form whose editor is being typed in."""
    while widget is not None:
        if isinstance(widget, ItemHolder):
            return widget.current_item()
        widget = widget.parentWidget()
    return None
