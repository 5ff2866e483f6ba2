"""Lucide icons in the colours of the theme, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme.current import current


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return resources.icon(name).read_bytes()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    source = _source(name).replace(b"currentColor", colour.encode())
    renderer = QSvgRenderer(QByteArray(source))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def pixmap(name: str, role: str = "text", size: int = 16, ratio: float = 0) -> QPixmap:
    """An icon by its Lucide name, tinted with a colour role, `size` logical pixels wide.

    Args:
        name: such as "circle-check".
        role: name of a colour of the theme, or a colour as "#RRGGBB".
        size: in logical pixels.
        ratio: device pixels per logical pixel; the application's highest if 0.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    colour = role if role.startswith("#") else current.tokens.of(role).name()
    scale = ratio or QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]  # there is one by now
    drawn = QPixmap(_drawn(name, colour, round(size * scale)))
    drawn.setDevicePixelRatio(scale)
    return drawn


def icon(name: str, role: str = "text", size: int = 16) -> QIcon:
    """An icon for buttons and menus, greyed where disabled; see `pixmap`."""
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "border_strong", size), QIcon.Mode.Disabled)
    return made


def icon_size(size: int = 16) -> QSize:
    """A square of that many logical pixels."""
    return QSize(size, size)
