"""The handouts of a team and of a person: promises facing each other, numbers by month, quick wins, meetings, words."""

from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.handout import (
    Direction,
    Handout,
    Share,
    Task,
    person_handout,
    team_handout,
)
from joint_plan.reports.contents.meetings import MeetingLine
from joint_plan.reports.contents.months import MonthlyNumbers, NumberRow
from joint_plan.reports.contents.promise import Level, Promise
from joint_plan.reports.contents.words import Word
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.boxes import GUTTER, Block, Gap, Row, Section, Stack, Table, Words
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.fonts import FIGURES, FIGURES_STRONG
from joint_plan.reports.pdf.lines import sized, text_width
from joint_plan.reports.pdf.pages import Pages
from joint_plan.reports.pdf.parts import title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    FIGURE,
    MUTED,
    MUTED_SMALL,
    RED,
    SMALL,
    SMALL_STRONG,
    STRONG,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy

SMALL_FIGURES = SMALL.clone("small-figures", fontName=FIGURES)
SMALL_FIGURES_STRONG = SMALL.clone("small-figures-strong", fontName=FIGURES_STRONG)

_FIGURE_ROOM, _SMALLEST_FIGURE = 62.0, 11
_CODE_ROOM = 38.0
_BETWEEN = 13.0
_LEGEND_ROOM = 96.0

_DAY_ROOM, _NAME_ROOM = 64.0, 150.0
_MONTHS_A_TABLE = 12


def write_team(model: ReportModel, copy: Copy, path: Path, _tick: Tick) -> None:
    """One team's handout."""
    _write(model, team_handout(model, copy.id), path)


def write_person(model: ReportModel, copy: Copy, path: Path, _tick: Tick) -> None:
    """One person's handout."""
    _write(model, person_handout(model, copy.id), path)


def _write(model: ReportModel, content: Handout, path: Path) -> None:
    pages = Pages(model, path, paper(model.options.paper), content.title)
    pages.begin(content.title)
    legend = Stack([Words(heading(team.name, 22), MUTED_SMALL, team=team) for team in content.teams])
    top = title_strip(pages, content.title, content.purpose, legend, _LEGEND_ROOM, team=content.team)
    if content.one_number:
        words = Words(_("The one number: {number}").format(number=heading(content.one_number, 200)), STRONG)
        words.draw(pages, pages.left, top + 4, pages.width)
        top += 4 + words.height(pages.width)
    top += _BETWEEN
    flow(pages, list(_sections(content, pages.width, pages.bottom - top)), top=top, gap=_BETWEEN)
    pages.save()


def _sections(content: Handout, width: float, room: float) -> Iterator[Block]:
    aside = {
        "words": Section(_("Words we use"), Table(None, [_word(one) for one in content.words]), bookmark=True),
        "meetings": Section(_("Our meetings"), Table(None, [_meeting(one) for one in content.meetings]), bookmark=True),
    }
    if not content.words:
        del aside["words"]
    if not content.meetings:
        del aside["meetings"]
    yield from _promises(content, aside, width, room)
    if content.numbers.rows:
        yield _numbers(content.numbers)
    if content.quick_wins:
        title = _("My quick wins") if content.mine else _("Our quick wins")
        yield Section(title, Table(None, [_task(task) for task in content.quick_wins], 2.5), bookmark=True)
    if content.tasks:
        title = _("What else I do")
        yield Section(title, Table(None, [_task(task) for task in content.tasks]), bookmark=True)
    if content.goals:
        yield Section(
            _("Our part in the goals"), Table(None, [_share(one) for one in content.goals], 2.5), bookmark=True
        )
    if "meetings" in aside:
        yield aside["meetings"]
    if "words" in aside:
        yield aside["words"]
    if not (content.owes or content.gets or content.quick_wins or content.tasks or content.meetings or content.words):
        yield Words(_("Nothing in the plan concerns this handout yet."), BODY, colour=MUTED)


def _promises(content: Handout, aside: dict[str, Section], width: float, room: float) -> Iterator[Block]:
    """Both ways in facing columns; where one is shorter, what fits from `aside` stands below it and is taken out."""
    owed: list[Block] = [_direction(one, content.team, in_full=True, mine=content.mine) for one in content.owes]
    got: list[Block] = [_direction(one, one.team, in_full=False, mine=False) for one in content.gets]
    if not (owed and got):
        yield from (*owed, *got)
        return
    half = (width - GUTTER) / 2
    heights = [Stack(column, _BETWEEN).height(half) for column in (owed, got)]
    shorter = owed if heights[0] < heights[1] else got
    spare = max(room, max(heights)) - min(heights)
    for key in list(aside):
        needed = aside[key].height(half) + _BETWEEN
        if needed <= spare:
            shorter.append(aside.pop(key))
            spare -= needed
    yield Row([Stack(owed, _BETWEEN), Stack(got, _BETWEEN)], [None, None], GUTTER, level=False)


def _direction(direction: Direction, giver: TeamMark | None, *, in_full: bool, mine: bool) -> Section:
    """All promises one way, marked by the team that gives them."""
    rows = [_promise(one, in_full=in_full, mine=mine) for one in direction.promises]
    return Section(direction.heading, Table(None, rows, 3.5), bookmark=True, team=giver)


def _promise(promise: Promise, *, in_full: bool, mine: bool) -> Row:
    """The figure big, beside it what is promised, its terms, its tiers, and what happens if it is missed."""
    head = Row([Words(promise.what, STRONG), Words(promise.code, MUTED_SMALL, align="right")], [None, _CODE_ROOM])
    words: list[Block] = [head]
    terms = ", ".join(part for part in (promise.figure_words, *promise.terms) if part)
    words.append(Words("; ".join(part for part in (terms, promise.starts) if part), MUTED_SMALL))
    words += [Words(_level_words(level), SMALL) for level in promise.levels]
    if mine:
        words.append(Words(promise.clock, MUTED_SMALL))
        words.append(
            Words(_("measured: {where}").format(where=promise.measured) if promise.measured else "", MUTED_SMALL)
        )
    if promise.if_missed and in_full:
        words.append(Words(_("If missed: {what}").format(what=promise.if_missed), SMALL))
    words.append(Words(promise.state, SMALL_STRONG))
    figure = Words(promise.figure, _fitting(promise.figure))
    return Row([figure, Stack(words)], [_FIGURE_ROOM, None], 6, tag="TR", cell="TD")


def _fitting(figure: str) -> ParagraphStyle:
    """The big style, smaller where a figure would not stand on one line."""
    size = FIGURE.fontSize
    while size > _SMALLEST_FIGURE and text_width(figure, sized(FIGURE, size)) > _FIGURE_ROOM:
        size -= 1
    return sized(FIGURE, size)


def _level_words(level: Level) -> str:
    what = ", ".join(part for part in (level.limit, level.hours, level.share, level.attempts) if part)
    tier = level.tier or level.applies_to
    return _("{tier}: {what}").format(tier=tier, what=what) if tier and what else tier or what


def _numbers(numbers: MonthlyNumbers) -> Section:
    """Twelve months to a table, fewer where the figures are wide."""
    count = len(numbers.months)
    words = [word for row in numbers.rows for word in (*row.months, row.total)]
    room = max(text_width(word, SMALL_FIGURES_STRONG) for word in (*words, *numbers.months)) + 5
    each = max(1, min(_MONTHS_A_TABLE, int(340 / room)))
    each = -(-count // -(-count // each))
    tables: list[Block] = []
    for first in range(0, count, each):
        last = min(count, first + each)
        tables.append(_months_table(numbers, first, last, max(room, 26.0), total=last == count))
    note: list[Block] = [Words(numbers.note, MUTED_SMALL)]
    if numbers.before:
        note.append(Words(numbers.before, SMALL_STRONG, colour=RED))
    return Section(_("Our monthly numbers"), Stack([*_spaced(tables), Gap(4), *note]), bookmark=True)


def _spaced(blocks: list[Block]) -> Iterator[Block]:
    for number, block in enumerate(blocks):
        if number:
            yield Gap(8)
        yield block


def _months_table(numbers: MonthlyNumbers, first: int, last: int, room: float, *, total: bool) -> Table:
    names = [*numbers.months[first:last], *([_("Total")] if total else [])]
    widths: list[float | None] = [None, *[room] * len(names)]
    header = Row(
        [Words("", MUTED_SMALL), *(Words(name, MUTED_SMALL, align="right") for name in names)],
        widths,
        2,
        tag="TR",
        cell="TH",
        keep=True,
    )
    return Table(header, [_number_row(row, first, last, widths, total=total) for row in numbers.rows], 1.5)


def _number_row(row: NumberRow, first: int, last: int, widths: list[float | None], *, total: bool) -> Row:
    cells: list[Block | None] = [Words(row.label, SMALL, team=row.team)]
    cells += [Words(word, SMALL_FIGURES, align="right") for word in row.months[first:last]]
    if total:
        cells.append(Words(row.total, SMALL_FIGURES_STRONG, align="right"))
    return Row(cells, widths, 2, tag="TR", cell="TD")


def _task(task: Task) -> Row:
    words: list[Block] = [Words(task.title, BODY)]
    words += [Words(_("{label}: {words}").format(label=label, words=text), MUTED_SMALL) for label, text in task.details]
    if task.state:
        words.append(Words(task.state, SMALL_STRONG))
    owners = Stack([Words(owner.name, SMALL, team=owner.team) for owner in task.owners], 2)
    cells: list[Block | None] = [
        Words(task.day, STRONG),
        Stack(words, 1),
        owners if task.owners else None,
        Words(task.code, MUTED_SMALL, align="right"),
    ]
    return Row(cells, [_DAY_ROOM, None, 104, _CODE_ROOM], 8, tag="TR", cell="TD")


def _share(share: Share) -> Row:
    words: list[Block] = [Words(share.contribution, BODY)]
    if share.this_month:
        words.append(Words(_("This month: {what}").format(what=share.this_month), MUTED_SMALL))
    return _named(share.goal, share.due, words, share.code, _CODE_ROOM)


def _meeting(meeting: MeetingLine) -> Row:
    when = ", ".join(part for part in (meeting.when, meeting.first) if part)
    words: list[Block] = [
        Words(_("{label}: {words}").format(label=label, words=text), SMALL) for label, text in meeting.details
    ]
    return _named(meeting.name, when, words, meeting.chair, 84)


def _named(name: str, below: str, words: list[Block], last: str, last_room: float) -> Row:
    """A name with a small line below it, what belongs to it beside it, and a word at the right edge."""
    cells: list[Block | None] = [
        Stack([Words(name, STRONG), Words(below, MUTED_SMALL)]),
        Stack(words),
        Words(last, MUTED_SMALL, align="right"),
    ]
    return Row(cells, [_NAME_ROOM, None, last_room], 8, tag="TR", cell="TD")


def _word(word: Word) -> Row:
    words: list[Block] = [Words(word.meaning, SMALL)]
    if word.test:
        words.append(Words(_("Test: {test}").format(test=word.test), MUTED_SMALL))
    return Row([Words(word.term, STRONG), Stack(words)], [_FIGURE_ROOM, None], 6, tag="TR", cell="TD")
