"""Follow-up on paper: the scorecard as a compact table of what was measured, then check-ins, wins and losses.

Wins and losses show both core teams' parts side by side.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import key_of, spec_of
from joint_plan.reports import model as report
from joint_plan.reports.pdf.blocks import flat_table, hairline, head, item_block, item_blocks, labelled_text
from joint_plan.reports.pdf.shapes import shape
from joint_plan.reports.pdf.style import HAIRLINE, INK, MUTED_SMALL, SMALL, SMALL_STRONG
from joint_plan.reports.pdf.texts import Written, heading, is_long, paragraph, paragraphs
from joint_plan.reports.tables import team_mark
from joint_plan.rules.names import label_of
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.scorecard import NEAR_FROM, Period, Scorecard, ScoreRow, group_name, scorecard, status
from joint_plan.rules.scorecard_words import rounded, unit_words

SIGNS = {"met": "✓", "near": "≈", "missed": "✗"}
"""How a status prints beside its number: a sign that does not need colour. Its word is in the key under the table."""

_NUMBER = 19.5 * mm
_MOST = 6
"""Periods side by side: so many leave room for numbers in full."""

_PARTS = {
    "Win": tuple(f"{team}_part" for team in TEAMS),
    "Loss": tuple(f"{team}_could_do_better" for team in TEAMS),
}


def follow_up_blocks(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    """The section's tables as they are read."""
    story: list[Flowable] = []
    for table in section.tables:
        if table.type_name == "Actual":
            story += _scorecard(model.public, table, width)
        elif table.type_name in _PARTS:
            story += head(table.title, str(len(table.rows)))
            story += [part for row in table.rows for part in _facing(model.public, row, width)]
        else:
            story += [*head(table.title, str(len(table.rows))), *item_blocks(table.rows, width)]
    return story


def _scorecard(public: PublicPlan, table: report.Table, width: float) -> list[Flowable]:
    card = scorecard(public)
    story: list[Flowable] = []
    by_kind = [
        (title, [place for place in card.places(kind) if any(row.actuals[place] is not None for row in card.rows)])
        for kind, title in (("week", _("Scorecard of the first weeks")), ("month", _("Scorecard by month")))
    ]
    together = [place for _title, places in by_kind for place in places]
    grids = [(_("Scorecard"), together)] if len(together) <= _MOST else by_kind
    for title, places in grids:
        for first in range(0, len(places), _MOST):
            story += [*head(title), _grid(public, card, places[first : first + _MOST], width)]
    if story:
        words = _("Below each number its target. {met} met, {near} near: {share} or more of it, {missed} missed.")
        story += [Spacer(0, 3), paragraph(words.format(**SIGNS, share=locale.format_rate(NEAR_FROM)), MUTED_SMALL)]
    return [*story, *_comments(public, card, table, width)]


def _grid(public: PublicPlan, card: Scorecard, places: Sequence[int], width: float) -> Flowable:
    """Measures in rows, measured periods in columns; groups and measures without any number here are left out."""
    lines: list[list[Any]] = [["", paragraph(_("Measure"), MUTED_SMALL), *(_heading(card.periods[p]) for p in places)]]
    styles: list[tuple[Any, ...]] = [("LINEBELOW", (0, 0), (-1, 0), 0.8, INK)]
    group = ""
    for row in card.rows:
        if all(row.actuals[place] is None for place in places):
            continue
        if row.group != group:
            group = row.group
            styles += [
                ("SPAN", (0, len(lines)), (-1, len(lines))),
                ("TOPPADDING", (0, len(lines)), (-1, len(lines)), 6),
            ]
            lines.append([paragraph(heading(group_name(public, group)), SMALL_STRONG), *[""] * (len(places) + 1)])
        name = paragraph(
            " · ".join(filter(None, (heading(row.title, 90), heading(unit_words(public, row), 40)))), SMALL
        )
        mark = team_mark(public, row.owner_team) if row.owner_team else None
        styles.append(("LINEBELOW", (0, len(lines)), (-1, len(lines)), 0.5, HAIRLINE))
        lines.append([shape(mark), name, *(_cell(row, place) for place in places)])
    for kept in card.together:
        if any(kept.measured[place] for place in places):
            said = [f"{kept.met[p]}/{kept.measured[p]}" if kept.measured[p] else "" for p in places]
            lines.append(
                ["", paragraph(heading(kept.name, 90), SMALL), *(_right(paragraph(s, SMALL_STRONG)) for s in said)]
            )
    widths = [10, width - 10 - len(places) * _NUMBER, *[_NUMBER] * len(places)]
    return flat_table(lines, widths, ("TOPPADDING", (0, 1), (0, -1), 4), *styles, repeat=1)


def _cell(row: ScoreRow, place: int) -> list[Written]:
    sign = SIGNS.get(status(row, place), "")
    upper, lower = _number(row.actuals[place]), _number(row.targets[place])
    words = f"{sign} {upper}" if sign else upper
    return [_right(paragraph(words, SMALL_STRONG)), _right(paragraph(lower if upper else "", MUTED_SMALL))]


def _number(value: Decimal | Fraction | None) -> str:
    """In full: what is on paper cannot be asked for more."""
    if value is None:
        return ""
    return locale.format_number(value if isinstance(value, Decimal) else rounded(value))


def _heading(period: Period) -> list[Written]:
    words = [period.label]
    if period.starts is not None:
        week = period.kind == "week"
        words = [_("Week of"), locale.format_day(period.starts)] if week else [locale.format_month(period.starts)]
    return [_right(paragraph(word, MUTED_SMALL)) for word in words]


def _right(words: Written) -> Written:
    words.style = words.style.clone("right", alignment=2)
    return words


def _comments(public: PublicPlan, card: Scorecard, table: report.Table, width: float) -> list[Flowable]:
    """Why a number is what it is, in the order of the rows; then what does not count, so that nothing is lost."""
    story: list[Flowable] = []
    for row in card.rows:
        for period in card.periods:
            held = card.recorded.get((row.key, period.key))
            if held is not None and held.comment:
                story += labelled_text(f"{row.code or heading(row.name, 24)}, {period.words}", held.comment, width)
    if story:
        story = [*head(_("Why, and what we change")), *story]
    uncounted = {problem.key: problem.text for problem in card.problems}
    counted = {key_of(item) for item in card.recorded.values()}
    others = [one for one in table.rows if one.key not in counted]
    if others:
        words = ngettext("{count} actual does not count", "{count} actuals do not count", len(others))
        story += head(words.format(count=len(others)))
        for one in others:
            story += [*item_block(one, width)[:-1], paragraph(uncounted.get(one.key, ""), MUTED_SMALL), hairline()]
    return story


def _facing(public: PublicPlan, row: report.Row, width: float) -> list[Flowable]:
    """A win or a loss with both teams' parts side by side; parts longer than a page one below the other."""
    names = _PARTS[spec_of(row.item).name]
    texts = [row.text(name) for name in names]
    if any(is_long(text) for text in texts):
        return [CondPageBreak(24 * mm), *item_block(row, width)]
    spec = spec_of(row.item)
    half = (width - 10) / 2
    heads = [paragraph(label_of(public, spec.by_column[name]), MUTED_SMALL) for name in names]
    columns: list[Any] = []
    for team, title, text in zip(TEAMS, heads, texts, strict=True):
        columns += [shape(team_mark(public, team)), [title, *paragraphs(text, SMALL)]]
    parts = flat_table([["", *columns]], [10, *[10, half - 10] * 2], ("TOPPADDING", (0, 0), (-1, -1), 4))
    body = item_block(row, width, frozenset(names))
    return [CondPageBreak(30 * mm), *body[:-1], parts, hairline()]
