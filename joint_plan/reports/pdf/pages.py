"""The pages of a piece, drawn on from the top left: texts that are measured, lines, fills, shapes; furniture, tags.

Everything is in points of the design's sheet. A piece that comes on larger sheets is laid out on a smaller one and
drawn larger (`scale`). Every text goes through `lines`: it is tagged, and told to whoever collects a layout report.
"""

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader

from joint_plan.base.errors import FieldError
from joint_plan.base.picture import picture_bytes
from joint_plan.base.texts import _
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.pdf.fonts import REGULAR, register
from joint_plan.reports.pdf.furniture import NumberedCanvas, draw_furniture
from joint_plan.reports.pdf.layout_report import Box, LayoutReport, collecting
from joint_plan.reports.pdf.lines import SPACE, Lines, baseline, set_lines
from joint_plan.reports.pdf.shapes import draw_shape
from joint_plan.reports.pdf.style import FOOT, HAIRLINE, INK, MUTED_SMALL, TEAM_COLOURS, Paper
from joint_plan.reports.pdf.tags import Element, Runs, TaggedCanvas, numbers

Point = tuple[float, float]
LOGO = (72.0, 28.0)
"""The most room that a company's logo takes."""

_ASCENT, _DESCENT = 0.76, 0.22


def _pen(weight: float, colour: Color, dash: Sequence[float]) -> str:
    """How a line is drawn, as a page's code has it."""
    dashed = f" [{numbers(*dash)}] 0 d" if dash else ""
    return f"{numbers(weight)} w {numbers(*colour.rgb())} RG{dashed}"


@dataclass(slots=True)
class Reference:
    """A page that is not known yet: where something goes on."""

    page: int = 0


@dataclass(slots=True)
class _Referring:
    """Words such as "continued on page n", drawn once n is known."""

    sheet: int
    left: float
    top: float
    room: float
    reference: Reference
    element: Element
    words: str


class _Sheets(NumberedCanvas):
    """The canvas under the pages."""

    def __init__(self, *args: Any, pages: "Pages", **options: Any) -> None:  # noqa: ANN401  reportlab's
        self._of = pages
        super().__init__(*args, **options)

    def finish_page(self, number: int, pages: int) -> None:
        """The furniture and the page numbers that are known only now."""
        self._of.finish_page(number, pages)


class Surface:
    """What boxes draw on: a canvas on which a point is so far from the left and so far below the top.

    Attributes:
        canvas: the canvas; its origin is the lower left corner.
        depth: the height of the surface.
        number: of the page, for those who collect a layout report.
    """

    def __init__(self, canvas: TaggedCanvas, depth: float, number: int = 0) -> None:
        self.canvas, self.depth, self.number = canvas, depth, number
        self.scale = 1.0
        self._report: LayoutReport | None = None
        self._marks = 0

    def bookmark(self, title: str, level: int = 0, top: float | None = None) -> None:
        """An entry in the reader's outline that leads here."""
        key = f"page-{self.number}-{self._marks}-{level}"
        self._marks += 1
        if top is None:
            self.canvas.bookmarkPage(key)
        else:
            self.canvas.bookmarkHorizontal(key, 0, (self.depth - top) * self.scale)
        self.canvas.addOutlineEntry(" ".join(title.split()), key, level, closed=level > 0)
        self.canvas.showOutline()

    def element(self, tag: str, alt: str = "", scope: str = "") -> AbstractContextManager[Element]:
        """What is drawn inside belongs to a new element of the tags, such as "H1", "Table" or "Figure"."""
        return self.canvas.element(tag, alt, scope)

    def lines(
        self,
        left: float,
        top: float,
        lines: Lines,
        *,
        align: str = "left",
        colour: Color | None = None,
        tag: str = "P",
    ) -> float:
        """Draw measured lines with their top edge at `top`; the answer is their lower edge.

        `align` is "left", "right" or "center" within the room that the lines were set for; paragraphs that read from
        the right stand at the right in place of the left. `tag` is the element made for them; with "" they belong to
        the one that is open.
        """
        if not lines.lines:
            return top
        style = lines.style
        down = self.depth - top - baseline(style)
        starts = []
        drawn: list[tuple[float, float, Runs]] = []
        for number, line in enumerate(lines.lines):
            spare = lines.room - line.width
            start = left
            if align == "center":
                start += spare / 2
            elif (align == "right") != (line.right and align == "left"):
                start += spare
            starts.append(start)
            runs = line.runs
            if line.joint and runs and number < len(lines.lines) - 1:
                # Nobody sees the space at a line's end, but who copies or hears the text needs it.
                runs = (*runs[:-1], (runs[-1][0], runs[-1][1] + SPACE))
            drawn.append((start, down - number * style.leading, runs))
        actual = lines.words if any(line.turned for line in lines.lines) else ""
        with self.canvas.element(tag) if tag else nullcontext():
            self.canvas.draw_lines(drawn, style.fontSize, colour or style.textColor, actual)
        if self._report is not None:
            first = top + baseline(style) - _ASCENT * style.fontSize
            last = top + lines.height - style.leading + baseline(style) + _DESCENT * style.fontSize
            end = max(start + line.width for start, line in zip(starts, lines.lines, strict=True))
            start, first, end, last = (edge * self.scale for edge in (min(starts), first, end, last))
            self._report.boxes.append(
                Box(self.number, start, first, end, last, tuple(line.words for line in lines.lines))
            )
        return top + lines.height

    def text(
        self,
        left: float,
        top: float,
        words: str,
        style: ParagraphStyle,
        room: float,
        *,
        align: str = "left",
        colour: Color | None = None,
        tag: str = "P",
    ) -> float:
        """Measure and draw a text within a width, as high as it is."""
        return self.lines(left, top, set_lines(words, style, room), align=align, colour=colour, tag=tag)

    def line(
        self,
        start: Point,
        end: Point,
        *,
        weight: float = 0.5,
        colour: Color = HAIRLINE,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line."""
        height = self.depth
        path = f"{numbers(start[0], height - start[1])} m {numbers(end[0], height - end[1])} l S"
        self.canvas.paint(f"{_pen(weight, colour, dash)} {path}")

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0.5,
        radius: float = 0,
        dash: Sequence[float] = (),
    ) -> None:
        """A filled or outlined box."""
        low = self.depth - top - height
        if radius:
            with self._kept(weight, stroke, fill, dash):
                self.canvas.roundRect(left, low, width, height, radius, int(stroke is not None), int(fill is not None))
            return
        code = [numbers(left, low, width, height), "re", "B" if stroke and fill else "S" if stroke else "f"]
        if fill is not None:
            code.insert(0, f"{numbers(*fill.rgb())} rg")
        if stroke is not None:
            code.insert(0, _pen(weight, stroke, dash))
        if stroke is not None or fill is not None:
            self.canvas.paint(" ".join(code))

    def outline(
        self,
        points: Sequence[Point],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        weight: float = 0.5,
        closed: bool = True,
    ) -> None:
        """A filled or outlined shape through points."""
        path = self.canvas.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x, self.depth - y)
        if closed:
            path.close()
        with self._kept(weight, stroke, fill):
            self.canvas.drawPath(path, stroke=int(stroke is not None), fill=int(fill is not None))

    def curve(self, points: Sequence[Point], *, weight: float = 1.2, colour: Color = INK) -> None:
        """A smooth line through points, level in each: see `charts.on_curve`."""
        if len(points) < 2:
            return
        path = self.canvas.beginPath()
        height = self.depth
        path.moveTo(points[0][0], height - points[0][1])
        for (x, y), (next_x, next_y) in pairwise(points):
            bend = (next_x - x) / 2
            path.curveTo(x + bend, height - y, next_x - bend, height - next_y, next_x, height - next_y)
        with self._kept(weight, colour, None):
            self.canvas.drawPath(path, stroke=1, fill=0)

    def dot(
        self, centre: Point, radius: float, *, fill: Color | None = INK, stroke: Color | None = None, weight: float = 1
    ) -> None:
        """A round mark."""
        with self._kept(weight, stroke, fill):
            x, y = centre[0], self.depth - centre[1]
            self.canvas.circle(x, y, radius, stroke=int(stroke is not None), fill=int(fill is not None))

    def shape(self, centre: Point, size: float, team: TeamMark, colour: Color | None = None) -> None:
        """A team's shape around a point; `colour` in place of its own, such as white on the team's colour."""
        low = self.depth - centre[1] - size / 2
        draw_shape(self.canvas, centre[0] - size / 2, low, size, team, colour)

    def bar(self, left: float, top: float, height: float, team: TeamMark | None, width: float = 3) -> None:
        """A team's bar: filled in its colour, outlined where teams have none."""
        colour = TEAM_COLOURS.get(team.id) if team is not None else None
        if colour is not None:
            self.box(left, top, width, height, fill=colour)
        elif team is not None:
            self.box(left + 0.3, top + 0.3, width - 0.6, height - 0.6, fill=white, stroke=INK, weight=0.6)

    def image(self, picture: Any, left: float, top: float, width: float, height: float) -> None:  # noqa: ANN401  reportlab's ImageReader
        """A picture, as decoration."""
        self.canvas.drawImage(picture, left, self.depth - top - height, width, height, mask="auto")

    @contextmanager
    def _kept(
        self, weight: float, stroke: Color | None, fill: Color | None, dash: Sequence[float] = ()
    ) -> Iterator[None]:
        canvas = self.canvas
        canvas.saveState()
        if stroke is not None:
            canvas.setStrokeColor(stroke)
            canvas.setLineWidth(weight)
            if dash:
                canvas.setDash(list(dash))
        if fill is not None:
            canvas.setFillColor(fill)
        yield
        canvas.restoreState()


class Pages(Surface):
    """A PDF in the making; `begin` its first page, `save` it at the end.

    Args:
        model: what is printed; names, version and language come from it.
        path: the file.
        sheet: the sheet as it is printed, turned as wanted.
        title: of the document.
        scale: how much larger it is drawn than laid out.
        furniture: whether pages have the footer; worksheets draw their own.
    """

    def __init__(
        self,
        model: ReportModel,
        path: Path,
        sheet: Paper,
        title: str,
        *,
        scale: float = 1.0,
        furniture: bool = True,
    ) -> None:
        register()
        self.model, self._sheet, self._furniture = model, sheet, furniture
        self.paper = Paper(sheet.width / scale, sheet.height / scale)
        self._referring: list[_Referring] = []
        canvas = _Sheets(
            str(path),
            pages=self,
            model=model,
            pagesize=(sheet.width, sheet.height),
            initialFontName=REGULAR,
            invariant=1,
            lang=model.language,
        )
        super().__init__(canvas, self.paper.height)
        self.scale = scale
        self._report = collecting()
        self.canvas.setTitle(f"{model.title}: {title}")
        self.canvas.setAuthor(model.company)
        self.canvas.setSubject(model.version.words)
        self.canvas.setCreator("Joint Plan")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    @property
    def left(self) -> float:
        """Of the column between the margins."""
        return self.paper.margin

    @property
    def right(self) -> float:
        """Of the column between the margins."""
        return self.paper.width - self.paper.margin

    @property
    def width(self) -> float:
        """Of the column between the margins."""
        return self.paper.column

    @property
    def top(self) -> float:
        """Where content begins."""
        return self.paper.margin

    @property
    def bottom(self) -> float:
        """Where content ends, above the footer."""
        return self.paper.height - FOOT

    def begin(self, bookmark: str = "") -> None:
        """A new page, of which the reader's outline tells if it has a bookmark."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        if self._report is not None:
            self._report.sheets.append((self._sheet.width, self._sheet.height))
        if self.scale != 1:
            self.canvas.scale(self.scale, self.scale)
        if bookmark:
            self.bookmark(bookmark)

    def logo(self) -> tuple[Any, float, float] | None:
        """The company's logo with its width and height, if there is one.

        Raises:
            FieldError: the file holds something else in its place.
        """
        kept = self.model.public.plan.logo
        if not kept:
            return None
        try:
            picture: Any = ImageReader(io.BytesIO(picture_bytes(kept)))
            picture.getRGBData()
        except (OSError, SyntaxError, ValueError, zlib.error) as fault:
            raise FieldError(_("the picture is damaged."), "Plan", "logo") from fault
        width, height = picture.getSize()
        scale = min(LOGO[0] / width, LOGO[1] / height)
        return picture, width * scale, height * scale

    def continued(self, left: float, top: float, room: float, reference: Reference, words: str = "") -> None:
        """Say where it goes on, in one small line; the page's number is drawn when it is known.

        `words` has a place for "{page}"; else it is "continued on page n".
        """
        element = Element("P")
        self.canvas.document.kids.append(element)
        words = words or _("continued on page {page}")
        self._referring.append(_Referring(self.number, left, top, room, reference, element, words))

    def finish_page(self, number: int, pages: int) -> None:
        """Draw what needs the number of pages; called by the canvas for each page in turn."""
        self.number = number
        for line in (line for line in self._referring if line.sheet == number):
            words = line.words.format(page=line.reference.page)
            with self.canvas.within(line.element):
                self.lines(line.left, line.top, set_lines(words, MUTED_SMALL, line.room), tag="")
        if self._furniture:
            with self.canvas.decoration():
                draw_furniture(self.canvas, self.model, self.paper, number, pages)

    def save(self) -> None:
        """Write the file."""
        if not self.number:
            self.begin()
        self.canvas.showPage()
        self.canvas.save()
