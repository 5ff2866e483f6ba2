"""Readable from the last row: how large every text is, that none covers another, that nothing is cut off."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import template
from tests.stress_plan import stress_plan
from tests.wall.pictures import SIZES, pages, painted, scenes
from ui.wall.canvas import Canvas
from ui.wall.marks import TextMark
from ui.wall.type import HEIGHT
from ui.wall.view import WallView

WIDTHS = {"16:9": 1920.0, "16:10": 1728.0, "4:3": 1440.0}


@pytest.fixture(scope="module")
def plans() -> dict[str, Snapshot]:
    return {name: template(name) for name in ("sample", "blank")} | {"stress": stress_plan()}


def body(mark: TextMark) -> QRectF:
    """Where the letters are: without the space between lines."""
    slack = mark.size * 0.13
    return mark.rect.adjusted(0, slack, 0, -slack)


def faults(canvas: Canvas) -> list[str]:
    """What is too small, off the picture, or covered."""
    found = []
    picture = QRectF(0, 0, canvas.width, HEIGHT)
    for mark in canvas.texts:
        if mark.size * 50 < HEIGHT or (mark.body and mark.size * 30 < HEIGHT):
            found.append(f"too small: {mark.size} {mark.text[:40]}")
        if not picture.contains(mark.rect.adjusted(0, 0, -1, 0)):
            found.append(f"off the picture: {mark.rect.getRect()} {mark.text[:40]}")
    for one, other in itertools.combinations(canvas.texts, 2):
        if body(one).intersects(body(other)):
            found.append(f"covered: {one.text[:40]!r} by {other.text[:40]!r}")
    return found


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("sample", "16:9"),
        ("sample", "16:10"),
        ("sample", "4:3"),
        ("blank", "16:9"),
        ("stress", "16:9"),
        ("stress", "4:3"),
    ],
)
def test_no_text_is_too_small_covered_or_off_the_picture(plans: dict[str, Snapshot], name: str, shape: str) -> None:
    found = [
        f"{place}, part {part}: {fault}"
        for place, scene in scenes(plans[name])
        for part, canvas in enumerate(pages(scene, WIDTHS[shape]))
        for fault in faults(canvas)
    ]
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_painted_keeps_the_rule_of_sizes(
    qtbot: QtBot, plans: dict[str, Snapshot], width: int, height: int
) -> None:
    view = WallView()
    qtbot.addWidget(view)
    view.resize(width, height)
    seen = 0
    for place, scene in scenes(plans["sample"]):
        view.show_scene(scene)
        canvas = view.canvas
        assert canvas is not None
        texts = painted(view)
        # All that is laid out is painted, and nothing else.
        said = "".join("".join(mark.lines) for mark in canvas.texts)
        assert sorted("".join(text.text for text in texts)) == sorted(said), place
        assert all(text.size * 50 >= height - 0.01 for text in texts), place
        sizes: dict[str, float] = {}
        for text in texts:
            sizes[text.text] = max(text.size, sizes.get(text.text, 0))
        large = {line for mark in canvas.texts if mark.body and not mark.accents for line in mark.lines}
        assert all(sizes[line] * 30 >= height - 0.01 for line in large), place
        seen += len(texts)
    assert seen > 1000


def test_long_texts_go_on_on_the_next_part_and_lose_no_word() -> None:
    plan = stress_plan()
    whole = {
        "session Plan:plan": plan.plan.why,
        "journey Stage:stage-2": plan.find("Stage:stage-2").customer_question,  # type: ignore[union-attr]  # a stage
        "slas Sla:sla-5": plan.find("Sla:sla-5").obligation,  # type: ignore[union-attr]  # an SLA
        "quick_wins QuickWin:win-1": plan.find("QuickWin:win-1").expected_effect,  # type: ignore[union-attr]  # an idea
        "quick_wins QuickWin:win-3": plan.find("QuickWin:win-3").title,  # type: ignore[union-attr]  # the long word
    }
    found = dict(scenes(plan))
    for place, text in whole.items():
        parts = list(pages(found[place], 1920, most=99))
        assert len(parts) > 1, place
        # What is the same on every part is not what goes on.
        often = Counter(mark.text for canvas in parts for mark in canvas.texts)
        going = [mark for canvas in parts for mark in canvas.texts if mark.body and often[mark.text] < len(parts)]
        # A text goes on in the next column, or at the same place of the next part.
        told = [letters(going)]
        for place_of in (lambda mark: (mark.rect.left(), 0.0), lambda mark: (mark.rect.left(), mark.rect.top())):
            told += [letters([mark for mark in going if place_of(mark) == at]) for at in {*map(place_of, going)}]
        bare = "".join(text.split()).replace("-", "")
        assert len(bare) > 1500, place
        assert any(bare in one for one in told), place


def letters(marks: list[TextMark]) -> str:
    """What is read, without blanks and hyphens: words may be broken at the ends of lines."""
    return "".join("".join(line.removesuffix("-") for mark in marks for line in mark.lines).split()).replace("-", "")


def test_no_ellipsis_stands_for_what_is_cut() -> None:
    for place, scene in scenes(stress_plan()):
        for canvas in pages(scene, 1920):
            assert not any(line.endswith("…") for mark in canvas.texts for line in mark.lines), place
