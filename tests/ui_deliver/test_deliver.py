"""Delivering from the window: bundles, looking at the real files, printing, exporting."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from joint_plan.reports.catalogue import PIECES
from ui.deliver.dialog import DeliverDialog
from ui.deliver.making import page_sizes
from ui.deliver.printing import print_pdf, suit
from ui.document import Document
from ui.jobs import pool

LONG = 60_000


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _look_at(qtbot: QtBot, page: DeliverDialog, key: str) -> Path:
    """The file of a piece, once its page is seen."""
    page.pieces.look_at(key)
    preview = page.preview
    qtbot.waitUntil(lambda: preview.made is not None and "page 1 of" in preview.view.accessibleName(), timeout=LONG)
    assert preview.made is not None
    return preview.made.path


def test_every_piece_is_offered_and_bundles_tick_what_is_theirs(page: DeliverDialog) -> None:
    assert page.pieces.keys() == [piece.key for piece in PIECES]
    usual = set(page.pieces.chosen())
    assert usual == {piece.key for piece in PIECES if not piece.on_request}
    for key in ("sponsor", "team_leads", "everyone"):
        _press(page.bundle.segments[key])
        assert set(page.pieces.chosen()) == {piece.key for piece in PIECES if key in piece.bundles}
    _press(page.bundle.segments["all"])
    assert set(page.pieces.chosen()) == usual


def test_the_page_that_is_looked_at_is_the_real_one(qtbot: QtBot, page: DeliverDialog) -> None:
    path = _look_at(qtbot, page, "slas")
    assert "SLA-01" in pypdf.PdfReader(path).pages[0].extract_text()
    image = page.preview.view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(60, image.width() - 60, 3) for y in range(60, 400, 3)}
    assert len(colours) > 20


def test_pages_turn_by_keys(qtbot: QtBot, page: DeliverDialog) -> None:
    path = _look_at(qtbot, page, "record")
    pages = len(page_sizes(path))
    assert pages > 3
    page.preview.view.setFocus()
    for key, number in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, pages),
        (Qt.Key.Key_PageDown, pages),
        (Qt.Key.Key_Home, 1),
    ):
        QTest.keyClick(page.preview.view, key)
        assert page.preview.place.text() == f"page {number} of {pages}"


def test_another_person_or_sheet_shows_another_file(qtbot: QtBot, page: DeliverDialog) -> None:
    preview = page.preview
    first = _look_at(qtbot, page, "team")
    preview.copies.setCurrentIndex(1)
    preview.copies.activated.emit(1)
    qtbot.waitUntil(lambda: preview.made is not None and preview.made.path != first, timeout=LONG)
    _look_at(qtbot, page, "poster")
    sizes = {preview.sizes.itemData(row): row for row in range(preview.sizes.count())}
    preview.sizes.setCurrentIndex(sizes["a2"])
    preview.sizes.activated.emit(sizes["a2"])
    qtbot.waitUntil(
        lambda: preview.made is not None and round(max(preview.made.pages[0])) == round(594 / 25.4 * 72), timeout=LONG
    )


def test_roles_stand_for_names(qtbot: QtBot, page: DeliverDialog, document: Document) -> None:
    from joint_plan.plan.session import Participant

    people = [person.name for person in document.plan.all(Participant)]
    page.roles.setChecked(True)
    qtbot.waitUntil(lambda: page.maker.idle, timeout=LONG)
    words = "\n".join(found.extract_text() for found in pypdf.PdfReader(_look_at(qtbot, page, "page")).pages)
    assert not [name for name in people if name in words]


def test_what_is_ticked_is_made_with_its_copies(qtbot: QtBot, page: DeliverDialog, tmp_path: Path) -> None:
    page.pieces.tick(["team", "slas"])
    files = int("".join(filter(str.isdigit, page.go.text())))
    _press(page.go)
    assert page.working
    qtbot.waitUntil(lambda: not page.working, timeout=LONG)
    made = sorted((tmp_path / "out").iterdir())
    assert len(made) == files == len(page.results)
    assert {path.name for path in page.results} == {path.name for path in made}
    assert page.open_folder.isVisible()


def test_the_summary_goes_to_the_clipboard_as_text_and_html(qtbot: QtBot, page: DeliverDialog) -> None:
    QGuiApplication.clipboard().clear()
    _press(page.copy_summary)
    qtbot.waitUntil(lambda: "clipboard" in page.said.text(), timeout=LONG)
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().startswith("One pipeline 2027: the plan so far")
    assert "<h2>Our goals</h2>" in held.html()


def test_letters_that_no_font_has_are_said(qtbot: QtBot, document: Document) -> None:
    with document.edit("Rename") as edit:
        edit.set(document.plan.plan, title="漢字の計画")
    page = DeliverDialog(document)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "font" in page.said.text(), timeout=LONG)
    page.maker.close()
    pool().submit(lambda: None).result()


def test_nothing_ticked_cannot_be_exported(page: DeliverDialog) -> None:
    page.pieces.tick([])
    assert not page.go.isEnabled()


def test_space_ticks_the_piece_in_focus(page: DeliverDialog) -> None:
    page.pieces.look_at("excel")
    page.pieces.setFocus()
    before = page.pieces.is_ticked("excel")
    QTest.keyClick(page.pieces, Qt.Key.Key_Space)
    assert page.pieces.is_ticked("excel") is not before


def test_cancel_leaves_no_file_behind(qtbot: QtBot, page: DeliverDialog, tmp_path: Path) -> None:
    _press(page.go)
    _press(page.leave)
    qtbot.waitUntil(lambda: not page.working, timeout=LONG)
    out = tmp_path / "out"
    assert "Cancelled" in page.said.text()
    assert not out.exists() or list(out.iterdir()) == []
    assert page.isVisible()


def test_a_folder_that_cannot_be_is_said_in_words(qtbot: QtBot, page: DeliverDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    page.folder.setText(str(tmp_path / "file"))
    page.pieces.tick(["slas"])
    _press(page.go)
    qtbot.waitUntil(lambda: not page.working, timeout=LONG)
    assert page.said.text()
    assert "fault in the program" not in page.said.text()
    assert (tmp_path / "file").read_text() == "here"


def test_the_plan_is_not_written_and_nothing_stays_behind(
    qtbot: QtBot, page: DeliverDialog, document: Document
) -> None:
    before = document.workbook.path.read_bytes()
    seen = _look_at(qtbot, page, "slas")
    page.pieces.tick(["slas"])
    _press(page.go)
    qtbot.waitUntil(lambda: not page.working, timeout=LONG)
    page.reject()
    pool().submit(lambda: None).result()
    assert document.workbook.path.read_bytes() == before
    assert not seen.parent.exists()


@pytest.mark.parametrize("key", ["page", "slas"])
def test_it_prints_each_page_whole_on_its_paper(qtbot: QtBot, page: DeliverDialog, tmp_path: Path, key: str) -> None:
    path = _look_at(qtbot, page, key)
    sizes = page_sizes(path)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    suit(printer, sizes)
    assert print_pdf(path, printer, lambda *_progress: None) == len(sizes)
    printed = page_sizes(tmp_path / "printed.pdf")
    assert [tuple(round(side, -1) for side in size) for size in printed] == [
        tuple(round(side, -1) for side in size) for size in sizes
    ]
