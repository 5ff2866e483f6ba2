"""Agreement: how far the plan has come, what is still open, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import title_of
from joint_plan.plan.session import Participant
from joint_plan.rules.names import team_name
from joint_plan.rules.standing import plan_count, section_count, standings, visible_sections
from joint_plan.rules.versions import signatures, signers, versions
from ui.wall.canvas import BOTTOM, TOP, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading
from ui.wall.type import leading, width_of
from ui.wall.words import state_words

if TYPE_CHECKING:
    from ui.wall.scene import Scene


def counts_page(canvas: Canvas, scene: Scene) -> str:
    """How many items are agreed, over all and by section."""
    public = scene.public
    whole = plan_count(public)
    left = QRectF(canvas.left, TOP, canvas.inner * 0.34, BOTTOM - TOP)
    figure = f"{whole.agreed}"
    end = canvas.text(QRectF(left.left(), 260, left.width(), 280), figure, 230, weight=700, lines=1)
    words = _("of {total} agreed").format(total=whole.total)
    end = canvas.text(QRectF(left.left(), end, left.width(), 80), words, 52, weight=600)
    if whole.open:
        open_words = _("{count} still open").format(count=whole.open)
        canvas.text(QRectF(left.left(), end + 8, left.width(), 80), open_words, 44, ink="muted")
    rows = [(section, section_count(public, section.key)) for section in visible_sections(public)]
    rows = [(section, count) for section, count in rows if count.total]
    if not rows:
        return ""
    beside = QRectF(left.right() + 40, TOP + 10, canvas.right - left.right() - 40, BOTTOM - TOP - 10)
    high = min(104.0, beside.height() / len(rows))
    wide = max(width_of(f"{count.agreed} / {count.total}", 40, 600) for _section, count in rows)
    for number, (section, count) in enumerate(rows):
        middle = beside.top() + (number + 0.5) * high
        done = count.agreed == count.total
        canvas.icon("circle-check" if done else "circle-dashed", "ok" if done else "muted", beside.left(), middle, 40)
        said = f"{count.agreed} / {count.total}"
        name = QRectF(beside.left() + 60, middle - leading(40) / 2, beside.width() - 60 - wide - 300, leading(40))
        canvas.text(name, _(section.title), 40, weight=500, lines=1)
        bar = QRectF(beside.right() - wide - 270, middle - 8, 240, 16)
        canvas.box(bar, "border", radius=8)
        if count.agreed:
            part = QRectF(bar.left(), bar.top(), max(16.0, bar.width() * count.agreed / count.total), bar.height())
            canvas.box(part, "accent", radius=8)
        canvas.put((said,), QRectF(beside.right() - wide, middle - leading(40) / 2, wide, 0), 40, 600, align="right")
    return ""


def open_page(canvas: Canvas, scene: Scene) -> str:
    """What stands between the room and a version."""
    public = scene.public
    cells = []
    for found in standings(public).values():
        if found.open:
            label = " · ".join(part for part in (found.item.code, state_words(public, found)) if part)
            cells.append(Cell(title_of(found.item), label=label, boxed=True))
    for point in public.all(ParkingItem):
        if point.status == "undecided":
            label = " · ".join(part for part in (point.code, _("Parked, undecided")) if part)
            cells.append(Cell(point.text, label=label, icon="square-parking", boxed=True))
    title = _("{count} open points").format(count=len(cells)) if cells else _("Nothing is open")
    top = heading(canvas, title, size=64) + GAP
    if cells:
        flow(canvas, canvas.area(top), cells, columns=2, gap=16)
    else:
        canvas.text(canvas.area(top), _("Every item is agreed or parked: a version can be made."), 44, ink="muted")
    return ""


def signers_page(canvas: Canvas, scene: Scene) -> str:
    """Who signs, and who has signed the last version."""
    public = scene.public
    made = versions(public)
    last = made[-1] if made else None
    title = _("Version {number}").format(number=last.number) if last is not None else _("Who signs")
    top = heading(canvas, title, size=64) + GAP
    have = {one.participant for one in signatures(public, last)} if last is not None else set()
    people = list(dict.fromkeys((*signers(public), *(p for p in public.all(Participant) if p.id in have))))
    if not people:
        canvas.text(canvas.area(top), _("Nobody is named to sign yet"), 44, ink="muted")
        return ""
    teams = list(dict.fromkeys(person.team for person in people))
    for team, box in zip(teams, columns(canvas.area(top), len(teams)), strict=True):
        canvas.box(box, f"tint:{team}" if team else "surface", "" if team else "border")
        inside = box.adjusted(28, 18, -28, -18)
        words = team_name(public, team) if team else _("Outside the teams")
        if team:
            canvas.team_line(QRectF(inside.left(), inside.top(), inside.width(), 80), team, words, 36, weight=600)
        else:
            canvas.text(QRectF(inside.left(), inside.top(), inside.width(), 80), words, 36, weight=600)
        cells = [
            Cell(
                person.name,
                label=_("signed") if person.id in have else _("not signed yet"),
                sub=person.role,
                icon="circle-check" if person.id in have else "circle-dashed",
                icon_ink="ok" if person.id in have else "muted",
                boxed=True,
            )
            for person in people
            if person.team == team
        ]
        flow(canvas, QRectF(inside.left(), inside.top() + 64, inside.width(), inside.height() - 64), cells, size=42)
    return ""
