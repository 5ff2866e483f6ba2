"""A real plan in a real window, and a workbook of it that somebody has worked on."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from joint_plan.base.texts import N_
from joint_plan.plan.language import Term
from joint_plan.workbook import Workbook
from tests.exchange.returned import exported, head_row, put, row_of, sample
from ui import theme
from ui.document import Document


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Every test begins without settings, in light, at 100 %."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    theme.current.choose(theme.Scheme.LIGHT, 100)
    theme.apply_theme(qapp)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """A part of the sample plan, open without a window."""
    opened = Document(Workbook.create(tmp_path / "plan.jplan", sample()))
    yield opened
    opened.close()


@pytest.fixture
def book(document: Document, tmp_path: Path) -> Path:
    """Its workbook as it comes back.

    A term that the plan has changed since too, two fields of an SLA, a quick win, a new ground rule, a missing SLA,
    and a date that is none.
    """
    opened = openpyxl.load_workbook(BytesIO(exported(document.plan, document.workbook.uuid)))
    put(opened["Terms"], "Term:mql", "What we agree it means", "Somebody who asked us")
    put(opened["SLAs"], "Sla:mql-count", "Target", 75)
    put(opened["SLAs"], "Sla:mql-count", "Applies to", "Everybody")
    put(opened["Quick wins"], "QuickWin:calendar-link", "First step", "Ring Bram")
    put(opened["Quick wins"], "QuickWin:calendar-link", "Due", "soon")
    rules = opened["Ground rules"]
    rules.cell(head_row(rules) + 1 + len(sample().table("GroundRule").rows), 2).value = "One talks at a time"
    opened["SLAs"].delete_rows(row_of(opened["SLAs"], "Sla:campaign-notice"))
    path = tmp_path / "Plan (Noor).xlsx"
    opened.save(path)
    term = document.plan.get(Term, "mql")
    assert term is not None  # the sample has it
    with document.edit(N_("Change")) as edit:
        edit.set(term, agreed_definition="Words of the day after")
    return path
