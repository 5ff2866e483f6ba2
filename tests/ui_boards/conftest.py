"""A real plan file, its document and the boards' pages, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan import types as _types
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from tests.ui_boards.hands import shown
from ui import theme
from ui.document import Document
from ui.sections.journey import JourneyPage

assert _types  # loading it registers every record type

Open = Callable[[Snapshot], Document]


@pytest.fixture
def open_plan(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Makes a plan file of a snapshot and opens it."""
    theme.apply_theme(qapp)
    opened: list[Document] = []

    def opening(snapshot: Snapshot) -> Document:
        workbook = Workbook.create(tmp_path / f"plan-{len(opened)}.jplan", snapshot)
        document = Document(workbook)
        opened.append(document)
        # A test may close it itself.
        document.closing.connect(lambda: opened.remove(document))
        return document

    yield opening
    for document in tuple(opened):
        document.close()


@pytest.fixture
def sample(open_plan: Open) -> Document:
    """The sample plan, open."""
    return open_plan(template("sample"))


@pytest.fixture
def blank(open_plan: Open) -> Document:
    """A plan with nothing but its teams and the default funnel, open."""
    return open_plan(template("blank"))


@pytest.fixture
def journey(qtbot: QtBot, sample: Document) -> JourneyPage:
    """The customer journey of the sample plan."""
    page = JourneyPage(sample)
    shown(qtbot, page)
    return page
