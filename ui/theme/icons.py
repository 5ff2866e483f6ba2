"""Lucide icons in the colours of the theme, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

import resources
from ui.theme.current import current

ROOM = 6
"""Pixels between a button's icon and its words."""


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


def put_icon(button: QAbstractButton, name: str, role: str = "text", *, after: bool = False) -> None:
    """Give a button an icon with room between it and the words, which Qt leaves out where a button is wide.

    Args:
        button: it gets the icon's size, too.
        name: the icon.
        role: its colour.
        after: whether it stands behind the words.
    """
    made = QIcon(_with_room(pixmap(name, role), after=after))
    made.addPixmap(_with_room(pixmap(name, "border_strong"), after=after), QIcon.Mode.Disabled)
    button.setIcon(made)
    button.setIconSize(QSize(16 + ROOM, 16))


def _with_room(drawn: QPixmap, *, after: bool) -> QPixmap:
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(round((16 + ROOM) * ratio), round(16 * ratio))
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(ROOM if after else 0, 0, drawn)
    painter.end()
    return wider


def icon_size(size: int = 16) -> QSize:
    """A square of that many logical pixels."""
    return QSize(size, size)
