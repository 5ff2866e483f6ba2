"""The editor of a picture: chosen from a file, seen small, taken away again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from joint_plan.base.errors import FieldError
from joint_plan.base.picture import MOST_BYTES, picture_bytes, picture_text
from joint_plan.base.texts import _
from ui import theme

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column


class PictureEditor(QWidget):
    """A button with the picture in it, and one that takes it away."""

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._shown = ""
        self._chosen: Path | None = None
        self._gone = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        self.choose = QPushButton()
        self.choose.setAutoDefault(False)
        self.choose.setIconSize(QSize(72, 22))
        self.choose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choose.clicked.connect(self._ask)
        self.remove = QPushButton()
        self.remove.setAutoDefault(False)
        self.remove.setIcon(theme.icon("x", "muted"))
        self.remove.setFixedWidth(theme.px(28))
        self.remove.setStyleSheet("padding: 0")
        self.remove.setAccessibleName(_("Take the picture away"))
        self.remove.setToolTip(_("Take the picture away"))
        self.remove.clicked.connect(self._take_away)
        row.addWidget(self.choose, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.choose)
        self.show_value("")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.choose.setAccessibleName(name)

    def _ask(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a picture"), "", _("Pictures (*.png *.jpg *.jpeg)")
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Enter the picture of a file."""
        self._chosen, self._gone = path, False
        self.entered.emit()

    def _take_away(self) -> None:
        self._chosen, self._gone = None, True
        self.entered.emit()

    @property
    def dirty(self) -> bool:
        """Whether another picture was chosen and is not entered."""
        return self._chosen is not None or self._gone

    def value(self) -> object:
        """The picture as a plan keeps it.

        Raises:
            FieldError: the file cannot be read, is no picture, or is too large.
        """
        if self._gone:
            return ""
        if self._chosen is None:
            return self._shown
        try:
            with self._chosen.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as fault:
            raise FieldError(_("the file cannot be read: {reason}.").format(reason=fault.strerror)) from fault
        return picture_text(data)

    def show_value(self, value: object) -> None:
        """Show the plan's picture; forgets what was chosen."""
        self._shown, self._chosen, self._gone = str(value or ""), None, False
        drawn = _drawn(self._shown)
        self.choose.setIcon(QIcon(drawn) if drawn is not None else theme.icon("upload", "muted"))
        self.choose.setText("" if drawn is not None else _("Choose a picture…"))
        self.choose.setToolTip(_("Choose another picture") if drawn is not None else "")
        self.remove.setVisible(bool(self._shown))

    def offer(self, text: str) -> None:
        """Nothing is typed here."""

    def show_fault(self, message: str) -> None:
        """Mark the field as wrong; "" takes the mark away."""
        theme.mark(self.choose, "fault", bool(message))


def _drawn(text: str) -> QPixmap | None:
    """The picture small; `None` where there is none or it cannot be drawn."""
    if not text:
        return None
    try:
        image = QImage.fromData(picture_bytes(text))
    except FieldError:
        return None
    if image.isNull():
        return None
    room = QSize(144, 44)
    small = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    small.setDevicePixelRatio(2)
    return QPixmap.fromImage(small)
