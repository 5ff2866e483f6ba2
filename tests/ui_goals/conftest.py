"""A real plan file, its document and the pages, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan import types as _types
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from ui import theme
from ui.document import Document

assert _types  # loading it registers every record type

Open = Callable[[Snapshot], Document]
Build = Callable[[dict[str, Json]], Document]


@pytest.fixture
def open_plan(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Makes a plan file of a snapshot and opens it."""
    theme.apply_theme(qapp)
    opened: list[Document] = []

    def opening(snapshot: Snapshot) -> Document:
        document = Document(Workbook.create(tmp_path / f"plan-{len(opened)}.jplan", snapshot))
        opened.append(document)
        return document

    yield opening
    for document in opened:
        document.close()


@pytest.fixture
def build(open_plan: Open) -> Build:
    """Opens a plan made of records as they stand in JSON."""
    return lambda records: open_plan(snapshot_from_json({"records": records}))


@pytest.fixture
def sample(open_plan: Open) -> Document:
    """The sample plan, open."""
    return open_plan(template("sample"))


@pytest.fixture
def blank(open_plan: Open) -> Document:
    """A plan with nothing but its teams and the default funnel, open."""
    return open_plan(template("blank"))
