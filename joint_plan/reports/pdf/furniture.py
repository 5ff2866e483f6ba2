"""What stands on every page: plan, version, agreed date; company; check code, page x of y; DRAFT as a word."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from joint_plan.base.texts import _
from joint_plan.reports.model import ReportModel
from joint_plan.reports.pdf.fonts import BOLD, REGULAR, draw, fitted, width
from joint_plan.reports.pdf.style import HAIRLINE, INK, MARGIN, MUTED, RED, Paper

SIZE = 8


class NumberedCanvas(Canvas):
    """A canvas that draws the furniture when the number of pages is known, without laying out twice."""

    def __init__(self, *args: Any, model: ReportModel, **options: Any) -> None:  # noqa: ANN401  reportlab's
        super().__init__(*args, **options)
        self._model = model
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        """Keep the page until all are known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def save(self) -> None:
        """Draw every page's furniture and write the file."""
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            draw_furniture(self, self._model, Paper(*page["_pagesize"]), number, len(pages))
            super().showPage()
        super().save()


def draw_furniture(canvas: Canvas, model: ReportModel, sheet: Paper, number: int, pages: int) -> None:
    """The footer, and DRAFT at the top of what is no version."""
    canvas.saveState()
    right = sheet.width - MARGIN
    if model.version.draft:
        canvas.setFillColor(RED)
        word = _("DRAFT")
        draw(canvas, right - width(word, BOLD, SIZE + 1), sheet.height - 9.6 * mm, word, BOLD, SIZE + 1)
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 13.5 * mm, right, 13.5 * mm)
    baseline = 9.6 * mm
    room = (right - MARGIN) / 3 - 4
    canvas.setFillColor(INK)
    left = fitted(f"{model.title}  ·  {model.version.words}", REGULAR, SIZE, room * 1.5)
    end = draw(canvas, MARGIN, baseline, left, REGULAR, SIZE)
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
