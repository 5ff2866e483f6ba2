"""After the vote: what reads otherwise than agreed, and figures that have moved, confirmed by each team's lead."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.choices import CHANNELS
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Participant
from joint_plan.rules.names import named, team_name
from joint_plan.rules.rewordings import Reworded, confirmation, lead_of, to_confirm
from joint_plan.rules.stances import confirming
from joint_plan.rules.standing import agreeing_teams, standings
from ui import theme
from ui.parts.choice_editors import Combo
from ui.parts.editors import team_icon
from ui.parts.words import Words
from ui.parts.wrapping_tree import WrappingTree

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Assent
    from joint_plan.plan.snapshot import Snapshot
    from ui.document import Document

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Pending:
    """One item whose words or figures are others than those that teams agreed to.

    `lines` are (what, before, now); `teams` those who have still to confirm; `likely` whether it is ticked at first:
    a correction or a changed figure, not other words.
    """

    item: Record
    lines: tuple[tuple[str, str, str], ...]
    teams: frozenset[str]
    likely: bool


def pending(plan: Snapshot) -> tuple[Pending, ...]:
    """All there is to confirm, in the order of the walk."""
    reworded: dict[str, list[str]] = {}
    first: dict[str, Reworded] = {}
    for one in to_confirm(plan):
        reworded.setdefault(one.key, []).append(one.team)
        first.setdefault(one.key, one)
    found = []
    for key, standing in standings(plan).items():
        if key in first:
            lines = tuple((change.label, change.before, change.after) for change in first[key].changes)
            found.append(Pending(standing.item, lines, frozenset(reworded[key]), first[key].correction))
        elif standing.basis_changed and standing.agreed:
            lines = tuple((change.label, change.before, change.after) for change in standing.basis_changed)
            teams = frozenset(team for change in standing.basis_changed for team in change.teams)
            found.append(Pending(standing.item, lines, teams, likely=True))
    return tuple(found)


class AfterVoteDialog(QDialog):
    """The list with old and new words; each team's lead confirms what is ticked in one action.

    It closes by itself when nothing that is ticked is left to confirm.
    """

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(_("Confirm changes after the vote"))
        self.resize(theme.px(760), theme.px(540))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        self.title = Words("", "h3", wrap=True)
        column.addWidget(self.title)
        column.addWidget(
            Words(
                _("Corrections and moved figures are ticked. Other words are not: ask the teams again, or tick them."),
                "small",
                "muted",
                wrap=True,
            )
        )
        self.tree = WrappingTree(_("Changed after the vote"), [_("What"), _("When agreed"), _("Now")])
        self.tree.itemChanged.connect(lambda _item: self._show())
        column.addWidget(self.tree, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.leads: dict[str, QComboBox] = {}
        self.channels: dict[str, QComboBox] = {}
        self.confirm: dict[str, QPushButton] = {}
        for row, team in enumerate(agreeing_teams(document.plan)):
            self._team_row(row, team.id)
        ending = QHBoxLayout()
        ending.addStretch(1)
        leave = QPushButton(_("Close"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        ending.addWidget(leave)
        column.addLayout(ending)
        self._fill()
        self.tree.setFocus()

    def _team_row(self, row: int, team: str) -> None:
        plan = self._document.plan
        name = team_name(plan, team)
        people = plan.where(Participant, "team", team)
        lead = lead_of(plan, team)
        box = Combo()
        box.setAccessibleName(_("Who confirms for {team}").format(team=name))
        for person in people:
            box.addItem(person.name, person.name)
        if lead is not None:
            box.setCurrentIndex(people.index(lead))
        box.setEnabled(bool(people))
        channel = Combo()
        channel.setAccessibleName(_("How {team} confirms").format(team=name))
        for value, label in CHANNELS:
            channel.addItem(_(label), value)
        channel.setMinimumContentsLength(12)
        button = QPushButton()
        button.setIcon(team_icon(team))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self.confirm_for(team))
        self._grid.addWidget(Words(_("{team}, by the lead’s word").format(team=name), "small", "muted"), row, 0)
        for place, widget in enumerate((box, channel, button), 1):
            self._grid.addWidget(widget, row, place)
        self.leads[team], self.channels[team], self.confirm[team] = box, channel, button

    def _fill(self) -> None:
        ticks = {str(top.data(0, _KEY)): top.checkState(0) for top in self._tops()}
        found = pending(self._document.plan)
        self.tree.blockSignals(True)
        self.tree.clear()
        for one in found:
            key = key_of(one.item)
            waiting = ", ".join(team_name(self._document.plan, team) for team in self._in_order(one.teams))
            top = QTreeWidgetItem([named(one.item), "", _("to be confirmed by {teams}").format(teams=waiting)])
            top.setData(0, _KEY, key)
            top.setFont(0, theme.font("body", 600))
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if one.likely else Qt.CheckState.Unchecked
            top.setCheckState(0, ticks.get(key, state))
            for what, before, now in one.lines:
                top.addChild(QTreeWidgetItem([what, before or _("(empty)"), now or _("(empty)")]))
            self.tree.addTopLevelItem(top)
        self.tree.expandAll()
        tops = self._tops()
        if tops:
            self.tree.setCurrentItem(tops[0])
        self.tree.blockSignals(False)
        count = len(found)
        words = ngettext("{count} item changed after the vote", "{count} items changed after the vote", count)
        self.title.setText(words.format(count=count) if count else _("Nothing is to be confirmed."))
        self._show()

    def _in_order(self, teams: frozenset[str]) -> list[str]:
        return [team.id for team in agreeing_teams(self._document.plan) if team.id in teams]

    def _tops(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [top for top in tops if top is not None]

    def ticked(self) -> frozenset[str]:
        """The keys of the items that are ticked."""
        return frozenset(str(top.data(0, _KEY)) for top in self._tops() if top.checkState(0) is Qt.CheckState.Checked)

    def _show(self) -> None:
        chosen = self.ticked()
        found = [one for one in pending(self._document.plan) if key_of(one.item) in chosen]
        for team, button in self.confirm.items():
            count = sum(team in one.teams for one in found)
            words = _("{team} confirms {count}")
            button.setText(words.format(team=team_name(self._document.plan, team), count=count))
            button.setEnabled(bool(count) and not self._document.read_only)

    def confirm_for(self, team: str) -> None:
        """Record that a team's lead confirms everything ticked."""
        plan, chosen = self._document.plan, self.ticked()
        by, channel = str(self.leads[team].currentData() or ""), str(self.channels[team].currentData())
        made = self._stances(plan, team, chosen, by, channel)
        label = N_("{team} confirms {count} changes after the vote")
        with self._document.edit(label, team=team_name(plan, team), count=str(len(made))) as edit:
            for assent in made:
                edit.add(assent)
        self._fill()
        if not any(key_of(one.item) in chosen for one in pending(self._document.plan)):
            self.accept()

    def _stances(self, plan: Snapshot, team: str, chosen: frozenset[str], by: str, channel: str) -> list[Assent]:
        at = dt.datetime.now(dt.UTC)
        made = [
            confirmation(plan, one, by=by, at=at, channel=channel)
            for one in to_confirm(plan)
            if one.team == team and one.key in chosen
        ]
        for key, standing in standings(plan).items():
            if key in chosen and standing.agreed and any(team in change.teams for change in standing.basis_changed):
                made += confirming(plan, standing.item, by=by, at=at, channel=channel, team=team)
        return made
