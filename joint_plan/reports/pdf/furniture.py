"""What stands on every page: plan, version, agreed date; company; check code, page x of y; DRAFT as a word."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from joint_plan.base.texts import _
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.fonts import BOLD, REGULAR, draw, fitted, width
from joint_plan.reports.pdf.style import HAIRLINE, INK, MUTED, RED, Paper
from joint_plan.reports.pdf.tags import TaggedCanvas

SIZE = 8
_GAP = 12.0
_LEAST = 24.0
"""Room under which a name says nothing."""


class NumberedCanvas(TaggedCanvas):
    """A canvas that draws the furniture when the number of pages is known, without laying out twice."""

    def __init__(self, *args: Any, model: ReportModel, **options: Any) -> None:  # noqa: ANN401  reportlab's
        super().__init__(*args, **options)
        self._model = model
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        """Keep the page until all are known."""
        self._pages.append(dict(self.__dict__))
        self.sheet_index += 1
        self.marks = 0
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def finish_page(self, number: int, pages: int) -> None:
        """Draw what a page could not know before: the furniture."""
        with self.decoration():
            draw_furniture(self, self._model, Paper(*self._pagesize), number, pages)

    def save(self) -> None:
        """Draw every page's furniture and write the file."""
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self.finish_page(number, len(pages))
            super().showPage()
        super().save()


def draw_furniture(canvas: Canvas, model: ReportModel, sheet: Paper, number: int, pages: int) -> None:
    """The footer, and DRAFT at the top of what is no version; on the margins of the sheet."""
    canvas.saveState()
    margin = sheet.margin
    right = sheet.width - margin
    if model.version.draft:
        canvas.setFillColor(RED)
        word = _("DRAFT")
        draw(canvas, right - width(word, BOLD, SIZE + 1), sheet.height - 9.6 * mm, word, BOLD, SIZE + 1)
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(margin, 13.5 * mm, right, 13.5 * mm)
    baseline = 9.6 * mm
    page = _("page {number} of {pages}").format(number=number, pages=pages)
    code = _("check code {code}").format(code=model.version.check_code) if model.version.check_code else ""
    last = "  ·  ".join(part for part in (code, page) if part)
    start = right - width(last, REGULAR, SIZE)
    version = f"  ·  {model.version.words}"
    # Version and page always stand; company and title take what is left, the company what a short title leaves of it.
    room = start - margin - width(version, REGULAR, SIZE) - 2 * _GAP
    spare = max(room / 4, room - width(model.title, REGULAR, SIZE))
    company = fitted(model.company, REGULAR, SIZE, spare) if spare > _LEAST else ""
    own = width(company, REGULAR, SIZE)
    canvas.setFillColor(INK)
    title = fitted(model.title, REGULAR, SIZE, room - own) if room - own > _LEAST else ""
    end = draw(canvas, margin, baseline, (title + version).removeprefix("  ·  "), REGULAR, SIZE)
    canvas.setFillColor(MUTED)
    draw(canvas, start, baseline, last, REGULAR, SIZE)
    middle = (sheet.width - own) / 2
    draw(canvas, min(max(middle, end + _GAP), start - _GAP - own), baseline, company, REGULAR, SIZE)
    canvas.restoreState()
