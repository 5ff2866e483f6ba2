"""The lead card, A5 on two sides: which lead it is, and what happens to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.lead_card import Criterion, CriterionGroup, LeadCard, Reason, ToRecord, lead_card
from joint_plan.reports.contents.promise import Level, Promise
from joint_plan.reports.contents.words import Word
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.boxes import GUTTER, Block, Gap, Row, Section, Stack, Table, Words
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.lines import sized
from joint_plan.reports.pdf.marks import TickBox
from joint_plan.reports.pdf.pages import Pages
from joint_plan.reports.pdf.parts import nothing_yet, title_strip
from joint_plan.reports.pdf.style import BODY, HEAD, ITEM, MUTED_SMALL, SMALL, SMALL_STRONG, STRONG, Paper, paper
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy

_FACING = 2
_STEPS = ((9.0, 12.0), (8.5, 10.0), (8.0, 8.0), (8.0, 5.0))
"""Size of the body and room between sections: less of both where a side would not hold its content."""


@dataclass(frozen=True, slots=True)
class _Type:
    """The styles of a side, made from the size of its body; nothing goes below the floor."""

    size: float

    @property
    def body(self) -> ParagraphStyle:
        return sized(BODY, self.size)

    @property
    def strong(self) -> ParagraphStyle:
        return sized(STRONG, self.size)

    @property
    def item(self) -> ParagraphStyle:
        return sized(ITEM, self.size + 1)


def small_sheet(name: str) -> Paper:
    """The half of a sheet: A5 of A4, half Letter of Letter."""
    return paper("half-letter" if name == "letter" else "a5")


def write_lead_card(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """Both sides; what they cannot hold goes on on further ones."""
    content = lead_card(model)
    pages = Pages(model, path, small_sheet(model.options.paper), _("Lead card"))
    _side(pages, content.front, content.front_purpose, partial(_front, content))
    _side(pages, content.back, content.back_purpose, partial(_back, content))
    pages.save()


def _side(pages: Pages, title: str, purpose: str, made: Callable[[_Type], Iterator[Block]]) -> None:
    pages.begin(title)
    top = title_strip(pages, title, purpose)
    blocks: list[Block] = []
    gap = 0.0
    for size, gap in _STEPS:
        blocks = list(made(_Type(size))) or [nothing_yet(_("The plan says nothing of this yet."))]
        if top + gap + Stack(blocks, gap).height(pages.width) <= pages.bottom:
            break
    flow(pages, blocks, top=top + gap, gap=gap)


def _front(content: LeadCard, styles: _Type) -> Iterator[Block]:
    if content.words:
        yield Table(None, [_word(word, styles) for word in content.words], 3.5)
    if content.groups or content.marks:
        rows: list[Block] = [_criterion(group, one, styles) for group in content.groups for one in group.criteria]
        marks = Words("   ".join(content.marks), styles.strong)
        must = any(one.must_have for group in content.groups for one in group.criteria)
        note = Words(_("Every must-have has to hold, and nothing under Out."), MUTED_SMALL) if must else Gap(0)
        yield Section(_("Points"), Stack([Table(None, rows, 2), Gap(4), marks, note]))
    if len(content.record) == _FACING:
        pair: list[Block | None] = [_to_record(one, 1, styles) for one in content.record]
        yield Row(pair, [None, None], GUTTER, level=False)
    else:
        yield from (_to_record(one, 2, styles) for one in content.record)


def _word(word: Word, styles: _Type) -> Stack:
    parts: list[Block] = [Words(word.term, styles.item, tag="H2"), Words(word.meaning, styles.body)]
    if word.test:
        parts.append(_test(word.test))
    return Stack(parts)


def _test(test: str) -> Row:
    return Row([Words(_("Test"), SMALL_STRONG), Words(test, SMALL)], [26, None], 4)


def _criterion(group: CriterionGroup, one: Criterion, styles: _Type) -> Row:
    """The kind stands at the first of its criteria."""
    kind = group.heading if one is group.criteria[0] else ""
    about: list[Block] = [Words(one.condition, styles.body)]
    if one.read_from:
        about.append(Words(_("read from: {where}").format(where=one.read_from), MUTED_SMALL))
    points: list[Block] = [Words(one.points, styles.strong, align="right")]
    if one.must_have:
        points.append(Words(_("must have"), MUTED_SMALL, align="right"))
    cells: list[Block | None] = [
        Words(kind, MUTED_SMALL),
        Words(one.criterion, styles.strong),
        Stack(about),
        Stack(points),
    ]
    return Row(cells, [34, 92, None, 42], 6, tag="TR", cell="TD")


def _to_record(one: ToRecord, abreast: int, styles: _Type) -> Section:
    boxes: list[Block] = [TickBox(part, styles.body) for part in one.parts]
    abreast = min(abreast, len(boxes))
    rows: list[Block] = []
    for start in range(0, len(boxes), abreast):
        cells: list[Block | None] = [*boxes[start : start + abreast]]
        rows.append(Row([*cells, *[None] * (abreast - len(cells))], [None] * abreast, 12))
    if one.test:
        rows.append(_test(one.test))
    return Section(one.heading, Stack(rows, 2))


def _back(content: LeadCard, styles: _Type) -> Iterator[Block]:
    for promise in content.tiers:
        yield _tiers(promise, styles)
    clocks = Section(_("In time"), Table(None, [_clock(one, styles) for one in content.clocks], 2))
    lines = [_where(label, words, styles) for label, words in content.where]
    where = Section(_("Where it is written down"), Table(None, lines, 1.5))
    short = len(content.clocks) <= _FACING and len(lines) <= 2 * _FACING
    if content.clocks and not short:
        yield clocks
    if content.reasons:
        yield _reasons(content.reasons, styles)
    if content.clocks and lines and short:
        yield Row([clocks, where], [None, None], GUTTER, level=False)
    elif lines:
        yield where
    elif content.clocks and short:
        yield clocks


def _where(label: str, words: str, styles: _Type) -> Words:
    return Words(_("{label}: {words}").format(label=label, words=words), sized(BODY, max(8.0, styles.size - 0.5)))


def _tiers(promise: Promise, styles: _Type) -> Section:
    widths: list[float | None] = [26, None, 62, 34, 62]
    header = _header((_("tier"), _("lead"), _("limit"), _("met"), _("attempts")), widths)
    rows = [_tier(level, widths, styles) for level in promise.levels]
    below: list[Block] = [Gap(3), Words(promise.clock, MUTED_SMALL)]
    return Section(promise.what, Stack([Table(header, rows, 1.5), *below]), right=promise.code, team=promise.owed_by)


def _header(names: Sequence[str], widths: Sequence[float | None]) -> Row:
    left = 2
    cells = [Words(name, MUTED_SMALL, align="left" if number < left else "right") for number, name in enumerate(names)]
    return Row(cells, widths, 6, tag="TR", cell="TH", keep=True)


def _tier(level: Level, widths: Sequence[float | None], styles: _Type) -> Row:
    lead: list[Block] = [Words(level.applies_to, styles.body), Words(level.channels, MUTED_SMALL)]
    limit: list[Block] = [Words(level.limit, styles.strong, align="right")]
    limit.append(Words(level.hours, MUTED_SMALL, align="right"))
    cells: list[Block | None] = [
        Words(level.tier, sized(HEAD, 13) if len(level.tier) < 3 else styles.strong),
        Stack(lead),
        Stack(limit),
        Words(level.share, styles.body, align="right"),
        Words(level.attempts, styles.body, align="right"),
    ]
    return Row(cells, widths, 6, tag="TR", cell="TD")


def _clock(promise: Promise, styles: _Type) -> Row:
    what = Words(promise.what, styles.body, team=promise.owed_by)
    who = Words(heading(promise.owed_by.name, 20) if promise.owed_by else "", MUTED_SMALL)
    return Row([Stack([Words(promise.figure, styles.strong), who]), what], [44, None], 6, tag="TR", cell="TD")


def _reasons(reasons: Sequence[Reason], styles: _Type) -> Section:
    answered = any(one.answered for one in reasons)
    names = [_("reason"), _("goes to"), _("again after"), *([_("answered in")] if answered else [])]
    widths: list[float | None] = [None, 78, 50, *([54] if answered else [])]
    header = _header(names, widths)
    rows = []
    for one in reasons:
        cells: list[Block | None] = [
            Stack([Words(one.reason, styles.strong), Words(one.test, MUTED_SMALL)]),
            Words(one.goes_to, styles.body),
            Words(one.again or "–", styles.body, align="right"),
        ]
        if answered:
            cells.append(Words(one.answered or "–", styles.body, align="right"))
        rows.append(Row(cells, widths, 6, tag="TR", cell="TD"))
    return Section(_("Reasons to send it back"), Table(header, rows, 1))
