"""The journey canvas: a sheet a stage to write on, or the whole journey on a large one; what is known is printed."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.canvas import Box, Canvas, CanvasStage, canvas
from joint_plan.reports.contents.plan_code import plan_code
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import GUTTER, Block, Row, Stack, Words
from joint_plan.reports.pdf.flow import flow, place
from joint_plan.reports.pdf.lines import fitted_lines, set_lines
from joint_plan.reports.pdf.marks import OUTLINE, CodeBox, TickBox
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import joined, title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    HAIRLINE,
    HEAD,
    INK,
    MUTED_SMALL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEAM_COLOURS,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy

SIZES = ("a3", "tabloid", "a1")
"""The whole journey on one sheet; else a sheet a stage."""

_PAIRS = (
    ("customer_goal", "customer_question"),
    ("entry_event", "exit_event"),
    ("touchpoints",),
    ("marketing_part", "sales_part"),
    ("story",),
    ("friction", "handoffs"),
)
_LEAST_BOX = 48.0
_PAD = 7.0
_LANE_LABEL, _LABEL_ROOM, _LONGEST_LABEL = 82.0, 68.0, 32
_NARROWEST = 138.0
_FEELING_LANE = 96.0
_NAME_LINES, _LONGEST_NAME = 3, 48
_STEPS = ((BODY, 48.0), (BODY, 36.0), (SMALL, 30.0), (SMALL, 24.0))
"""Type and least height of a lane: less of both where a sheet would not hold all that is known."""


def write_canvas(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """The canvas on the sheet that the options ask for."""
    content = canvas(model)
    if model.options.size in SIZES:
        _write_whole(model, content, path)
    else:
        _write_stages(model, content, path)


class _WriteBox(Block):
    """A label, what is known, and room to write: at least so high."""

    def __init__(self, box: Box, least: float = _LEAST_BOX) -> None:
        self.box, self.least = box, least

    def _inner(self) -> Stack:
        return Stack([Words(self.box.label, SMALL_STRONG, team=self.box.team), Words(self.box.text, BODY)], 2)

    def height(self, width: float) -> float:
        """Of its words, with room around them."""
        return max(self.least, self._inner().height(width - 2 * _PAD) + 2 * _PAD)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The frame, the team's bar, the words."""
        pages.box(left, top, width, self.height(width), stroke=OUTLINE, weight=0.6)
        pages.bar(left, top, self.height(width), self.box.team)
        self._inner().draw(pages, left + _PAD, top + _PAD, width - 2 * _PAD)

    def _parted(self, width: float, room: float, force: bool) -> tuple[Block | None, Block | None]:
        first, rest = self._inner().split(width - 2 * _PAD, room - 2 * _PAD, force=force)
        if not isinstance(first, Stack) or not first.height(width - 2 * _PAD):
            return (self, None) if force else (None, self)
        text = " ".join(block.text for block in first.blocks[1:] if isinstance(block, Words))
        left = rest.blocks[-1].text if isinstance(rest, Stack) and isinstance(rest.blocks[-1], Words) else ""
        label = _("{label}, continued").format(label=self.box.label)
        here = _WriteBox(Box(self.box.key, self.box.label, text, self.box.team), 0)
        return here, _WriteBox(Box(self.box.key, label, left, self.box.team), 0) if left else None


def _write_stages(model: ReportModel, content: Canvas, path: Path) -> None:
    pages = Pages(model, path, paper(model.options.paper), content.title)
    for stage in content.stages:
        title = stage.name or _("Stage {code}").format(code=stage.code)
        pages.begin(title)
        boxes = Row([CodeBox(plan_code(model.public), _("plan")), CodeBox(stage.code, _("stage"))], [52, 52], 6)
        top = title_strip(pages, title, content.purpose, boxes, 110) + 10
        top = _lead_and_feeling(pages, model, content, stage, top) + 12
        _stage_boxes(pages, stage, top)
    pages.save()


def _lead_and_feeling(pages: Pages, model: ReportModel, content: Canvas, stage: CanvasStage, top: float) -> float:
    """Who leads, printed or to tick; and how the customer feels, marked or to mark."""
    half = (pages.width - GUTTER) / 2
    lead = Row([Words(_("Who leads"), STRONG), _lead(model, stage.lead, BODY)], [58, None], 8)
    lead.draw(pages, pages.left, top, half)
    right = pages.left + half + GUTTER
    pages.text(right, top, _("How it feels"), STRONG, 66)
    at, step = right + 76, (half - 76) / len(content.feelings)
    for number, (feeling, words) in enumerate(reversed(content.feelings)):
        centre = (at + (number + 0.5) * step, top + BODY.leading / 2)
        known = stage.feeling == feeling
        pages.dot(centre, 4.5, fill=INK if known else None, stroke=OUTLINE, weight=0.8)
        if words:
            pages.text(at + number * step - 6, top + BODY.leading, words, MUTED_SMALL, step + 12, align="center")
    return top + max(lead.height(half), BODY.leading + MUTED_SMALL.leading)


def _lead(model: ReportModel, lead: TeamMark | None, style: ParagraphStyle) -> Block:
    if lead is not None:
        return Words(heading(lead.name, _LONGEST_NAME), style, team=lead)
    teams = [TickBox(heading(team.name, _LONGEST_NAME), SMALL, team) for team in model.teams]
    return Stack(teams, 2)


def _stage_boxes(pages: Pages, stage: CanvasStage, top: float) -> None:
    """The boxes by rows; what is left of the page is shared out among them as room to write."""
    by_key = {box.key: box for box in stage.boxes}
    gap = 8.0

    def rows(extra: float) -> list[Block]:
        found: list[Block] = []
        for keys in _PAIRS:
            boxes = [_WriteBox(by_key[key]) for key in keys]
            width = (pages.width - gap * (len(keys) - 1)) / len(keys)
            height = max(box.height(width) for box in boxes) + extra
            found.append(Row([_WriteBox(by_key[key], height) for key in keys], [None] * len(keys), gap, level=False))
        return found

    needed = Stack(rows(0), gap).height(pages.width)
    extra = max(0.0, (pages.bottom - top - needed) / len(_PAIRS))
    flow(pages, rows(extra), top=top, gap=gap)


def _write_whole(model: ReportModel, content: Canvas, path: Path) -> None:
    size = model.options.size
    scale = 2.0 if size == "a1" else 1.0
    pages = Pages(model, path, paper(size).turned, content.title, scale=scale)
    column = max(1, int((pages.width - _LANE_LABEL) / _NARROWEST))
    count = len(content.stages)
    sheets = -(-count // column)
    each = -(-count // sheets)
    for number in range(sheets):
        stages = content.stages[number * each : (number + 1) * each]
        _whole_sheet(pages, model, content, stages, number, sheets)
    pages.save()


def _whole_sheet(
    pages: Pages, model: ReportModel, content: Canvas, stages: Sequence[CanvasStage], number: int, sheets: int
) -> None:
    part = _("sheet {number} of {sheets}").format(number=number + 1, sheets=sheets) if sheets > 1 else ""
    pages.begin(content.title)
    boxes = CodeBox(plan_code(model.public), _("plan"))
    purpose = joined(model.company, content.purpose, part)
    top = title_strip(pages, content.title, purpose, boxes, 52) + 12
    width = (pages.width - _LANE_LABEL) / len(stages)
    starts = [pages.left + _LANE_LABEL + place * width for place in range(len(stages))]
    top, rest = _stage_heads(pages, model, stages, starts, width, top)
    keys = [box.key for box in stages[0].boxes]
    labels = {box.key: box for box in stages[0].boxes}
    room = pages.bottom - top - _FEELING_LANE
    style, needed = BODY, [0.0]
    for style, least in _STEPS:
        needed = [
            max(
                _lane_label(labels[key]).height(_LABEL_ROOM) + 2 * _PAD,
                *(_cell_height(box, style, least, width) for stage in stages for box in stage.boxes if box.key == key),
            )
            for key in keys
        ]
        if sum(needed) <= room:
            break
    heights = shared_out(needed, room)
    for key, height in zip(keys, heights, strict=True):
        if key == "story":
            top = _feelings(pages, content, stages, starts, width, top)
        rest += _lane(pages, labels[key], style, stages, starts, width, top, height)
        top += height
    pages.line((pages.left, top), (pages.right, top), weight=0.8, colour=OUTLINE)
    if rest:
        flow(pages, rest, columns=3)


def _stage_heads(
    pages: Pages,
    model: ReportModel,
    stages: Sequence[CanvasStage],
    starts: Sequence[float],
    width: float,
    top: float,
) -> tuple[float, list[Block]]:
    """Code, name and who leads; the answer is where they end, and what of the names goes on on further pages."""
    room = width - 2 * _PAD
    heads = []
    for stage in stages:
        size = fitted_lines(stage.name, HEAD, room, _NAME_LINES * HEAD.leading).style
        heads.append((stage, Words(stage.name, size, tag="H2"), _lead(model, stage.lead, SMALL)))
    most = _NAME_LINES * HEAD.leading
    names = min(most, max(HEAD.leading, *(name.height(room) for _stage, name, _who in heads)))
    height = MUTED_SMALL.leading + names + max(lead.height(room) for *_head, lead in heads) + 2 * _PAD
    rest: list[Block] = []
    for start, (stage, name, lead) in zip(starts, heads, strict=True):
        pages.box(start, top, width, height, stroke=OUTLINE, weight=0.8)
        colour = TEAM_COLOURS.get(stage.lead.id) if stage.lead is not None else None
        pages.box(start, top, width, 3, fill=colour or OUTLINE)
        at = pages.text(start + _PAD, top + _PAD, stage.code, MUTED_SMALL, room)
        rest += place(pages, name, start + _PAD, at, room, names, stage.code)
        lead.draw(pages, start + _PAD, top + height - _PAD - lead.height(room), room)
    return top + height, rest


def _lane_label(label: Box) -> Words:
    return Words(heading(label.label, _LONGEST_LABEL), SMALL_STRONG, team=label.team)


def _cell_height(box: Box, style: ParagraphStyle, least: float, width: float) -> float:
    return max(least, set_lines(box.text, style, width - 2 * _PAD).height + 2 * _PAD)


def shared_out(needed: Sequence[float], room: float) -> list[float]:
    """Heights that fill a room: what is spare goes to all alike; what is short is taken from those that want most."""
    spare = room - sum(needed)
    if spare >= 0:
        return [height + spare / len(needed) for height in needed]
    left, waiting, found = room, sorted(range(len(needed)), key=lambda place: needed[place]), list(needed)
    while waiting:
        place = waiting.pop(0)
        found[place] = min(needed[place], left / (len(waiting) + 1))
        left -= found[place]
    return found


def _lane(
    pages: Pages,
    label: Box,
    style: ParagraphStyle,
    stages: Sequence[CanvasStage],
    starts: Sequence[float],
    width: float,
    top: float,
    height: float,
) -> list[Block]:
    """One lane over all stages; the answer is what goes on on further pages."""
    pages.line((pages.left, top), (pages.right, top), weight=0.8, colour=OUTLINE)
    pages.bar(pages.left, top, height, label.team)
    _lane_label(label).draw(pages, pages.left + (8 if label.team else 0), top + _PAD, _LABEL_ROOM)
    rest: list[Block] = []
    for stage, start in zip(stages, starts, strict=True):
        pages.line((start, top), (start, top + height), colour=HAIRLINE)
        text = next(box.text for box in stage.boxes if box.key == label.key)
        title = joined(stage.code, heading(stage.name), label.label)
        words = Words(text, style)
        rest += place(pages, words, start + _PAD, top + _PAD, width - 2 * _PAD, height - 2 * _PAD, title)
    pages.line((pages.right, top), (pages.right, top + height), colour=HAIRLINE)
    return rest


def _feelings(
    pages: Pages,
    content: Canvas,
    stages: Sequence[CanvasStage],
    starts: Sequence[float],
    width: float,
    top: float,
) -> float:
    """A lane of levels to mark the feeling on, with the known ones marked and joined."""
    pages.line((pages.left, top), (pages.right, top), weight=0.8, colour=OUTLINE)
    pages.text(pages.left, top + _PAD, _("Feeling"), SMALL_STRONG, _LANE_LABEL - 14)
    step = (_FEELING_LANE - 2 * _PAD) / (len(content.feelings) - 1)
    level = {feeling: top + _PAD + number * step for number, (feeling, _words) in enumerate(content.feelings)}
    for feeling, words in content.feelings:
        y = level[feeling]
        weight = 0.8 if feeling == 0 else 0.4
        pages.line(
            (starts[0], y), (pages.right, y), weight=weight, colour=HAIRLINE, dash=() if feeling == 0 else (2, 3)
        )
        if words and feeling <= 0:
            pages.text(pages.left, y - SMALL.leading / 2, words, MUTED_SMALL, _LANE_LABEL - 8, align="right")
    pages.text(
        pages.left, top + _PAD + SMALL.leading, content.feelings[0][1], MUTED_SMALL, _LANE_LABEL - 8, align="right"
    )
    for start in (*starts, pages.right):
        pages.line((start, top), (start, top + _FEELING_LANE), colour=HAIRLINE)
    known = [
        (start + width / 2, level[stage.feeling])
        for stage, start in zip(stages, starts, strict=True)
        if stage.feeling is not None and stage.feeling in level
    ]
    pages.curve(known)
    for point in known:
        pages.dot(point, 4)
    return top + _FEELING_LANE
