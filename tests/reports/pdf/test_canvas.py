"""The journey canvas: a sheet a stage on A4, the whole journey on larger ones; what is known is on it, whole."""

from pathlib import Path

import pytest

from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.contents.canvas import canvas
from joint_plan.reports.pdf.canvas import shared_out
from joint_plan.reports.piece import Copy
from tests.reports.pdf.papers import made, model_of
from tests.reports.pdf.reading import missing, pages_of, text_of

CANVAS = next(piece for piece in PIECES if piece.key == "canvas")


def test_a_page_a_stage_with_what_is_known_of_it(tmp_path: Path) -> None:
    model = model_of("sample")
    pages = pages_of(model, "canvas", tmp_path / "p.pdf")
    content = canvas(model)
    assert len(pages) == len(model.public.all(Stage)) == len(content.stages)
    for stage, page in zip(content.stages, pages, strict=True):
        assert missing([stage.name, stage.code, *(box.label for box in stage.boxes)], page) == []
        assert missing([line for box in stage.boxes for line in box.text.splitlines()], page) == []


def test_touchpoints_say_their_channel_and_owner() -> None:
    content = canvas(model_of("sample"))
    boxes = {box.key: box.text for stage in content.stages for box in stage.boxes if box.key == "touchpoints"}
    said = "\n".join(box.text for stage in content.stages for box in stage.boxes if box.key == "touchpoints")
    assert boxes
    assert [point.name for point in model_of("sample").public.all(Touchpoint) if point.name not in said] == []
    assert "Leak cost calculator (website, Marketing)" in said


def test_an_empty_plan_has_blank_stages_to_write_on(tmp_path: Path) -> None:
    model = model_of("empty")
    assert [stage.code for stage in canvas(model).stages] == ["J-A", "J-B", "J-C", "J-D", "J-E", "J-F"]
    assert all(not box.text for stage in canvas(model).stages for box in stage.boxes)
    assert len(pages_of(model, "canvas", tmp_path / "p.pdf")) == 6


@pytest.mark.parametrize(("size", "width", "height"), [("a3", 1190.55, 841.89), ("a1", 2383.94, 1683.78)])
def test_the_whole_journey_of_the_sample_is_on_one_large_sheet(
    size: str, width: float, height: float, tmp_path: Path
) -> None:
    model = model_of("sample", "a4", size)
    drawn = made(model, CANVAS, Copy(), tmp_path / "p.pdf").drawn
    (sheet,) = drawn.sheets
    assert sheet == pytest.approx((width, height), abs=0.02)
    found = text_of(model, "canvas", tmp_path / "p.pdf")
    assert missing([box.text for stage in canvas(model).stages for box in stage.boxes], found) == []


def test_long_texts_go_on_on_further_pages_and_none_is_lost(tmp_path: Path) -> None:
    model = model_of("stress", "a4", "a3")
    drawn = made(model, CANVAS, Copy(), tmp_path / "p.pdf").drawn
    words = sorted(word for box in drawn.boxes for word in box.words.split())
    for stage in canvas(model).stages[:3]:
        for box in stage.boxes:
            for word in set(box.text.split()):
                assert words.count(word) >= box.text.split().count(word)


def test_lanes_share_what_is_spare_and_what_is_short() -> None:
    assert shared_out([10, 20], 50) == [20, 30]
    assert shared_out([10, 90, 90], 100) == [10, 45, 45]
    assert sum(shared_out([30, 5, 400, 70], 120)) == pytest.approx(120)
