"""Teams and stances as shapes: told apart without colour, drawn in the line of a text or on the page."""

from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from joint_plan.reports.model import TeamMark
from joint_plan.reports.pdf.style import INK, TEAM_COLOURS


def draw_shape(canvas: Canvas, x: float, y: float, size: float, team: TeamMark, instead: Color | None = None) -> None:
    """A team's shape with its lower left corner at (x, y): circle marketing, square sales, outlined diamond others.

    `instead` replaces the team's colour, such as white on a ground in the team's colour.
    """
    colour = instead or TEAM_COLOURS.get(team.id)
    canvas.saveState()
    canvas.setLineWidth(0.8)
    canvas.setStrokeColor(colour or INK)
    canvas.setFillColor(colour or white)
    half = size / 2
    if team.shape == "circle":
        canvas.circle(x + half, y + half, half, stroke=0, fill=1)
    elif team.shape == "square":
        canvas.rect(x, y, size, size, stroke=0, fill=1)
    else:
        path = canvas.beginPath()
        path.moveTo(x + half, y)
        path.lineTo(x + size, y + half)
        path.lineTo(x + half, y + size)
        path.lineTo(x, y + half)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()


class Shape(Flowable):
    """A team's shape in a cell; empty for no team."""

    def __init__(self, team: TeamMark | None, size: float = 6) -> None:
        super().__init__()
        self.team, self.size = team, size

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A square of its size."""
        return self.size, self.size

    def draw(self) -> None:
        """The shape alone."""
        if self.team is not None:
            draw_shape(self.canv, 0, 0, self.size, self.team)


def shape(team: TeamMark | None) -> Shape:
    """A team's shape as a flowing piece, empty for no team."""
    return Shape(team)
