"""Any record by its fields for the room, and the page of a section in which there is nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan import sections
from joint_plan.plan.fields import Field, columns_of
from joint_plan.plan.kinds import Flag, Text
from joint_plan.plan.record import Record, spec_of, title_of
from joint_plan.rules.names import label_of, shown, team_name
from joint_plan.rules.pairs import NotYet, answers
from ui.wall.canvas import BOTTOM, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, heading, kicker, stances
from ui.wall.words import answer_face

if TYPE_CHECKING:
    from joint_plan.rules.public import PublicPlan
    from ui.wall.scene import Scene

_TITLE_SHARE = 0.42
"""How much of the page's height its title may take."""


def record_page(canvas: Canvas, scene: Scene) -> str:
    """One record: its title, then its fields for the room in two columns, then how the teams stand."""
    public = scene.public
    item = public.find(scene.subject.key)
    if item is None:
        return empty_page(canvas, scene)
    spec = spec_of(item)
    top = kicker(canvas, _(spec.label), item.code)
    agreed = spec.can_be_agreed and spec.agreed(item)
    bottom = stances(canvas, public, item) if agreed else BOTTOM
    cells = field_cells(public, item)
    height = (bottom - top) * (_TITLE_SHARE if cells else 1)
    end = heading(canvas, _title(item), top=top, height=height, size=72) + GAP
    if cells:
        flow(
            canvas, QRectF(canvas.left, end, canvas.inner, bottom - end), cells, columns=2, size=44, gap=22, between=48
        )
    return ""


def _title(item: Record) -> str:
    """The whole of the field that names the record."""
    spec = spec_of(item)
    column = spec.by_column.get(spec.title)
    if column is not None and isinstance(column.kind, Text):
        return str(getattr(item, spec.title)).strip() or title_of(item)
    return title_of(item)


def field_cells(public: PublicPlan, item: Record) -> list[Cell]:
    """The fields for the room and the pairs that are filled in, but for the one that is the title."""
    spec = spec_of(item)
    found: list[Cell] = []
    for field in spec.fields:
        if field.private or field.name == spec.title:
            continue
        if field.pair:
            found += _pair_cells(public, item, field)
        elif field.room:
            column = columns_of(field)[0]
            words = shown(public, item, spec.by_column[column.name])
            if words and not (isinstance(field.kind, Flag) and not getattr(item, field.name)):
                found.append(Cell(words, label=label_of(public, spec.by_column[column.name])))
    return found


def _pair_cells(public: PublicPlan, item: Record, field: Field) -> list[Cell]:
    """Each team's answer; of one that is not revealed only whether it is in."""
    spec = spec_of(item)
    given = answers(public, item, field.name)
    if not field.room and all(isinstance(answer, NotYet) for answer in given.values()):
        return []
    cells = []
    for team, answer in given.items():
        face = answer_face(answer)
        words = face.words if face is not None else shown(public, item, spec.by_column[f"{field.name}_{team}"])
        label = _("{team}: {field}").format(team=team_name(public, team), field=_(field.label))
        cells.append(Cell(words or "–", label=label, team=team, hollow=face is not None and face.missing))
    return cells


def empty_page(canvas: Canvas, scene: Scene) -> str:
    """A section in which there is nothing yet: its question to the room."""
    section = sections.section(scene.section)
    top = kicker(canvas, _(section.title))
    end = heading(canvas, _(section.prompt), top=top + 120, height=420, size=88) + GAP
    canvas.text(QRectF(canvas.left, end, canvas.inner, BOTTOM - end), _(section.purpose), 44, ink="muted")
    return ""
