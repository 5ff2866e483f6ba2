"""A whole picture of the wall: overview, page, and the footer with place and time left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _, speaking
from joint_plan.plan import sections
from joint_plan.plan.record import spec_of
from ui.wall.canvas import FOOT, Canvas
from ui.wall.overview import overview
from ui.wall.pages import CARDS, PAGES
from ui.wall.type import leading, width_of

if TYPE_CHECKING:
    from ui.wall.scene import Scene

_SIZE, _TIME_SIZE = 26, 32


def compose(scene: Scene, width: float, part: int = 0) -> Canvas:
    """Lay the scene out on a picture 1080 high, in the plan's language.

    Args:
        scene: what to show.
        width: of the picture.
        part: which part of the texts that do not fit on one page, from 0.
    """
    with speaking(scene.public.plan.language):
        canvas = Canvas(width, part)
        if scene.card:
            hint = CARDS[scene.card](canvas, scene)
        else:
            overview(canvas, scene)
            hint = PAGES[scene.subject.kind](canvas, scene)
        _footer(canvas, scene, hint)
        return canvas


def _footer(canvas: Canvas, scene: Scene, hint: str) -> None:
    """Where we are at the left, the time left at the right."""
    right = canvas.right
    if scene.time is not None and not scene.card:
        words = scene.time.words
        right -= width_of(words, _TIME_SIZE, 600)
        ink = "text" if scene.time.tone == "accent" else scene.time.tone
        canvas.label(right, FOOT, words, _TIME_SIZE, weight=600, ink=ink)
        right -= 40
        canvas.icon("clock", "muted", right, FOOT, 28)
        right -= 30
    place = _place(scene)
    if canvas.parts > 1:
        shown = min(canvas.part, canvas.parts - 1) + 1
        place += " · " + _("page {number} of {count}").format(number=shown, count=canvas.parts)
    words = f"{place}. {hint}" if hint and place else hint or place
    rect = QRectF(canvas.left, FOOT - leading(_SIZE) / 2, right - canvas.left, leading(_SIZE) + 34)
    if width_of(words, _SIZE) > rect.width() and hint:
        words = place
    if words:
        canvas.text(rect, words, _SIZE, least=22, ink="muted", body=False, lines=1)


def _place(scene: Scene) -> str:
    title = _(sections.section(scene.section).title)
    if scene.card:
        return title
    found, subject = scene.subjects, scene.subject
    if not subject.key:
        return f"{title} · {subject.group}" if subject.group != title else title
    kind = subject.key.partition(":")[0]
    alike = [one for one in found if one.key.partition(":")[0] == kind]
    if len(alike) < 2:
        return f"{title} · {subject.group}" if subject.group != title else title
    thing = _(spec_of(kind).label)
    number = alike.index(subject) + 1
    return _("{section} · {thing} {number} of {count}").format(
        section=title, thing=thing, number=number, count=len(alike)
    )
