"""The key card, A5: every action of the window with its keys as caps, in two columns by where they work."""

from pathlib import Path

from reportlab.lib.colors import white

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.key_card import KeyGroup, KeyLine, key_card
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.boxes import Block, Row, Section, Stack, Words
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.lead_card import small_sheet
from joint_plan.reports.pdf.lines import set_lines, text_width
from joint_plan.reports.pdf.marks import OUTLINE
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import title_strip
from joint_plan.reports.pdf.style import ITEM, MUTED_SMALL, SMALL
from joint_plan.reports.piece import Copy

_KEYS = 74.0
_CAP = SMALL.clone("cap", fontSize=8, leading=11)
_PAD = 3.5


def write_keys(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """The key card."""
    content = key_card()
    pages = Pages(model, path, small_sheet(model.options.paper), content.title)
    pages.begin(content.title)
    top = title_strip(pages, content.title, content.purpose) + 10
    blocks: list[Block] = [_group(group) for group in content.groups]
    flow(pages, [*blocks, Words(content.note, MUTED_SMALL)], top=top, columns=2, gap=9, gutter=14)
    pages.save()


def _group(group: KeyGroup) -> Section:
    return Section(group.heading, Stack([_line(line) for line in group.lines], 2.5), style=ITEM)


def _line(line: KeyLine) -> Row:
    label = Words(line.label, SMALL)
    if line.keys:
        return Row([label, _Caps(line.keys)], [None, _KEYS], 6)
    where = _("menu {menu}").format(menu=line.menu) if line.menu else ""
    return Row([label, Words(where, MUTED_SMALL, align="right")], [None, _KEYS], 6)


class _Caps(Block):
    """Keys as caps from the right edge, those that do not fit beside each other below."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys

    def _rows(self, width: float) -> list[list[tuple[str, float]]]:
        rows: list[list[tuple[str, float]]] = [[]]
        for key in self.keys:
            own = text_width(key, _CAP) + 2 * _PAD
            if rows[-1] and sum(room + 3 for _key, room in rows[-1]) + own > width:
                rows.append([])
            rows[-1].append((key, own))
        return rows

    def height(self, width: float) -> float:
        """Of its rows."""
        return len(self._rows(width)) * (_CAP.leading + 2.5)

    def first_baseline(self, width: float) -> float:
        """Of the first row of caps."""
        return Words(self.keys[0], _CAP).first_baseline(max(width, 20))

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Caps with their keys."""
        for number, row in enumerate(self._rows(width)):
            at = left + width - sum(own for _key, own in row) - 3 * (len(row) - 1)
            y = top + number * (_CAP.leading + 2.5)
            for key, own in row:
                pages.box(at, y, own, _CAP.leading, fill=white, stroke=OUTLINE, weight=0.6, radius=2)
                pages.lines(at + _PAD, y, set_lines(key, _CAP, own))
                at += own + 3
