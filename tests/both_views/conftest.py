"""A plan opened from a template, and everything that people can read or hear of a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from ui import theme
from ui.document import Document

Open = Callable[[Snapshot], Document]


@pytest.fixture
def open_plan(qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
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
def sample(open_plan: Open) -> Document:
    """The sample plan, open."""
    return open_plan(template("sample"))


@pytest.fixture
def blank(open_plan: Open) -> Document:
    """A plan with nothing but its teams and the default funnel, open."""
    return open_plan(template("blank"))
