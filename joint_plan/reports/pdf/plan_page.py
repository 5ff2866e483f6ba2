"""The plan on a page: key figures, the journey, promises both ways, the funnel, the next 30 days, what is open.

Drawn across. What does not fit its place goes on over further pages, and the place says on which.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from joint_plan.base import locale
from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.plan.agreement import LeadershipAsk
from joint_plan.plan.journey import Stage
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.reports.contents.promise import Promise, promises
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import GUTTER, Block, Gap, Row, Rule, Section, Stack, Words
from joint_plan.reports.pdf.charts import funnel_table
from joint_plan.reports.pdf.flow import flow, place
from joint_plan.reports.pdf.lines import FLOOR, sized, text_width
from joint_plan.reports.pdf.pages import Pages
from joint_plan.reports.pdf.parts import Chevrons, KeyFigures, Step, joined, nothing_yet, title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    FIGURE,
    ITEM,
    MUTED_SMALL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Paper,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy
from joint_plan.reports.tables import team_mark
from joint_plan.rules.funnel import words
from joint_plan.rules.names import name_of

FULL, COMPACT, DENSE = range(3)
"""How much stands in a section, and how close."""

SIZES = ("a4", "a3", "letter", "tabloid")
_DESIGNED_ON = {"a3": "a4", "tabloid": "letter"}
_MOST_STEPS = 6
_FIGURE_ROOM = 58.0
_DAY_ROOM = 40.0
_STRIP_ROOM = 34.0
"""Height under each stage for what the customer wants there."""

_GAP = 8.0
"""Between the sections of a column, at the least."""

_LOWER = 0.3
"""How much of the height the lower row of sections may take while the upper one needs it."""


def write_page(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """Write the plan on a page as a PDF to `path`."""
    sheet, scale = page_sheet(model)
    pages = Pages(model, path, sheet, _("Plan on a page"), scale=scale)
    pages.begin(_("Plan on a page"))
    _PlanPage(model, pages).draw()
    pages.save()


def page_sheet(model: ReportModel) -> tuple[Paper, float]:
    """The sheet, across, and how much larger than its design it is drawn."""
    size = model.options.size if model.options.size in SIZES else model.options.paper
    sheet = paper(size).turned
    design = paper(_DESIGNED_ON.get(size, size)).turned
    return sheet, min(sheet.width / design.width, sheet.height / design.height)


class _PlanPage:
    """The page in the making."""

    def __init__(self, model: ReportModel, pages: Pages) -> None:
        self.model, self.pages = model, pages
        self.public = model.public
        self.rest: list[Block] = []
        self._promised = promises(self.public)

    def draw(self) -> None:
        model, pages = self.model, self.pages
        figures = KeyFigures(model.figures[:5], 0.66 * pages.width)
        end = title_strip(pages, model.title, joined(model.company, model.period), figures, figures.room())
        end = self._journey(end + 10)
        if not any(self._sections(FULL)):
            nothing_yet(_("There is nothing to put on the page yet.")).draw(pages, pages.left, end + 14, pages.width)
            return
        self._fill(end + 10)
        if self.rest:
            flow(pages, self.rest, columns=3)

    def _fill(self, top: float) -> None:
        """The sections in two rows that begin on the same lines; or, if that is too high, each column as it comes."""
        room = self.pages.bottom - top
        for density in (FULL, COMPACT):
            rows = self._rows(density)
            above, below = (max((block.height(self._column) for block in row), default=0.0) for row in rows)
            gap = 16.0 if all(rows) else 0.0
            if above + gap + below <= room:
                gap += min(24.0, (room - above - gap - below) / 3) if gap else 0
                self._row(rows[0], top, above)
                self._row(rows[1], top + above + gap, below)
                return
        columns = self._columns(self._rows(DENSE))
        if max(self._height(column) for column in columns) <= room:
            self._masonry(columns, top, room)
            return
        below = min(below, max(_LOWER * room, room - gap - above))
        above = room - gap - below if rows[0] else 0.0
        self._row(rows[0], top, above)
        self._row(rows[1], top + above + gap, below)

    def _sections(self, density: int) -> tuple[Section | None, ...]:
        return (
            self._promises(density),
            self._funnel(density),
            self._days(density),
            self._asks(density),
            self._reservations(),
            self._guesses(),
        )

    def _rows(self, density: int) -> tuple[list[Section], list[Section]]:
        found = self._sections(density)
        upper, lower = ([section for section in part if section is not None] for part in (found[:3], found[3:]))
        return upper, lower

    def _columns(self, rows: tuple[list[Section], list[Section]]) -> list[list[Section]]:
        """The lower sections under the upper ones so that the highest column is as low as can be."""
        upper, lower = rows
        best: list[list[Section]] = []
        for places in product(range(3), repeat=len(lower)):
            columns = [[section] for section in upper] + [[] for _more in range(3 - len(upper))]
            for section, place_of in zip(lower, places, strict=True):
                columns[place_of].append(section)
            if not best or max(map(self._height, columns)) < max(map(self._height, best)) - 0.5:
                best = columns
        return best

    def _height(self, sections: Sequence[Section]) -> float:
        return sum(section.height(self._column) for section in sections) + _GAP * max(0, len(sections) - 1)

    def _masonry(self, columns: Sequence[Sequence[Section]], top: float, room: float) -> None:
        """Each column as it comes; one with room to spare is set less densely."""
        loose = {section.title: section for row in self._rows(COMPACT) for section in row}
        for number, dense in enumerate(columns):
            compact = [loose[section.title] for section in dense]
            sections = compact if self._height(compact) <= room else dense
            left = self.pages.left + number * (self._column + GUTTER)
            spare = min(12.0, (room - self._height(sections)) / max(1, len(sections) - 1))
            at = top
            for section in sections:
                section.draw(self.pages, left, at, self._column)
                at += section.height(self._column) + _GAP + spare

    @property
    def _column(self) -> float:
        return (self.pages.width - 2 * GUTTER) / 3

    def _row(self, sections: Sequence[Section], top: float, room: float) -> None:
        for number, section in enumerate(sections):
            left = self.pages.left + number * (self._column + GUTTER)
            self.rest += place(self.pages, section, left, top, self._column, room)

    def _journey(self, top: float) -> float:
        """The stages as arrows with what the customer wants at each, and how many the funnel counts there."""
        stages = self.public.all(Stage) if self.model.section("journey") is not None else ()
        if not stages:
            return top
        pages = self.pages
        rows = -(-len(stages) // _MOST_STEPS)
        size = -(-len(stages) // rows)
        for start in range(0, len(stages), size):
            part = stages[start : start + size]
            arrows = Chevrons([self._step(stage) for stage in part], ITEM, SMALL)
            own = pages.width * len(part) / size
            arrows.draw(pages, pages.left, top, own)
            top += arrows.height(own) + 4
            heights = []
            for number, stage in enumerate(part):
                below = self._below(stage)
                width = arrows.columns(own) - 12
                title = _("{code} in full").format(code=stage.code or heading(stage.name))
                at = pages.left + number * arrows.columns(own)
                self.rest += place(pages, below, at, top, width, _STRIP_ROOM, title)
                heights.append(min(below.height(width), _STRIP_ROOM))
            top += max(heights) + 6
        return top - 6

    def _step(self, stage: Stage) -> Step:
        lead = team_mark(self.public, stage.lead_team) if stage.lead_team else None
        return Step(heading(stage.name, 40), lead, heading(lead.name, 30) if lead is not None else "")

    def _below(self, stage: Stage) -> Stack:
        figure = self.model.funnel.total(stage.funnel_stage) if stage.funnel_stage else None
        counted = ""
        if figure is not None and figure.committed is not None:
            name = name_of(self.public, "FunnelStage", stage.funnel_stage)
            counted = f"{locale.format_number(figure.committed)} {name}"
        full = stage.name if heading(stage.name, 40) != " ".join(stage.name.split()) else ""
        return Stack(
            [Words(stage.customer_goal, SMALL_STRONG), Words(counted, MUTED_SMALL), Words(full, SMALL)],
        )

    def _promises(self, density: int) -> Section | None:
        found = self._promised
        if not found:
            return None
        style = sized(FIGURE, 11.5 if density == FULL else 9)
        figures = min(_FIGURE_ROOM, max(text_width(promise.figure, style) for promise in found) + 1)
        blocks = list(self._directions(found, figures, density))
        return Section(_("What we promise each other"), Stack(blocks, 2 if density == FULL else 0))

    def _directions(self, found: Sequence[Promise], figures: float, density: int) -> Iterator[Block]:
        groups: dict[tuple[str, str], list[Promise]] = {}
        for promise in found:
            groups.setdefault((_id(promise.owed_by), _id(promise.owed_to)), []).append(promise)
        for number, group in enumerate(groups.values()):
            first = group[0]
            title = _("{team} owes {other}").format(team=_name(first.owed_by), other=_name(first.owed_to))
            if number:
                yield Gap(4)
            yield Words(title, SMALL_STRONG, team=first.owed_by, keep=True)
            for place_in, promise in enumerate(group):
                if place_in and density != DENSE:
                    yield Rule(1, 1)
                yield _promise(promise, figures, full=density == FULL)

    def _funnel(self, density: int) -> Section | None:
        if not self.model.funnel.rows or self.model.section("goals") is None:
            return None
        return Section(_("From revenue to numbers"), funnel_table(self.model, 3 if density == FULL else 1.5))

    def _days(self, density: int) -> Section | None:
        if self.model.section("quick_wins") is None:
            return None
        picked = [item for item in self.public.all(QuickWin) if item.picked]
        if not picked:
            return None
        full = density == FULL
        picked.sort(key=lambda item: (item.due is None, item.due))
        last = max((item.due for item in picked if item.due is not None), default=None)
        until = _("until {day}").format(day=locale.format_day(last)) if last is not None else ""
        rows: list[Block] = []
        for item in picked:
            owners = [
                Words(name_of(self.public, "Participant", owner), MUTED_SMALL, team=team_mark(self.public, team))
                for owner, team in ((item.marketing_owner, "marketing"), (item.sales_owner, "sales"))
                if owner
            ]
            body: list[Block] = [Words(item.title, BODY if full else SMALL)]
            if owners:
                body.append(Row([*owners, *[None] * (2 - len(owners))], [None, None], 8))
            day = locale.format_day_short(item.due) if item.due is not None else ""
            rows += [Row([Words(day, STRONG if full else SMALL_STRONG), Stack(body)], [_DAY_ROOM, None], 6)]
            rows.append(Rule(3, 3) if full else Rule(1.5, 1.5))
        return Section(_("The next 30 days"), Stack(rows[:-1]), until)

    def _asks(self, density: int) -> Section | None:
        asks = self.public.all(LeadershipAsk) if self.model.section("agreement") is not None else ()
        blocks = []
        for ask in asks:
            answer = _("Answer: {answer}").format(answer=ask.answer) if ask.answer else ""
            said = [_of_whom(ask), answer] if density == FULL else [joined(_of_whom(ask), answer)]
            blocks.append(
                Stack([Words(ask.ask, STRONG), Words(ask.why, MUTED_SMALL), *(Words(s, SMALL) for s in said)])
            )
        return Section(_("What we ask of leadership"), Stack(blocks, 4)) if blocks else None

    def _reservations(self) -> Section | None:
        blocks = []
        for row, stance in self.model.reservations:
            item = row.code or heading(row.title)
            who = _("{team}, {item}: {stance}").format(
                team=stance.by or stance.team.name, item=item, stance=stance.word
            )
            blocks.append(Stack([Words(who, SMALL_STRONG, team=stance.team), Words(stance.reservation, SMALL)]))
        return Section(_("Open reservations"), Stack(blocks, 5)) if blocks else None

    def _guesses(self) -> Section | None:
        funnel = self.model.funnel
        blocks: list[Block] = []
        guesses = funnel.guesses if self.model.section("goals") is not None else ()
        for guess in guesses:
            word = _("guess") if guess.evidence == "guess" else _("told")
            text = f"{words.guess_name(funnel, guess)}. {words.guess_sentence(funnel, guess)}"
            blocks.append(Row([Words(word, SMALL_STRONG), Words(text, SMALL)], [34, None], 6))
        review = self.model.version.next_review
        if review:
            if blocks:
                blocks.append(Rule(3, 2))
            label = _("Next review")
            blocks.append(
                Row([Words(label, STRONG), Words(review, STRONG, align="right")], [text_width(label, STRONG) + 2, None])
            )
        if not blocks:
            return None
        return Section(_("Rests on guesses") if guesses else _("What comes next"), Stack(blocks, 2))


def _promise(promise: Promise, room: float, *, full: bool) -> Row:
    figure = sized(FIGURE, 11.5 if full else 9)
    if text_width(promise.figure, figure) > room:
        figure = sized(FIGURE, FLOOR)
    below = joined(promise.figure_words, *promise.terms) if full else ""
    said = [Words(promise.what, STRONG if full else SMALL), Words(below, MUTED_SMALL)]
    return Row([Words(promise.figure, figure), Stack(said)], [room, None], 8)


def _of_whom(ask: LeadershipAsk) -> str:
    if not ask.by_when:
        return ask.asked_of
    day = _("by {day}").format(day=locale.format_day(ask.by_when))
    return ", ".join(part for part in (ask.asked_of, day) if part)


def _id(team: TeamMark | None) -> str:
    return team.id if team is not None else ""


def _name(team: TeamMark | None) -> str:
    return team.name if team is not None else "–"
