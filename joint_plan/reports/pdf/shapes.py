"""Teams and stances as shapes: told apart without colour, drawn in the line of a text or on the page."""

from reportlab.graphics.shapes import Circle, Drawing, Polygon, Rect
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from joint_plan.reports.model import TeamMark
from joint_plan.reports.pdf.style import INK, TEAM_COLOURS


def draw_shape(canvas: Canvas, x: float, y: float, size: float, team: TeamMark) -> None:
    """A team's shape with its lower left corner at (x, y): circle marketing, square sales, outlined diamond others."""
    colour = TEAM_COLOURS.get(team.id)
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


def shape(team: TeamMark | None, size: float = 6) -> Drawing:
    """A team's shape as a flowing piece, empty for no team."""
    drawing = Drawing(size, size)
    if team is None:
        return drawing
    colour = TEAM_COLOURS.get(team.id, white)
    half = size / 2
    form: Circle | Rect | Polygon
    if team.shape == "circle":
        form = Circle(half, half, half)
    elif team.shape == "square":
        form = Rect(0, 0, size, size)
    else:
        form = Polygon([half, 0, size, half, half, size, 0, half])
    form.fillColor = colour
    form.strokeColor = INK if colour is white else colour
    form.strokeWidth = 0.8 if colour is white else 0
    drawing.add(form)
    return drawing
