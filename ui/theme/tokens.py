"""The colours by role, light and dark (interface.md, "Tokens")."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tokens:
    """Colours by what they are for. Team colours carry bars and icons, never text."""

    canvas: QColor
    surface: QColor
    sidebar: QColor
    raised: QColor
    text: QColor
    muted: QColor
    border: QColor
    border_strong: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    ok: QColor
    warn: QColor
    danger: QColor
    marketing: QColor
    sales: QColor
    both: QColor
    customer: QColor
    lane_tint: float
    """How much of a lane's colour its ground takes, 0 to 1."""
    dark: bool

    def of(self, role: str) -> QColor:
        """The colour of a role by name, such as "accent" or "on_accent".

        Raises:
            KeyError: there is no such role.
        """
        colour = getattr(self, role, None)
        if not isinstance(colour, QColor):
            raise KeyError(role)
        return colour


def _tokens(dark: bool, lane_tint: float, *colours: str) -> Tokens:
    names = [field.name for field in fields(Tokens) if field.name not in {"lane_tint", "dark"}]
    return Tokens(
        **dict(zip(names, map(QColor, colours), strict=True)),
        lane_tint=lane_tint,
        dark=dark,
    )


# fmt: off
LIGHT = _tokens(
    False, 0.055,
    "#F5F6F8", "#FFFFFF", "#ECEFF3", "#FFFFFF",
    "#18202B", "#535E6F", "#DCE1E8", "#7C8798",
    "#2A5BD0", "#FFFFFF", "#E4ECFC",
    "#0B7A4B", "#8A5A00", "#B3261E",
    "#1F78D6", "#D85A0A", "#6A1F7A", "#0B5D57",
)
DARK = _tokens(
    True, 0.085,
    "#14181E", "#1D232B", "#0F1217", "#242B35",
    "#E8ECF2", "#A3AEBD", "#303945", "#7F8B9C",
    "#86AAFF", "#0B1428", "#22304D",
    "#52D69B", "#F0B64A", "#FF8A80",
    "#3F8EF5", "#F5813A", "#F0B3FF", "#5FE0C4",
)
# fmt: on
