"""The editor that opens on a card in place: as wide as the card, as high as its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from joint_plan.base.errors import FieldError, PlanError
from ui import theme
from ui.parts.kept_typing import PENDING_AFTER
from ui.parts.text_editors import GrowingEditor

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column


class CellEditor(GrowingEditor):
    """Edits one text over a card. Enter and leaving it enter the text, Esc leaves all as it was.

    Args:
        column: what is edited; says how to read it.
        text: what stands there now.
        enter: takes the text; a `PlanError` from it is shown at the editor, which stays open then.
        done: told when the editor is closed: whether it was by a key, so that the focus goes back to the card.
        keep: takes what is typed so far, half a second after the last key, and `None` once that is over: so typing is
            kept even if the power goes. Without it, nothing is.
    """

    def __init__(
        self,
        column: Column,
        text: str,
        enter: Callable[[str], None],
        done: Callable[[bool], None],
        parent: QWidget,
        keep: Callable[[str | None], None] | None = None,
    ) -> None:
        super().__init__(column, parent)
        self._enter, self._done, self._open, self._ground = enter, done, True, parent
        self.setFont(theme.font("small"))
        self.setObjectName("cell_editor")
        self.show_value(text)
        self.selectAll()
        self.entered.connect(self._entered)
        self._keep = keep
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PENDING_AFTER)
        self._later.timeout.connect(self.keep_typed)
        self.typed.connect(lambda _text: self._later.start())

    def keep_typed(self) -> None:
        """Keep what is typed and not entered, now."""
        self._later.stop()
        if self._open and self.dirty and self._keep is not None:
            self._keep(self.toPlainText())

    def place(self, rect: QRect) -> None:
        """Lie over this rectangle; higher where the text needs it, but inside the parent."""
        ground = self._ground
        width = max(rect.width(), theme.px(96))
        left = max(0, min(rect.left(), ground.width() - width))
        self.setFixedWidth(width)
        top = max(0, min(rect.top(), ground.height() - self.minimumHeight()))
        self.move(left, top)
        self.raise_()

    def show_fault(self, message: str) -> None:
        super().show_fault(message)
        self.setToolTip(message)
        self.setAccessibleDescription(message)
        if message:
            # There is no room for words on a card: they come up under it.
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), message, self)

    def _entered(self) -> None:
        self._close(by_key=self.hasFocus(), take=self.dirty)

    def _close(self, *, by_key: bool, take: bool) -> None:
        if not self._open:
            return
        if take:
            try:
                self._enter(self.toPlainText())
            except PlanError as fault:
                self.show_fault(fault.message if isinstance(fault, FieldError) else str(fault))
                return
        self._open = False
        self._later.stop()
        if self._keep is not None:
            self._keep(None)
        self.document().setModified(False)
        self.hide()
        self.deleteLater()
        self._done(by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close(by_key=True, take=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._close(by_key=False, take=self.dirty)
