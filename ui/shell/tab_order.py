"""Where Tab leads: on in the order in which things are laid out, whatever was built first or built anew since.

Qt's own order is that of making, so a form that is rebuilt for another record would go behind everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QStackedWidget, QTabWidget, QWidget

from ui.parts.empty import EmptyState
from ui.parts.item import ItemHolder


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """The widgets within `root` that Tab stops at, in order."""
    for widget in _inside(root):
        if widget.isWindow() or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        yield from tab_stops(widget)


def move_focus(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next stop within `root`, or to the one before; round at the ends. Says whether it went."""
    order = list(tab_stops(root))
    here = QApplication.focusWidget()
    if here not in order:
        return False
    following = order[(order.index(here) + (1 if forward else -1)) % len(order)]
    following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    around = following.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(following)
        around = around.parentWidget()
    return True


def first_stop(root: QWidget) -> QWidget | None:
    """Where work on a page begins: at its first card or row, at what an empty page asks for, else at its head."""
    order = list(tab_stops(root))
    items = [widget for widget in order if isinstance(widget, ItemHolder) and widget.current_item() is not None]
    first_steps = [widget for widget in order if isinstance(widget.parentWidget(), EmptyState)]
    return next(iter([*items, *first_steps, *order]), None)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """What lies directly in a widget: as its layout has it, then what no layout places, in the order of making."""
    if isinstance(widget, QStackedWidget):
        parts: list[QWidget | None] = [widget.currentWidget()]
    elif isinstance(widget, QTabWidget):
        parts = [widget.tabBar(), widget.currentWidget()]
    elif isinstance(widget, QScrollArea):
        parts = [widget.widget()]
    else:
        layout = widget.layout()
        placed = list(_placed(layout)) if layout is not None else []
        parts = [*placed, *(child for child in _children(widget) if child not in placed)]
    yield from (part for part in parts if part is not None)


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget)]
