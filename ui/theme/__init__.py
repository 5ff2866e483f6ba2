"""How the window looks: colours, fonts, icons, sizes, by role. Nothing else in `ui` names a colour or a size of text.

from ui import theme

theme.tokens().accent             QColor of a role
theme.font("h3")                  QFont; theme.font("body", tabular=True) for columns of numbers
theme.metrics("small")            QFontMetrics, for painted parts
theme.icon("plus", "muted")       QIcon; theme.pixmap(...) to paint with
theme.space(3)                    12: the third step of 4 8 12 16 24 32
theme.px(28)                      a length that grows with the text size
theme.team_colour("sales")        QColor; theme.team_shape("sales") is "square"
theme.changed.connect(slot)       light and dark or the text size changed: lay out and paint again
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.theme.current import LARGEST, SMALLEST, STEP, Scheme, current, px
from ui.theme.fonts import font, metrics
from ui.theme.icons import icon, icon_size, pixmap, put_icon
from ui.theme.style import apply_theme, has_key_focus, mark
from ui.theme.tokens import Tokens

__all__ = [
    "LARGEST",
    "RADIUS_CARD",
    "RADIUS_CONTROL",
    "RADIUS_LANE",
    "RADIUS_MENU",
    "SMALLEST",
    "STEP",
    "Scheme",
    "Tokens",
    "apply_theme",
    "blended",
    "changed",
    "current",
    "font",
    "has_key_focus",
    "icon",
    "icon_size",
    "lane_tint",
    "mark",
    "metrics",
    "pixmap",
    "put_icon",
    "px",
    "space",
    "team_colour",
    "team_shape",
    "tokens",
]

RADIUS_MENU, RADIUS_CARD, RADIUS_CONTROL, RADIUS_LANE = 4, 6, 8, 10

changed = current.changed
"""Signal without arguments: colours or sizes are others now."""

_SPACES = (4, 8, 12, 16, 24, 32)
_TEAMS = {
    "marketing": ("marketing", "circle"),
    "sales": ("sales", "square"),
    "both": ("both", "diamond"),
    "customer": ("customer", "triangle"),
}


def tokens() -> Tokens:
    """The colours in use."""
    return current.tokens


def space(step: int) -> int:
    """One of the six distances, 1 to 6: 4 8 12 16 24 32 pixels, whatever the text size."""
    return _SPACES[step - 1]


def team_colour(team_id: str) -> QColor:
    """A team's colour for bars, shapes and icons, never for text. Teams besides the core ones share one."""
    return tokens().of(_TEAMS.get(team_id, _TEAMS["customer"])[0])


def team_shape(team_id: str) -> str:
    """A team's shape: circle (marketing), square (sales), diamond ("both"), triangle (any other)."""
    return _TEAMS.get(team_id, _TEAMS["customer"])[1]


def blended(colour: QColor, ground: QColor, share: float) -> QColor:
    """A colour laid over a ground with that share (0 to 1), opaque."""
    parts = zip(
        (colour.red(), colour.green(), colour.blue()), (ground.red(), ground.green(), ground.blue()), strict=True
    )
    red, green, blue = (round(over * share + under * (1 - share)) for over, under in parts)
    return QColor(red, green, blue)


def lane_tint(colour: QColor) -> QColor:
    """The ground of a lane of this colour: 5.5 % of it on the canvas in light, 8.5 % in dark."""
    return blended(colour, tokens().canvas, tokens().lane_tint)
