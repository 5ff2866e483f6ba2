"""All PDF pieces of several plans: nothing off its page, over another or lost; tagged; the same bytes twice."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from joint_plan.reports.pdf.bidi import has_right_to_left
from joint_plan.reports.piece import Piece
from tests.reports.pdf.papers import PDFS, Paper, copies_of, made, model_of, papers
from tests.scale import soak

RANDOM = [(str(number), ("a4", "letter")[number % 2]) for number in range(1, soak(4, 31))]
PRINTED = [(plan, paper) for plan in ("sample", "stress") for paper in ("a4", "letter")] + [("empty", "a4"), *RANDOM]
_SPACE = re.compile(r"\s+")


def squeezed(text: str) -> str:
    """Without white space and what printing turns around or leaves out."""
    return _SPACE.sub("", text)


@pytest.fixture(scope="module", params=PRINTED, ids="-".join)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    plan, paper = request.param
    return list(papers(model_of(plan, paper), tmp_path_factory.mktemp("papers")))


def test_no_text_is_off_its_page(printed: list[Paper]) -> None:
    assert printed
    assert {paper.name: found for paper in printed if (found := paper.drawn.off_the_page())} == {}


def test_no_text_covers_another(printed: list[Paper]) -> None:
    assert {paper.name: found for paper in printed if (found := paper.drawn.overlapping())} == {}


def test_every_text_that_is_drawn_can_be_read_back(printed: list[Paper]) -> None:
    """On pages with right-to-left letters only the letters count: readers differ in how they order such lines."""
    for paper in printed:
        pages = [squeezed(page.extract_text()) for page in PdfReader(paper.path).pages]
        letters = [Counter(page) for page in pages]
        for box in paper.drawn.boxes:
            words, page = squeezed(box.words), box.page - 1
            if has_right_to_left(pages[page]):
                plain = Counter(letter for letter in words if letter.isascii() and letter.isalnum())
                assert plain <= letters[page], (paper.name, box)
            elif all(ord(letter) < 0x0500 for letter in words):
                assert words in pages[page], (paper.name, box)


def test_files_are_clean_and_tagged_with_title_and_language(printed: list[Paper]) -> None:
    for paper in printed:
        checked = subprocess.run(["qpdf", "--check", paper.path], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, (paper.name, checked.stdout + checked.stderr)
        with pikepdf.open(paper.path) as pdf:
            root = pdf.Root
            assert root.MarkInfo.Marked
            assert str(root.Lang) == paper.model.language
            assert root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.docinfo.Title).startswith(paper.model.title[:20].strip() or "")
            marks = sum(marked(page) for page in pdf.pages)
            assert marks == len(list(told(root.StructTreeRoot))), paper.name


def marked(page: pikepdf.Page) -> int:
    """The marked texts of a page; everything else that paints must be decoration."""
    depth, texts = 0, 0
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            texts += name == "BDC"
        elif name == "EMC":
            depth -= 1
        elif name in {"Tj", "TJ", "S", "f", "f*", "B", "B*", "Do"}:
            assert depth == 1, name
    assert depth == 0
    return texts


def told(element: Any) -> Iterator[int]:  # noqa: ANN401  pikepdf's objects are of any kind
    """The numbers of the texts in the tree, in the order in which they are read."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield kid
        elif "/MCID" in kid:
            yield int(kid.MCID)
        else:
            yield from told(kid)


def test_all_fonts_are_in_the_file(printed: list[Paper]) -> None:
    for paper in printed:
        with pikepdf.open(paper.path) as pdf:
            for page in pdf.pages:
                for font in page.Resources.Font.values():
                    assert "/FontFile2" in font.FontDescriptor, (paper.name, font.BaseFont)


@pytest.mark.parametrize("piece", [piece for piece in PDFS if piece.key != "record"], ids=lambda piece: piece.key)
def test_the_same_plan_gives_the_same_bytes(piece: Piece, tmp_path: Path) -> None:
    for copy in copies_of(model_of("sample"), piece)[:1]:
        one = made(model_of("sample"), piece, copy, tmp_path / "one.pdf")
        two = made(model_of("sample"), piece, copy, tmp_path / "two.pdf")
        assert one.path.read_bytes() == two.path.read_bytes()


@pytest.mark.parametrize(
    ("piece", "size"),
    [(piece, size) for piece in PDFS for size in piece.sizes],
    ids=lambda value: getattr(value, "key", value),
)
@pytest.mark.parametrize("plan", ["sample", "stress"])
def test_larger_sheets_are_filled_as_well(piece: Piece, size: str, plan: str, tmp_path: Path) -> None:
    model = model_of(plan, "a4", size)
    for copy in copies_of(model, piece)[:1]:
        paper = made(model, piece, copy, tmp_path / "p.pdf")
        assert paper.drawn.off_the_page() == []
        assert paper.drawn.overlapping() == []
        shown = made(model_of(plan), piece, copy, tmp_path / "small.pdf")
        assert paper.drawn.sheets[0] != shown.drawn.sheets[0] or size in {"a3", "a4"}
