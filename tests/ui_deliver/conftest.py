"""The Deliver page on the sample plan, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan import types as _types
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from ui import theme
from ui.deliver.dialog import DeliverDialog
from ui.document import Document
from ui.jobs import pool

assert _types  # loading it registers every record type


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    theme.apply_theme(qapp)
    opened = Document(Workbook.create(tmp_path / "plan.jplan", template("sample")))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[DeliverDialog]:
    """The page, once it knows what can be made; it exports to a folder of its own."""
    made = DeliverDialog(document)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.folder.setText(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: made.pieces.count() > 0, timeout=60_000)
    yield made
    made.maker.close()
    # What is being made ends before the next test; nobody is told of it any more.
    pool().submit(lambda: None).result()
