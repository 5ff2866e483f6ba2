"""Pictures of the papers made of the sample, first page of each, into docs/gallery: `python -m tests.gallery`."""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from joint_plan.base.progress import no_tick
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template

FOLDER = Path(__file__).parents[1] / "docs" / "gallery"
LONGER_SIDE = 1000
"""Pixels."""

COLOURS = 64
"""Enough for text on tints; chosen to cover the teams' colours however small their shapes are."""
FRAME = "#BCC5D0"
FIRST_PAGE = {"record": 3}
"""Where the first page shows little: the page to show, counted from 0."""


def main() -> None:
    """Make all pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    model = report_model(public_plan(template("sample")), ReportOptions())
    with tempfile.TemporaryDirectory() as folder:
        for piece in PIECES:
            if piece.ending != ".pdf":
                continue
            path = Path(folder) / "piece.pdf"
            piece.write(model, piece.copies(model)[0], path, no_tick)
            target = FOLDER / f"{piece.key}.png"
            picture(path, FIRST_PAGE.get(piece.key, 0)).save(target, optimize=True)
            print(target)


def picture(path: Path, number: int) -> Image.Image:
    """A page, small, in few colours, in a thin frame."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number]
        scale = LONGER_SIDE / max(page.get_size())
        drawn = page.render(scale=scale * 2).to_pil().convert("RGB")
    small = drawn.resize((drawn.width // 2, drawn.height // 2), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (small.width + 2, small.height + 2), FRAME)
    framed.paste(small, (1, 1))
    return framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
