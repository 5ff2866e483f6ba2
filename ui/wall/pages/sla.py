"""An SLA read aloud: one sentence, its levels, every team's stance, and the scale while hands are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.rules.durations import duration_words
from joint_plan.rules.names import NAMELESS, team_name
from joint_plan.rules.sentences import level_words, sla_sentence
from joint_plan.rules.stances import default_method, present_in
from joint_plan.rules.standing import standing
from ui.wall.canvas import BOTTOM, Canvas
from ui.wall.pages.parts import GAP, columns, kicker
from ui.wall.type import leading, sizes, width_of
from ui.wall.words import stance_face

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Assent
    from joint_plan.rules.public import PublicPlan
    from ui.wall.scene import Scene

_LEGEND, _STANCES, _LINE = 132, 188, 84
"""Heights of the scale, of a team's box with hands or words, and of one without."""
_HAND, _HAND_GAP = 76, 20


def sla_page(canvas: Canvas, scene: Scene) -> str:
    """The page."""
    public, sla = scene.public, scene.record(Sla)
    by, to = team_name(public, sla.owed_by), team_name(public, sla.owed_to)
    words = _("{team} promises {other}").format(team=by, other=to) if by and to else by or _("Nobody owes this yet")
    top = kicker(canvas, words, sla.code, team=sla.owed_by)
    found = standing(public, sla)
    voting = bool(found.waiting_for) and default_method(sla) == "fist_to_five"
    bottom = BOTTOM
    if voting:
        bottom -= _LEGEND
        _legend(canvas, bottom)
        bottom -= GAP
    tall = any(_more(public, team, assent) for team, assent in found.stances.items())
    high = _STANCES if tall else _LINE
    boxes = columns(QRectF(canvas.left, bottom - high, canvas.inner, high), max(1, len(found.stances)))
    for (team, assent), box in zip(found.stances.items(), boxes, strict=False):
        _team_box(canvas, public, team, assent, box)
    bottom -= high + GAP
    levels = [level_words(level) for level in public.where(SlaLevel, "sla", sla.id)]
    details = _details(sla, levels)
    room = bottom - top
    share = 0.68 if details else 1.0
    sentence = QRectF(canvas.left, top, canvas.inner, room * share)
    end = canvas.text(sentence, sla_sentence(public, sla), 96, weight=700, accents=_accents(sla))
    if details:
        rest = QRectF(canvas.left, end + 10, canvas.inner, bottom - end - 10)
        canvas.text(rest, details, 38, ink="muted")
    return _("Everyone in the team shows a hand, 0 to 5.") if voting else ""


def _accents(sla: Sla) -> tuple[str, ...]:
    """What stands out in the sentence: how fast, and how often."""
    found = []
    if sla.time_limit is not None:
        found.append(duration_words(sla.time_limit, sla.time_limit_unit, sla.business_hours))
    if sla.met_share is not None:
        found.append(locale.format_rate(sla.met_share))
    return tuple(found)


def _details(sla: Sla, levels: list[str]) -> str:
    """From which event to which, what if it is missed, and the levels."""
    parts = []
    if sla.clock_starts and sla.clock_stops:
        parts.append(_("From: {start}. To: {stop}.").format(start=_bare(sla.clock_starts), stop=_bare(sla.clock_stops)))
    elif sla.clock_starts:
        parts.append(_("From: {start}.").format(start=_bare(sla.clock_starts)))
    if sla.if_missed:
        parts.append(_("If missed: {remedy}.").format(remedy=_bare(sla.if_missed)))
    if levels:
        parts.append(" · ".join(levels))
    return "\n".join(parts)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,")


def _more(public: PublicPlan, team: str, assent: Assent | None) -> bool:
    """Whether there is more to show of a stance than its word."""
    if assent is None:
        return present_in(public, team) >= NAMELESS
    return bool(assent.reservation) or (assent.tally is not None and assent.tally.voted >= NAMELESS)


def _team_box(canvas: Canvas, public: PublicPlan, team: str, assent: Assent | None, box: QRectF) -> None:
    """A team with its stance, and under it the hands of a large team or its reservation."""
    canvas.box(box, f"tint:{team}")
    inside = box.adjusted(28, 16, -28, -16)
    face = stance_face(assent)
    words = _("not yet, show your hands") if assent is None else face.words
    name = team_name(public, team)
    size = next((size for size in sizes(40, 24) if _wide(name, words, size) <= inside.width()), 24)
    middle = inside.top() + 26
    canvas.team(team, inside.left(), middle, 32, hollow=face.missing)
    end = canvas.label(inside.left() + 50, middle, name, size, weight=600)
    if not face.missing:
        canvas.icon(face.icon, face.ink, end + 20, middle, size * 0.9)
        end += 20 + size * 0.9 - 4
    canvas.label(end + 18, middle, words, size, ink="muted" if face.missing else "text")
    rest = QRectF(inside.left(), inside.top() + 66, inside.width(), inside.height() - 66)
    if rest.height() < leading(36):
        return
    if assent is not None and assent.reservation:
        canvas.text(rest, assent.reservation, 40)
    elif assent is None:
        _hands(canvas, rest, ("",) * present_in(public, team))
    elif assent.tally is not None:
        _hands(canvas, rest, tuple(str(hand) for hand in assent.tally.hands()))


def _wide(name: str, words: str, size: int) -> float:
    return 50 + width_of(name, size, 600) + 20 + size + 18 + width_of(words, size)


def _hands(canvas: Canvas, rest: QRectF, hands: tuple[str, ...]) -> None:
    """A card for each hand, the lowest first; empty ones while they are awaited. Never for a small team."""
    if len(hands) < NAMELESS:
        return
    wide = min(_HAND + _HAND_GAP, (rest.width() + _HAND_GAP) / len(hands))
    gap = min(_HAND_GAP, wide / 4)
    for number, hand in enumerate(hands):
        card = QRectF(rest.left() + number * wide, rest.top(), wide - gap, min(_HAND, rest.height()))
        if hand:
            canvas.box(card, "surface", "border", radius=10)
            size = 40 if card.width() >= 34 else 24
            canvas.text(card, hand, size, least=22, weight=600, align="centre", middle=True, body=False)
        else:
            canvas.box(card, "", "border_strong", radius=10, dashed=True, width=2)


def _legend(canvas: Canvas, top: float) -> None:
    """What each number of fingers says."""
    box = QRectF(canvas.left, top, canvas.inner, _LEGEND)
    canvas.box(box, "surface", "border")
    groups = (
        (_("objects"), (("0", _("block")), ("1", _("cannot go along")))),
        (_("agrees with reservation"), (("2", _("with a change")),)),
        (_("agrees"), (("3", _("can live with it")), ("4", _("support it")), ("5", _("lead it")))),
    )
    cells = columns(box.adjusted(20, 10, -20, -10), 6, 16)
    place = 0
    for words, entries in groups:
        span = cells[place : place + len(entries)]
        for (digit, meaning), cell in zip(entries, span, strict=True):
            size = next((size for size in sizes(30, 22) if width_of(meaning, size) + 46 <= cell.width()), 22)
            left = cell.center().x() - (width_of(digit, 44, 600) + 14 + width_of(meaning, size)) / 2
            end = canvas.label(left, cell.top() + 28, digit, 44, weight=600)
            canvas.label(end + 14, cell.top() + 31, meaning, size)
        place += len(entries)
        line = cell.top() + 62
        canvas.line(span[0].left(), line, span[-1].right(), line, "border_strong", 3)
        under = QRectF(span[0].left() - 8, line + 8, span[-1].right() - span[0].left() + 16, 34)
        canvas.text(under, words, 24, weight=500, ink="muted", align="centre", body=False)
