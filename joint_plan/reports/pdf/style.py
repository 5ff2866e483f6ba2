"""Type, colours and measures of paper (look/README, "Paper: type, page, rules"): the one scale that all pieces use."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A1, A2, A3, A4, A5, LETTER, TABLOID
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch, mm

from joint_plan.reports.pdf.fonts import BOLD, FIGURES_STRONG, MEDIUM, REGULAR, SEMIBOLD

INK = HexColor("#18202B")
MUTED = HexColor("#535E6F")
HAIRLINE = HexColor("#BCC5D0")
RED = HexColor("#B3261E")
TINT = HexColor("#EFF3F8")
TEAM_COLOURS: dict[str, Color] = {"marketing": HexColor("#0A3D7A"), "sales": HexColor("#C2570C")}
"""The core teams' colours differ in grey too; every other team is white with a dark outline."""

MARGIN = 15 * mm
SMALL_MARGIN = 10 * mm
_SMALL = 430
FOOT = 18.5 * mm
"""Content ends this far above the page's lower edge; the footer's hairline lies at 13.5 mm, its baseline at 9.6 mm."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper in points."""

    width: float
    height: float

    @property
    def margin(self) -> float:
        """On all sides; less on the small sheets."""
        return SMALL_MARGIN if min(self.width, self.height) < _SMALL else MARGIN

    @property
    def column(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def content(self) -> float:
        """The height between the upper margin and the foot."""
        return self.height - self.margin - FOOT

    @property
    def turned(self) -> "Paper":
        """The same sheet across."""
        return Paper(self.height, self.width)


SHEETS = {
    "a4": Paper(*A4),
    "letter": Paper(*LETTER),
    "a5": Paper(*A5),
    "half-letter": Paper(5.5 * inch, 8.5 * inch),
    "a3": Paper(*A3),
    "tabloid": Paper(*TABLOID),
    "a2": Paper(*A2),
    "a1": Paper(*A1),
}
"""All sheets, upright."""


def paper(name: str) -> Paper:
    """A sheet by its name, upright."""
    return SHEETS[name]


def _style(
    name: str, font: str, size: float, leading: float, colour: Color = INK, *, before: float = 0, after: float = 0
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        splitLongWords=1,
        spaceBefore=before,
        spaceAfter=after,
    )


TITLE = _style("title", SEMIBOLD, 20, 24)
COVER = _style("cover", SEMIBOLD, 28, 34)
PURPOSE = _style("purpose", REGULAR, 9, 12.5, MUTED)
HEAD = _style("head", SEMIBOLD, 11.5, 15, before=12, after=4)
ITEM = _style("item", SEMIBOLD, 10, 13.5)
LEAD = _style("lead", MEDIUM, 9.5, 13.5)
BODY = _style("body", REGULAR, 9, 12.5)
STRONG = _style("strong", SEMIBOLD, 9, 12.5)
SMALL = _style("small", REGULAR, 8, 11)
SMALL_STRONG = _style("small-strong", SEMIBOLD, 8, 11)
MUTED_SMALL = _style("muted-small", REGULAR, 8, 11, MUTED)
FIGURE = _style("figure", FIGURES_STRONG, 17, 20)
DRAFT = _style("draft", BOLD, 11.5, 15, RED)
NUMBER = _style("number", FIGURES_STRONG, 26, 28)
MUTED_BODY = _style("muted-body", REGULAR, 9, 12.5, MUTED)
POSTER_TITLE = _style("poster-title", SEMIBOLD, 28, 34)
POSTER_STAGE = _style("poster-stage", SEMIBOLD, 13, 16)
POSTER_STRONG = _style("poster-strong", SEMIBOLD, 10.5, 14.5)
POSTER_BODY = _style("poster-body", REGULAR, 10.5, 14.5)
POSTER = _style("poster", REGULAR, 10, 13.5)
POSTER_SMALL = _style("poster-small", REGULAR, 9, 12.5)
POSTER_MUTED = _style("poster-muted", REGULAR, 9, 12.5, MUTED)
