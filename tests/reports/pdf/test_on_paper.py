"""How pieces look once they are printed, from the rendered pages: readable, and teams told apart without colour."""

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from joint_plan.reports.pdf.layout_report import Box
from joint_plan.reports.piece import Piece
from tests.reports.pdf.papers import PDFS, Paper, copies_of, made, model_of

SCALE = 4
"""Pixels to a point: thin strokes reach their full colour."""

READABLE = 4.5
"""Contrast of text against its ground (WCAG 2.2, 1.4.3)."""

DRAWN = [piece for piece in PDFS if piece.key != "record"]


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rendered(paper: Paper) -> list[Image.Image]:
    with pypdfium2.PdfDocument(paper.path) as document:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]


def cut(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    return image.crop((round(left * SCALE), round(top * SCALE), round(right * SCALE), round(bottom * SCALE)))


def ink_and_ground(image: Image.Image) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The commonest colour of a crop, and the one that differs the most from it."""
    colours = image.getcolors(image.width * image.height) or []
    ground = max(colours)[1]
    assert isinstance(ground, tuple)
    inks = [colour for _count, colour in colours if isinstance(colour, tuple)]
    return max(inks, key=lambda colour: contrast(colour, ground)), ground


@pytest.mark.parametrize("piece", DRAWN, ids=lambda piece: piece.key)
def test_every_text_is_dark_enough_against_its_ground(piece: Piece, tmp_path: Path) -> None:
    model = model_of("sample")
    for copy in copies_of(model, piece)[:1]:
        paper = made(model, piece, copy, tmp_path / "p.pdf")
        pages = rendered(paper)[:2]
        for box in paper.drawn.boxes:
            if box.page > len(pages) or not box.words.strip("–-·. "):
                continue
            ink, ground = ink_and_ground(cut(pages[box.page - 1], box.left, box.top, box.right, box.bottom))
            assert contrast(ink, ground) >= READABLE, (paper.name, box.words, ink, ground)


@pytest.fixture(scope="module")
def poster(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paper, Image.Image]:
    model = model_of("sample")
    piece = next(piece for piece in PDFS if piece.key == "poster")
    paper = made(model, piece, copies_of(model, piece)[0], tmp_path_factory.mktemp("poster") / "p.pdf")
    return paper, rendered(paper)[0].convert("L")


def inked(image: Image.Image, box: Box) -> float:
    """How much of the square in front of a text is dark: the share of a team's shape that is filled."""
    side = (box.bottom - box.top) * 0.74
    middle = (box.top + box.bottom) / 2
    mark = cut(image, box.left - side * 1.9, middle - side * 0.7, box.left - 1, middle + side * 0.7)
    dark = mark.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert dark is not None, box
    shape = mark.crop(dark)
    return sum(shape.histogram()[:160]) / (shape.width * shape.height)


def test_teams_are_told_apart_by_shape_and_word_in_grey(poster: tuple[Paper, Image.Image]) -> None:
    paper, image = poster
    legend = {box.words: inked(image, box) for box in paper.drawn.boxes if box.words.endswith(" leads")}
    assert set(legend) == {"Marketing leads", "Sales leads", "Customer Success leads"}
    assert 0.7 < legend["Marketing leads"] < 0.87  # a disc fills pi/4 of its square
    assert legend["Sales leads"] > 0.93
    assert legend["Customer Success leads"] < 0.5  # an outline


def test_the_teams_grounds_differ_in_grey(poster: tuple[Paper, Image.Image]) -> None:
    paper, image = poster
    names = {"Spot the waste": "marketing", "Try it on site": "sales", "Go live": "neither"}
    grounds = {}
    for box in paper.drawn.boxes:
        for name, team in names.items():
            if box.words.endswith(name):
                found = cut(image, box.left, box.top, box.right, box.bottom)
                grounds[team] = max(found.getcolors() or [])[1]
    greys = sorted(value for value in grounds.values() if isinstance(value, int))
    assert len(greys) == 3
    assert min(after - before for before, after in pairwise(greys)) > 35
