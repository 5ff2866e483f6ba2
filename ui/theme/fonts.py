"""Inter in the sizes and weights of the design, from the bundled files."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

import resources
from ui.theme.current import current, px

FAMILY = "Inter"

# role: (pixels at 100 %, weight)
_ROLES = {
    "caption": (11, QFont.Weight.Normal),
    "small": (12, QFont.Weight.Normal),
    "body": (13, QFont.Weight.Normal),
    "strong": (14, QFont.Weight.DemiBold),
    "h3": (16, QFont.Weight.DemiBold),
    "h2": (20, QFont.Weight.DemiBold),
    "h1": (26, QFont.Weight.DemiBold),
    "timer": (34, QFont.Weight.DemiBold),
}


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Make the bundled Inter and its fallback known to Qt; needs an application."""
    for name in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold", "DejaVuSans"):
        QFontDatabase.addApplicationFont(str(resources.font(name)))


@lru_cache(maxsize=256)
def _font(role: str, weight: int, tabular: bool, size: int) -> QFont:
    pixels, normal = _ROLES[role]
    font = QFont()
    font.setFamilies([FAMILY, "DejaVu Sans"])
    font.setPixelSize(px(pixels))
    font.setWeight(QFont.Weight(weight) if weight else normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular or role == "timer":
        font.setFeature(QFont.Tag("tnum"), 1)
    if role == "h1":
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return font


def font(role: str, weight: int = 0, *, tabular: bool = False) -> QFont:
    """The font of a role: caption small body strong h3 h2 h1 timer, at the text size in use.

    Args:
        role: what the text is.
        weight: 400 to 700 instead of the role's own.
        tabular: digits of one width, for pure numbers that stand above each other.

    Raises:
        KeyError: there is no such role.
    """
    return QFont(_font(role, weight, tabular, current.text_size))


@lru_cache(maxsize=256)
def _metrics(role: str, weight: int, tabular: bool, size: int) -> QFontMetrics:
    return QFontMetrics(_font(role, weight, tabular, size))


def metrics(role: str, weight: int = 0, *, tabular: bool = False) -> QFontMetrics:
    """What the text of a role measures, for painted parts."""
    return _metrics(role, weight, tabular, current.text_size)
