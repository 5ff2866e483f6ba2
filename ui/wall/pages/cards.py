"""What may stand in place of a page: the task card, a break, "write it - 3, 2, 1 - up"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.session import MODES, AgendaBlock
from joint_plan.rules.agenda import starts
from ui.wall.canvas import BOTTOM, STRIP_BOTTOM, STRIP_TOP, TOP, Canvas
from ui.wall.pages.parts import GAP
from ui.wall.pages.session import block_title
from ui.wall.type import sizes, width_of

if TYPE_CHECKING:
    from ui.wall.scene import Scene
    from ui.wall.time_left import TimeLeft

_ICONS = {"plenary": "users", "own_team": "users", "mixed_tables": "users", "break": "hourglass"}
_SIDE = 606
"""Width of the card with the time."""


def task_card(canvas: Canvas, scene: Scene) -> str:
    """The task of a block: what, in which groups, what to bring back, and when."""
    block = _block(scene)
    _agenda_strip(canvas, scene, block)
    if block is None:
        canvas.text(canvas.area(TOP + 120), _("The agenda has no task for this section."), 64, weight=600)
        return ""
    side = _time_side(canvas, scene, block)
    wide = canvas.inner - (side + 64 if side else 0)
    icon = _ICONS.get(block.mode, "users")
    canvas.icon(icon, "muted", canvas.left, TOP + 40, 42)
    mode = _(dict(MODES).get(block.mode, MODES[0][1]))
    canvas.text(QRectF(canvas.left + 60, TOP + 10, wide - 60, 60), mode, 44, ink="muted", lines=1)
    groups = block.groups.strip()
    bottom = BOTTOM - 290 if groups else BOTTOM
    title = block_title(block)
    task = block.instruction.strip()
    body = QRectF(canvas.left, TOP + 90, wide, bottom - TOP - 90 - GAP)
    if task:
        canvas.text(QRectF(body.left(), body.top(), wide, 56), title, 36, ink="muted", lines=1) if len(
            title
        ) < 60 else None
        canvas.text(body.adjusted(0, 60, 0, 0), task, 80, weight=600)
    else:
        canvas.text(body, title, 88, weight=600)
    if groups:
        _groups(canvas, scene, groups, QRectF(canvas.left, bottom, wide, BOTTOM - bottom))
    return ""


def _block(scene: Scene) -> AgendaBlock | None:
    """The block the card is about: the one that is asked for, else the section's first."""
    asked = scene.public.get(AgendaBlock, scene.block) if scene.block else None
    if asked is not None:
        return asked
    return next(iter(scene.public.where(AgendaBlock, "section", scene.section)), None)


def _groups(canvas: Canvas, scene: Scene, groups: str, box: QRectF) -> None:
    """Who sits where."""
    canvas.box(box, "surface", "border")
    inside = box.adjusted(32, 22, -32, -22)
    canvas.icon("users", "muted", inside.left(), inside.top() + 24, 36)
    label = QRectF(inside.left() + 52, inside.top(), inside.width() - 52, 48)
    end = canvas.text(label, _("Groups"), 36, weight=600, ink="muted", lines=1)
    canvas.text(QRectF(inside.left(), end + 6, inside.width(), inside.bottom() - end - 6), groups, 48, weight=500)


def _time_side(canvas: Canvas, scene: Scene, block: AgendaBlock) -> float:
    """When to be back and what to bring, in a card at the right; returns its width, 0 where there is nothing to say."""
    time, output = scene.time, block.output.strip()
    if time is None and not output:
        return 0
    box = QRectF(canvas.right - _SIDE, TOP + 14, _SIDE, BOTTOM - TOP - 14)
    canvas.box(box, "surface", "border", radius=16)
    inside = box.adjusted(46, 40, -46, -36)
    top = inside.top()
    if time is not None:
        canvas.text(
            QRectF(inside.left(), top, inside.width(), 60), _("Back at"), 48, ink="muted", align="centre", lines=1
        )
        clock = QRectF(inside.left(), top + 62, inside.width(), 200)
        canvas.text(clock, time.back_at or time.digits, 164, weight=700, align="centre", lines=1)
        _time_bar(canvas, time, QRectF(inside.left(), top + 290, inside.width(), 16))
        left = QRectF(inside.left(), top + 330, inside.width(), 80)
        canvas.text(left, time.words, 56, weight=600, align="centre", lines=1)
        top += 430
        if output:
            canvas.line(inside.left(), top, inside.right(), top, "border", 2)
            top += 36
    if output:
        canvas.icon("file-text", "muted", inside.left(), top + 22, 34)
        label = QRectF(inside.left() + 54, top, inside.width() - 54, 46)
        end = canvas.text(label, _("Bring back"), 36, weight=600, lines=1)
        rest = QRectF(inside.left() + 54, end + 4, inside.width() - 54, inside.bottom() - end - 4)
        canvas.text(rest, output, 40)
    return _SIDE


def _time_bar(canvas: Canvas, time: TimeLeft, rect: QRectF) -> None:
    canvas.box(rect, "border", radius=8)
    if time.share:
        canvas.box(
            QRectF(rect.left(), rect.top(), max(16.0, rect.width() * time.share), rect.height()), time.tone, radius=8
        )


def _agenda_strip(canvas: Canvas, scene: Scene, current: AgendaBlock | None) -> None:
    """The blocks around the one that runs, with their times; as many as have room."""
    blocks = list(scene.public.all(AgendaBlock))
    if not blocks or current is None:
        return
    when = starts(scene.public)
    place = next(number for number, block in enumerate(blocks) if block.id == current.id)

    def words(block: AgendaBlock) -> tuple[str, str]:
        start = when[block.id].time
        return (locale.format_clock(start) if start is not None else ""), block_title(block)

    def wide(block: AgendaBlock) -> float:
        time, title = words(block)
        return width_of(time, 24, 500) + width_of(title, 24, 600) + 54

    first = last = place
    used = wide(blocks[place])
    if used > canvas.inner:
        return
    while True:
        after = last + 1 < len(blocks) and used + 8 + wide(blocks[last + 1]) <= canvas.inner
        if after:
            last += 1
            used += 8 + wide(blocks[last])
        before = first > 0 and used + 8 + wide(blocks[first - 1]) <= canvas.inner
        if before:
            first -= 1
            used += 8 + wide(blocks[first])
        if not after and not before:
            break
    spare = (canvas.inner - used) / (last - first + 1)
    left, middle = canvas.left, (STRIP_TOP + STRIP_BOTTOM) / 2
    for block in blocks[first : last + 1]:
        here = block.id == current.id
        box = QRectF(left, STRIP_TOP, wide(block) + spare, STRIP_BOTTOM - STRIP_TOP)
        fill, border = ("accent_soft", "accent") if here else ("surface", "border")
        canvas.box(box, fill, border, radius=8, width=2.5 if here else 1.5)
        time, title = words(block)
        end = box.left() + 18
        if time:
            end = canvas.label(end, middle, time, 24, weight=500) + 14
        canvas.label(end, middle, title, 24, weight=600 if here else 400, ink="text" if here else "muted")
        left = box.right() + 8


def break_card(canvas: Canvas, scene: Scene) -> str:
    """A break: how long still, and when to be back."""
    time = scene.time
    canvas.icon("hourglass", "muted", canvas.width / 2 - 44, 190, 88)
    canvas.text(QRectF(canvas.left, 250, canvas.inner, 110), _("Break"), 88, weight=600, align="centre", lines=1)
    if time is None:
        return ""
    over = time.seconds < 0
    ink = "danger" if over else "text"
    clock = QRectF(canvas.left, 370, canvas.inner, 330)
    canvas.text(clock, time.digits, 270, weight=700, ink=ink, align="centre", lines=1, tabular=True)
    _time_bar(canvas, time, QRectF(canvas.width / 2 - 480, 730, 960, 20))
    if time.back_at:
        back = _("We go on") if over else _("Back at {time}").format(time=time.back_at)
        canvas.text(QRectF(canvas.left, 790, canvas.inner, 110), back, 84, weight=600, align="centre", lines=1)
    return ""


def write_card(canvas: Canvas, scene: Scene) -> str:
    """Everyone writes, then all cards go up together: 3, 2, 1, up."""
    if scene.count < 0:
        canvas.icon("pen-line", "accent", canvas.width / 2 - 60, 300, 120)
        canvas.text(
            QRectF(canvas.left, 400, canvas.inner, 210), _("Write it"), 170, weight=700, align="centre", lines=1
        )
        said = _("By yourself. Hold it up when the count is over, all together.")
        canvas.text(QRectF(canvas.left, 640, canvas.inner, 200), said, 56, ink="muted", align="centre")
        return ""
    words = str(scene.count) if scene.count else _("Up!")
    size = next((size for size in sizes(520, 120) if width_of(words, size, 700) <= canvas.inner), 120)
    ink = "accent" if scene.count == 0 else "text"
    box = QRectF(canvas.left, TOP, canvas.inner, BOTTOM - TOP)
    canvas.text(box, words, size, least=size, weight=700, ink=ink, align="centre", middle=True, lines=1)
    return ""
