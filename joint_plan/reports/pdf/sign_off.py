"""Open points and sign-off: what is agreed and what is not, reservations as they were said, and who signs.

One sheet of its own, and how the record ends.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _
from joint_plan.reports.contents.agreed_lines import agreed_lines
from joint_plan.reports.model import ReportModel, Row, Signer
from joint_plan.reports.pdf import boxes
from joint_plan.reports.pdf.boxes import Block, Gap, Rule, Section, Stack, Table, Words
from joint_plan.reports.pdf.flow import flow
from joint_plan.reports.pdf.lines import text_width
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.parts import facts, joined, origin, title_strip
from joint_plan.reports.pdf.style import (
    BODY,
    FIGURE,
    INK,
    ITEM,
    MUTED_SMALL,
    SMALL,
    SMALL_STRONG,
    STRONG,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy
from joint_plan.rules.change_words import value_words

_FACT = 96.0
_CODE = 46.0
_HAND = 32.0
"""Height in which somebody writes a name."""


def write_sign_off(model: ReportModel, _copy: Copy, path: Path, _tick: Tick) -> None:
    """Write the sign-off sheet as a PDF to `path`."""
    title = _("Sign-off")
    pages = Pages(model, path, paper(model.options.paper), title)
    pages.begin(title)
    code = model.version.check_code
    label = _("check code of version {number}").format(number=model.version.number) if code else ""
    right = Stack([Words(code, FIGURE, align="right"), Words(label, MUTED_SMALL, align="right")])
    room = max(text_width(code, FIGURE), text_width(label, MUTED_SMALL)) + 2 if code else 0
    top = title_strip(pages, title, origin(model), right if code else None, room)
    flow(pages, closing(model), top=top + 16, gap=15)
    pages.save()


def closing(model: ReportModel) -> list[Block]:
    """Everything on the sheet, in sections; those with nothing in them are left out."""
    return [
        *_agreed(model),
        *_points(_("Open points"), model.open_points),
        *_points(_("Not in this version"), model.parked),
        *_reservations(model),
        *_reworded(model),
        *_removed(model),
        *_left_out(model),
        *_signatures(model),
    ]


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})"


def _agreed(model: ReportModel) -> Iterator[Block]:
    lines = agreed_lines(model)
    rows: list[Block] = [
        boxes.Row([Words(str(number), ITEM), Words(line, BODY)], [14, None], 6) for number, line in enumerate(lines, 1)
    ]
    if rows:
        yield Section(_("What is agreed"), Stack(rows, 4), model.version.words)


def _points(title: str, rows: tuple[Row, ...]) -> Iterator[Block]:
    if rows:
        yield Section(_counted(title, len(rows)), Table(None, [_point(row) for row in rows]))


def _point(row: Row) -> boxes.Row:
    state = row.agreement.word if row.agreement else row.text("status")
    owner = row.agreement.parked if row.agreement else ", ".join(filter(None, (row.text("owner"), row.text("due"))))
    cells = [
        Words(row.code, MUTED_SMALL),
        Words(row.lead or row.title, SMALL),
        Words(state, SMALL),
        Words(owner, MUTED_SMALL),
    ]
    return boxes.Row(cells, [_CODE, None, 112, 96], 8)


def _reservations(model: ReportModel) -> Iterator[Block]:
    rows: list[Block] = []
    for row, stance in model.reservations:
        said = _("{team}: {stance}").format(team=stance.by or stance.team.name, stance=stance.word)
        item = " ".join(part for part in (row.code, row.title) if part)
        cells = [
            Words(said, SMALL_STRONG, team=stance.team),
            Words(item, MUTED_SMALL),
            Words(stance.reservation, SMALL),
        ]
        rows.append(boxes.Row(cells, [150, 120, None], 8))
    if rows:
        yield Section(_counted(_("Reservations and objections, as they were said"), len(rows)), Table(None, rows))


def _reworded(model: ReportModel) -> Iterator[Block]:
    """What was reworded after the vote, in old and new words, and whose word took the new ones."""
    items: list[Block] = []
    for item in model.rewordings:
        said = [(label, f"{value_words(before)} → {value_words(after)}") for label, before, after in item.fields]
        for one in item.confirmations:
            who = _("{lead}, {team}").format(lead=one.by, team=one.team.name) if one.by else one.team.name
            said.append((_("Confirmed by"), f"{who} ({one.how})" if one.how else who))
        items.append(Stack([Words(item.name, SMALL_STRONG, keep=True), facts(said, _FACT)], 1))
    if items:
        yield Section(_counted(_("Reworded after the vote"), len(items)), Table(None, items))


def _removed(model: ReportModel) -> Iterator[Block]:
    """What teams took a stance on and what is no longer in the plan."""
    rows: list[Block] = []
    for item in model.removed:
        words = []
        for stance in item.stances:
            form = _("{team}: {stance} “{words}”") if stance.reservation else _("{team}: {stance}")
            words.append(form.format(team=stance.team.name, stance=stance.word, words=stance.reservation))
        rows.append(boxes.Row([Words(item.name, SMALL), Words(joined(*words), MUTED_SMALL)], [200, None], 8))
    if rows:
        yield Section(_counted(_("Removed, with these stances"), len(rows)), Table(None, rows))


def _left_out(model: ReportModel) -> Iterator[Block]:
    if model.hidden_sections:
        yield Section(_("Sections left out"), Words(", ".join(model.hidden_sections), BODY))


def _signatures(model: ReportModel) -> Iterator[Block]:
    version = model.version
    stated = facts(
        (
            (_("Next review"), version.next_review),
            (_("Content hash"), version.hash),
            (_("State"), version.words),
        ),
        _FACT,
    )
    signed = sum(bool(signer.signed) for signer in model.signers)
    title = _("Signed {count} of {total}").format(count=signed, total=sum(one.counts for one in model.signers))
    if not model.signers:
        yield stated
        return
    yield Section(title, Stack(list(_lines(model.signers))))
    yield Stack([Rule(0, 6), stated], whole=True)


def _lines(signers: Iterable[Signer]) -> Iterator[Block]:
    for signer in signers:
        said = Words(f"“{signer.reservation}”" if signer.reservation else "", SMALL)
        yield Stack([SigningRow(signer), said, Gap(4)], whole=True)


class SigningRow(Block):
    """Name and role, a line for the signature, one for the date, and how it was signed where it is."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer

    def _columns(self, width: float) -> tuple[float, float, float, float]:
        """Where name, signature and date begin to end, and where the last column begins."""
        last = width - 82
        return width * 0.28, last - 78, last - 12, last

    def _name(self) -> Stack:
        return Stack(
            [
                Words(heading(self.signer.name, 80), STRONG, team=self.signer.team),
                Words(heading(self.signer.role, 120), MUTED_SMALL),
            ]
        )

    def _how(self) -> Stack:
        signed = self.signer.signed
        return Stack(
            [
                Words(signed or _("open"), SMALL if signed else SMALL_STRONG, align="right"),
                Words(self.signer.on, MUTED_SMALL, align="right"),
            ]
        )

    def height(self, width: float) -> float:
        """Room for a hand above the line, and the words."""
        name, _signature, _date, last = self._columns(width)
        return max(_HAND + 14, _HAND - 13 + max(self._name().height(name), self._how().height(width - last)))

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Words, lines, and what they are for."""
        name, signature, date, last = self._columns(width)
        self._name().draw(pages, left, top + _HAND - 13, name)
        self._how().draw(pages, left + last, top + _HAND - 13, width - last)
        for start, end, words in (
            (name + 12, signature, _("signature")),
            (signature + 12, date, _("date")),
        ):
            y = top + _HAND
            pages.line((left + start, y), (left + end, y), weight=0.8, colour=INK)
            pages.text(left + start, y + 1, words, MUTED_SMALL, end - start)
