"""Nothing that is the facilitator's alone is on the wall: not read, not pointed at, not heard, not in any pixel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.kinds import Text
from joint_plan.plan.landscape import ProfileEntry
from joint_plan.plan.record import Record, all_specs, spec_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Note, ParkingItem
from joint_plan.rules.public import is_private
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from tests.both_views.senses import everything_said
from tests.both_views.twins import declared_places, hidden_places, twins
from tests.wall.pictures import painted, scenes, svg
from ui.document import Document
from ui.sections import walk
from ui.wall.view import WallView
from ui.window import MainWindow

MARK = "Xsecretx"
"""One word, so that no line can break in it."""


def marked() -> Snapshot:
    """The sample with the mark in every private text, every blind text and every private record."""
    changed: list[Record] = []
    for item in template("sample"):
        values: dict[str, Any] = {}
        for field in spec_of(item).fields:
            if field.pair:
                held = getattr(item, field.name)
                words = {"marketing": MARK, "sales": MARK} if type(field.kind) is Text else {}
                values[field.name] = replace(held, revealed=False, **words)
            elif field.private and isinstance(field.kind, Text):
                values[field.name] = MARK
        changed.append(replace(item, **values))
    note = Note(id="mark", section="slas", text=MARK, position=1)
    paid = ProfileEntry(id="mark", team="sales", kind="paid_on", text=MARK, position=1)
    hidden = ProfileEntry(id="mark-2", team="sales", kind="motivation", text=MARK, seen_by="private", position=2)
    about = ParkingItem(id="mark", text="Later", item="Note:mark", position=1)
    return Snapshot.of([*changed, note, paid, hidden, about])


def test_the_plan_of_the_test_has_the_mark_wherever_something_is_private() -> None:
    plan = marked()
    have = {
        (spec_of(item).name, field.name)
        for item in plan
        for field in spec_of(item).fields
        if field.private and getattr(item, field.name) == MARK
    }
    wanted = {
        (spec.name, field.name)
        for spec in all_specs()
        for field in spec.fields
        if field.private and isinstance(field.kind, Text) and plan.all(spec.type)
    }
    assert wanted <= have
    assert {spec_of(item).name for item in plan if is_private(item)} == {"Note", "ProfileEntry"}


def test_no_page_says_or_paints_what_is_private(qtbot: QtBot) -> None:
    view = WallView()
    qtbot.addWidget(view)
    view.resize(1366, 768)
    for place, scene in scenes(marked()):
        part, parts = 0, 1
        while part < parts:
            view.show_scene(scene, part)
            assert view.canvas is not None
            parts, part = view.canvas.parts, part + 1
            assert MARK not in everything_said(view), place
            assert MARK not in svg(view), place


def test_pages_are_the_same_to_the_last_stroke_whatever_is_hidden(qtbot: QtBot) -> None:
    first, second = twins()
    assert hidden_places(first) == declared_places()
    view = WallView()
    qtbot.addWidget(view)
    view.resize(1366, 768)
    one, other = list(scenes(first)), list(scenes(second))
    assert [place for place, _scene in one] == [place for place, _scene in other]
    for (place, scene), (_place, twin) in zip(one, other, strict=True):
        view.show_scene(scene)
        drawn, said = svg(view), everything_said(view)
        view.show_scene(twin)
        assert svg(view) == drawn, place
        assert everything_said(view) == said, place


@pytest.fixture
def marked_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on the plan with the mark, from a file and folder that have it in their names, and among such files."""
    folder = tmp_path / MARK
    folder.mkdir()
    window = MainWindow()
    qtbot.addWidget(window)
    from ui.window import today

    window.settings.remember(folder / f"{MARK} other client.jplan", f"{MARK} title", f"{MARK} client", today())
    window.show_document(Document(Workbook.create(folder / f"{MARK}.jplan", marked()), window))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()


def _shows(view: WallView, section: str) -> bool:
    return view.scene is not None and view.scene.section == section


def test_the_window_of_the_wall_tells_of_no_file_and_of_nothing_private(
    marked_window: MainWindow, qtbot: QtBot
) -> None:
    window = marked_window
    QTest.keyClick(window, Qt.Key.Key_F5)
    wall = window.presenting.wall
    assert wall is not None
    assert wall.isVisible()
    assert window.view is not None
    pages = set()
    for section in walk(window.view.document.plan):
        window.view.show_section(section.key)
        qtbot.waitUntil(partial(_shows, wall.view, section.key))
        for key in ("", *(("F6", "F7") if section.key == "landscape" else ())):
            if key:
                QTest.keyClick(wall.view, Qt.Key[f"Key_{key}"])
            said = "\n".join([everything_said(wall), *(text.text for text in painted(wall.view))])
            assert MARK not in said, section.key
            assert MARK not in wall.windowFilePath() + wall.windowTitle() + wall.windowIconText()
            pages.add(said)
            if key:
                QTest.keyClick(wall.view, Qt.Key.Key_PageDown)
    assert len(pages) > 12
