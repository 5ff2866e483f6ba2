"""The picture of the wall as a widget: it paints one scene, scaled to its size, or nothing but darkness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin
from ui.wall.frame import compose
from ui.wall.type import HEIGHT

if TYPE_CHECKING:
    from ui.wall.canvas import Canvas
    from ui.wall.scene import Scene

_DARK = "#000000"


class WallView(QWidget):
    """Shows a scene."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wall")
        self.setAccessibleName(_("Wall"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scene: Scene | None = None
        self._part = 0
        self._canvas: Canvas | None = None
        self.blank = False
        theme.changed.connect(self._again)

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._scene

    @property
    def part(self) -> int:
        """Which part of texts that are longer than the page is shown, from 0."""
        return self._part

    @property
    def canvas(self) -> Canvas | None:
        """The page as it is laid out; `None` before the first scene."""
        if self._canvas is None and self._scene is not None and self.height() > 0:
            self._canvas = compose(self._scene, self.width() * HEIGHT / self.height(), self._part)
            # A text that has become shorter has fewer parts.
            self._part = min(self._part, self._canvas.parts - 1)
        return self._canvas

    def show_scene(self, scene: Scene, part: int = 0) -> None:
        """Show another scene, or another part of its long texts."""
        self._scene, self._part = scene, max(0, part)
        self._again()

    def show_blank(self, blank: bool) -> None:
        """Show plain darkness, or the scene again."""
        self.blank = blank
        self._describe()
        self.update()

    def _again(self) -> None:
        self._canvas = None
        self._describe()
        self.update()

    def _describe(self) -> None:
        """What the picture says, for screen readers."""
        canvas = None if self.blank else self.canvas
        self.setAccessibleDescription("\n".join(mark.text for mark in canvas.texts) if canvas is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        canvas = None if self.blank else self.canvas
        if canvas is None:
            painter.fillRect(self.rect(), _DARK)
            return
        painter.fillRect(self.rect(), theme.tokens().canvas)
        scale = self.height() / HEIGHT
        painter.scale(scale, scale)
        canvas.paint(painter)
