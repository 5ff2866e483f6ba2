"""Any record by its fields for the room, and the page of a section in which there is nothing yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan import sections
from joint_plan.plan.fields import Field, columns_of
from joint_plan.plan.kinds import Flag, Series, Text
from joint_plan.plan.record import Record, spec_of, title_of
from joint_plan.rules.funnel import funnel
from joint_plan.rules.funnel.words import month_name
from joint_plan.rules.names import called, label_of, shown
from joint_plan.rules.pairs import NotYet, answers
from ui.wall.canvas import BOTTOM, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading, kicker, stances
from ui.wall.type import leading
from ui.wall.words import answer_face

if TYPE_CHECKING:
    from joint_plan.rules.public import PublicPlan
    from ui.wall.scene import Scene

_TITLE_SHARE = 0.42
"""How much of the page's height its title may take."""
_PAIRS_HIGH = 132


def record_page(canvas: Canvas, scene: Scene) -> str:
    """One record: its title, then its fields for the room in two columns, then how the teams stand."""
    public = scene.public
    item = public.find(scene.subject.key)
    if item is None:
        return empty_page(canvas, scene)
    spec = spec_of(item)
    label = _(spec.label)
    top = kicker(canvas, label if label != _title(public, item) else scene.subject.group, item.code)
    agreed = spec.can_be_agreed and spec.agreed(item)
    bottom = stances(canvas, public, item) if agreed else BOTTOM
    pairs = pairs_of(public, item)
    if pairs:
        bottom = _pairs_row(canvas, public, pairs, bottom)
    cells = field_cells(public, item)
    height = (bottom - top) * (_TITLE_SHARE if cells else 1)
    end = heading(canvas, _title(public, item), top=top, height=height, size=80) + GAP
    if cells:
        rest = QRectF(canvas.left, end, canvas.inner, bottom - end)
        flow(canvas, rest, cells, columns=2 if len(cells) > 2 else 1, size=56, gap=24, between=48)
    return ""


def _title(public: PublicPlan, item: Record) -> str:
    """The whole of the field that names the record."""
    spec = spec_of(item)
    column = spec.by_column.get(spec.title)
    if column is not None and isinstance(column.kind, Text):
        return str(getattr(item, spec.title)).strip() or title_of(item)
    return called(public, item)


def field_cells(public: PublicPlan, item: Record) -> list[Cell]:
    """The fields for the room and the pairs that are filled in, but for the one that is the title."""
    spec = spec_of(item)
    found: list[Cell] = []
    for field in spec.fields:
        if field.private or field.pair or not field.room or field.name == spec.title:
            continue
        column = spec.by_column[columns_of(field)[0].name]
        words = _series_words(public, item, field) or shown(public, item, column)
        if words and not (isinstance(field.kind, Flag) and not getattr(item, field.name)):
            found.append(Cell(words, label=label_of(public, column)))
    return found


def _series_words(public: PublicPlan, item: Record, field: Field) -> str:
    """Numbers by month with the months' names: "Jan 12, Feb 14"; "" for any other kind."""
    held = getattr(item, field.name)
    if not isinstance(field.kind, Series) or not held:
        return ""
    inputs = funnel(public).inputs
    return ", ".join(f"{month_name(inputs, month)} {locale.format_number(count)}" for month, count in held.items())


@dataclass(frozen=True, slots=True)
class PairFace:
    """What both teams answered: label, and by team id the words and whether they are still to come."""

    label: str
    answers: Mapping[str, tuple[str, bool]]


def pairs_of(public: PublicPlan, item: Record) -> list[PairFace]:
    """Each team's answers; of those that are not revealed only whether they are in. Nothing where nobody was asked."""
    spec = spec_of(item)
    found = []
    for field in spec.fields:
        given = answers(public, item, field.name) if field.pair and not field.private else {}
        if not given or (not field.room and all(isinstance(answer, NotYet) for answer in given.values())):
            continue
        words: dict[str, tuple[str, bool]] = {}
        for team, answer in given.items():
            face = answer_face(answer)
            said = face.words if face is not None else shown(public, item, spec.by_column[f"{field.name}_{team}"])
            words[team] = (said or "–", face is not None and face.missing)
        found.append(PairFace(_(field.label), words))
    return found


def _pairs_row(canvas: Canvas, public: PublicPlan, pairs: list[PairFace], bottom: float) -> float:
    """A box for each pair above `bottom`; returns where the row begins."""
    top = bottom - _PAIRS_HIGH
    boxes = columns(QRectF(canvas.left, top, canvas.inner, _PAIRS_HIGH), len(pairs))
    for pair, box in zip(pairs, boxes, strict=True):
        canvas.box(box, "surface", "border")
        inside = box.adjusted(24, 14, -24, -14)
        canvas.text(QRectF(inside.left(), inside.top(), inside.width(), 40), pair.label, 28, ink="muted", body=False)
        halves = columns(QRectF(inside.left(), inside.top() + 46, inside.width(), inside.height() - 46), 2, 12)
        for (team, (words, missing)), half in zip(pair.answers.items(), halves, strict=True):
            canvas.team(team, half.left(), half.top() + leading(44) / 2, 28, hollow=missing)
            rest = half.adjusted(44, 0, 0, 0)
            canvas.text(rest, words, 44, weight=600, ink="muted" if missing else "text", lines=1)
    return top - GAP


def empty_page(canvas: Canvas, scene: Scene) -> str:
    """A section in which there is nothing yet: its question to the room."""
    section = sections.section(scene.section)
    top = kicker(canvas, _(section.title))
    end = heading(canvas, _(section.prompt), top=top + 120, height=420, size=88) + GAP
    canvas.text(QRectF(canvas.left, end, canvas.inner, BOTTOM - end), _(section.purpose), 44, ink="muted")
    return ""
