"""What must not be seen changes nothing that can be: two plans that differ only there look, sound and print alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.cli.summary import summary
from joint_plan.plan.record import spec_of, title_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.catalogue import PIECES
from joint_plan.rules.comparison import compare
from joint_plan.rules.public import public_json, public_plan
from joint_plan.rules.warnings import warnings
from tests.both_views.conftest import Open
from tests.both_views.senses import perceived, told_by_history
from tests.both_views.twins import WORDS, declared_places, hidden_places, twins
from ui.document import Document
from ui.parts.segmented import Segmented
from ui.sections import PAGES
from ui.shell.plan_view import PlanView


def test_the_twins_hide_everything_that_is_declared_to_be_hidden() -> None:
    first, second = twins()
    assert hidden_places(first) | hidden_places(second) == declared_places()
    assert {spec_of(item).name for item in first} == {spec_of(item).name for item in second}


def test_the_public_plan_is_the_same() -> None:
    first, second = (json.dumps(public_json(plan), sort_keys=True) for plan in twins())
    assert first == second
    assert not [words for words in WORDS if words in first]


def test_hints_and_the_summary_are_the_same() -> None:
    first, second = twins()
    assert list(summary(first)) == list(summary(second))
    for section in PAGES:
        assert warnings(first, section) == warnings(second, section)
    assert "\n".join(summary(first)).count(WORDS[0]) == 0


# Pages


def views(document: Document, qtbot: QtBot, sections: Iterable[str] = PAGES) -> Iterator[tuple[str, QWidget]]:
    """Pages with every part of them, shown one after the other."""
    view = PlanView(document, facilitator=False)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    with qtbot.waitExposed(view):
        view.show()
    for section in sections:
        view.show_section(section)
        page = view.page(section)
        parts: list[tuple[Segmented | None, str]] = [
            (switch, key) for switch in page.findChildren(Segmented) for key in switch.segments
        ]
        for switch, key in parts or [(None, "")]:
            if switch is not None and switch.isVisible():
                switch.segments[key].click()
            focus = QApplication.focusWidget()
            if focus is not None:
                focus.clearFocus()
            QApplication.processEvents()
            yield f"{section} {key}", view


def test_every_page_looks_and_sounds_the_same(qtbot: QtBot, open_plan: Open) -> None:
    seen: list[dict[str, tuple[str, bytes]]] = []
    for plan in twins():
        looks = {}
        for name, widget in views(open_plan(plan), qtbot):
            picture = widget.grab().toImage()
            looks[name] = (perceived(widget), bytes(picture.constBits()))
        seen.append(looks)
    first, second = seen
    assert list(first) == list(second)
    assert len(first) > len(PAGES)
    for name in first:
        assert first[name][0] == second[name][0], name
        assert not [words for words in WORDS if words in first[name][0]], name
    assert [name for name in first if first[name][1] != second[name][1]] == []


# History and undo


def test_history_undo_and_messages_are_the_same(open_plan: Open) -> None:
    told = []
    for plan in twins():
        document = open_plan(Snapshot.of([]))
        toasts: list[str] = []
        document.toast.connect(lambda toast, said=toasts: said.append(toast.text))
        started = {(spec_of(item).name, item.id) for item in document.plan}
        with document.edit("Begin") as edit:
            for item in plan:
                if (spec_of(item).name, item.id) not in started:
                    edit.add(item)
        names = []
        for item in plan:
            held = document.plan.find(f"{spec_of(item).name}:{item.id}")
            hidden = {field.name for field in spec_of(item).fields if field.private or field.pair}
            if held is None or not hidden:
                continue
            with document.edit("Change {title}", title=title_of(item)) as edit:
                edit.put(item)
            names.append(document.workbook.undo_name)
            document.undo()
            names.append(document.workbook.redo_name)
            document.redo()
        told.append("\n".join([told_by_history(document.workbook), *names, *toasts]))
    assert told[0] == told[1]
    assert not [words for words in WORDS if words in told[0]]


# What is taken home


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.key)
def test_every_piece_is_the_same(piece: object, tmp_path: Path) -> None:
    from joint_plan.reports.pieces import export

    key = piece.key  # type: ignore[attr-defined]  # a piece, as parametrized
    made = [export(public_plan(plan), tmp_path / str(number), (key,)) for number, plan in enumerate(twins())]
    assert [path.name for path in made[0]] == [path.name for path in made[1]]
    for first, second in zip(*made, strict=True):
        words = contents(first)
        assert words == contents(second), first.name
        assert not [hidden for hidden in WORDS if hidden in " ".join(words.split())], first.name


def contents(path: Path) -> str:
    """All there is to read in a file, without when it was made."""
    if path.suffix == ".xlsx":
        with ZipFile(path) as parts:
            names = [name for name in parts.namelist() if name != "docProps/core.xml"]
            return "\n".join(f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in names)
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    text = path.read_bytes().decode("utf-8", "replace")
    return "\n".join(line for line in text.splitlines() if not line.startswith(("DTSTAMP", "CREATED", "LAST-MODIFIED")))


def test_a_comparison_tells_nothing_of_them() -> None:
    first, second = twins()
    assert compare(public_plan(first), public_plan(second)) == ()


def test_the_same_plans_differ_once_their_pairs_are_revealed(qtbot: QtBot, open_plan: Open) -> None:
    """So what is said above is no wonder: the values are there, and would be seen."""
    shown = []
    for plan in twins():
        document = open_plan(revealed(plan))
        shown.append({name: perceived(widget) for name, widget in views(document, qtbot, WITH_PAIRS)})
    first, second = shown
    different = {name.split()[0] for name in first if first[name] != second[name]}
    assert different == set(WITH_PAIRS)
    assert any(WORDS[0] in words for words in first.values())


WITH_PAIRS = ("landscape", "language", "journey", "quick_wins")


def revealed(plan: Snapshot) -> Snapshot:
    """The plan with every pair in the open."""
    items = []
    for item in plan:
        pairs = [field.name for field in spec_of(item).fields if field.pair]
        items.append(replace(item, **{name: replace(getattr(item, name), revealed=True) for name in pairs}))
    return Snapshot.of(items)
