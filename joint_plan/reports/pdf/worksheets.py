"""The worksheets: rows to write in by hand under coded headings, as many as a page holds."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.units import mm

from joint_plan.base.progress import Tick
from joint_plan.base.texts import _, ngettext
from joint_plan.reports.contents.plan_code import plan_code
from joint_plan.reports.contents.worksheets import (
    PRINTED,
    SCALE,
    TICKS,
    WRITE,
    Sheet,
    SheetColumn,
    SheetRow,
    Worksheets,
    worksheets,
)
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.boxes import Block, Stack, Words
from joint_plan.reports.pdf.fonts import SEMIBOLD, fitted
from joint_plan.reports.pdf.lines import fitted_lines, set_lines, text_width
from joint_plan.reports.pdf.marks import OUTLINE, CodeBox, Scale, TickBox
from joint_plan.reports.pdf.pages import Pages
from joint_plan.reports.pdf.style import (
    BODY,
    HAIRLINE,
    INK,
    MUTED,
    MUTED_BODY,
    MUTED_SMALL,
    PURPOSE,
    SMALL,
    STRONG,
    TINT,
    TITLE,
    Paper,
    paper,
)
from joint_plan.reports.pdf.texts import heading
from joint_plan.reports.piece import Copy

LEAST_ROW = 12 * mm
"""No row to write in is lower."""

_CODE = STRONG.clone("row-code", fontName=SEMIBOLD, fontSize=8.5, leading=12.5)
_CODE_ROOM = 42.0
_PAD = 7.0
_BOX = (52.0, 6.0)
_EXAMPLE, _EXAMPLE_LINES = 38.0, 2
_MOST_STRETCH = 1.7
_LONGEST_NAME = 48


def write_worksheets(model: ReportModel, copy: Copy, path: Path, _tick: Tick) -> None:
    """All worksheets of one team."""
    content = worksheets(model, copy.id)
    pages = _SheetPages(model, path, paper(model.options.paper), _("Worksheets"))
    for sheet in content.sheets:
        _Drawn(pages, model, content, sheet).draw()
    pages.save()


class _SheetPages(Pages):
    """Pages whose footer holds plan and section codes in place of version and check code: they are not of a version."""

    def __init__(self, model: ReportModel, path: Path, sheet: Paper, title: str) -> None:
        super().__init__(model, path, sheet, title, furniture=False)
        self.sections: dict[int, str] = {}

    def begin_sheet(self, title: str, code: str, *, first: bool) -> None:
        """A new page of a worksheet."""
        self.begin(title if first else "")
        self.sections[self.number] = code

    def finish_page(self, number: int, pages: int) -> None:
        """The footer, once the number of pages is known."""
        super().finish_page(number, pages)
        with self.canvas.decoration():
            top = self.paper.height - 13.5 * mm
            self.line((self.left, top), (self.right, top))
            line = self.paper.height - 9.6 * mm - MUTED_SMALL.leading + 3
            code = f"{plan_code(self.model.public)} · {self.sections.get(number, '')}"
            third = self.width / 3
            name = fitted_lines(f"{code}  ·  {self.model.title}", MUTED_SMALL, third * 1.6, MUTED_SMALL.leading)
            self.lines(self.left, line, name.part(0, 1), colour=INK, tag="")
            company = set_lines(self.model.company, MUTED_SMALL, third * 0.7).part(0, 1)
            self.lines(self.left + third * 1.65, line, company, tag="")
            words = _("page {number} of {pages}").format(number=number, pages=pages)
            self.text(self.right - third, line, words, MUTED_SMALL, third, align="right", tag="")


class _Drawn:
    """One worksheet being drawn."""

    def __init__(self, pages: _SheetPages, model: ReportModel, content: Worksheets, sheet: Sheet) -> None:
        self.pages, self.model, self.content, self.sheet = pages, model, content, sheet
        room = pages.width - _CODE_ROOM
        self.widths = [column.share * room for column in sheet.columns]
        self.starts = [pages.left + _CODE_ROOM + sum(self.widths[:number]) for number in range(len(self.widths))]
        self.lettered = 0

    def draw(self) -> None:
        """Known rows first; blank ones to the end of the last page."""
        rows = list(self.sheet.rows)
        first = True
        while first or rows:
            top = self._head(first=first)
            fresh = top
            if self.sheet.example and first:
                top = self._example(top)
                fresh = top
            rows = [part for row in rows for part in self._parts(row, self.pages.bottom - fresh)]
            stretch = self._stretch(rows, self.pages.bottom - top)
            while rows:
                height = self._height(rows[0]) * stretch
                if top + height > self.pages.bottom + 0.01 and top > fresh:
                    break
                top = self._row(rows.pop(0), top, height)
            if not rows and self.sheet.blanks:
                self._blanks(top)
            first = False

    def _head(self, *, first: bool) -> float:
        """Title, instruction, code boxes, team; then the columns' headings. The answer is where the rows begin."""
        pages, sheet = self.pages, self.sheet
        pages.begin_sheet(sheet.title, sheet.code, first=first)
        boxes = ((plan_code(self.model.public), _("plan")), (sheet.code, _("section")), ("", _("sheet")))
        width, gap = _BOX
        at = pages.right - len(boxes) * width - (len(boxes) - 1) * gap
        room = at - pages.left - 14
        for code, label in boxes:
            CodeBox(code, label).draw(pages, at, pages.top, width)
            at += width + gap
        title = sheet.title if first else _("{title}, continued").format(title=sheet.title)
        top = pages.lines(pages.left, pages.top, fitted_lines(title, TITLE, room, TITLE.leading), tag="H1")
        minutes = ngettext("{number} minute.", "{number} minutes.", sheet.minutes).format(number=sheet.minutes)
        words = f"{minutes} {sheet.instruction}" if sheet.minutes else sheet.instruction
        top = pages.text(pages.left, top + 2, words, PURPOSE, room)
        top = max(top, pages.top + CodeBox("", "").height(width)) + 12
        return self._headings(self._who(top) + 12)

    def _who(self, top: float) -> float:
        """Whose sheet it is, and that it is read without names where single answers stand on it."""
        pages, team = self.pages, self.content.team
        at = pages.left
        label = _("Team")
        pages.text(at, top, label, STRONG, 60)
        at += text_width(label, STRONG) + 12
        name = fitted(team.name, BODY.fontName, BODY.fontSize, pages.width / 3)
        room = TickBox(name, BODY, team).room()
        Words(name, BODY, team=team).draw(pages, at, top, room)
        at += room + 16
        if self.sheet.nameless:
            pages.text(at, top, _("The sheet is read without names."), MUTED_BODY, pages.right - at)
        return top + BODY.leading

    def _headings(self, top: float) -> float:
        pages = self.pages
        ends = [top + STRONG.leading]
        pages.text(pages.left, top, _("Line"), STRONG, _CODE_ROOM - 4)
        for column, start, width in zip(self.sheet.columns, self.starts, self.widths, strict=True):
            parts: list[Block] = [Words(column.label, STRONG)]
            if column.sub:
                parts.append(Words(column.sub, MUTED_SMALL))
            stack = Stack(parts)
            stack.draw(pages, start + _PAD, top, width - 2 * _PAD + 4)
            ends.append(top + stack.height(width - 2 * _PAD + 4))
        end = max(ends) + 5
        pages.line((pages.left, end), (pages.right, end), weight=1, colour=INK)
        return end

    def _height(self, row: SheetRow) -> float:
        """As high as the sheet is made for, more where the row's own text needs it."""
        texts = [
            set_lines(row.text, BODY, width - 2 * _PAD).height + 2 * _PAD
            for column, width in zip(self.sheet.columns, self.widths, strict=True)
            if column.kind == PRINTED
        ]
        ticks = [
            Stack(_boxes(column.marks), 2).height(width - 2 * _PAD) + 2 * _PAD
            for column, width in zip(self.sheet.columns, self.widths, strict=True)
            if column.kind == TICKS and any(column.marks)
        ]
        return max(LEAST_ROW, self.sheet.least * mm, *texts, *ticks)

    def _parts(self, row: SheetRow, room: float) -> list[SheetRow]:
        """A row whose text no page holds as several of the same code."""
        printed = next((n for n, column in enumerate(self.sheet.columns) if column.kind == PRINTED), None)
        if printed is None:
            return [row]
        lines = set_lines(row.text, BODY, self.widths[printed] - 2 * _PAD)
        count = max(1, lines.within(room - 2 * _PAD))
        if count >= len(lines.lines):
            return [row]
        starts = range(0, len(lines.lines), count)
        return [SheetRow(row.code, lines.part(start, start + count).words) for start in starts]

    def _stretch(self, rows: Sequence[SheetRow], room: float) -> float:
        """How much higher rows are made that would leave their only page half empty."""
        needed = sum(self._height(row) for row in rows)
        return min(_MOST_STRETCH, max(1.0, room / needed)) if needed and not self.sheet.blanks else 1.0

    def _blanks(self, top: float) -> None:
        """Lettered rows of one height that fill the page."""
        least = self._height(SheetRow(""))
        count = int((self.pages.bottom - top + 0.01) / least)
        for _number in range(count):
            row = self.sheet.letter(self.lettered)
            self.lettered += 1
            top = self._row(row, top, (self.pages.bottom - top) / (count - _number))

    def _row(self, row: SheetRow, top: float, height: float) -> float:
        pages = self.pages
        pages.text(pages.left, top + _PAD - 2, row.code, _CODE, _CODE_ROOM - 2)
        for column, start, width in zip(self.sheet.columns, self.starts, self.widths, strict=True):
            self._cell(column, row, (start, top, width, height))
        self._rules(top, height)
        return top + height

    def _rules(self, top: float, height: float) -> None:
        pages = self.pages
        for start in self.starts:
            pages.line((start, top), (start, top + height), weight=0.6, colour=OUTLINE)
        pages.line((pages.left, top + height), (pages.right, top + height), weight=0.6, colour=OUTLINE)

    def _cell(self, column: SheetColumn, row: SheetRow, place: tuple[float, float, float, float]) -> None:
        start, top, width, height = place
        pages, room = self.pages, width - 2 * _PAD
        if column.kind == PRINTED:
            pages.text(start + _PAD, top + _PAD - 2, row.text, BODY, room)
        elif column.kind == SCALE:
            scale = Scale(column.marks)
            scale.draw(pages, start + _PAD, top + (height - scale.height(room)) / 2, room)
        elif column.kind == TICKS:
            self._ticks(column.marks, place)

    def _ticks(self, marks: Sequence[str], place: tuple[float, float, float, float]) -> None:
        """Boxes side by side where they are bare, else below each other."""
        start, top, width, height = place
        boxes = _boxes(marks)
        if not any(marks):
            step = min(22.0, (width - 2 * _PAD) / len(boxes))
            for number, box in enumerate(boxes):
                box.draw(self.pages, start + _PAD + number * step, top + (height - box.height(step)) / 2, step)
            return
        stack = Stack(boxes, 2)
        room = width - 2 * _PAD
        stack.draw(self.pages, start + _PAD, top + max(_PAD - 2, (height - stack.height(room)) / 2), room)

    def _example(self, top: float) -> float:
        """A filled line in grey on a tint."""
        pages = self.pages
        pages.box(pages.left, top, pages.width, _EXAMPLE, fill=TINT)
        pages.text(pages.left + 4, top + (_EXAMPLE - SMALL.leading) / 2, _("e.g."), MUTED_SMALL, _CODE_ROOM - 6)
        for column, start, width, text in zip(
            self.sheet.columns, self.starts, self.widths, self.sheet.example, strict=True
        ):
            room = width - 2 * _PAD
            if column.kind == SCALE:
                scale = Scale(column.marks, ringed=text)
                scale.draw(pages, start + _PAD, top + (_EXAMPLE - scale.height(room)) / 2, room)
            elif column.kind in {WRITE, PRINTED}:
                lines = fitted_lines(text, BODY, room, _EXAMPLE - 6).part(0, _EXAMPLE_LINES)
                pages.lines(start + _PAD, top + (_EXAMPLE - lines.height) / 2, lines, colour=MUTED)
            pages.line((start, top), (start, top + _EXAMPLE), weight=0.6, colour=HAIRLINE)
        end = top + _EXAMPLE
        pages.line((pages.left, end), (pages.right, end), weight=0.6, colour=OUTLINE)
        return end


def _boxes(marks: Sequence[str]) -> list[Block]:
    return [TickBox(heading(mark, _LONGEST_NAME), SMALL) for mark in marks]
