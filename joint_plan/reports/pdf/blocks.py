"""The blocks that flowing pieces are made of: headings, items with facts and stances, tables that split anywhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Paragraph, Spacer, Table, TableStyle

from joint_plan.base.texts import _
from joint_plan.reports import model as report
from joint_plan.reports.pdf.fonts import MEDIUM, REGULAR, markup
from joint_plan.reports.pdf.shapes import shape
from joint_plan.reports.pdf.style import (
    BODY,
    HAIRLINE,
    HEAD,
    INK,
    ITEM,
    LEAD,
    MUTED_SMALL,
    PURPOSE,
    RED,
    SMALL,
    SMALL_STRONG,
    STRONG,
    TITLE,
)
from joint_plan.reports.pdf.texts import heading, is_long, paragraph, paragraphs, pieces_of

LABEL = 34 * mm
NARROW = 120 * mm
"""A column narrower than this has one fact a line, with a shorter label."""

NARROW_LABEL = 24 * mm
SHORT = 36
"""Characters of a text that stands beside another one on the same line."""

HEAD_ROOM = 20 * mm
"""Height that a section's head takes."""

CHARACTER = 4 * mm
MOST_COLUMNS = 7
PART = 60
"""Rows of a table that are laid out in one."""

NARROWEST = 15 * mm
"""A column narrower than this cannot hold a word."""

FLAT: list[Any] = [
    ("FONT", (0, 0), (-1, -1), REGULAR, 8),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


class Bookmark(Flowable):
    """An invisible mark: an entry in the reader's outline, and where links and the contents point."""

    def __init__(self, title: str, key: str, level: int = 0) -> None:
        super().__init__()
        self.title, self.key, self.level = title, key, level

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """No room is needed."""
        return 0, 0

    def draw(self) -> None:
        """Set the mark where the flow stands."""
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.title, self.key, self.level, closed=self.level > 0)


def flat_table(rows: Sequence[list[Any]], widths: Sequence[float], *more: tuple[Any, ...], repeat: int = 0) -> Table:
    """A table without lines that splits over pages, inside of rows too."""
    table = Table(rows, colWidths=list(widths), repeatRows=repeat, splitInRow=1, hAlign="LEFT")
    table.setStyle(TableStyle([*FLAT, *more]))
    return table


def hairline(before: float = 4, after: float = 6) -> HRFlowable:
    """A thin line across the column."""
    return HRFlowable(width="100%", thickness=0.5, color=HAIRLINE, spaceBefore=before, spaceAfter=after)


def section_head(title: str, prompt: str, count: str, key: str, width: float) -> list[Flowable]:
    """A section's title, the prompt it answers, how far it is agreed, and a rule."""
    right = paragraph(count, MUTED_SMALL)
    right.style = right.style.clone("right", alignment=2)
    head = flat_table(
        [[paragraph(title, TITLE), right]],
        [width - 40 * mm, 40 * mm],
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    )
    rule = HRFlowable(width="100%", thickness=1, color=INK, spaceBefore=6, spaceAfter=8)
    return [Bookmark(title, key), head, paragraph(prompt, PURPOSE), rule]


def head(text: str, count: str = "") -> list[Flowable]:
    """A heading within a section, kept with what follows."""
    heading = paragraph(f"{text} ({count})" if count else text, HEAD)
    heading.keepWithNext = 1
    return [CondPageBreak(30 * mm), heading]


def item_block(row: report.Row, width: float, skip: frozenset[str] = frozenset()) -> list[Flowable]:
    """One item in full: code and title, its sentence, every filled field, its own rows, every team's stance."""
    state = row.agreement.word if row.agreement else ""
    right = paragraph(state, SMALL_STRONG)
    right.style = right.style.clone("state", alignment=2)
    title = " ".join(part for part in (row.code, row.title) if part)
    beside = (24 if width < NARROW else 44) * mm
    top = flat_table(
        [[shape(row.team), paragraph(title, ITEM), right]],
        [10, width - 10 - beside, beside],
        ("TOPPADDING", (0, 0), (0, 0), 4),
        ("RIGHTPADDING", (-1, 0), (-1, 0), 0),
    )
    story: list[Flowable] = [top]
    if row.lead:
        story += [flat_table([["", paragraph(piece, LEAD)]], [10, width - 10]) for piece in pieces_of(row.lead)]
    facts = [cell for cell in row.cells if cell.text and cell.column.name not in skip and cell.text != row.title]
    story += _facts(facts, width)
    if row.rows:
        story += [Spacer(0, 3), *rows_blocks(row.rows, width - 10, skip)]
    if row.agreement is not None:
        story += stance_lines(row.agreement, width)
    return [*story, hairline()]


def item_blocks(rows: Iterable[report.Row], width: float, skip: frozenset[str] = frozenset()) -> list[Flowable]:
    """Items in full one below the other, none beginning at the very end of a page."""
    return [part for row in rows for part in (CondPageBreak(24 * mm), *item_block(row, width, skip))]


def _facts(cells: Sequence[report.Cell], width: float) -> list[Flowable]:
    """Labels and texts: short ones two abreast, long ones over the whole width, in the order of the declaration."""
    lines: list[list[Any]] = []
    spans: list[tuple[Any, ...]] = []
    long: list[Flowable] = []
    waiting: list[Any] = []
    for label, text in _joined(cells):
        if is_long(text):
            long += labelled_text(label, text, width)
            continue
        pair = [paragraph(label, MUTED_SMALL), paragraphs(text, SMALL)]
        if width >= NARROW and len(text) <= SHORT and "\n" not in text:
            waiting += pair
            if len(waiting) == 4:
                lines.append(["", *waiting])
                waiting = []
            continue
        if waiting:
            lines.append(["", *waiting, "", ""])
            waiting = []
        spans.append(("SPAN", (2, len(lines)), (4, len(lines))))
        lines.append(["", *pair, "", ""])
    if waiting:
        lines.append(["", *waiting, "", ""])
    label_width = _label(width)
    room = (width - 10) / 2 - label_width
    return [*([flat_table(lines, [10, label_width, room, label_width, room], *spans)] if lines else []), *long]


def _label(width: float) -> float:
    return LABEL if width >= NARROW else NARROW_LABEL


def labelled_text(label: str, text: str, width: float, style: ParagraphStyle = SMALL) -> list[Flowable]:
    """A label and a text of any length; every piece is a flowing part of its own, so that pages break quickly."""
    widths = [10, _label(width), width - 10 - _label(width)]
    story: list[Flowable] = []
    for number, piece in enumerate(pieces_of(text)):
        first = paragraph("" if number else label, MUTED_SMALL)
        story.append(flat_table([["", first, paragraph(piece, style)]], widths))
    return story


def _joined(cells: Sequence[report.Cell]) -> list[tuple[str, str]]:
    """Labels and texts, with both teams' answers to a pair in one: "Marketing: 5, Sales: 3"."""
    found: dict[str, tuple[str, str]] = {}
    for cell in cells:
        if not cell.team:
            found[cell.column.name] = (cell.label, cell.text)
            continue
        before = found.get(cell.column.field.name, ("", ""))[1]
        answer = f"{cell.team}: {cell.text}"
        found[cell.column.field.name] = (cell.field_label, f"{before}, {answer}" if before else answer)
    return list(found.values())


def compact_block(row: report.Row, width: float, skip: frozenset[str] = frozenset()) -> list[Flowable]:
    """One record that nobody agrees on, in few lines: its title, then its filled fields in running text."""
    title = " ".join(part for part in (row.code, row.title) if part)
    filled = [c for c in row.cells if c.text and c.text != row.title and c.column.name not in skip]
    short = [cell for cell in filled if len(cell.text) <= SHORT]
    running = "  ·  ".join(
        f"{markup(cell.label, MUTED_SMALL.fontName)} "
        f'<font name="{MEDIUM}" color="{INK.hexval().replace("0x", "#")}">{markup(cell.text, MEDIUM)}</font>'
        for cell in short
    )
    body: list[Flowable] = [paragraph(title, STRONG)]
    if running:
        body.append(Paragraph(running, MUTED_SMALL))
    top = flat_table([[shape(row.team), body]], [10, width - 10], ("TOPPADDING", (0, 0), (0, 0), 4))
    long = [part for cell in filled if len(cell.text) > SHORT for part in labelled_text(cell.label, cell.text, width)]
    return [CondPageBreak(14 * mm), top, *long, hairline(2, 4)]


def stance_lines(agreement: report.Agreement, width: float) -> list[Flowable]:
    """Every team's stance with its words, what changed under it, why it is parked."""
    lines: list[list[Any]] = []
    for stance in agreement.stances:
        words = [paragraph(f"{stance.team.name}: {stance.word}", SMALL_STRONG)]
        if stance.reservation and not is_long(stance.reservation):
            words += paragraphs(f"“{stance.reservation}”", SMALL)
        said = "  ".join(part for part in (stance.by, stance.hands) if part)
        lines.append([shape(stance.team), words, paragraph(said, MUTED_SMALL)])
    beside = (24 if width < NARROW else 50) * mm
    story: list[Flowable] = [Spacer(0, 2)]
    if lines:
        story.append(flat_table(lines, [10, width - 10 - beside, beside], ("TOPPADDING", (0, 0), (0, -1), 3)))
    for stance in agreement.stances:
        if is_long(stance.reservation):
            story += labelled_text(stance.team.name, f"“{stance.reservation}”", width)
    notes = [(_("Basis changed"), change) for change in agreement.basis_changed]
    if agreement.parked:
        notes.append((_("Parked"), agreement.parked))
    for label, text in notes:
        story += labelled_text(label, text, width)
    return story


def record_table(table: report.Table, width: float) -> list[Flowable]:
    """All records of a type: as a table where its filled columns fit side by side, otherwise one block each."""
    if table.can_be_agreed:
        return [*head(table.title), *item_blocks(table.rows, width)]
    return [*head(table.title), *rows_blocks(table.rows, width)]


def rows_blocks(rows: Sequence[report.Row], width: float, skip: frozenset[str] = frozenset()) -> list[Flowable]:
    """Records as a table where their filled columns fit side by side and no text is long, otherwise one by one."""
    filled = _filled(rows)
    if len(filled) > min(MOST_COLUMNS, width / NARROWEST) or any(
        is_long(cell.text) for row in rows for cell in row.cells
    ):
        return [part for row in rows for part in compact_block(row, width, skip)]
    # A table of thousands of rows is laid out in parts: splitting one takes longer than in proportion.
    story: list[Flowable] = [rows_table(rows[start : start + PART], width, skip) for start in range(0, len(rows), PART)]
    for row in rows:
        if row.rows:
            title = paragraph(row.title, STRONG)
            title.keepWithNext = 1
            story += [Spacer(0, 6), title, *rows_blocks(row.rows, width, skip)]
    return story


def _filled(rows: Iterable[report.Row]) -> list[report.Cell]:
    """One cell for each column that has something in any of the rows."""
    found: dict[str, report.Cell] = {}
    for row in rows:
        for cell in row.cells:
            if cell.text:
                found.setdefault(cell.column.name, cell)
    order = [cell.column.name for row in rows for cell in row.cells]
    return [found[name] for name in dict.fromkeys(order) if name in found]


def rows_table(rows: Sequence[report.Row], width: float, skip: frozenset[str] = frozenset()) -> Table:
    """Records side by side under a repeated header, with only the columns that have something."""
    columns = [cell for cell in _filled(rows) if cell.column.name not in skip]
    numbers = [cell.column.kind.align_right for cell in columns]
    header = [paragraph(heading(cell.label), MUTED_SMALL) for cell in columns]
    lines = [[paragraphs(row.text(cell.column.name), SMALL) for cell in columns] for row in rows]
    weights = [max(6, min(cell.column.field.width, 36)) for cell in columns]
    # Few narrow columns drawn over the whole width are hard to follow with the eye.
    widths = _widths(weights, min(width, sum(weights) * CHARACTER))
    for column, number in enumerate(numbers):
        if number:
            for cells in ([header[column]], *(line[column] for line in lines)):
                for flowable in cells:
                    flowable.style = flowable.style.clone("number", alignment=2)
    rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE)
    return flat_table(
        [header, *lines] if columns else [[""]],
        widths or [width],
        rule,
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        repeat=1 if lines else 0,
    )


def _widths(weights: Sequence[int], width: float) -> list[float]:
    """Widths in proportion to the weights, none narrower than a word needs."""
    if not weights:
        return []
    total = sum(weights)
    shares = [width * weight / total for weight in weights]
    short = [max(share, NARROWEST) for share in shares]
    over = sum(short) - width
    room = sum(share - NARROWEST for share in short)
    return [share - (share - NARROWEST) * over / room if room > 0 else width / len(weights) for share in short]


def labelled(pairs: Iterable[tuple[str, str]], width: float) -> list[Flowable]:
    """Labels and texts, one below the other; what is empty is left out."""
    return [part for label, text in pairs if text for part in labelled_text(label, text, width, BODY)]


def warning(text: str) -> Flowable:
    """A line in red, for what must not be missed."""
    return paragraph(text, STRONG.clone("warning", textColor=RED))
