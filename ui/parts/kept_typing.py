"""Keeping what is typed and not entered beside the plan, so that it survives a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.document import Document

PENDING_AFTER = 500
"""Milliseconds from the last key until what is typed is kept beside the plan."""


class KeptTyping(QObject):
    """The text of one field: kept half a second after the last key, forgotten once it is entered or given up.

    Args:
        document: the open plan.
        key: of the record, `Type:id`, or of a line that belongs to none.
        column: the field's column.
        text: says what stands in the field.
        parent: the field.
    """

    def __init__(self, document: Document, key: str, column: str, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._key, self._column, self._text = document, key, column, text
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PENDING_AFTER)
        self._later.timeout.connect(self.keep)
        document.closing.connect(self._keep_now)

    @property
    def before(self) -> str:
        """What was typed before and never entered, such as before the power went."""
        return self._document.workbook.pending().get((self._key, self._column), "")

    def typed(self) -> None:
        """A key was pressed."""
        self._later.start()

    def _keep_now(self) -> None:
        if self._later.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what stands in the field, now."""
        self._later.stop()
        if not self._document.read_only:
            self._document.keep_typed(self._key, self._column, self._text())

    def settle(self) -> None:
        """It is entered, or given up."""
        self._later.stop()
        if not self._document.read_only:
            self._document.drop_typed(self._key, self._column)
