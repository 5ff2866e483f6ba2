"""Agreement: every item with both teams' stance, open points first; parking lot, decisions, versions, signatures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.agreement import Decision, LeadershipAsk, ParkingItem, Signature
from joint_plan.plan.record import key_of, title_of
from joint_plan.rules.names import team_name
from joint_plan.rules.stances import confirming, new_assent
from joint_plan.rules.standing import plan_count, standings
from joint_plan.rules.versions import blockers, fault_of, make_version, signed, versions
from ui import theme
from ui.parts.agreement_dialogs import ParkAllDialog, Parking, SignDialog, VersionDialog
from ui.parts.agreement_groups import groups_of, next_open, selectable
from ui.parts.agreement_list import AgreementList
from ui.parts.blockers_card import BlockersCard
from ui.parts.card import Card
from ui.parts.empty import EmptyState
from ui.parts.page import SectionPage
from ui.parts.parking_bar import ParkingBar
from ui.parts.segmented import Segmented
from ui.parts.set_bar import SetBar
from ui.parts.table import RecordTable
from ui.parts.version_card import VersionCard, last_version, since_version
from ui.parts.versions_view import VersionsView
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Version
    from joint_plan.workbook import Committed
    from ui.document import Document

_ITEMS, _PARKED, _DECIDED, _VERSIONS = "items", "parked", "decided", "versions"
_PARTS = (_ITEMS, _PARKED, _DECIDED, _VERSIONS)


class AgreementPage(SectionPage):
    """The page: the list and the set bar at the left, what is missing and the last version at the right."""

    def __init__(self, document: Document, section_key: str = "agreement", parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.list = AgreementList(document)
        self.set_bar = SetBar()
        self.blockers = BlockersCard()
        self.version = VersionCard()
        self.parking = RecordTable(document, ParkingItem, ("text", "item", "status", "owner", "due"))
        self.decisions = RecordTable(document, Decision)
        self.asks = RecordTable(document, LeadershipAsk)
        self.switch = Segmented(_("What to show"))
        self.extras.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self._empty = EmptyState("handshake", _(self.section.purpose))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._items())
        self.versions = VersionsView()
        self.parking_bar = ParkingBar(document, self.parking)
        self._stack.addWidget(self._titled((_("Parking lot"), self.parking), below=self.parking_bar))
        self._stack.addWidget(self._titled((_("Decisions"), self.decisions), (_("Asks to leadership"), self.asks)))
        self._stack.addWidget(self.versions)
        self.body.addWidget(self._stack, 1)
        self._connect()
        theme.changed.connect(self._size)
        self._size()
        self.refresh(None)

    def _items(self) -> QWidget:
        card = Card(0)
        card.body.addWidget(self.list)
        card.body.addWidget(self._empty)
        left = QVBoxLayout()
        left.setSpacing(theme.space(2))
        left.addWidget(card, 1)
        left.addWidget(self.set_bar)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.space(3))
        right.addWidget(self.blockers, 5)
        right.addWidget(self.version)
        self._cards = right
        items = QWidget()
        row = QHBoxLayout(items)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addLayout(left, 1)
        row.addWidget(self._right)
        return items

    def _titled(self, *parts: tuple[str, RecordTable], below: QWidget | None = None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        for title, table in parts:
            card = Card(3)
            card.body.addWidget(Words(title, "strong"))
            card.body.addWidget(table, 1)
            if below is not None:
                card.body.addWidget(below)
            column.addWidget(card, 1)
        return page

    def _size(self) -> None:
        self._right.setFixedWidth(theme.px(272))
        # Less would leave no room for the items' names beside the teams' stances.
        self.list.setMinimumWidth(theme.px(470))

    def _connect(self) -> None:
        self.list.stance_asked.connect(self.stance_asked)
        self.list.confirm_asked.connect(self._confirm)
        self.list.opened.connect(self.go_to)
        self.list.selection_changed.connect(self._show_selection)
        self.set_bar.agreed.connect(self._agree_set)
        self.set_bar.all_asked.connect(self.list.select_all)
        self.blockers.go_to.connect(self.reveal_item)
        self.blockers.park_all_asked.connect(self.ask_park_all)
        self.blockers.version_asked.connect(self.make_version)
        self.version.sign_asked.connect(self.sign)
        self.version.compare_asked.connect(self._compare)
        self.versions.sign_asked.connect(self.sign)
        self.versions.open_asked.connect(self._open_version)
        self.versions.export_asked.connect(self._export_version)
        self.switch.chosen.connect(self._show_part)

    # Showing the plan

    def refresh(self, committed: Committed | None) -> None:
        plan, locked = self.document.plan, self.document.read_only
        groups = groups_of(plan)
        self.list.show_groups(groups)
        self.list.setVisible(bool(groups))
        self._empty.setVisible(not groups)
        self.blockers.show_plan(plan, locked=locked)
        self.version.show_plan(plan, locked=locked)
        waiting = sum(point.status in {"undecided", "assigned"} for point in plan.all(ParkingItem))
        parked = _("Parked ({count})").format(count=waiting) if waiting else _("Parked")
        made = _("Versions ({count})").format(count=len(versions(plan))) if versions(plan) else _("Versions")
        self.switch.offer(((_ITEMS, _("Items")), (_PARKED, parked), (_DECIDED, _("Decided")), (_VERSIONS, made)))
        self.parking_bar.show_plan(plan, locked=locked)
        if self.switch.current() == _VERSIONS:
            self.versions.show_plan(plan, locked=locked)
        self._spread(last_version(plan) is not None)
        self._show_selection()
        self._show_primary()

    def _spread(self, versioned: bool) -> None:
        """A card that only says that there is no version yet takes no more room than its words."""
        self._cards.setStretch(1, 4 if versioned else 0)

    def _show_part(self, key: str) -> None:
        self._stack.setCurrentIndex(_PARTS.index(key))
        if key == _VERSIONS:
            self.versions.show_plan(self.document.plan, locked=self.document.read_only)

    def _show_selection(self) -> None:
        plan = self.document.plan
        possible = sum(selectable(one) for one in standings(plan).values())
        self.set_bar.show_selection(plan, self.list.selected(), possible)
        self.set_bar.setVisible(bool(possible))

    def _show_primary(self) -> None:
        plan = self.document.plan
        following = next_open(plan)
        version = last_version(plan)
        if following is not None:
            key = key_of(following.item)
            words = _("Next open: {item}").format(item=following.item.code or title_of(following.item))
            self.set_primary(words, lambda: self.reveal_item(key))
        elif not blockers(plan) and (version is None or since_version(plan)) and not self.document.read_only:
            number = (versions(plan)[-1].number or 0) + 1 if version is not None else 1
            self.set_primary(_("Make version {number}").format(number=number), self.make_version)
        else:
            self.set_next()

    # Agreeing

    def _agree_set(self, team: str) -> None:
        plan = self.document.plan
        chosen = [one for one in self.list.selected() if one.stances.get(team) is None]
        if not chosen:
            return
        at = dt.datetime.now(dt.UTC)
        label = N_("{team} agrees to {item}") if len(chosen) == 1 else N_("{team} agrees to {count} items")
        words = {"team": team_name(plan, team), "item": chosen[0].item.code, "count": str(len(chosen))}
        with self.document.edit(label, team=words["team"], item=words["item"], count=words["count"]) as edit:
            for one in chosen:
                edit.add(new_assent(plan, one.item, team, "agree", method="consent", at=at))

    def _confirm(self, key: str) -> None:
        plan = self.document.plan
        item = plan.find(key)
        if item is None:
            return
        at = dt.datetime.now(dt.UTC)
        with self.document.edit(N_("Confirm {item} on its new basis"), item=item.code or title_of(item)) as edit:
            for assent in confirming(plan, item, at=at):
                edit.add(assent)

    # Parking

    def ask_park_all(self) -> None:
        """Ask to whom and until when, and park everything still open (Ctrl+Shift+E)."""
        plan = self.document.plan
        count = sum(bool(blocker.key) for blocker in blockers(plan))
        if not count:
            self.document.say(_("Nothing is open."))
            return
        dialog = ParkAllDialog(self, plan, count, dt.datetime.now().astimezone().date())
        if dialog.exec():
            self.park_all(dialog.parking)

    def park_all(self, parking: Parking) -> None:
        """Park every open item and assign every undecided point, in one step."""
        plan = self.document.plan
        with self.document.edit(N_("Park everything still open")) as edit:
            for one in standings(plan).values():
                if one.open:
                    edit.add(
                        ParkingItem(
                            text=title_of(one.item),
                            item=key_of(one.item),
                            status="assigned",
                            owner=parking.owner,
                            due=parking.due,
                        )
                    )
            for point in plan.all(ParkingItem):
                if point.status == "undecided":
                    owner, due = point.owner or parking.owner, point.due or parking.due
                    edit.set(point, status="assigned", owner=owner, due=due)

    # Versions

    def make_version(self) -> None:
        """Make the next version after asking for its next review (Ctrl+Shift+V)."""
        plan = self.document.plan
        count = plan_count(plan)
        words = ngettext("{agreed} of {count} item agreed", "{agreed} of {count} items agreed", count.total)
        number = (versions(plan)[-1].number or 0) + 1 if versions(plan) else 1
        if blockers(plan):
            self.document.say(_("First settle or park what is open: {first}").format(first=blockers(plan)[0].text))
            return
        dialog = VersionDialog(self, number, words.format(agreed=count.agreed, count=count.total))
        if not dialog.exec():
            return
        try:
            version = make_version(self.document.plan, dt.datetime.now(dt.UTC), dialog.next_review)
        except PlanError as fault:
            self.document.complain(fault)
            return
        with self.document.edit(N_("Make version {number}"), undoable=False, number=str(number)) as edit:
            edit.add(version)

    def sign(self, number: int = 0) -> None:
        """Add a signature to a version (Ctrl+Shift+G): the last one, or that of this number."""
        plan = self.document.plan
        version = next((one for one in versions(plan) if number and one.number == number), last_version(plan))
        if version is None:
            self.document.say(_("There is no version to sign yet."))
            return
        fault = fault_of(plan, version)
        if fault or self.document.read_only:
            self.document.say(fault or _("This plan is open for reading only."))
            return
        done, total = signed(plan, version)
        if done == total:
            self.document.say(_("Everybody who is to sign version {number} has.").format(number=version.number))
            return
        dialog = SignDialog(self, plan, version)
        if not dialog.exec() or not dialog.person.currentData():
            return
        signature = Signature(
            version=version.id,
            participant=str(dialog.person.currentData()),
            at=dt.datetime.now(dt.UTC),
            how=str(dialog.how.currentData()),
            reservation=dialog.reservation.toPlainText().strip(),
        )
        label = N_("Signature of {person} under version {number}")
        person = dialog.person.currentText().partition(",")[0]
        with self.document.edit(label, undoable=False, person=person, number=str(version.number)) as edit:
            edit.add(signature)
        self._say_signed(version)

    def _say_signed(self, version: Version) -> None:
        done, total = signed(self.document.plan, version)
        words = _("Version {number}: signed {done} of {total}.")
        self.document.say(words.format(number=version.number, done=done, total=total))

    def _compare(self) -> None:
        version = last_version(self.document.plan)
        if version is not None and version.number is not None:
            self.show_versions()
            self.versions.compare(version.number)

    def show_versions(self) -> None:
        """Show the versions and what differs between them (Ctrl+Shift+H)."""
        self.switch.choose(_VERSIONS)
        self._show_part(_VERSIONS)
        self.versions.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_version(self, number: int) -> None:
        from ui.settings import Settings
        from ui.version_window import VersionWindow

        try:
            window = VersionWindow(self.document.plan, number, Settings())
        except PlanError as fault:
            self.document.complain(fault)
            return
        window.show()

    def _export_version(self, number: int) -> None:
        from ui.deliver.dialog import DeliverDialog

        dialog = DeliverDialog(self.document, self)
        dialog.which.setCurrentIndex(dialog.which.findData(number))
        dialog.exec()

    # What the window asks

    def reveal_item(self, key: str) -> None:
        if key.startswith("ParkingItem:"):
            self.switch.choose(_PARKED)
            self._show_part(_PARKED)
            self.parking.show_item(key.partition(":")[2], 2)
            self.parking.setFocus()
            return
        if key.startswith(("Decision:", "LeadershipAsk:")):
            self.switch.choose(_DECIDED)
            self._show_part(_DECIDED)
            table = self.decisions if key.startswith("Decision:") else self.asks
            table.show_item(key.partition(":")[2])
            table.setFocus()
            return
        self.switch.choose(_ITEMS)
        self._show_part(_ITEMS)
        self.list.focus_item(key)

    def add_item(self) -> None:
        table = {_PARKED: self.parking, _DECIDED: self.decisions}.get(self.switch.current())
        if table is not None:
            (self.asks if self.asks.hasFocus() else table).add_row()
