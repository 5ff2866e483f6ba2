"""Every picture that the wall can show of a plan, and what is painted in it, told by another painter than ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.session import AgendaBlock
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import PublicPlan, public_plan
from ui.wall.canvas import Canvas
from ui.wall.frame import compose
from ui.wall.scene import Scene
from ui.wall.subjects import subjects
from ui.wall.time_left import TimeLeft
from ui.wall.view import WallView

SIZES = ((1920, 1080), (1366, 768))
MOST_PARTS = 5
"""So many parts of a long page are looked at."""


def scenes(plan: Snapshot, time: TimeLeft | None = None) -> Iterator[tuple[str, Scene]]:
    """Every scene of a plan with a name to know it by: all subjects of all sections, and all cards."""
    public = public_plan(plan)
    clock = time or TimeLeft(540, 1200, "accent", True, "10:45", _a_block(public))
    for section in SECTIONS:
        for subject in subjects(public, section.key):
            yield f"{section.key} {subject.name}", Scene(public, section.key, subject.name, time=clock)
    for block in public.all(AgendaBlock):
        yield f"task {block.id}", Scene(public, block.section or "session", card="task", block=block.id, time=clock)
    yield "break", Scene(public, card="break", time=clock)
    for count in (-1, 3, 2, 1, 0):
        yield f"write {count}", Scene(public, card="write", count=count)


def _a_block(public: PublicPlan) -> str:
    blocks = public.all(AgendaBlock)
    return blocks[len(blocks) // 2].id if blocks else ""


def pages(scene: Scene, width: float, most: int = MOST_PARTS) -> Iterator[Canvas]:
    """The scene laid out, part by part; the first parts of a very long one."""
    part, parts = 0, 1
    while part < min(parts, most):
        canvas = compose(scene, width, part)
        yield canvas
        part, parts = part + 1, canvas.parts


@dataclass(frozen=True, slots=True)
class Painted:
    """A text as it was painted, and how many pixels of the picture its size is."""

    text: str
    size: float


def svg(view: WallView) -> str:
    """The picture, painted into SVG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(view.size())
    painter = QPainter(generator)
    view.render(painter, QPoint())
    painter.end()
    return bytes(buffer.data().data()).decode()


_GROUP = re.compile(r'<g [^>]*transform="matrix\(([^,]+),[^>]*>(.*?)</g>', re.DOTALL)
_TEXT = re.compile(r'<text [^>]*font-size="([0-9.]+)"[^>]*>([^<]*)</text>', re.DOTALL)


def painted(view: WallView) -> list[Painted]:
    """Every text in the picture."""
    return [
        Painted(unescape(text), float(size) * float(scale))
        for scale, inside in _GROUP.findall(svg(view))
        for size, text in _TEXT.findall(inside)
    ]
