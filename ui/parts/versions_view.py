"""All versions: who signed them, their check codes, and what differs between any two, or one and now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidgetItem,
    QWidget,
)

from joint_plan.base.errors import PlanError
from joint_plan.base.locale import format_day, format_moment
from joint_plan.base.texts import _
from joint_plan.rules.change_words import counts_words, told, value_words
from joint_plan.rules.version_changes import NOW, changes_between
from joint_plan.rules.versions import check_code, fault_of, signed, versions
from ui import theme
from ui.parts.card import Card
from ui.parts.choice_editors import Combo
from ui.parts.words import Words
from ui.parts.wrapping_tree import WrappingTree, tint

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Version
    from joint_plan.plan.snapshot import Snapshot

_NUMBER = Qt.ItemDataRole.UserRole


class VersionsView(QWidget):
    """The versions at the left, a comparison at the right."""

    open_asked = Signal(int)
    export_asked = Signal(int)
    sign_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._plan: Snapshot | None = None
        self._shown: tuple[Snapshot, int, int] | None = None
        self._locked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self._versions(), 2)
        row.addWidget(self._comparison(), 3)

    def _tint(self) -> None:
        tint(self.list)

    def _versions(self) -> QWidget:
        card = Card(3)
        card.body.addWidget(Words(_("Versions"), "strong"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Versions, newest first"))
        self.list.setSpacing(2)
        self.list.setWordWrap(True)
        theme.changed.connect(self._tint)
        self._tint()
        self.list.currentRowChanged.connect(lambda _row: self._current_changed())
        self.list.itemActivated.connect(lambda _item: self._ask(self.open_asked.emit))
        card.body.addWidget(self.list, 1)
        self._details = Words("", "small", "muted", wrap=True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self._details)
        self.open = QPushButton(_("Open to read"))
        self.open.setToolTip(_("The plan as it was, in a window of its own (Enter)"))
        self.open.clicked.connect(lambda: self._ask(self.open_asked.emit))
        self.export = QPushButton(_("Export again…"))
        self.export.setToolTip(_("Make the papers of this version"))
        self.export.clicked.connect(lambda: self._ask(self.export_asked.emit))
        self.sign = QPushButton(_("Add signature…"))
        self.sign.setToolTip(_("In the room, on paper or by mail; the version and its hash stay as they are"))
        self.sign.clicked.connect(lambda: self._ask(self.sign_asked.emit))
        for button in (self.open, self.export, self.sign):
            card.body.addWidget(button)
        return card

    def _comparison(self) -> QWidget:
        card = Card(3)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        self.start, self.end = Combo(), Combo()
        self.start.setAccessibleName(_("Compare from"))
        self.end.setAccessibleName(_("Compare to"))
        head.addWidget(Words(_("What differs from"), "strong"))
        head.addWidget(self.start, 1)
        head.addWidget(Words(_("to"), "strong"))
        head.addWidget(self.end, 1)
        card.body.addLayout(head)
        self.counts = Words("", "small", "muted", wrap=True)
        card.body.addWidget(self.counts)
        self.tree = WrappingTree(_("What differs, by section and item"), [_("What"), _("Before"), _("After")])
        card.body.addWidget(self.tree, 1)
        for box in (self.start, self.end):
            box.activated.connect(lambda _place: self._compare())
        return card

    # showing the plan

    def show_plan(self, plan: Snapshot, *, locked: bool = False) -> None:
        """Show the versions of this plan; `locked` allows no change."""
        self._plan, self._locked = plan, locked
        every = tuple(reversed(versions(plan)))
        if [version.number for version in every] != self._numbers():
            self._fill(every)
        for row, version in enumerate(every):
            self._say(self.list.item(row), version)
        self._current_changed()
        self._compare()

    def compare(self, start: int, end: int = NOW) -> None:
        """Compare these two, versions by number or `NOW`."""
        self.start.setCurrentIndex(self.start.findData(start))
        self.end.setCurrentIndex(self.end.findData(end))
        self._compare()

    def current_number(self) -> int:
        """The number of the version that is chosen, 0 for none."""
        item = self.list.currentItem()
        return int(item.data(_NUMBER)) if item is not None else 0

    def _numbers(self) -> list[int]:
        return [int(self.list.item(row).data(_NUMBER)) for row in range(self.list.count())]

    def _fill(self, every: tuple[Version, ...]) -> None:
        self.list.clear()
        self.start.clear()
        self.end.clear()
        self.end.addItem(_("now"), NOW)
        for version in every:
            item = QListWidgetItem()
            item.setData(_NUMBER, version.number)
            self.list.addItem(item)
            words = _("version {number}").format(number=version.number)
            self.start.addItem(words, version.number)
            self.end.addItem(words, version.number)
        self.start.addItem(_("now"), NOW)
        if every:
            self.list.setCurrentRow(0)

    def _say(self, item: QListWidgetItem, version: Version) -> None:
        assert self._plan is not None  # shown before
        done, total = signed(self._plan, version)
        at = format_moment(version.at) if version.at is not None else ""
        altered = bool(fault_of(self._plan, version))
        code = _("altered") if altered else check_code(version.hash)
        first = _("Version {number}, {at}").format(number=version.number, at=at)
        second = _("signed {done} of {total}, check code {code}").format(done=done, total=total, code=code)
        item.setText(f"{first}\n{second}")
        item.setIcon(theme.icon("circle-alert" if altered else "badge-check", "danger" if altered else "muted"))

    def _current_changed(self) -> None:
        version = self._current()
        for button in (self.open, self.export, self.sign):
            button.setEnabled(version is not None)
        if version is None or self._plan is None:
            self._details.setText(_("A version freezes what both teams agreed. There is none yet."))
            self._details.paint_as("muted")
            return
        fault = fault_of(self._plan, version)
        done, total = signed(self._plan, version)
        self.open.setEnabled(not fault)
        self.export.setEnabled(not fault)
        self.sign.setEnabled(not fault and not self._locked and done < total)
        review = _("Next review {day}.").format(day=format_day(version.next_review)) if version.next_review else ""
        hashed = _("Hash {hash}").format(hash=f"\n{version.hash[:32]}\n{version.hash[32:]}")
        said = _("{fault} It cannot be printed as agreed.").format(fault=fault) if fault else ""
        self._details.setText("\n".join(part for part in (said, review, "" if fault else hashed) if part))
        self._details.paint_as("danger" if fault else "muted")

    def _current(self) -> Version | None:
        number = self.current_number()
        every = versions(self._plan) if self._plan is not None else ()
        return next((version for version in every if version.number == number), None)

    def _ask(self, ask: Callable[[int], None]) -> None:
        number = self.current_number()
        if number:
            ask(number)

    # comparing

    def _compare(self) -> None:
        if self._plan is None or self.start.currentData() is None:
            self.tree.clear()
            self.counts.setText("")
            return
        wanted = (self._plan, int(self.start.currentData()), int(self.end.currentData()))
        if self._shown is not None and self._shown[0] is wanted[0] and self._shown[1:] == wanted[1:]:
            return
        self._shown = wanted
        self.tree.clear()
        try:
            found = changes_between(*wanted)
        except PlanError as fault:
            self.counts.setText(str(fault))
            self.counts.paint_as("danger")
            return
        self.counts.paint_as("muted")
        self.counts.setText(counts_words(found) or _("Nothing differs."))
        for section in told(found):
            top = QTreeWidgetItem([section.title])
            top.setFont(0, theme.font("body", 600))
            self.tree.addTopLevelItem(top)
            top.setFirstColumnSpanned(True)
            for item in section.items:
                row = QTreeWidgetItem([item.headline])
                top.addChild(row)
                row.setFirstColumnSpanned(True)
                for field in item.fields:
                    row.addChild(QTreeWidgetItem([field.label, value_words(field.before), value_words(field.after)]))
        self.tree.expandAll()

    def lines(self) -> list[str]:
        """What the comparison says, as text: sections, items and fields, each indented by two more spaces."""
        return [f"{'  ' * _depth(row)}{_line(row)}" for row in self.tree.rows()]


def _line(row: QTreeWidgetItem) -> str:
    return f"{row.text(0)}: {row.text(1)} → {row.text(2)}" if row.text(1) else row.text(0)


def _depth(row: QTreeWidgetItem) -> int:
    above, depth = row.parent(), 0
    while above is not None:
        above, depth = above.parent(), depth + 1
    return depth
