"""The window's actions and menus, made from their one declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from joint_plan.base.texts import _
from joint_plan.plan.actions import ACTIONS, MENUS
from ui import theme
from ui.parts.item import focused_holder

if TYPE_CHECKING:
    from joint_plan.plan.action import Action

MOST_ALIKE = 3
"""So many keys an action may have that all do the same; with more, which one was pressed matters."""
ON_ITEM = ("item", "wall")
"""The scopes whose single keys are not for editors."""
EDITORS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


class Actions(QObject):
    """Every declared action as a QAction of the window.

    Those on an item answer to their single keys only while a card, row or other holder of an item itself has the focus;
    their chords with Ctrl work everywhere in a plan.
    """

    def __init__(self, window: QMainWindow, handle: Callable[[str, int], None]) -> None:
        """Make them. `handle(id, number)` does what an action is for; `number` counts its keys from 0."""
        super().__init__(window)
        self._window = window
        self._handle = handle
        self._made: dict[str, QAction] = {}
        self._chords: list[QShortcut] = []
        self._has_plan = False
        self._wall_open = False
        self._drawn: theme.Tokens | None = None
        groups: dict[str, QActionGroup] = {}
        for declared in ACTIONS:
            made = self._make(declared)
            if declared.ticks and declared.ticks != "own":
                group = groups.setdefault(declared.ticks, QActionGroup(self))
                group.addAction(made)
        self.menus = self._menu_bar()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # a window needs one
        app.focusChanged.connect(self._focus_moved)
        for menu in self.menus.values():
            menu.aboutToShow.connect(self._draw_icons)
        self.set_plan_open(False)

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def _make(self, declared: Action) -> QAction:
        made = QAction(_(declared.label), self._window)
        made.setObjectName(declared.id)
        made.setCheckable(bool(declared.ticks))
        tip = _(declared.tip) or _(declared.label).replace("&", "")
        made.setToolTip(tip)
        made.setStatusTip(tip)
        made.triggered.connect(lambda: self._handle(declared.id, 0))
        keys = key_sequences(declared)
        if len(keys) > MOST_ALIKE:
            # One action for many keys: which one was pressed matters.
            for number, key in enumerate(keys):
                self._chord(key, declared.id, number)
        elif declared.scope in ON_ITEM:
            made.setShortcuts(keys)
            for key in keys:
                if _has_control(key) and not _is_for_holders(declared):
                    self._chord(key, declared.id, 0)
                    made.setShortcuts([other for other in keys if not _has_control(other)])
        else:
            made.setShortcuts(keys)
        if declared.id == "quit":
            made.setMenuRole(QAction.MenuRole.QuitRole)
        elif declared.id == "about":
            made.setMenuRole(QAction.MenuRole.AboutRole)
        else:
            made.setMenuRole(QAction.MenuRole.NoRole)
        self._window.addAction(made)
        self._made[declared.id] = made
        return made

    def _chord(self, key: QKeySequence, action_id: str, number: int) -> None:
        shortcut = QShortcut(key, self._window)
        shortcut.activated.connect(lambda: self._handle(action_id, number))
        self._chords.append(shortcut)

    def _menu_bar(self) -> Mapping[str, QMenu]:
        bar = self._window.menuBar()
        menus = {name: bar.addMenu(_(label)) for name, label in MENUS}
        for declared in ACTIONS:
            if declared.menu:
                menu = menus[declared.menu]
                if declared.begins:
                    menu.addSeparator()
                menu.addAction(self._made[declared.id])
        for menu in menus.values():
            menu.setToolTipsVisible(True)
        return menus

    def _draw_icons(self) -> None:
        """Icons are drawn when a menu is about to be seen, and again in other colours."""
        if self._drawn is theme.tokens():
            return
        self._drawn = theme.tokens()
        for declared in ACTIONS:
            self._made[declared.id].setIcon(theme.icon(declared.icon, "muted") if declared.icon else QIcon())

    def set_plan_open(self, is_open: bool) -> None:
        """Whether there is a plan to act on."""
        self._has_plan = is_open
        for declared in ACTIONS:
            if declared.scope == "plan":
                self._made[declared.id].setEnabled(is_open)
        for shortcut in self._chords:
            shortcut.setEnabled(is_open)
        self._focus_moved(None, QApplication.focusWidget())

    def set_wall_open(self, is_open: bool) -> None:
        """Whether the wall is shown: a clicker acts on it then, wherever the focus is."""
        self._wall_open = is_open
        self._focus_moved(None, QApplication.focusWidget())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QMenuBar | QMenu):
            # A menu acts on what had the focus before it was opened.
            return
        on_item = self._has_plan and focused_holder() is not None
        types = isinstance(new, EDITORS)
        for declared in ACTIONS:
            if declared.scope == "item":
                self._made[declared.id].setEnabled(on_item)
            elif declared.scope == "wall":
                self._made[declared.id].setEnabled(on_item or (self._has_plan and self._wall_open and not types))


def key_sequences(declared: Action) -> list[QKeySequence]:
    """The keys of an action on this platform, the one that is shown first."""
    # Of the platform's keys only the usual one: X11 adds F14 for Undo and Ctrl+D for Delete, which duplicates here.
    standard = QKeySequence.keyBindings(QKeySequence.StandardKey[declared.standard])[:1] if declared.standard else []
    own = [QKeySequence(key) for key in declared.keys]
    return [*standard, *(key for key in own if key not in standard)]


def keys_text(declared: Action) -> str:
    """The keys of an action for people: "Ctrl+E", "1 or Ctrl+1", "Alt+1 to Alt+0"."""
    keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in key_sequences(declared)]
    if len(keys) > MOST_ALIKE:
        return _("{first} to {last}").format(first=keys[0], last=keys[-1])
    # Two keys of one name are one key to people.
    twins = {key.replace("Return", "Enter") for key in keys if "Return" in key}
    return _(" or ").join(key for key in keys if key not in twins)


def _has_control(key: QKeySequence) -> bool:
    return "Ctrl+" in key.toString(QKeySequence.SequenceFormat.PortableText)


def _is_for_holders(declared: Action) -> bool:
    """Whether its chords belong to lists too: Ctrl+Up in a text moves the cursor."""
    return declared.id in {"move_up", "move_down", "delete"}
