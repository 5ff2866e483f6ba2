"""Measured text: nothing is lost, nothing wider than its room, numbers with their units, letters of every script."""

import random
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

import resources
from joint_plan.reports.pdf import fonts
from joint_plan.reports.pdf.boxes import Block, Card, Row, Stack, Words
from joint_plan.reports.pdf.flow import flow, place
from joint_plan.reports.pdf.layout_report import layout_report
from joint_plan.reports.pdf.lines import FLOOR, fitted_lines, set_lines, text_width
from joint_plan.reports.pdf.pages import Pages
from joint_plan.reports.pdf.style import BODY, paper
from tests.random_plan import WORDS
from tests.reports.pdf.papers import model_of
from tests.scale import soak


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("seed", range(soak(40, 2000)))
def test_lines_hold_every_word_and_fit_their_room(seed: int) -> None:
    dice = random.Random(seed)
    words = [
        dice.choice([*WORDS, "12", "3,5 %", "漢字です。", "x" * 300, "\n"]) for _word in range(dice.randint(0, 60))
    ]
    text = " ".join(words)
    room = dice.randint(20, 500)
    found = set_lines(text, BODY, room)
    assert squeezed("".join(line.words for line in found.lines)) == squeezed(text)
    assert squeezed(found.words) == squeezed(text)
    widest = max((text_width(letter, BODY) for letter in text), default=0)
    assert all(line.width <= max(room, widest) + 0.01 for line in found.lines)
    part = dice.randint(0, len(found.lines))
    assert squeezed(found.part(0, part).words + found.part(part).words) == squeezed(text)


def test_a_number_stays_with_what_it_counts() -> None:
    text = "We answer every request that comes in by mail within 4 hours and keep 95 % of all dates by 12 January"
    for room in range(60, 400, 7):
        lines = [line.words for line in set_lines(text, BODY, room).lines]
        assert not any(line.split()[-1] in {"4", "95", "12"} for line in lines if line), (room, lines)


def test_a_last_line_of_one_word_is_mended_where_it_takes_no_line() -> None:
    text = "Both teams read the same report before they talk about it in the meeting on Tuesday"
    mended = 0
    for room in range(100, 360, 5):
        lines = set_lines(text, BODY, room).lines
        mended += len(lines[-1].words.split()) > 1
    assert mended > 48


def test_a_text_steps_down_to_the_floor_and_no_further() -> None:
    text = "word " * 60
    whole = set_lines(text, BODY, 200)
    assert fitted_lines(text, BODY, 200, whole.height).style.fontSize == BODY.fontSize
    smaller = fitted_lines(text, BODY, 200, whole.height - 1)
    assert FLOOR <= smaller.style.fontSize < BODY.fontSize
    assert fitted_lines(text, BODY, 200, 10).style.fontSize == FLOOR


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("שלום (test) ועוד", "דועו (test) םולש"),
        ("a שלום b", "a םולש b"),
        ("12 ימים", "םימי 12"),
        ("plain \u202etext", "plain text"),
    ],
)
def test_right_to_left_letters_stand_in_their_order(text: str, shown: str) -> None:
    (line,) = set_lines(text, BODY, 400).lines
    assert "".join(piece for _font, piece in line.runs) == shown


def test_a_box_goes_on_over_pages_and_says_where(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(900))
    with layout_report() as drawn:
        pages = Pages(model_of("sample"), tmp_path / "p.pdf", paper("a5"), "Try")
        pages.begin()
        block: Block = Card(Stack([Row([Words("label", BODY), Words(text, BODY)], [40, None])]))
        rest = place(pages, block, pages.left, pages.top, pages.width, 120, "The rest")
        flow(pages, rest)
        pages.save()
    assert drawn.off_the_page() == []
    assert drawn.overlapping() == []
    reader = PdfReader(tmp_path / "p.pdf")
    assert "continued on page 2" in reader.pages[0].extract_text()
    every = squeezed("".join(box.words for box in drawn.boxes))
    assert all(f"word{number}" in every for number in range(900))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for added fonts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    fonts.added_fonts.cache_clear()
    found = fonts.font_folder()
    found.mkdir(parents=True)
    return found


def test_letters_without_a_font_are_named_with_the_folder(folder: Path) -> None:
    (folder / "broken.otf").write_bytes(b"OTTO no font")
    told = fonts.letters_without_font(["plain", "漢字", "Привет → ✓"])
    assert "字 漢" in told
    assert "Cjk" in told
    assert str(folder) in told
    assert "broken.otf" in told
    assert fonts.letters_without_font(["Ελλάδα", "שלום", "é → ✓"]) == ""


def test_an_added_font_is_found(folder: Path) -> None:
    shutil.copy(resources.font("DejaVuSans"), folder / "Mine.ttf")
    assert fonts.added_fonts() == (("Added-Mine",), ())
