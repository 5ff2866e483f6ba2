"""A real plan file and the Follow-up page on it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui_boards.conftest import blank, open_plan, sample
from tests.ui_boards.hands import shown
from ui.document import Document
from ui.sections.follow_up import FollowUpPage

__all__ = ["blank", "open_plan", "page", "sample"]


@pytest.fixture
def page(qtbot: QtBot, sample: Document) -> FollowUpPage:
    """The page with the sample plan, as wide as in a window of 1366 pixels."""
    made = FollowUpPage(sample)
    shown(qtbot, made)
    return made
