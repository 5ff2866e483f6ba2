"""The agenda, A4: the day's blocks with their times along a line, breaks as thin strips, ground rules at the end."""

from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.colors import white

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.agenda import Agenda, agenda
from joint_plan.reports.contents.agenda import Block as AgendaBlock
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.boxes import GUTTER, Block, Gap, Row, Section, Stack, Words
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import nothing_yet, title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    INK,
    ITEM,
    MUTED_BODY,
    MUTED_SMALL,
    RED,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TINT,
    paper,
)
from joint_plan.reports.piece import Copy

_TIME, _LINE, _SIDE = 52.0, 18.0, 104.0
_PADS = (7.0, 5.5, 4.0, 3.0, 2.0, 1.0)
"""Above and below a block: less where the day would not fit its page."""

_GAP = 10.0


def write_agenda(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """The agenda of the day."""
    content = agenda(model)
    pages = Pages(model, path, paper(model.options.paper), content.title)
    pages.begin(content.title)
    length = Stack(
        [
            Words(content.length, ITEM, align="right"),
            Words(_("until {time}").format(time=content.ends) if content.ends else "", MUTED_SMALL, align="right"),
        ]
    )
    top = title_strip(pages, content.title, content.purpose, length, 90) + 12
    blocks: list[Block] = []
    for pad in _PADS:
        blocks = list(_blocks(content, pad))
        if top + Stack(blocks, _GAP).height(pages.width) <= pages.bottom:
            break
    flow(pages, blocks, top=top, gap=_GAP)
    pages.save()


def _blocks(content: Agenda, pad: float) -> Iterator[Block]:
    if content.why or content.one_number:
        about: list[Block] = [Words(content.why, BODY)]
        if content.one_number:
            about.append(Words(_("The one number: {number}").format(number=content.one_number), STRONG))
        yield Stack(about, 3)
    if content.blocks:
        fixed = any(block.fixed for block in content.blocks)
        note = Words(
            _("A full dot is a start that stays; the others follow from the blocks before.") if fixed else "",
            MUTED_SMALL,
        )
        yield Stack([*(_Timed(_block(block), block, pad) for block in content.blocks), Gap(4), note])
    else:
        yield nothing_yet(_("The agenda has no blocks yet."))
    if content.rules:
        rules: list[Block | None] = [Words(f"{number}. {rule}", BODY) for number, rule in enumerate(content.rules, 1)]
        rules += [None] * (len(rules) % 2)
        pairs = [Row(rules[place : place + 2], [None, None], GUTTER) for place in range(0, len(rules), 2)]
        yield Section(_("Ground rules"), Stack(pairs, 2), bookmark=True)


def _block(block: AgendaBlock) -> Row:
    time: list[Block] = [Words(block.starts, ITEM), Words(block.minutes, MUTED_SMALL)]
    if block.is_break:
        inner: Block = Words(block.title, MUTED_BODY)
        return Row(
            [Stack([Words(block.starts, ITEM)]), inner, Words(block.minutes, MUTED_SMALL)], [_TIME, None, _SIDE], _LINE
        )
    what: list[Block] = [Words(block.title, ITEM, tag="H2"), Words(block.instruction, BODY)]
    if block.output:
        what.append(Row([Words(_("Comes out"), SMALL_STRONG), Words(block.output, SMALL)], [52, None], 6))
    what.append(Words(block.warning, SMALL_STRONG, colour=RED))
    side: list[Block] = [Words(block.section, SMALL_STRONG), Words(block.mode, SMALL), Words(block.groups, MUTED_SMALL)]
    return Row([Stack(time), Stack(what, 2), Stack(side)], [_TIME, None, _SIDE], _LINE)


class _Timed(Block):
    """A block on the line of the day: a dot where it begins, full where its start is fixed; a tint for a break."""

    def __init__(self, inner: Block, block: AgendaBlock, pad: float, *, begun: bool = False) -> None:
        self.inner, self.block, self.pad, self.begun = inner, block, pad, begun

    def _pad(self) -> float:
        return min(self.pad, 4.0) if self.block.is_break else self.pad

    def height(self, width: float) -> float:
        """Of what is in it, with room around."""
        return self.inner.height(width) + 2 * self._pad()

    def first_baseline(self, width: float) -> float:
        """Of what is in it."""
        return self.inner.first_baseline(width) + self._pad()

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Tint, line, dot, words."""
        height, line = self.height(width), left + _TIME + _LINE / 2
        if self.block.is_break:
            pages.box(left + _TIME + _LINE, top + 1, width - _TIME - _LINE, height - 2, fill=TINT)
        pages.line((line, top), (line, top + height), weight=1.2)
        if not self.begun:
            dot = (line, top + self._pad() + ITEM.leading / 2)
            pages.dot(dot, 3.2, fill=INK if self.block.fixed else white, stroke=INK, weight=1.2)
        self.inner.draw(pages, left, top + self._pad(), width)

    def _parted(self, width: float, room: float, force: bool) -> tuple[Block | None, Block | None]:
        first, rest = self.inner.split(width, room - 2 * self._pad(), force=force)
        if first is None:
            return (self, None) if force else (None, self)
        after = _Timed(rest, self.block, self.pad, begun=True) if rest is not None else None
        return _Timed(first, self.block, self.pad, begun=self.begun), after
