"""The sheet of all keys, from the declared actions: grouped by where they act, seen at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _
from joint_plan.plan.actions import ACTIONS, BOARD_ACTIONS
from joint_plan.plan.room_actions import ROOM_ACTIONS
from ui import theme
from ui.parts.scroll import Column
from ui.parts.words import Words
from ui.shell.actions import keys_text

if TYPE_CHECKING:
    from joint_plan.plan.action import Action

_COLUMNS = 3
_GROUPS = (
    ("window", N_("Anywhere")),
    ("plan", N_("While a plan is open")),
    ("room", N_("In the room")),
    ("item", N_("On the card or row in focus")),
    ("wall", N_("On the wall, or from a clicker")),
    ("board", N_("On a card of a board")),
)


def key_groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(heading, ((keys as the platform writes them, what they do), ...)) for everything that has a key."""
    every = (*ACTIONS, *BOARD_ACTIONS)
    groups = []
    for group, heading in _GROUPS:
        mine = ((keys_text(one), _(one.label).replace("&", "").rstrip("…")) for one in every if _group(one) == group)
        groups.append((_(heading), tuple(row for row in mine if row[0])))
    return tuple(groups)


def _group(one: Action) -> str:
    return "room" if one in ROOM_ACTIONS and one.scope in {"plan", "window"} else one.scope


class KeysSheet(QDialog):
    """All keys in columns; larger text scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        head = QHBoxLayout()
        head.addWidget(Words(_("Keys"), "h3"))
        head.addStretch(1)
        head.addWidget(
            Words(_("Single keys act on the card or row in focus; while you type they are letters."), "small", "muted")
        )
        column.addLayout(head)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, theme.space(2), 0)
        columns.setSpacing(theme.space(5))
        places = [QVBoxLayout() for _number in range(_COLUMNS)]
        lines = [0] * _COLUMNS
        # The longest first, each where there is most room left.
        for heading, rows in sorted(key_groups(), key=lambda group: -len(group[1])):
            shortest = lines.index(min(lines))
            lines[shortest] += len(rows) + 2
            places[shortest].addLayout(_group_of_keys(heading, rows))
        for place in places:
            place.setSpacing(theme.space(3))
            place.addStretch(1)
            columns.addLayout(place, 1)
        # The arrows and the page keys scroll it.
        self.keys = Column(sheet)
        self.keys.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keys.setAccessibleName(_("Keys"))
        column.addWidget(self.keys, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(min(theme.px(1230), room.width() - 40), min(theme.px(700), room.height() - 60))
        self.keys.setFocus()


def _group_of_keys(heading: str, rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(2))
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    grid.addWidget(Words(heading, "body", "accent", weight=600), 0, 0, 1, 2)
    for number, (keys, words) in enumerate(rows, 1):
        grid.addWidget(Words(words, "small"), number, 0)
        shown = Words(keys, "small", weight=600)
        shown.setAccessibleName(f"{words}: {keys}")
        grid.addWidget(shown, number, 1, Qt.AlignmentFlag.AlignRight)
    return grid
