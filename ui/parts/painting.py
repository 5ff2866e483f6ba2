"""Drawing that painted parts share: team shapes, wrapped and elided text, chips, cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def begin(widget: QWidget) -> QPainter:
    """A painter on a widget, smooth."""
    painter = QPainter(widget)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def shape_path(shape: str, rect: QRectF) -> QPainterPath:
    """A team's shape in a square: circle, square, diamond, triangle."""
    path = QPainterPath()
    if shape == "circle":
        path.addEllipse(rect)
    elif shape == "square":
        inset = rect.width() * 0.06
        path.addRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 1.5, 1.5)
    elif shape == "diamond":
        middle = rect.center()
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), rect.top()),
                    QPointF(rect.right(), middle.y()),
                    QPointF(middle.x(), rect.bottom()),
                    QPointF(rect.left(), middle.y()),
                ]
            )
        )
    else:
        path.addPolygon(QPolygonF([QPointF(rect.center().x(), rect.top()), rect.bottomRight(), rect.bottomLeft()]))
    path.closeSubpath()
    return path


def draw_shape(
    painter: QPainter, shape: str, rect: QRectF, colour: QColor, *, hollow: bool = False, width: float = 1.5
) -> None:
    """Draw a team's shape, filled or (not yet) as an outline."""
    painter.save()
    if hollow:
        inset = width / 2
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape_path(shape, rect.adjusted(inset, inset, -inset, -inset)))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(shape_path(shape, rect))
    painter.restore()


def draw_team(painter: QPainter, team_id: str, rect: QRectF, *, hollow: bool = False) -> None:
    """Draw a team's shape in its colour."""
    draw_shape(painter, theme.team_shape(team_id), rect, theme.team_colour(team_id), hollow=hollow)


def draw_text(
    painter: QPainter,
    rect: QRectF | QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    elide: bool = True,
) -> bool:
    """Draw one line; says whether it had to be cut with an ellipsis (show it whole in a tooltip then)."""
    place = QRectF(rect)
    line = " ".join(text.split("\n"))
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(place.width())) if elide else line
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(place, int(align), shown)
    return shown != line


def wrapped_lines(text: str, font: QFont, width: float, most: int = 0) -> list[str]:
    """A text broken into lines of that width; with `most`, the last line is elided if there is more.

    A word that is wider than the line is broken with a hyphen, so that no less than three letters are left.
    """
    measure = QFontMetrics(font)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            tried = f"{line} {word}" if line else word
            if len(tried) <= _most_letters(width) and measure.horizontalAdvance(tried) <= width:
                line = tried
                continue
            if line:
                lines.append(line)
            line = word
            while len(line) > 1 and measure.horizontalAdvance(line[: _most_letters(width)]) > width:
                cut = _break_in(line, measure, width)
                hyphen = "-" if line[cut - 1].isalpha() and line[cut].isalpha() else ""
                lines.append(line[:cut] + hyphen)
                line = line[cut:]
        lines.append(line)
    if most and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], measure.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))]
    return lines


_LEAST_LETTERS = 3


def _break_in(word: str, measure: QFontMetrics, width: float) -> int:
    """Behind how many letters a word that is too wide for a line is broken."""
    fits, most = 1, min(len(word) - 1, _most_letters(width))
    while fits < most:
        middle = (fits + most + 1) // 2
        if measure.horizontalAdvance(word[:middle] + "-") <= width:
            fits = middle
        else:
            most = middle - 1
    return max(1, min(fits, len(word) - _LEAST_LETTERS))


def _most_letters(width: float) -> int:
    """More letters than go into a line of that width: what is longer need not be measured to its end."""
    return int(width) + 8


def draw_lines(
    painter: QPainter, left: float, top: float, lines: list[str], font: QFont, colour: QColor, leading: float
) -> float:
    """Draw lines one under another, `leading` pixels apart; returns the y below the last one."""
    measure = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(colour)
    rise = (leading - measure.height()) / 2 + measure.ascent()
    for number, line in enumerate(lines):
        painter.drawText(QPointF(left, top + number * leading + rise), line)
    return top + len(lines) * leading


def draw_icon(painter: QPainter, name: str, role: str, left: float, top: float, size: int = 16) -> None:
    """Draw a Lucide icon in a colour role."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(left, top), theme.pixmap(name, role, size, ratio))


def draw_card(
    painter: QPainter,
    rect: QRectF,
    *,
    edge: QColor | None = None,
    selected: bool = False,
    key_focus: bool = False,
    fill: QColor | None = None,
    radius: float = theme.RADIUS_CARD,
) -> None:
    """Draw a card: surface, hairline, a 4 px team edge at its left, an accent border when selected or focused."""
    tokens = theme.tokens()
    strong = selected or key_focus
    inset = 1.0 if strong else 0.5
    outline = rect.adjusted(inset, inset, -inset, -inset)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill or tokens.surface)
    painter.drawRoundedRect(outline, radius, radius)
    if edge is not None:
        clip = QPainterPath()
        clip.addRoundedRect(outline, radius, radius)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QBrush(edge))
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tokens.accent if strong else tokens.border, 2 if strong else 1))
    painter.drawRoundedRect(outline, radius, radius)
    painter.restore()


def draw_tick(painter: QPainter, box: QRectF, checked: bool, *, enabled: bool = True) -> None:
    """Draw a check box: an outline, or filled with a check."""
    tokens = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = box.adjusted(0.5, 0.5, -0.5, -0.5)
    fill = tokens.accent if enabled else tokens.border_strong
    painter.setPen(QPen(fill if checked else tokens.border_strong, 1))
    painter.setBrush(fill if checked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 4, 4)
    if checked:
        inset = box.width() * 0.12
        draw_icon(painter, "check", "on_accent", box.left() + inset, box.top() + inset, round(box.width() - 2 * inset))
    painter.restore()


@dataclass(frozen=True, slots=True)
class Chip:
    """A pill with shape or icon, words, and an icon at its end.

    `tone` is the colour role of the end icon; "danger" and "warn" colour the border too. `dashed` says: not yet.
    """

    text: str
    team: str = ""
    icon: str = ""
    tone: str = "muted"
    dashed: bool = False
    hollow: bool = False

    def size(self) -> QSize:
        """How large it is drawn: 20 px high at 100 %."""
        # Advances are rounded down: without the pixel a chip elides its own words.
        words = theme.metrics("caption", 500).horizontalAdvance(self.text) + 1
        mark = 9 + 5 if self.team else 0
        end = 14 + 5 if self.icon else 0
        return QSize(8 + mark + words + end + 8, theme.px(20))


def draw_chip(painter: QPainter, left: float, top: float, chip: Chip, width: float = 0) -> QRectF:
    """Draw a chip; with `width`, its words are elided to fit. Returns where it is."""
    tokens = theme.tokens()
    size = chip.size()
    wide = min(size.width(), width) if width else size.width()
    place = QRectF(left, top, wide, size.height())
    border = tokens.of(chip.tone) if chip.tone in {"danger", "warn"} else tokens.border
    if chip.dashed:
        border = tokens.border_strong if chip.tone not in {"danger", "warn"} else border
    painter.save()
    painter.setPen(QPen(border, 1, Qt.PenStyle.DashLine if chip.dashed else Qt.PenStyle.SolidLine))
    painter.setBrush(Qt.BrushStyle.NoBrush if chip.dashed else QBrush(tokens.surface))
    radius = size.height() / 2
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    x = left + 8
    middle = top + size.height() / 2
    if chip.team:
        draw_team(painter, chip.team, QRectF(x, middle - 4.5, 9, 9), hollow=chip.hollow)
        x += 14
    end = 19 if chip.icon else 0
    room = left + wide - 8 - end - x
    colour = tokens.muted if chip.dashed else tokens.text
    draw_text(painter, QRectF(x, top, room, size.height()), chip.text, theme.font("caption", 500), colour)
    if chip.icon:
        draw_icon(painter, chip.icon, chip.tone, left + wide - 8 - 14, middle - 7, 14)
    painter.restore()
    return place
