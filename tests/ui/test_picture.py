"""A logo is chosen from a file, seen, refused with a reason, and taken away again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.base.picture import picture_bytes
from joint_plan.workbook import read_plan
from tests.ui.hands import shown
from ui.document import Document
from ui.parts.field_cell import FieldCell
from ui.parts.form import RecordForm
from ui.parts.picture_editor import PictureEditor


@pytest.fixture
def editor(qtbot: QtBot, document: Document) -> PictureEditor:
    form = shown(qtbot, RecordForm(document), 320, 900)
    form.show_record(document.plan.plan)
    form.focus_field("logo")
    found = form.editor("logo")
    assert isinstance(found, PictureEditor)
    return found


def _logo(folder: Path) -> Path:
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#0A3D7A"))
    image.setText("Author", "Somebody Private")
    path = folder / "logo.png"
    assert image.save(str(path))
    return path


def _around(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def test_a_picture_is_kept_seen_and_taken_away(editor: PictureEditor, document: Document, tmp_path: Path) -> None:
    path = _logo(tmp_path)
    assert b"Private" in path.read_bytes()
    editor.take(path)
    kept = picture_bytes(document.plan.plan.logo)
    assert QImage.fromData(kept).width() == 120
    assert b"Private" not in kept
    assert read_plan(document.workbook.path).plan.logo == document.plan.plan.logo
    assert not editor.choose.icon().isNull()
    assert editor.choose.text() == ""
    assert editor.remove.isVisible()
    QTest.mouseClick(editor.remove, Qt.MouseButton.LeftButton)
    assert document.plan.plan.logo == ""
    assert editor.remove.isHidden()


def test_what_is_no_picture_is_refused_at_the_field(editor: PictureEditor, document: Document, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"GIF89a")
    editor.take(path)
    assert document.plan.plan.logo == ""
    (cell,) = [found for found in _around(editor) if isinstance(found, FieldCell)]
    assert "PNG or a JPEG" in " ".join(label.text() for label in cell.findChildren(QLabel))
    assert editor.choose.property("fault") is True
