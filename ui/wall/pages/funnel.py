"""The revenue goal, the funnel behind it, and one of its stages."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.funnel import FunnelStage, Segment
from joint_plan.plan.goals import Goal
from joint_plan.plan.record import spec_of, title_of
from joint_plan.rules.funnel import Figure, funnel
from joint_plan.rules.funnel.words import month_name
from joint_plan.rules.names import label_of, team_name
from ui.parts.funnel_facts import stage_teams, whole_words
from ui.wall.canvas import BOTTOM, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading, kicker, panel, stances
from ui.wall.type import leading, sizes, width_of

if TYPE_CHECKING:
    from ui.wall.scene import Scene


def revenue_page(canvas: Canvas, scene: Scene) -> str:
    """The revenue goal: the sum over the segments, and what each team brings to it."""
    public, goal = scene.public, scene.record(Goal)
    top = kicker(canvas, _("Revenue goal"), goal.code)
    bottom = stances(canvas, public, goal)
    segments = [segment for segment in public.all(Segment) if segment.revenue_target]
    total = sum((segment.revenue_target or Decimal(0) for segment in segments), Decimal(0))
    currency = public.plan.currency
    middle = top + (bottom - top) * 0.56
    wide = canvas.inner * (0.58 if segments else 1)
    title = QRectF(canvas.left, top, wide - GAP, 150)
    end = canvas.text(title, goal.title or title_of(goal), 56, weight=600)
    if segments:
        money = QRectF(canvas.left, end + 8, wide - GAP, middle - end - GAP - 8)
        canvas.text(money, locale.format_money(total, currency), 120, weight=700, lines=1)
        beside = QRectF(canvas.left + wide, top, canvas.inner - wide, middle - top - GAP)
        cells = [
            Cell(locale.format_money(segment.revenue_target or 0, currency), label=segment.name, boxed=True, weight=600)
            for segment in segments
        ]
        flow(canvas, beside, cells, size=44, gap=12)
    spec = spec_of(goal)
    boxes = columns(QRectF(canvas.left, middle, canvas.inner, bottom - middle), 2)
    for box, team in zip(boxes, ("marketing", "sales"), strict=True):
        name = f"{team}_contribution"
        label = label_of(public, spec.by_column[name])
        panel(canvas, box, label, getattr(goal, name) or "–", team=team, fill=f"tint:{team}", size=44)
    return _("Due {day}.").format(day=locale.format_day(goal.due)) if goal.due else ""


def funnel_page(canvas: Canvas, scene: Scene) -> str:
    """Every stage with its committed count; the depth under it is the square root of the count."""
    public = scene.public
    whole = funnel(public)
    teams = stage_teams(public)
    top = heading(canvas, _("What it takes"), size=64) + 16
    stages = whole.stages
    boxes = columns(canvas.area(top), len(stages), 0)
    name_high, figure_high = 3 * leading(28), 90
    figures = [whole.total(stage.id) for stage in stages]
    size = _figure_size([whole_words(figure.committed) for figure in figures], boxes[0].width() - 16)
    bar = top + name_high + figure_high + 8
    depths = _depths(figures, BOTTOM - bar - 16)
    for number, (stage, figure, box) in enumerate(zip(stages, figures, boxes, strict=True)):
        team = teams.get(stage.id, "")
        canvas.team(team, box.left() + 4, top + leading(28) / 2, 20)
        name = QRectF(box.left() + 32, top, box.width() - 44, name_high)
        canvas.text(name, title_of(stage), 28, least=22, weight=600, body=False)
        count = QRectF(box.left() + 4, top + name_high, box.width() - 12, figure_high)
        canvas.text(count, whole_words(figure.committed), size, least=size, weight=700, lines=1, body=size >= 36)
        after = depths[number + 1] if number + 1 < len(depths) else depths[number]
        canvas.polygon(
            (
                QPointF(box.left(), bar + 10),
                QPointF(box.right(), bar + 10),
                QPointF(box.right(), bar + 10 + (depths[number] + after) / 2),
                QPointF(box.left(), bar + 10 + (depths[number] + depths[max(0, number - 1)]) / 2),
            ),
            f"tint:{team}",
        )
        canvas.box(QRectF(box.left(), bar, box.width(), 10), f"team:{team}", radius=0)
    return _("Committed records over {months} months. The depth is the square root of the count.").format(
        months=whole.months
    )


def _figure_size(words: list[str], room: float) -> int:
    """One size for all counts."""
    return next((size for size in sizes(64, 22) if all(width_of(one, size, 700) <= room for one in words)), 22)


def _depths(figures: list[Figure], most: float) -> list[float]:
    counts = [float(figure.committed or 0) for figure in figures]
    largest = max(counts, default=0) or 1
    return [max(6.0, most * math.sqrt(count / largest)) for count in counts]


def funnel_stage_page(canvas: Canvas, scene: Scene) -> str:
    """One stage of the funnel: what is committed, exact and still to create, and month by month."""
    public, stage = scene.public, scene.record(FunnelStage)
    whole = funnel(public)
    figure = whole.total(stage.id)
    team = stage_teams(public).get(stage.id, "")
    top = kicker(canvas, _("{team} leads").format(team=team_name(public, team)), _("Funnel"), team=team)
    end = heading(canvas, title_of(stage), top=top, height=150) + 12
    facts = (
        (_("Committed"), whole_words(figure.committed)),
        (_("Still to create"), whole_words(figure.still_to_create.committed_total)),
        (_("Needed before the plan starts"), whole_words(figure.committed_before_start)),
    )
    for (label, words), box in zip(facts, columns(QRectF(canvas.left, end, canvas.inner, 190), 3), strict=True):
        canvas.box(box, "surface", "border")
        inside = box.adjusted(28, 16, -28, -16)
        low = canvas.text(QRectF(inside.left(), inside.top(), inside.width(), 72), label, 30, ink="muted", body=False)
        canvas.text(QRectF(inside.left(), low, inside.width(), inside.bottom() - low), words, 84, weight=700, lines=1)
    _months(canvas, scene, figure, QRectF(canvas.left, end + 190 + GAP, canvas.inner, BOTTOM - end - 190 - GAP))
    return ""


def _months(canvas: Canvas, scene: Scene, figure: Figure, box: QRectF) -> None:
    """A bar for each month with its count and name; only some are named where there are many."""
    inputs = funnel(scene.public).inputs
    counts = [count or 0 for count in figure.months.committed or ()]
    if not counts or box.height() < 160:
        return
    largest = max(counts) or 1
    rects = columns(box, len(counts), 12)
    floor = box.bottom() - 44
    size = next(
        (
            size
            for size in sizes(36, 22)
            if all(width_of(whole_words(one), size, 600) <= rects[0].width() for one in counts)
        ),
        0,
    )
    names = [month_name(inputs, month) for month in range(1, len(counts) + 1)]
    every = 1 if all(width_of(name, 26) <= rects[0].width() + 8 for name in names) else 3
    for number, (count, rect) in enumerate(zip(counts, rects, strict=True)):
        high = (floor - box.top() - 56) * count / largest
        canvas.box(QRectF(rect.left(), floor - high, rect.width(), high), "accent", radius=4)
        if size:
            words = QRectF(rect.left() - 4, floor - high - 52, rect.width() + 8, 48)
            canvas.text(words, whole_words(count), size, least=size, weight=600, align="centre", body=False, lines=1)
        if number % every == 0:
            name = QRectF(rect.left() - 6, floor + 6, (rect.width() + 12) * every, 36)
            align = "centre" if every == 1 else "left"
            canvas.text(name, names[number], 26, least=22, ink="muted", align=align, body=False, lines=1)
