"""Quick wins: the matrix of what both teams have revealed, and the list of the next 30 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import Participant
from joint_plan.rules.priorities import Priority, Quadrant, priorities, quadrant_label
from ui.wall.canvas import BOTTOM, TOP, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, heading
from ui.wall.type import leading, sizes, width_of

if TYPE_CHECKING:
    from fractions import Fraction

    from ui.wall.scene import Scene

_STEPS = 9
"""Half scores from 1 to 5, each with a square of its own."""
_SQUARE = 84
_HIGH = 3


def matrix_page(canvas: Canvas, scene: Scene) -> str:
    """Impact against effort: every idea by the end of its code, in the square of its scores."""
    every = priorities(scene.public)
    scored = [one for one in every if one.impact is not None and one.effort is not None]
    side = _STEPS * _SQUARE
    field = QRectF(canvas.left, TOP + 6, side, side)
    _quadrants(canvas, field)
    squares: dict[tuple[int, int], list[Priority]] = {}
    for one in scored:
        assert one.impact is not None  # told apart above
        assert one.effort is not None
        squares.setdefault((_step(one.effort), _step(one.impact)), []).append(one)
    for (across, up), ideas in squares.items():
        _square(
            canvas,
            QRectF(field.left() + across * _SQUARE, field.bottom() - (up + 1) * _SQUARE, _SQUARE, _SQUARE),
            ideas,
        )
    middle = field.center().x()
    effort = QRectF(middle - side / 2, field.bottom() + 10, side, 40)
    canvas.text(effort, _("Across: effort, 1 to 5. Up: impact, 1 to 5."), 28, ink="muted", align="centre", body=False)
    beside = QRectF(field.right() + 48, TOP, canvas.right - field.right() - 48, BOTTOM - TOP)
    _listed(canvas, every, beside)
    blind = len(every) - len(scored)
    return (
        ngettext("{number} idea is not scored yet.", "{number} ideas are not scored yet.", blind).format(number=blind)
        if blind
        else ""
    )


def _step(score: Fraction) -> int:
    return round((score - 1) * 2)


def _quadrants(canvas: Canvas, field: QRectF) -> None:
    """The four fields with their names, and where impact and effort begin to be high."""
    canvas.box(field, "surface", "border", radius=8)
    # A score of 3 is high: the lines run before its squares.
    across, up = field.left() + 4 * _SQUARE, field.bottom() - 4 * _SQUARE
    canvas.box(QRectF(field.left(), field.top(), 4 * _SQUARE, up - field.top()), "accent_soft", radius=8)
    canvas.line(across, field.top(), across, field.bottom(), "border_strong", 2)
    canvas.line(field.left(), up, field.right(), up, "border_strong", 2)
    for quadrant, left, top, wide in (
        (Quadrant.DO_FIRST, field.left(), field.top(), 4),
        (Quadrant.PROJECT, across, field.top(), 5),
        (Quadrant.WHEN_FREE, field.left(), up, 4),
        (Quadrant.LEAVE, across, up, 5),
    ):
        # The names stand in the middle of the lines between squares, where no code can be.
        box = QRectF(left + 10, top + 4, wide * _SQUARE - 20, leading(24))
        canvas.text(box, quadrant_label(quadrant), 24, least=22, weight=600, ink="muted", body=False, lines=1)


def _square(canvas: Canvas, square: QRectF, ideas: list[Priority]) -> None:
    """The codes of the ideas with the same scores; picked ones first, the rest counted where there are many."""
    ordered = sorted(ideas, key=lambda one: not one.item.picked)
    inside = square.adjusted(4, 34, -4, -2)
    if len(ordered) == 1:
        _code(canvas, inside, ordered[0], 28)
        return
    half = inside.width() / 2
    _code(canvas, QRectF(inside.left(), inside.top(), half - 2, inside.height()), ordered[0], 24)
    rest = QRectF(inside.left() + half, inside.top(), half, inside.height())
    if len(ordered) == 2:
        _code(canvas, rest, ordered[1], 24)
    else:
        more = f"+{len(ordered) - 1}"
        canvas.label(rest.left() + (half - width_of(more, 22, 600)) / 2, rest.center().y(), more, 22, weight=600)


def _code(canvas: Canvas, box: QRectF, one: Priority, size: int) -> None:
    """The end of an idea's code; filled where it is picked."""
    words = one.item.code.rpartition("-")[2] or "·"
    picked = one.item.picked
    canvas.box(box, "accent" if picked else "canvas", "accent" if picked else "border_strong", radius=10)
    fits = next((tried for tried in sizes(size, 22) if width_of(words, tried, 700) <= box.width()), 22)
    left = box.center().x() - width_of(words, fits, 700) / 2
    canvas.label(left, box.center().y(), words, fits, weight=700, ink="on_accent" if picked else "text")


def _listed(canvas: Canvas, every: tuple[Priority, ...], box: QRectF) -> None:
    """The ideas by name beside the matrix, the picked ones first."""
    ordered = sorted(every, key=lambda one: not one.item.picked)
    cells = [
        Cell(
            one.item.title or one.item.code,
            mark=one.item.code.rpartition("-")[2],
            weight=600 if one.item.picked else 400,
        )
        for one in ordered
    ]
    flow(canvas, box, cells, gap=12)


def picked_page(canvas: Canvas, scene: Scene) -> str:
    """What will be done in the next 30 days, by whom, until when."""
    public = scene.public
    top = heading(canvas, _("The next 30 days"), size=64) + GAP
    cells = []
    for win in public.all(QuickWin):
        if not win.picked or win.merged_into:
            continue
        label = " · ".join(part for part in (win.code, _by(win)) if part)
        owners = [public.get(Participant, owner) for owner in (win.marketing_owner, win.sales_owner)]
        names = " + ".join(person.name for person in owners if person is not None)
        cells.append(Cell(win.title, label=label, sub=names, boxed=True, edge="accent"))
    flow(canvas, canvas.area(top), cells, columns=2, gap=18)
    return ""


def _by(win: QuickWin) -> str:
    return _("by {day}").format(day=locale.format_day(win.due)) if win.due else ""
