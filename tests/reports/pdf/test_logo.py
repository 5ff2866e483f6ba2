"""The company's logo on the papers: there, in its proportions, and not in anybody's way."""

import base64
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from joint_plan.base.errors import FieldError
from joint_plan.base.picture import picture_text
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.public import public_plan
from tests.reports.pdf.papers import PDFS, made, plan_called

KEYS = ("page", "poster", "slas", "sign-off")


def png(mode: str = "RGBA") -> bytes:
    held = io.BytesIO()
    Image.new(mode, (300, 60), "#0A3D7A").save(held, "PNG")
    return held.getvalue()


def with_logo(text: str) -> ReportModel:
    plan: Snapshot = plan_called("sample")
    marked = plan.replaced({"Plan": {"plan": replace(plan.plan, logo=text)}})
    return report_model(public_plan(marked), ReportOptions())


@pytest.mark.parametrize("key", KEYS)
def test_the_logo_is_drawn_and_covers_no_text(key: str, tmp_path: Path) -> None:
    model = with_logo(picture_text(png()))
    piece = next(piece for piece in PDFS if piece.key == key)
    paper = made(model, piece, piece.copies(model)[0], tmp_path / "p.pdf")
    assert paper.drawn.overlapping() == []
    assert paper.drawn.off_the_page() == []
    with pikepdf.open(paper.path) as pdf:
        (image,) = (item for item in pdf.pages[0].get_images().values() if item.Width == 300)
        assert image.Height == 60
    width = paper.drawn.sheets[0][0]
    for box in paper.drawn.boxes:
        beside = box.page == 1 and box.top < 70 and box.right > width - 42.5 - 72
        assert not beside, box


def test_a_damaged_logo_is_told_by_its_field(tmp_path: Path) -> None:
    data = bytearray(png())
    at = data.index(b"IDAT") + 8
    data[at : at + 12] = b"x" * 12
    model = with_logo(base64.b64encode(bytes(data)).decode())
    piece = next(piece for piece in PDFS if piece.key == "page")
    with pytest.raises(FieldError, match=r"Plan.logo: the picture is damaged"):
        made(model, piece, piece.copies(model)[0], tmp_path / "p.pdf")
