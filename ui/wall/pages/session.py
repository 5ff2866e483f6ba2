"""Session: why the room meets and the one number, ground rules, people, the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan import sections
from joint_plan.plan.session import MODES, AgendaBlock, GroundRule, Participant
from joint_plan.rules.agenda import starts
from joint_plan.rules.names import team_name
from ui.wall.canvas import BOTTOM, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading, kicker, panel_head
from ui.wall.type import width_of

if TYPE_CHECKING:
    from ui.wall.scene import Scene


def why_page(canvas: Canvas, scene: Scene) -> str:
    """Why we are here, and the one number."""
    plan = scene.public.plan
    title = plan.title if 0 < len(plan.title) <= 40 else _("Why we are here")
    company = plan.company if len(plan.company) <= 40 else ""
    top = kicker(canvas, title, company, icon="users")
    number = plan.one_number.strip()
    # As high as the number needs: one line mostly.
    high = 170 if width_of(number, 64, 600) < canvas.inner - 64 else 260
    bottom = BOTTOM - high if number else BOTTOM
    why = plan.why or plan.title or _(sections.section("session").prompt)
    canvas.text(QRectF(canvas.left, top, canvas.inner, bottom - top - GAP), why, 72, weight=600)
    if number:
        box = QRectF(canvas.left, bottom, canvas.inner, BOTTOM - bottom)
        canvas.box(box, "accent_soft", "accent")
        inside = box.adjusted(32, 22, -32, -22)
        end = panel_head(canvas, inside, _("The one number"), icon="target")
        canvas.text(QRectF(inside.left(), end + 4, inside.width(), inside.bottom() - end - 4), number, 64, weight=600)
    return ""


def rules_page(canvas: Canvas, scene: Scene) -> str:
    """The ground rules, numbered."""
    top = heading(canvas, _("Ground rules")) + GAP
    rules = scene.public.all(GroundRule)
    cells = [Cell(rule.rule, mark=str(number), boxed=True) for number, rule in enumerate(rules, 1)]
    flow(canvas, canvas.area(top), cells, columns=2 if len(cells) > 4 else 1, size=52, gap=22)
    return ""


def people_page(canvas: Canvas, scene: Scene) -> str:
    """Who takes part, by team."""
    public = scene.public
    top = heading(canvas, _("Who is in the room"), size=64) + GAP
    people = public.all(Participant)
    teams = list(dict.fromkeys(person.team for person in people))
    boxes = columns(canvas.area(top), max(1, len(teams)))
    for team, box in zip(teams, boxes, strict=False):
        canvas.box(box, f"tint:{team}" if team else "surface", "" if team else "border")
        inside = box.adjusted(28, 18, -28, -18)
        end = panel_head(canvas, inside, team_name(public, team) if team else _("No team"), team=team)
        cells = [Cell(person.name, sub=person.role) for person in people if person.team == team]
        flow(canvas, QRectF(inside.left(), end + 14, inside.width(), inside.bottom() - end - 14), cells, size=50)
    return ""


def agenda_page(canvas: Canvas, scene: Scene) -> str:
    """The day: when each block starts, and which one runs."""
    public = scene.public
    top = heading(canvas, _("Agenda"), size=64) + GAP
    when = starts(public)
    now = scene.time.block if scene.time is not None else ""
    cells = []
    for block in public.all(AgendaBlock):
        start = when[block.id].time
        minutes = block.minutes or 0
        length = ngettext("{number} min", "{number} min", minutes).format(number=minutes)
        label = f"{locale.format_clock(start)} · {length}" if start is not None else length
        running = bool(now) and block.id == now
        cells.append(
            Cell(
                block_title(block),
                label=f"{label} · {_(dict(MODES)[block.mode])}" if block.mode in dict(MODES) else label,
                boxed=True,
                fill="accent_soft" if running else "surface",
                border="accent" if running else "border",
                weight=600 if running else 500,
            )
        )
    flow(canvas, canvas.area(top), cells, columns=3 if len(cells) > 8 else 2, gap=14)
    return ""


def block_title(block: AgendaBlock) -> str:
    """What a block of the agenda is called."""
    if block.title:
        return block.title
    return _(sections.section(block.section).title) if block.section else _("Block")
