"""Sizes of the wall: everything is laid out on a picture 1080 high and scaled to the screen.

No text is smaller than 1/50 of the picture's height, body text not smaller than 1/30 (product.md, "In the room").
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetrics

from ui import theme
from ui.parts.painting import wrapped_lines

HEIGHT = 1080
FLOOR = 22
"""The smallest text: 1/50 of the height is 21.6."""
BODY = 36
"""The smallest body text: 1/30 of the height."""
MARGIN = 64
LEADING = 1.22
"""Distance of two baselines over the size of the text."""

Ink = str
"""A colour by what it is for: a role of the theme, or "team:<id>" and "tint:<id>" for a team's colour and ground."""


@lru_cache(maxsize=256)
def font(size: int, weight: int = 400, *, tabular: bool = False) -> QFont:
    """The typeface of the window in a size of the wall."""
    made = theme.font("body", weight, tabular=tabular)
    made.setPixelSize(size)
    if size >= 60:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return made


@lru_cache(maxsize=256)
def metrics(size: int, weight: int = 400, *, tabular: bool = False) -> QFontMetrics:
    """What text of this size measures."""
    return QFontMetrics(font(size, weight, tabular=tabular))


def width_of(text: str, size: int, weight: int = 400, *, tabular: bool = False) -> int:
    """How wide a line is."""
    # Advances are rounded down.
    return metrics(size, weight, tabular=tabular).horizontalAdvance(text) + 1


@lru_cache(maxsize=4096)
def broken(text: str, size: int, weight: int, width: float) -> tuple[str, ...]:
    """The text broken into lines of a width; measuring is what takes the time of laying out, so it is done once."""
    return tuple(wrapped_lines(text, font(size, weight), width))


def leading(size: int) -> float:
    """From one baseline to the next."""
    return round(size * LEADING)


def sizes(size: int, least: int) -> tuple[int, ...]:
    """The sizes that a text steps down through, the largest first and the smallest allowed last."""
    found = [size]
    while found[-1] > least:
        found.append(max(least, min(found[-1] - 2, round(found[-1] * 0.9))))
    return tuple(found)
