"""What pieces have in common: the title strip, key figures, stages as chevrons, facts, lines to sign on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import white
from reportlab.lib.styles import ParagraphStyle

from joint_plan.base.texts import _
from joint_plan.reports.model import KeyFigure, ReportModel, Signer, TeamMark
from joint_plan.reports.pdf.boxes import GUTTER, Block, Gap, Row, Rule, Stack, Words
from joint_plan.reports.pdf.lines import Lines, fitted_lines, set_lines, sized, text_width
from joint_plan.reports.pdf.pages import Pages, Surface
from joint_plan.reports.pdf.style import (
    BODY,
    FIGURE,
    HAIRLINE,
    INK,
    MUTED_SMALL,
    PURPOSE,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TEAM_COLOURS,
    TITLE,
)
from joint_plan.reports.pdf.texts import heading

_PURPOSE = 300
"""Characters of a purpose line, which is made of names."""


def title_strip(
    pages: Pages,
    title: str,
    purpose: str,
    right: Block | None = None,
    room: float = 0,
    style: ParagraphStyle = TITLE,
    team: TeamMark | None = None,
) -> float:
    """A page's title with what it is for below it, the logo and `right` (in `room`) beside it; where the strip ends.

    `team` sets its shape before the title.

    A long title is stepped down to two lines, and cut where no strip could hold it: it stands in full in the record.
    """
    edge = pages.right
    logo = pages.logo()
    if logo is not None:
        picture, width, height = logo
        pages.image(picture, edge - width, pages.top, width, height)
        edge -= width + GUTTER
    below = pages.top
    if right is not None and room:
        right.draw(pages, edge - room, pages.top + 1, room)
        below = pages.top + 1 + right.height(room)
        edge -= room + GUTTER
    width = edge - pages.left
    indent = 0.0 if team is None else style.fontSize * 1.2
    if team is not None:
        size = style.fontSize * 0.72
        pages.shape((pages.left + size / 2, pages.top + style.leading / 2), size, team)
    lines = fitted_lines(heading(title, 140), style, width - indent, 2 * style.leading)
    end = pages.lines(pages.left + indent, pages.top, lines, tag="H1")
    end = pages.text(
        pages.left, end + 2, purpose if len(purpose) <= _PURPOSE else heading(purpose, _PURPOSE), PURPOSE, width
    )
    return max(end, below, pages.top + (logo[2] if logo is not None else 0))


def joined(*parts: str) -> str:
    """Parts of a purpose line with a dot between them; empty ones are left out."""
    return "\u00a0\u00a0·\u00a0 ".join(part for part in parts if part)


def origin(model: ReportModel) -> str:
    """Of which plan a piece is: title, company, period."""
    return joined(model.title, model.company, model.period)


class KeyFigures(Block):
    """Headlines side by side with hairlines between them; each as wide as it needs, the first that fit `most`.

    A currency is a text and may be of any length: what stands here is cut, the amount stands in full in the record.
    """

    def __init__(self, figures: Sequence[KeyFigure], most: float, style: ParagraphStyle = FIGURE) -> None:
        self.style = style
        self.figures = [
            replace(figure, words=heading(figure.words, 20), label=heading(figure.label, 40)) for figure in figures
        ]
        while self.room() > most:
            self.figures.pop()

    def room(self) -> float:
        """The width of all."""
        return sum(width + 2 * 8 for width in self._widths()) - 16 if self.figures else 0.0

    def _widths(self) -> list[float]:
        return [
            max(text_width(figure.words, self.style), text_width(figure.label, MUTED_SMALL)) + 1
            for figure in self.figures
        ]

    def height(self, _width: float) -> float:
        """A figure and its label."""
        return self.style.leading + MUTED_SMALL.leading if self.figures else 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From left to right, the last one at the right edge."""
        at = left + width - self.room()
        for number, (figure, own) in enumerate(zip(self.figures, self._widths(), strict=True)):
            if number:
                pages.line((at - 8, top + 2), (at - 8, top + self.height(width) - 2), colour=HAIRLINE)
            end = pages.text(at, top, figure.words, self.style, own)
            pages.text(at, end, figure.label, MUTED_SMALL, own)
            at += own + 16


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as a chevron: number and name, who leads."""

    name: str
    lead: TeamMark | None
    lead_words: str


class Chevrons(Block):
    """Stages as arrows in the colour of who leads; white with a dark outline where no core team leads alone."""

    def __init__(self, steps: Sequence[Step], name: ParagraphStyle, lead: ParagraphStyle, gap: float = 3) -> None:
        self.steps, self.name, self.lead, self.gap = steps, name, lead, gap

    def columns(self, width: float) -> float:
        """From the left edge of one arrow to that of the next."""
        return (width + self.gap) / max(1, len(self.steps))

    def inset(self) -> float:
        """From the left edge of an arrow to its text."""
        return self._point() + 5

    def _point(self) -> float:
        return self.name.leading * 0.7

    def _mark(self) -> float:
        return self.lead.fontSize * 1.25

    def _room(self, width: float) -> float:
        return self.columns(width) - self.gap - 2 * self._point() - 6

    def _name_lines(self, step: Step, width: float) -> Lines:
        return fitted_lines(step.name, self.name, self._room(width), 2 * self.name.leading)

    def height(self, width: float) -> float:
        """As high as the longest name needs."""
        if not self.steps:
            return 0.0
        names = max(self._name_lines(step, width).height for step in self.steps)
        leads = max(
            set_lines(step.lead_words, self.lead, self._room(width) - self._mark()).height for step in self.steps
        )
        return names + leads + 10

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From left to right."""
        height, point = self.height(width), self._point()
        for number, step in enumerate(self.steps):
            start = left + number * self.columns(width)
            end = start + self.columns(width) - self.gap - point
            fill = TEAM_COLOURS.get(step.lead.id) if step.lead is not None else None
            middle = top + height / 2
            shape = [
                (start, top),
                (end, top),
                (end + point, middle),
                (end, top + height),
                (start, top + height),
                *([(start + point, middle)] if number else []),
            ]
            pages.outline(shape, fill=fill or white, stroke=fill or INK, weight=1)
            words = white if fill is not None else INK
            lines = self._name_lines(step, width)
            leads = set_lines(step.lead_words, self.lead, self._room(width) - self._mark())
            at = top + (height - lines.height - leads.height) / 2
            text = start + self.inset()
            at = pages.lines(text, at, lines, colour=words, tag="H2")
            if step.lead is not None and leads.lines:
                size = self.lead.fontSize * 0.75
                pages.shape((text + size / 2, at + self.lead.leading / 2), size, step.lead, fill and white)
            pages.lines(text + self._mark() * (step.lead is not None), at, leads, colour=words)


def fact(label: str, text: str, label_room: float, *, size: float = SMALL.fontSize) -> Row:
    """A label in bold and a text beside it."""
    return Row([Words(label, sized(SMALL_STRONG, size)), Words(text, sized(SMALL, size))], [label_room, None], 8)


def facts(pairs: Iterable[tuple[str, str]], label_room: float, gap: float = 2) -> Stack:
    """Labels and texts below each other; those without a text are left out."""
    return Stack([fact(label, text, label_room) for label, text in pairs if text], gap)


class SigningLine(Block):
    """A line to sign on and one for the date, over the name and the role of who signs."""

    def __init__(self, signer: Signer) -> None:
        self.signer = signer

    def _name(self) -> Stack:
        return Stack(
            [
                Words(heading(self.signer.name, 80), SMALL_STRONG, team=self.signer.team),
                Words(heading(self.signer.role, 120), MUTED_SMALL),
            ]
        )

    def _split_at(self, width: float) -> float:
        return width * 0.68

    def height(self, width: float) -> float:
        """Room for a hand, the line, the name."""
        return 34 + 3 + self._name().height(self._split_at(width))

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Line, name, role, and the line for the date."""
        y, at = top + 34, self._split_at(width)
        pages.line((left, y), (left + at, y), weight=0.8, colour=INK)
        pages.line((left + at + 8, y), (left + width, y), weight=0.8, colour=INK)
        self._name().draw(pages, left, y + 3, at)
        pages.text(left + at + 8, y + 3, _("date"), MUTED_SMALL, width - at - 8)


def signing_lines(signers: Sequence[Signer], abreast: int = 3) -> Stack:
    """Lines to sign on, some abreast."""
    rows = []
    for start in range(0, len(signers), abreast):
        cells: list[Block | None] = [SigningLine(signer) for signer in signers[start : start + abreast]]
        cells += [None] * (abreast - len(cells))
        rows.append(Row(cells, [None] * abreast, GUTTER, level=False))
    return Stack(rows, 6)


def nothing_yet(words: str) -> Stack:
    """A sentence in place of content that is still to come."""
    return Stack([Gap(6), Words(words, BODY), Rule(8, 0)])


def strong(text: str) -> Words:
    """A line in bold."""
    return Words(text, STRONG)
