"""Somebody who presses, types, clicks and drags anything, the same for each seed, and answers the questions asked."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from joint_plan.plan.actions import ACTIONS, BOARD_ACTIONS
from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import Workbook, read_plan
from tests.journeys.driver import ALT, CTRL, NONE, SHIFT, Key
from tests.random_plan import WORDS
from ui.shell.actions import key_sequences
from ui.window import MainWindow

MOST_IN_A_DIALOG = 8
"""So many things are done in a dialog before it is closed."""

REMEMBERED = 60
"""So many of the last steps are told of when something went wrong."""

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
KEYS = (
    *(Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Escape, Key.Key_Space, Key.Key_F2, Key.Key_Delete),
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp),
    *(Key.Key_PageDown, Key.Key_Backspace, Key.Key_A, Key.Key_M, Key.Key_1, Key.Key_2, Key.Key_5, Key.Key_Plus),
)
MODIFIERS = (NONE, NONE, NONE, NONE, SHIFT, CTRL, ALT, CTRL | SHIFT)
HOSTILE = (
    *("\x00", "\x07bell", "\ud800", "a\tb\nc\td", "12345678901234567890", "-1", "1e999", "NaN", "3 4 5", "33425"),
    *("2027-02-30", "31.12.9999", "25:61", "100000 %", "50 %", "½", "²", "١٢", "m: x | y | z", "=cmd|' /C calc'!A0"),
    *("{0}", "{title}", "%(x)s", "&", "&&", "a" * 2000, "\u202e", "e\u0301" * 50, "https://x/" + "y" * 300, " ", ""),
)


class HandsAtRandom:
    """Works one window.

    Attributes:
        said: the last steps in words, newest last.
    """

    def __init__(self, window: MainWindow, path: Path, start: Snapshot, seed: int) -> None:
        self.window = window
        self.path = path
        self._start = start
        self.dice = random.Random(seed)
        self.said: deque[str] = deque(maxlen=REMEMBERED)
        self._answering = True
        self._reached: QWidget | None = None
        self._held = NONE
        self._open: Workbook | None = None
        self._ways: tuple[tuple[int, Callable[[], str]], ...] = (
            (24, self._key),
            (16, self._shortcut),
            (14, self._write),
            (22, self._click),
            (6, self._drag),
            (2, self._wheel),
            (2, self._paste),
            (4, self._section),
            (5, self._step_back),
            (2, self._walk_focus),
        )
        QTimer.singleShot(0, self._look)

    def rest(self) -> None:
        """Answer no more questions, and leave what is open."""
        self._answering = False
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()

    def open_again(self) -> Workbook:
        """Close the plan and open it again; the workbook behind the window."""
        self.window.close_plan()
        self._open_own()
        assert self.window.document is not None
        return self.window.document.workbook

    def step(self) -> None:
        """Do one thing, and let the window follow."""
        self._do()
        QApplication.processEvents()
        # A loop of the program's own does this.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._come_back()

    # what is done

    def _do(self) -> None:
        way = self.dice.choices([way for _weight, way in self._ways], [weight for weight, _way in self._ways])[0]
        # Told before it is done, too: a crash is looked for here.
        self.said.append(way.__name__)
        said = way()
        self.said.append(said)

    @property
    def _top(self) -> QWidget:
        """The menu, dialog or window in front."""
        for top in (QApplication.activePopupWidget(), QApplication.activeModalWidget(), QApplication.activeWindow()):
            # PySide may still know the address of a widget of Qt's own that has gone.
            if top is not None and isValid(top):
                return top
        return self.window

    def _press(self, key: Qt.Key | QKeySequence, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Keys go where the system would bring them; what a key closed does not see it go up."""
        combinations = [QKeyCombination(modifiers, key)] if isinstance(key, Qt.Key) else combinations_of(key)
        for combination in combinations:
            for act in (QTest.keyPress, QTest.keyRelease):
                self._deliver(partial(_key_to, act, combination))

    def _deliver(self, act: Callable[[QWindow], None]) -> None:
        """Bring an event to the window in front. Meanwhile that is not closed by `_look`: the event comes in pieces."""
        top = self._top.window()
        window = top.windowHandle()
        if window is None or not isValid(window):
            return
        before, self._reached = self._reached, top
        try:
            act(window)
        finally:
            self._reached = before

    def _key(self) -> str:
        key, modifiers, times = self.dice.choice(KEYS), self.dice.choice(MODIFIERS), self.dice.choice((1, 1, 1, 4))
        if QApplication.activePopupWidget() is not None:
            # QTest brings the modifiers first, and they may close a menu.
            modifiers = NONE
        for _time in range(times):
            self._press(key, modifiers)
        return f"{times} x {key.name} {modifiers}"

    def _shortcut(self) -> str:
        declared = self.dice.choice((*ACTIONS, *BOARD_ACTIONS))
        keys = key_sequences(declared)
        if not keys:
            self.window.actions_of[declared.id].trigger()
        elif declared.id != "remove_client" or self.dice.random() < 0.2:
            self._press(self.dice.choice(keys))
        return declared.id

    def _write(self) -> str:
        text = self.dice.choice(HOSTILE) if self.dice.random() < 0.5 else " ".join(self.dice.choices(WORDS, k=3))
        focus, widget = QGuiApplication.focusObject(), QApplication.focusWidget()
        if widget is not None and isValid(widget) and text.isascii() and text.isprintable() and len(text) < 40:
            for letter in text:
                # A letter may close what had the focus.
                widget = QApplication.focusWidget()
                if widget is not None and isValid(widget):
                    QTest.keyClicks(widget, letter)
        elif focus is not None and isValid(focus):
            typed = QInputMethodEvent()
            typed.setCommitString(text)
            QApplication.sendEvent(focus, typed)
        if self.dice.random() < 0.6:
            self._press(self.dice.choice((Key.Key_Return, Key.Key_Return, Key.Key_Tab)))
        return f"types {text[:40]!r}"

    def _paste(self) -> str:
        cells = [self.dice.choices((*WORDS, *HOSTILE), k=self.dice.randint(1, 4)) for _row in range(3)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in cells).replace("\ud800", ""))
        self._press(QKeySequence(QKeySequence.StandardKey.Paste))
        return "pastes"

    def _somewhere(self) -> tuple[QWidget, QPoint]:
        """A point of the window in front."""
        top = self._top.window()
        return top, QPoint(self.dice.randrange(max(top.width(), 1)), self.dice.randrange(max(top.height(), 1)))

    def _button(self, place: QPoint, button: Qt.MouseButton = LEFT, *, down: bool) -> None:
        """A button of the mouse goes down or up over the window in front."""
        act = QTest.mousePress if down else QTest.mouseRelease
        self._deliver(lambda window: act(window, button, self._held, _within(window, place)))

    def _click(self) -> str:
        top, place = self._somewhere()
        said = _told(top, place)
        self._held = self.dice.choice((NONE, NONE, NONE, CTRL, SHIFT))
        button = RIGHT if self.dice.random() < 0.1 else LEFT
        for _click in range(2 if self.dice.random() < 0.15 else 1):
            self._button(place, button, down=True)
            self._button(place, button, down=False)
        return f"clicks {button.name} {said}"

    def _drag(self) -> str:
        top, place = self._somewhere()
        said = _told(top, place)
        self._held = self.dice.choice((NONE, NONE, NONE, CTRL, SHIFT))
        self._button(place, down=True)
        for _move in range(4):
            place += QPoint(self.dice.randint(-200, 200), self.dice.randint(-120, 120))
            self._deliver(partial(_move_to, place))
            if self.dice.random() < 0.05:
                self._press(Key.Key_Escape)
        self._button(place, down=False)
        return f"drags {said}"

    def _wheel(self) -> str:
        top, place = self._somewhere()
        child = top.childAt(place) or top
        place = child.mapFrom(top, place)
        turned = QPoint(0, self.dice.choice((-120, 120, -1200, 1200)))
        event = QWheelEvent(
            QPointF(place),
            QPointF(child.mapToGlobal(place)),
            turned,
            turned,
            Qt.MouseButton.NoButton,
            self.dice.choice((NONE, NONE, CTRL)),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(child, event)
        return f"turns the wheel over {type(child).__name__}"

    def _section(self) -> str:
        section = self.dice.choice(SECTIONS).key
        if self.window.view is not None and QApplication.activeModalWidget() is None:
            self.window.view.show_section(section)
        return f"goes to {section}"

    def _step_back(self) -> str:
        name = self.dice.choice(("undo", "undo", "redo"))
        if self.window.document is not None and QApplication.activeModalWidget() is None:
            self.window.actions_of[name].trigger()
        return name

    def _walk_focus(self) -> str:
        """Leaves and comes back, as when another program is used meanwhile."""
        for kind in (QEvent.Type.WindowDeactivate, QEvent.Type.WindowActivate):
            QApplication.sendEvent(self._top, QEvent(kind))
        return "looks at another program"

    # questions

    def _look(self) -> None:
        """Do something in a dialog or menu that is open, and close it after a while."""
        if not self._answering:
            return
        QTimer.singleShot(1, self._look)
        dialog = self._top
        if dialog == self._reached or dialog not in (
            QApplication.activeModalWidget(),
            QApplication.activePopupWidget(),
        ):
            return
        left = dialog.property("left")
        if left is None:
            left = 0 if isinstance(dialog, QFileDialog) else self.dice.randint(0, MOST_IN_A_DIALOG)
        # One that is shown again begins anew.
        dialog.setProperty("left", left - 1 if left > -3 else None)
        self.said.append(f"in {type(dialog).__name__}:")
        if left > 0:
            self._do()
        elif isinstance(dialog, QFileDialog) and self.dice.random() < 0.5 and left == 0:
            dialog.accept()
        elif left > -3:
            self._press(Key.Key_Escape)
        elif isinstance(dialog, QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        else:
            dialog.close()

    # what stays open

    def _come_back(self) -> None:
        """Open the plan again where it was closed, and check the file of one that was left."""
        if not self.window.isVisible():
            self.window.show()
        document = self.window.document
        if self._open is not None and (document is None or document.workbook is not self._open):
            check_file(self._open)
            self._open = None
        is_own = document is not None and document.workbook.path == self.path
        if not is_own and self.dice.random() < 0.3:
            self._open_own()
        document = self.window.document
        self._open = document.workbook if document is not None else None
        if QApplication.activeWindow() is None:
            self.window.activateWindow()

    def _open_own(self) -> None:
        if not self.path.exists():
            # It went with its client.
            Workbook.create(self.path, self._start).close()
        assert self.window.open_plan(self.path)


def _key_to(act: Callable[..., None], keys: QKeyCombination, window: QWindow) -> None:
    act(window, keys.key(), keys.keyboardModifiers())


def _move_to(place: QPoint, window: QWindow) -> None:
    QTest.mouseMove(window, _within(window, place))


def _within(window: QWindow, place: QPoint) -> QPoint:
    return QPoint(min(max(place.x(), 0), window.width() - 1), min(max(place.y(), 0), window.height() - 1))


def combinations_of(keys: QKeySequence) -> list[QKeyCombination]:
    """The keys that are pressed one after another."""
    return [keys[place] for place in range(keys.count())]  # type: ignore[index] # the stubs leave the operator out


def _told(top: QWidget, place: QPoint) -> str:
    child = top.childAt(place) or top
    return f"{type(child).__name__} “{child.accessibleName()[:40]}”"


def check_file(workbook: Workbook) -> None:
    """See that the file holds what the memory holds; one that was deleted with its client holds nothing."""
    if workbook.path.exists():
        assert read_plan(workbook.path) == workbook.snapshot()
