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
    room = (right - margin) / 3 - 4
    canvas.setFillColor(INK)
    version = f"  ·  {model.version.words}"
    left = fitted(model.title, REGULAR, SIZE, room * 1.5 - width(version, REGULAR, SIZE)) + version
    end = draw(canvas, margin, baseline, left, REGULAR, SIZE)
    canvas.setFillColor(MUTED)
    page = _("page {number} of {pages}").format(number=number, pages=pages)
    code = _("check code {code}").format(code=model.version.check_code) if model.version.check_code else ""
    last = "  ·  ".join(part for part in (code, page) if part)
    start = right - width(last, REGULAR, SIZE)
    draw(canvas, start, baseline, last, REGULAR, SIZE)
    company = fitted(model.company, REGULAR, SIZE, max(0, start - end - 24))
    middle = (sheet.width - width(company, REGULAR, SIZE)) / 2
    draw(
        canvas, min(max(middle, end + 12), start - 12 - width(company, REGULAR, SIZE)), baseline, company, REGULAR, SIZE
    )
    canvas.restoreState()
