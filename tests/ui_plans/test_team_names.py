"""The core teams are called Growth and Field: every place of ours says so, and people's own texts stay as they are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.base.progress import no_tick
from joint_plan.cli.summary import summary
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import DataObject, Sla
from joint_plan.plan.values import Json
from joint_plan.rules.fast_entry import fast_entry
from joint_plan.rules.names import label_of, with_team_names
from joint_plan.rules.proposals import proposals
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json, template
from joint_plan.workbook import Workbook
from tests.rules.plans import changed
from tests.ui_plans.conftest import Home
from ui.parts.fold import Fold
from ui.sections import walk
from ui.window import MainWindow

STANDARD = re.compile(r"\b(Marketing|Sales|Oldone|Oldtwo)\b")
"""The teams' standard names, and those that they had before."""
OWN = "Zaphod of Marketing asked Sales"
"""A text of somebody's own, which must stay as it is."""


def without_the_words(value: Json, key: str = "") -> Json:
    """The sample's texts without the teams' standard names, so that any that is found comes from us."""
    if isinstance(value, str) and key != "id":
        return re.sub(r"\bSales\b", "Zsl", re.sub(r"\bMarketing\b", "Zmk", value))
    if isinstance(value, list):
        return [without_the_words(one) for one in value]
    if isinstance(value, dict):
        return {name: without_the_words(one, name) for name, one in value.items()}
    return value


@pytest.fixture(scope="module")
def plan() -> Snapshot:
    """The sample plan without stances, its texts free of the two words, but for one."""
    records = without_the_words(records_json(template("sample")))
    assert isinstance(records, dict)
    for gone in ("Assent", "Version", "Signature"):
        records.pop(gone, None)
    kept = plan_from_json({"records": records})
    kept = changed(kept, "Team:marketing", name="Oldone", short_name="O1")
    kept = changed(kept, "Team:sales", name="Oldtwo", short_name="O2")
    return changed(kept, f"Sla:{kept.all(Sla)[0].id}", exceptions=OWN)


@pytest.fixture(scope="module")
def renamed(plan: Snapshot) -> Snapshot:
    """The same with teams named Growth and Field."""
    plan = changed(plan, "Team:marketing", name="Growth", short_name="Gr")
    return changed(plan, "Team:sales", name="Field", short_name="Fi")


def texts(root: QWidget) -> Iterator[str]:
    """Everything that can be read or heard of a widget and what is in it."""
    for widget in (root, *root.findChildren(QWidget)):
        for name in ("text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText", "toPlainText"):
            say = getattr(widget, name, None)
            said = say() if callable(say) else ""
            if isinstance(said, str):
                yield said
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget)
    for made in root.findChildren(QAction):
        yield from (made.text(), made.toolTip())


def cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data(role) or "")


def test_every_page_follows_when_the_teams_are_renamed(
    qtbot: QtBot, window: MainWindow, home: Home, plan: Snapshot
) -> None:
    path = home.documents / "plan.jplan"
    Workbook.create(path, plan).close()
    assert window.open_plan(path)
    document, view = window.document, window.view
    assert document is not None
    assert view is not None
    for section in walk(document.plan):
        view.show_section(section.key)
    with document.edit("Rename") as edit:
        edit.set(document.plan.all(Team)[0], name="Growth", short_name="Gr")
        edit.set(document.plan.all(Team)[1], name="Field", short_name="Fi")
    found: dict[str, list[str]] = {}
    everything = ""
    for section in walk(document.plan):
        view.show_section(section.key)
        for fold in view.page_shown.findChildren(Fold):
            fold.set_open(True)
        # What a page put away goes with the next round of events.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        said = {text for part in (view.page_shown, view.facilitator, view.walk) for text in texts(part)}
        everything += "\n".join(said)
        wrong = sorted(text for text in said if STANDARD.search(text.replace(OWN, "")))
        if wrong:
            found[section.key] = wrong
    assert found == {}
    assert "Growth" in everything
    assert "Field" in everything
    qtbot.waitUntil(lambda: "Growth" in window.actions_of["stance_1"].text())


def test_excel_record_and_command_line_follow(renamed: Snapshot, tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    from joint_plan.reports.model import ReportOptions
    from joint_plan.reports.pieces import export

    written = export(public_plan(renamed), tmp_path, ("excel", "record"), ReportOptions("a4"), no_tick)
    wrong: dict[str, list[str]] = {}
    for path in written:
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                shown = "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        else:
            document = PdfDocument(path)
            shown = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        assert "Zaphod" in shown
        assert "Growth" in shown
        hits = [shown[max(0, hit.start() - 60) : hit.end() + 30] for hit in STANDARD.finditer(shown.replace(OWN, ""))]
        if hits:
            wrong[path.name] = hits[:20]
    assert wrong == {}
    assert STANDARD.search("\n".join(summary(renamed)).replace(OWN, "").replace("sales calls", "")) is None


def test_fast_entry_proposals_and_labels_take_the_names(renamed: Snapshot) -> None:
    labels = [label_of(renamed, column) for name in renamed.names() for column in spec_of(name).columns]
    assert [label for label in labels if STANDARD.search(label)] == []
    assert "Growth's contribution" in labels
    assert "Field's contribution" in labels
    assert "Owner in Growth" in labels
    empty = changed(changed(template("blank"), "Team:marketing", name="Growth"), "Team:sales", name="Field")
    offered = [one for one in proposals(empty, "DataObject") if isinstance(one, DataObject)]
    assert {one.who_edits for one in offered} >= {"Growth", "Field"}
    assert fast_entry(renamed, "Growth | delivers leads | 4 bh | 95%").owed_by == "marketing"


@pytest.mark.parametrize(
    ("names", "words", "said"),
    [
        (("Growth", "Field"), "Marketing's part and Sales' part", "Growth's part and Field's part"),
        (("Partners", "Operations"), "Marketing’s part and Sales’ part", "Partners’ part and Operations’ part"),
        (("Sales", "Marketing"), "Sales owes Marketing", "Marketing owes Sales"),
        (("Marketing", "Sales"), "Salesforce stays, Sales' part too", "Salesforce stays, Sales' part too"),
        (("Growth", "Field"), "Salesforce and Telemarketing stay", "Salesforce and Telemarketing stay"),
        (("Marke\\1ting", "Sa.les"), "Marketing and Sales", "Marke\\1ting and Sa.les"),
    ],
)
def test_words_of_ours_take_the_names_of_the_teams(names: tuple[str, str], words: str, said: str) -> None:
    plan = changed(template("blank"), "Team:marketing", name=names[0])
    assert with_team_names(changed(plan, "Team:sales", name=names[1]), words) == said
