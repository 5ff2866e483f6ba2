"""Follow-up: each measure with its target and what really happened, in the last period that was measured."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan import sections
from joint_plan.rules.scorecard import Scorecard, ScoreRow, group_name, scorecard, status, status_label
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, heading

if TYPE_CHECKING:
    from ui.wall.canvas import Canvas
    from ui.wall.scene import Scene

_INKS = {"met": "ok", "near": "warn", "missed": "danger"}
_ICONS = {"met": "circle-check", "near": "circle-alert", "missed": "circle-x"}


def scorecard_page(canvas: Canvas, scene: Scene) -> str:
    """The page."""
    card = scorecard(scene.public)
    measured = [(row, place) for row in card.rows if (place := _last(card, row)) is not None]
    if not measured:
        top = heading(canvas, _(sections.section("follow_up").prompt), height=300, size=72) + GAP
        canvas.text(canvas.area(top), _("Nothing is measured yet"), 44, ink="muted")
        return ""
    top = heading(canvas, _("What we promised, and what happened"), size=60) + GAP
    cells = []
    for row, place in measured:
        found = status(row, place)
        period = card.periods[place].words
        label = " · ".join(part for part in (group_name(scene.public, row.group), period, status_label(found)) if part)
        cells.append(
            Cell(
                row.title,
                label=label,
                sub=_figures(scene, row, place),
                icon=_ICONS.get(found, "circle"),
                icon_ink=_INKS.get(found, "muted"),
                boxed=True,
            )
        )
    flow(canvas, canvas.area(top), cells, columns=2, gap=16)
    return ""


def _last(card: Scorecard, row: ScoreRow) -> int | None:
    """The last period in which a row was measured; months say more than weeks."""
    places = [place for place, value in enumerate(row.actuals) if value is not None]
    return max(places, default=None)


def _figures(scene: Scene, row: ScoreRow, place: int) -> str:
    actual, target = row.actuals[place], row.targets[place]
    words = _("actual {actual}").format(actual=_value(scene, row, Fraction(actual or 0)))
    if target is None:
        return words
    return _("target {target}, {actual}").format(target=_value(scene, row, target), actual=words)


def _value(scene: Scene, row: ScoreRow, value: Fraction) -> str:
    if row.unit == "percent":
        return locale.format_rate(value / 100)
    if row.unit == "money":
        return locale.format_money_short(value, scene.public.plan.currency)
    number = locale.format_number(value, 1)
    return number if row.unit in {"count", "ratio", "days", "hours"} else f"{number} {row.unit}"
