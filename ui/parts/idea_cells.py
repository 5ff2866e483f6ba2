"""How the cells of the table of ideas are painted: two lines each, Marketing above and Sales below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from joint_plan.base.locale import format_day
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import title_of
from joint_plan.rules.pairs import In, NotYet, answers_of
from joint_plan.rules.standing import State
from ui import theme
from ui.parts.idea_model import PAIR_OF, Heading, Part, state_of
from ui.parts.markers import draw_marker, draw_owner
from ui.parts.painting import draw_icon, draw_lines, draw_text, wrapped_lines
from ui.parts.state_chip import state_icon

if TYPE_CHECKING:
    from ui.parts.ideas import Idea

LINE = 16
"""Height of one of the two lines of a row, at 100 %."""
_CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_cell(painter: QPainter, rect: QRectF, idea: Idea, part: Part, team_names: dict[str, str]) -> None:
    """Paint one cell of an idea."""
    if part is Part.MARKER:
        draw_marker(painter, rect.center(), idea.number, idea.owner, picked=idea.item.picked)
    elif part is Part.IDEA:
        _paint_title(painter, rect, idea)
    elif part is Part.VOTES:
        _paint_votes(painter, rect, idea)
    elif part in PAIR_OF:
        _paint_scores(painter, rect, idea, PAIR_OF[part])
    elif part is Part.OWNERS:
        for line, owner in zip(_lines(rect), idea.owners, strict=True):
            missing = "–" if idea.item.picked else ""
            draw_text(painter, line, owner or missing, theme.font("small"), theme.tokens().text)
    elif part is Part.DUE:
        due = format_day(idea.item.due) if idea.item.due is not None else ""
        _paint_wrapped(painter, rect.adjusted(4, 0, 0, 0), due)
    else:
        _paint_state(painter, rect, idea, team_names)


def _lines(rect: QRectF) -> tuple[QRectF, QRectF]:
    """The two lines of a cell: marketing above, sales below."""
    line = theme.px(LINE)
    top = rect.center().y() - line
    box = rect.adjusted(4, 0, -2, 0)
    return QRectF(box.left(), top, box.width(), line), QRectF(box.left(), top + line, box.width(), line)


def paint_heading(painter: QPainter, rect: QRectF, row: Heading) -> None:
    """Paint a heading over the whole row."""
    tokens = theme.tokens()
    painter.fillRect(rect, tokens.canvas)
    box = rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
    font = theme.font("small", 600)
    draw_text(painter, box, row.title, font, tokens.text)
    used = theme.metrics("small", 600).horizontalAdvance(row.title) + theme.px(8)
    draw_text(painter, box.adjusted(used, 0, 0, 0), row.detail, theme.font("caption"), tokens.muted)


def _paint_title(painter: QPainter, rect: QRectF, idea: Idea) -> None:
    font = theme.font("small", 600 if idea.item.picked else 500)
    box = rect.adjusted(4, 0, -6, 0)
    if idea.merged:
        # How many more stand behind it; which, is in its details.
        more = f"+{len(idea.merged)}"
        wide = theme.metrics("caption", 600).horizontalAdvance(more) + 4
        corner = QRectF(box.right() - wide, rect.center().y() - 8, wide, 16)
        draw_text(painter, corner, more, theme.font("caption", 600), theme.tokens().muted, _CENTRE, elide=False)
        box.setRight(box.right() - wide)
    lines = wrapped_lines(title_of(idea.item), font, box.width(), 2)
    top = rect.center().y() - len(lines) * theme.px(LINE) / 2
    draw_lines(painter, box.left(), top, lines, font, theme.tokens().text, theme.px(LINE))


def _paint_votes(painter: QPainter, rect: QRectF, idea: Idea) -> None:
    tokens = theme.tokens()
    for number, (team, line) in enumerate(zip(TEAMS, _lines(rect), strict=True)):
        draw_owner(painter, QRectF(line.left(), line.center().y() - 4, 8, 8).center(), team, 8)
        box = line.adjusted(14, 0, 0, 0)
        if idea.votes is None:
            _paint_hidden(painter, box, idea, "votes", team)
            continue
        votes = idea.votes[number]
        draw_text(
            painter,
            QRectF(box.left(), box.top(), theme.px(14), box.height()),
            str(votes),
            theme.font("small", 500 if votes else 400, tabular=True),
            tokens.text if votes else tokens.muted,
            _CENTRE,
        )
        _paint_tally(painter, box.left() + theme.px(18), box, votes, team)


def _paint_tally(painter: QPainter, left: float, box: QRectF, votes: int, team: str) -> None:
    """Votes as tally marks, the fifth across; what does not fit is in the number beside it."""
    painter.setPen(QPen(theme.team_colour(team), 1.4))
    middle, across = box.center().y(), left
    for vote in range(1, votes + 1):
        if across > box.right():
            return
        if vote % 5 == 0:
            painter.drawLine(QPointF(across - 15, middle + 3.5), QPointF(across - 1, middle - 3.5))
            across += 3
        else:
            painter.drawLine(QPointF(across, middle - 4.5), QPointF(across, middle + 4.5))
            across += 3.4


def _paint_scores(painter: QPainter, rect: QRectF, idea: Idea, name: str) -> None:
    pair, tokens = idea.pair(name), theme.tokens()
    for team, line in zip(TEAMS, _lines(rect), strict=True):
        if not pair.revealed:
            _paint_hidden(painter, line, idea, name, team)
            continue
        value = getattr(pair, team)
        draw_text(
            painter,
            QRectF(line.left(), line.top(), theme.px(18), line.height()),
            "–" if value is None else str(value),
            theme.font("small", tabular=True),
            tokens.text,
            _CENTRE,
        )
    if idea.far_apart(name):
        draw_icon(painter, "triangle-alert", "warn", rect.left() + theme.px(26), rect.center().y() - 7, 14)


def _paint_hidden(painter: QPainter, box: QRectF, idea: Idea, name: str, team: str) -> None:
    """A blind answer: only whether it is in."""
    tokens = theme.tokens()
    answer = answers_of(idea.pair(name))[team]
    if isinstance(answer, In):
        draw_text(painter, box, _("in"), theme.font("small", 500), tokens.text)
        after = theme.metrics("small", 500).horizontalAdvance(_("in")) + 4
        draw_icon(painter, "check", "ok", box.left() + after, box.center().y() - 6, 12)
    elif isinstance(answer, NotYet):
        draw_text(painter, box.adjusted(0, 0, 8, 0), _("not yet"), theme.font("caption"), tokens.muted)


def _paint_wrapped(painter: QPainter, rect: QRectF, words: str) -> None:
    font, line = theme.font("small"), theme.px(LINE)
    lines = wrapped_lines(words, font, rect.width(), 2)
    top = rect.center().y() - len(lines) * line / 2
    draw_lines(painter, rect.left(), top, lines, font, theme.tokens().text, line)


def _paint_state(painter: QPainter, rect: QRectF, idea: Idea, team_names: dict[str, str]) -> None:
    tokens, font, line = theme.tokens(), theme.font("small", 500), theme.px(LINE)
    words, standing = state_of(idea, team_names), idea.standing
    place = rect.adjusted(4, 0, -2, 0)
    if standing is None:
        draw_text(painter, place, words, theme.font("small"), tokens.muted)
        return
    if standing.state is State.WAITING:
        first, second = _lines(rect)
        draw_text(painter, first, _("Waiting for"), theme.font("small"), tokens.muted)
        team, more = standing.waiting_for[0], len(standing.waiting_for) - 1
        draw_owner(painter, QPointF(second.left() + 4.5, second.center().y()), team, 9)
        name = team_names.get(team, team) + (f" +{more}" if more else "")
        draw_text(painter, second.adjusted(13, 0, 0, 0), name, font, tokens.text)
        return
    icon, role = ("history", "warn") if standing.basis_changed else state_icon(standing.state)
    draw_icon(painter, icon, role, place.left(), place.center().y() - 7, 14)
    lines = wrapped_lines(words, font, place.width() - 18, 2)
    top = place.center().y() - len(lines) * line / 2
    draw_lines(painter, place.left() + 18, top, lines, font, tokens.text, line)
