"""The SLAs on a sheet for both desks: what two teams owe each other in facing columns, big numbers, if missed, signed.

Cards that face each other are of one height. Working hours and the lines to sign on stand below the last ones.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.colors import white

from joint_plan.base import locale
from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.promise import Level, Promise, promises
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import GUTTER, Block, Card, Gap, Row, Rule, Section, Stack, Table, Words
from joint_plan.reports.pdf.charts import MonthBars
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.lines import set_lines, sized, text_width
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import fact, joined, nothing_yet, origin, signing_lines, title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    HEAD,
    INK,
    MUTED_BODY,
    MUTED_SMALL,
    NUMBER,
    SMALL,
    SMALL_STRONG,
    TEAM_COLOURS,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy
from joint_plan.rules.funnel import funnel, month_name
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.names import shown

_LABEL = 50.0
_CODE = 40.0
_CARD_TITLE = HEAD.clone("card-title", fontSize=11, leading=14, spaceBefore=0, spaceAfter=0)
_BAND = HEAD.clone("band", spaceBefore=0, spaceAfter=0)


def write_slas(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """Write the SLA sheet as a PDF to `path`."""
    pages = Pages(model, path, paper(model.options.paper), _("SLAs"))
    found = promises(model.public)
    directions = _directions(found)
    title = _("What we owe each other")
    if len(directions) == 1:
        teams = [heading(mark.name, 40) if mark is not None else "–" for mark in next(iter(directions))]
        title = _("What {team} and {other} owe each other").format(team=teams[0], other=teams[1])
    pages.begin(title)
    top = title_strip(pages, title, origin(model)) + 12
    if not found:
        nothing_yet(_("No SLA has been put into words yet.")).draw(pages, pages.left, top, pages.width)
        pages.save()
        return
    blocks: list[Block] = []
    for (team, other), (there, back) in directions.items():
        blocks.append(_Facing(model, pages, (team, other), there, back).table())
    blocks += [*_working_hours(model), *_signed(model)]
    flow(pages, blocks, top=top, gap=10)
    pages.save()


_Pair = tuple[TeamMark | None, TeamMark | None]


def _directions(found: Sequence[Promise]) -> dict[_Pair, tuple[list[Promise], list[Promise]]]:
    """Promises by the two teams concerned: what the first owes, what the second owes; core teams come first."""
    groups: dict[_Pair, tuple[list[Promise], list[Promise]]] = {}
    for promise in sorted(found, key=lambda one: not _between_core(one)):
        there, back = (promise.owed_by, promise.owed_to), (promise.owed_to, promise.owed_by)
        if back in groups and there != back:
            groups[back][1].append(promise)
        elif there in groups or promise.owed_by is None or promise.owed_by.id != "sales" or back[0] is None:
            groups.setdefault(there, ([], []))[0].append(promise)
        else:
            groups.setdefault(back, ([], []))[1].append(promise)
    return groups


def _between_core(promise: Promise) -> bool:
    return all(mark is not None and mark.id in TEAM_COLOURS for mark in (promise.owed_by, promise.owed_to))


class _Facing:
    """Two columns of cards under their headings."""

    def __init__(
        self, model: ReportModel, pages: Pages, teams: _Pair, there: Sequence[Promise], back: Sequence[Promise]
    ) -> None:
        self.model, self.teams, self.there, self.back = model, teams, there, back
        self.half = (pages.width - GUTTER) / 2

    def table(self) -> Table:
        """The cards in rows of equal height; the headings are repeated on every page."""
        team, other = self.teams
        header = Row([_Band(team, other), _Band(other, team)], [None, None], GUTTER, level=False, whole=True)
        rows: list[Block] = []
        for number in range(max(len(self.there), len(self.back))):
            inner = [self._card(side[number]) if number < len(side) else None for side in (self.there, self.back)]
            highest = max(card.height(self.half) for card in inner if card is not None)
            for card in inner:
                if card is not None:
                    card.least = highest
            rows.append(Row(inner, [None, None], GUTTER, level=False, whole=True))
        return Table(header, rows, 3.5, ruled=False)

    def _card(self, promise: Promise) -> Card:
        return Card(Stack(list(self._lines(promise))), promise.owed_by, padding=11)

    def _lines(self, promise: Promise) -> Iterator[Block]:
        code = Words(promise.code, MUTED_SMALL, align="right")
        if promise.figure:
            wide = min(text_width(promise.figure, NUMBER) + 1, self.half * 0.55)
            number = NUMBER if text_width(promise.figure, NUMBER) <= wide else sized(NUMBER, 15)
            said = Words(promise.figure_words, MUTED_BODY)
            yield Row([Words(promise.figure, number), said, code], [wide, None, _CODE], 7)
            yield Stack([Gap(2), Words(promise.what, _CARD_TITLE, tag="H3"), Gap(1)])
        else:
            yield Row([Words(promise.what, _CARD_TITLE, tag="H3"), code], [None, _CODE], 7)
        yield Words(joined(*promise.terms, promise.clock), BODY)
        yield Words(promise.handoff, MUTED_SMALL)
        sla = self.model.public.get(Sla, promise.key.partition(":")[2])
        months = monthly_targets(self.model.public, sla) if sla is not None and sla.target_from == "funnel" else {}
        if len(months) > 1 and any(months.values()):
            names = [month_name(funnel(self.model.public).inputs, month) for month in months]
            yield Stack([Gap(6), MonthBars(names, list(months.values()), promise.owed_by)])
        if promise.levels:
            yield Stack([Gap(4), _levels(promise.levels)])
        facts = [
            (_("If missed"), promise.if_missed),
            (_("Except"), promise.exceptions),
            (_("Today"), self._today(sla) if sla is not None else ""),
            (_("Measured"), promise.measured),
            (_("Starts"), promise.starts),
            (_("State"), promise.state),
        ]
        filled = [fact(label, text, _LABEL) for label, text in facts if text]
        if filled:
            yield Rule(7, 5)
            yield Stack(filled, 2)

    def _today(self, sla: Sla) -> str:
        """Today's value or share with its evidence."""
        public = self.model.public
        value = shown(public, sla, "today_value")
        share = locale.format_rate(sla.today_share) if sla.today_share is not None else ""
        words = joined(value, share)
        evidence = shown(public, sla, "today_evidence")
        return f"{words} ({evidence.lower()})" if words and evidence else words


class _Band(Block):
    """Who owes whom, on a ground in the colour of who owes."""

    def __init__(self, team: TeamMark | None, other: TeamMark | None) -> None:
        self.team = team
        names = [heading(mark.name, 40) if mark is not None else "–" for mark in (team, other)]
        self.words = _("{team} owes {other}").format(team=names[0], other=names[1])

    def height(self, width: float) -> float:
        """Of its words, with room around them."""
        return set_lines(self.words, _BAND, width - 36).height + 9

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Ground, shape, words."""
        ground = TEAM_COLOURS.get(self.team.id) if self.team is not None else None
        height = self.height(width)
        pages.box(left, top, width, height, fill=ground or white, stroke=ground or INK, weight=0.8)
        ink = white if ground is not None else INK
        if self.team is not None:
            pages.shape((left + 15, top + 4.5 + _BAND.leading / 2), 8.5, self.team, ground and white)
        pages.text(left + 26, top + 4.5, self.words, _BAND, width - 36, colour=ink, tag="H2")


def _levels(levels: Sequence[Level]) -> Table:
    """The tiers of a promise, as a small table."""
    head = (_("tier"), _("limit"), _("met"), _("attempts"))
    rows = [(joined(level.tier, level.applies_to), level.limit, level.share, level.attempts) for level in levels]
    used = [column for column in range(1, 4) if any(row[column] for row in rows)]
    widths: list[float | None] = [None]
    for column in used:
        words = [head[column], *(row[column] for row in rows)]
        widths.append(min(62.0, max(text_width(word, SMALL_STRONG) for word in words) + 1))
    header = Row(
        [Words(head[0], MUTED_SMALL), *(Words(head[column], MUTED_SMALL, align="right") for column in used)],
        widths,
        6,
        tag="TR",
        cell="TH",
    )
    lines = [
        Row(
            [
                Words(row[0], SMALL),
                *(Words(row[column], SMALL_STRONG if column == 1 else SMALL, align="right") for column in used),
            ],
            widths,
            6,
            tag="TR",
            cell="TD",
        )
        for row in rows
    ]
    return Table(header, lines, 1.5)


def _working_hours(model: ReportModel) -> Iterator[Block]:
    section = model.section("slas")
    table = section.table("WorkCalendar") if section is not None else None
    for row in table.rows if table is not None else ():
        hours = "–".join(part for part in (row.text("starts"), row.text("ends")) if part)
        words = joined(row.text("days"), hours, row.text("time_zone"))
        free = row.text("holidays")
        said = joined(words, _("without {days}").format(days=free) if free else "")
        label = _("Working hours")
        team = row.text("team")
        yield fact(_("{label}, {team}").format(label=label, team=team) if team else label, said, 92)


def _signed(model: ReportModel) -> Iterator[Block]:
    if not model.signers:
        return
    version = model.version
    code = _("check code {code}").format(code=version.check_code) if version.check_code else ""
    yield Section(_("Signed"), signing_lines(model.signers), joined(version.words, code))
