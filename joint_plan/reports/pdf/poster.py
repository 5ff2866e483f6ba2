"""The journey as a poster: stages across, lanes down, the feeling curve, the handoffs between teams.

Laid out on A3 (or Tabloid) and drawn larger on larger sheets. Type is stepped down first, then stages go on over
further pages with the lanes named again; a text that is still too long for its place goes on at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle

from joint_plan.base import locale
from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.promise import Promise, promise_of
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import Block, Gap, Stack, Words
from joint_plan.reports.pdf.charts import FeelingCurve
from joint_plan.reports.pdf.flow import flow, place
from joint_plan.reports.pdf.journey_map import evenly
from joint_plan.reports.pdf.lines import FLOOR, sized, text_width
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import Chevrons, Step, joined, nothing_yet, title_strip
from joint_plan.reports.pdf.style import (
    HAIRLINE,
    INK,
    POSTER,
    POSTER_BODY,
    POSTER_MUTED,
    POSTER_SMALL,
    POSTER_STAGE,
    POSTER_STRONG,
    POSTER_TITLE,
    TINT,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy
from joint_plan.reports.tables import team_mark
from joint_plan.rules.names import name_of, shown

SIZES = ("a3", "tabloid", "a2", "a1")
_LABEL = 96.0
_GUTTER = 12.0
_PADDING = 8.0
_TYPE = (1.0, 0.93, 0.86, 0.8)
"""How far the type is stepped down before anything goes on elsewhere."""

_MOST, _FEWEST = 7, 4
"""Stages on a page: at most, and down to how many they are spread out before texts are cut short."""

_TINTS: dict[str, Color] = {"marketing": TINT, "sales": HexColor("#FBF3ED")}
_Cell = Callable[[Stage], Block]


def write_poster(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """Write the poster as a PDF to `path`."""
    standard = "tabloid" if model.options.paper == "letter" else "a3"
    size = model.options.size if model.options.size in SIZES else standard
    sheet, design = paper(size).turned, paper("tabloid" if size == "tabloid" else "a3").turned
    title = _("Customer journey")
    pages = Pages(model, path, sheet, title, scale=sheet.width / design.width)
    stages = model.public.all(Stage) if model.section("journey") is not None else ()
    pages.begin(title)
    top = _strip(model, pages, title) + 10
    if not stages:
        nothing_yet(_("The journey has no stages yet.")).draw(pages, pages.left, top, pages.width)
        pages.save()
        return
    rest: list[Block] = []
    for number, part in enumerate(_fitting(model, pages, stages, pages.bottom - top)):
        if number:
            pages.begin()
            top = _strip(model, pages, title) + 10
        rest += part.draw(pages, top)
    if rest:
        flow(pages, rest, columns=4)
    pages.save()


def _strip(model: ReportModel, pages: Pages, title: str) -> float:
    leads = {stage.lead_team: None for stage in model.public.all(Stage) if stage.lead_team}
    marks = [team_mark(model.public, team) for team in leads]
    legend = _Legend([(mark, _("{team} leads").format(team=heading(mark.name, 30))) for mark in marks[:5]])
    purpose = joined(model.title, model.company, _("what the customer goes through, and who does what"))
    return title_strip(pages, title, purpose, legend, legend.room(), POSTER_TITLE)


class _Legend(Block):
    """The shapes with what they mean, side by side."""

    def __init__(self, entries: Sequence[tuple[TeamMark, str]]) -> None:
        self.entries = entries

    def room(self) -> float:
        """The width of all."""
        return sum(text_width(words, POSTER) + 34 for _mark, words in self.entries)

    def height(self, _width: float) -> float:
        """One line."""
        return POSTER.leading if self.entries else 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """To the right edge."""
        at = left + width - self.room() + 20
        for mark, words in self.entries:
            own = text_width(words, POSTER)
            Words(words, POSTER, team=mark).draw(pages, at, top, own + 16)
            at += own + 34


@dataclass(frozen=True, slots=True)
class _Lane:
    """A lane: its name with what is meant below, whose it is, and a box for each stage."""

    title: str
    hint: str
    team: TeamMark | None
    cells: tuple[Block, ...]


class _Part:
    """The stages of one page in one size of type."""

    def __init__(self, model: ReportModel, stages: Sequence[Stage], width: float, factor: float, most: int) -> None:
        self.model, self.public, self.stages, self.factor = model, model.public, stages, factor
        self.column = (width - _LABEL) / most
        self.lanes = [lane for lane in self._all() if any(cell.height(self._inner) for cell in lane.cells)]
        self.cap = 1e9
        self._width = _LABEL + self.column * len(stages)

    @property
    def _inner(self) -> float:
        return self.column - _GUTTER

    def _type(self, style: ParagraphStyle) -> ParagraphStyle:
        return sized(style, max(FLOOR, round(style.fontSize * self.factor * 2) / 2))

    def height(self) -> float:
        """Of the arrows and all lanes."""
        arrows = self._arrows()
        return (
            arrows.height(self._width - _LABEL)
            + sum(self._lane_height(lane) for lane in self.lanes)
            + self._curve().height(self._width) * self._felt()
            + 4
        )

    def cap_to(self, room: float) -> None:
        """Let no lane be higher than what makes all of them fit."""
        heights = sorted(self._lane_height(lane) - 2 * _PADDING for lane in self.lanes)
        left = room - (self.height() - sum(heights))
        for number, height in enumerate(heights):
            share = left / (len(heights) - number)
            if height > share:
                self.cap = max(share, 3 * POSTER_BODY.leading)
                return
            left -= height

    def draw(self, pages: Pages, top: float) -> list[Block]:
        """All lanes; the answer is what goes on elsewhere."""
        arrows = self._arrows()
        inner = self._width - _LABEL
        arrows.draw(pages, pages.left + _LABEL, top, inner)
        top += arrows.height(inner) + 4
        rest: list[Block] = []
        felt = False
        for lane in self.lanes:
            if not felt and self._felt() and lane.title not in {"", _("Customer")}:
                top, felt = self._feel(pages, top), True
            height = self._lane_height(lane)
            self._ground(pages, lane, top, height)
            label = Stack(
                [
                    Words(lane.title, self._type(POSTER_STRONG), team=lane.team),
                    Words(lane.hint, self._type(POSTER_MUTED)),
                ]
            )
            indent = 9 if lane.team is not None else 0
            label.draw(pages, pages.left + indent, top + _PADDING, _LABEL - _GUTTER - indent)
            for place_in, (stage, cell) in enumerate(zip(self.stages, lane.cells, strict=True)):
                at = pages.left + _LABEL + place_in * self.column
                title = joined(heading(stage.code or stage.name), lane.title)
                rest += place(pages, cell, at, top + _PADDING, self._inner, height - 2 * _PADDING, title)
            top += height
        if not felt and self._felt():
            self._feel(pages, top)
        return rest

    def _ground(self, pages: Pages, lane: _Lane, top: float, height: float) -> None:
        width = self._width
        if lane.team is not None and lane.team.id in _TINTS:
            pages.box(pages.left, top, width, height, fill=_TINTS[lane.team.id])
        if lane.title:
            pages.line((pages.left, top), (pages.left + width, top), colour=HAIRLINE)
        pages.bar(pages.left, top, height, lane.team)

    def _lane_height(self, lane: _Lane) -> float:
        cells = max((cell.height(self._inner) for cell in lane.cells), default=0.0)
        label = Words(lane.title, self._type(POSTER_STRONG), team=lane.team).height(_LABEL - _GUTTER - 9)
        label += Words(lane.hint, self._type(POSTER_MUTED)).height(_LABEL - _GUTTER)
        return max(min(cells, self.cap), label) + 2 * _PADDING

    def _felt(self) -> bool:
        return any(stage.emotion is not None for stage in self.stages)

    def _curve(self) -> FeelingCurve:
        centres = [_LABEL + self.column * (number + 0.45) for number in range(len(self.stages))]
        return FeelingCurve([stage.emotion for stage in self.stages], centres, self._type(POSTER_SMALL), 15)

    def _feel(self, pages: Pages, top: float) -> float:
        curve = self._curve()
        pages.line((pages.left, top), (pages.left + self._width, top), colour=HAIRLINE)
        Words(_("Feeling"), self._type(POSTER_STRONG)).draw(pages, pages.left, top + _PADDING, _LABEL - 30)
        middle = top + curve.height(0) / 2
        for level, word in ((2, "+2"), (0, "0"), (-2, "−2")):
            style = self._type(POSTER_MUTED)
            at = middle - level * curve.step - style.leading / 2
            pages.text(pages.left, at, word, style, _LABEL - 16, align="right")
        curve.draw(pages, pages.left, top, self._width)
        return top + curve.height(self._width)

    def _arrows(self) -> Chevrons:
        steps = []
        for stage in self.stages:
            lead = team_mark(self.public, stage.lead_team) if stage.lead_team else None
            words = heading(lead.name, 30) if lead is not None else ""
            number = self.public.all(Stage).index(stage) + 1
            steps.append(Step(f"{number} \u00a0{heading(stage.name, 44)}", lead, words))
        return Chevrons(steps, self._type(POSTER_STAGE), self._type(POSTER))

    def _all(self) -> list[_Lane]:
        public = self.public
        lanes = [
            self._lane("", "", None, self._counted),
            self._lane(_("Customer"), _("goal, question, meeting place"), None, self._customer),
        ]
        owners = dict.fromkeys(item.owner_team for item in public.all(Touchpoint) if item.owner_team)
        for team in dict.fromkeys(("marketing", "sales", *owners)):
            mark = team_mark(public, team)
            lanes.append(self._lane(heading(mark.name, 30), "", mark, self._of_team(team)))
        lanes.append(self._lane(_("Handoffs"), _("each one is a promise"), None, self._handed))
        lanes.append(self._lane(_("Friction"), _("what slows the customer down"), None, self._friction))
        return lanes

    def _lane(self, title: str, hint: str, team: TeamMark | None, cell: _Cell) -> _Lane:
        return _Lane(title, hint, team, tuple(cell(stage) for stage in self.stages))

    def _counted(self, stage: Stage) -> Block:
        figure = self.model.funnel.total(stage.funnel_stage) if stage.funnel_stage else None
        counted = ""
        if figure is not None and figure.committed is not None:
            name = name_of(self.public, "FunnelStage", stage.funnel_stage)
            counted = f"{locale.format_number(figure.committed)} {name}"
        plain = " ".join(stage.name.split())
        full = stage.name if heading(stage.name, 44) != plain else ""
        starts = _("Starts: {event}").format(event=stage.entry_event) if stage.entry_event else ""
        ends = _("Ends: {event}").format(event=stage.exit_event) if stage.exit_event else ""
        return Stack(
            [
                Words(full, self._type(POSTER_STRONG)),
                Words(counted, self._type(POSTER_STRONG)),
                Words(starts, self._type(POSTER_MUTED)),
                Words(ends, self._type(POSTER_MUTED)),
            ]
        )

    def _customer(self, stage: Stage) -> Block:
        question = f"“{stage.customer_question}”" if stage.customer_question else ""
        seen = [t for t in self.public.where(Touchpoint, "stage", stage.id) if not t.owner_team]
        meets = ", ".join(t.name for t in seen if t.name)
        return Stack(
            [
                Words(stage.customer_goal, self._type(POSTER_STRONG)),
                Words(question, self._type(POSTER_BODY)),
                Words(_("Meets us: {places}").format(places=meets) if meets else "", self._type(POSTER_MUTED)),
            ],
            3,
        )

    def _of_team(self, team: str) -> _Cell:
        part = {"marketing": "marketing_part", "sales": "sales_part"}.get(team, "")

        def cell(stage: Stage) -> Block:
            touched = [
                t.name for t in self.public.where(Touchpoint, "stage", stage.id) if t.owner_team == team and t.name
            ]
            return Stack(
                [
                    Words(getattr(stage, part, ""), self._type(POSTER_BODY)),
                    Words("\n".join(f"•\u00a0{name}" for name in touched), self._type(POSTER_MUTED)),
                ],
                3,
            )

        return cell

    def _handed(self, stage: Stage) -> Block:
        slas = [
            sla
            for sla in self.public.where(Sla, "from_stage", stage.id)
            if "slas" not in self.public.plan.hidden_sections
        ]
        return Stack([self._promise(promise_of(self.public, sla), sla) for sla in slas], 8)

    def _promise(self, promise: Promise, sla: Sla) -> Block:
        small = self._type(POSTER_SMALL)
        to = name_of(self.public, "Stage", sla.to_stage)
        return Stack(
            [
                _Way(promise.owed_by, promise.owed_to, self._type(POSTER_SMALL)),
                Words(sla.handed_over or promise.what, self._type(POSTER_STRONG)),
                Words(joined(*promise.terms), small),
                Words(joined(f"→ {heading(to)}" if to else "", promise.code), self._type(POSTER_MUTED)),
            ]
        )

    def _friction(self, stage: Stage) -> Block:
        evidence = shown(self.public, stage, "evidence") if stage.friction else ""
        return Stack(
            [Words(stage.friction, self._type(POSTER_BODY)), Gap(2), Words(evidence, self._type(POSTER_MUTED))]
        )


class _Way(Block):
    """From whom to whom: two teams with their shapes and an arrow between them."""

    def __init__(self, team: TeamMark | None, other: TeamMark | None, style: ParagraphStyle) -> None:
        self.ends = [(mark, heading(mark.name, 40)) for mark in (team, other) if mark is not None]
        self.style = style

    def _below_each_other(self) -> Stack:
        return Stack([Words(name, self.style, team=mark) for mark, name in self.ends])

    def _room(self, name: str) -> float:
        return text_width(name, self.style) + self.style.fontSize * 1.3 + 1

    def _abreast(self, width: float) -> bool:
        return len(self.ends) == 2 and sum(self._room(name) for _mark, name in self.ends) + 33 <= width

    def height(self, width: float) -> float:
        """One line where both fit side by side."""
        return self.style.leading if self._abreast(width) else self._below_each_other().height(width)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Shape and name, arrow, shape and name."""
        if not self._abreast(width):
            self._below_each_other().draw(pages, left, top, width)
            return
        at = left
        for number, (mark, name) in enumerate(self.ends):
            own = self._room(name)
            Words(name, self.style, team=mark).draw(pages, at, top, own)
            at += own
            if not number:
                y = top + self.style.leading / 2
                pages.line((at + 5, y), (at + 23, y), weight=1, colour=INK)
                pages.outline([(at + 22, y - 2.6), (at + 28, y), (at + 22, y + 2.6)], fill=INK)
                at += 33


def _fitting(model: ReportModel, pages: Pages, stages: Sequence[Stage], room: float) -> list[_Part]:
    """The stages in as few pages as hold them whole in readable type; else with what is too long cut short."""
    fewest = -(-len(stages) // _MOST)
    most = max(fewest, -(-len(stages) // _FEWEST))
    for count in range(fewest, most + 1):
        for factor in _TYPE:
            parts = _parts(model, pages, stages, count, factor)
            if all(part.height() <= room for part in parts):
                return parts
    parts = _parts(model, pages, stages, fewest, _TYPE[-1])
    for part in parts:
        if part.height() > room:
            part.cap_to(room)
    return parts


def _parts(model: ReportModel, pages: Pages, stages: Sequence[Stage], count: int, factor: float) -> list[_Part]:
    groups = evenly(stages, count)
    widest = max(map(len, groups))
    return [_Part(model, group, pages.width, factor, max(widest, 3)) for group in groups]
