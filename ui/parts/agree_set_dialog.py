"""Agreeing as a set from any page: one question for what is ticked, one action a team, exceptions pulled out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.record import key_of
from joint_plan.rules.names import named, team_name
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import Standing, State, agreeing_teams, standings
from ui import theme
from ui.parts.editors import team_icon
from ui.parts.state_chip import state_icon, state_words
from ui.parts.words import Words
from ui.parts.wrapping_tree import tint

if TYPE_CHECKING:
    from ui.document import Document

_KEY = Qt.ItemDataRole.UserRole


class AgreeSetDialog(QDialog):
    """All open items in question, ticked; 1, 2, … record that a team agrees to what is ticked.

    It closes by itself when every team that must agree has agreed to what is ticked.
    """

    def __init__(self, document: Document, keys: Iterable[str], parent: QWidget) -> None:
        """`keys` are the items in question; what is not open, or objected to, is left out."""
        super().__init__(parent)
        self._document = document
        self.setWindowTitle(_("Agree as a set"))
        self.resize(theme.px(560), theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        self.question = Words("", "h3", wrap=True)
        column.addWidget(self.question)
        column.addWidget(Words(_("Space takes an exception out. Each item gets its own stance."), "small", "muted"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Items to agree"))
        self.list.setSpacing(1)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tint(self.list)
        self.list.itemChanged.connect(lambda _item: self._show())
        column.addWidget(self.list, 1)
        self._left_out = Words("", "small", "muted", wrap=True)
        column.addWidget(self._left_out)
        row = QHBoxLayout()
        self.teams: dict[str, QPushButton] = {}
        for number, team in enumerate(agreeing_teams(document.plan), 1):
            button = QPushButton(_("{team} agrees ({number})").format(team=team.short_name or team.name, number=number))
            button.setIcon(team_icon(team.id))
            button.setAutoDefault(False)
            button.setToolTip(_("Nobody in {team} is against what is ticked").format(team=team.name))
            button.clicked.connect(lambda _checked=False, name=team.id: self.agree(name))
            QShortcut(QKeySequence(str(number)), self, button.click)
            row.addWidget(button)
            self.teams[team.id] = button
        row.addStretch(1)
        leave = QPushButton(_("Close"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        column.addLayout(row)
        self._fill(list(keys))
        self._show()
        self.list.setFocus()

    def _fill(self, keys: list[str]) -> None:
        plan = self._document.plan
        names = {team.id: team.name for team in agreeing_teams(plan)}
        found = [one for key, one in standings(plan).items() if key in set(keys) and one.open]
        objected = [one for one in found if one.state is State.CONTESTED]
        for one in found:
            if one.state is State.CONTESTED:
                continue
            item = QListWidgetItem(f"{named(one.item)}\n{state_words(one, names)}")
            item.setIcon(theme.icon(*state_icon(one.state)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(_KEY, key_of(one.item))
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        words = ngettext(
            "Left out, because somebody objects: {items}.",
            "Left out, because somebody objects: {items}.",
            len(objected),
        )
        self._left_out.setText(words.format(items=", ".join(one.item.code or named(one.item) for one in objected)))
        self._left_out.setVisible(bool(objected))

    def ticked(self) -> list[Standing]:
        """How the items that are ticked stand now."""
        every = standings(self._document.plan)
        items = [self.list.item(row) for row in range(self.list.count())]
        keys = [str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]
        return [every[key] for key in keys if key in every]

    def _show(self) -> None:
        chosen = self.ticked()
        count = len(chosen)
        asked = ngettext("“Anyone against this one?”", "“Anyone against these {count}?”", count).format(count=count)
        self.question.setText(asked if count else _("Nothing is ticked."))
        for team, button in self.teams.items():
            button.setEnabled(any(one.stances.get(team) is None for one in chosen) and not self._document.read_only)

    def agree(self, team: str) -> None:
        """Record that a team agrees to everything ticked on which it has said nothing."""
        plan = self._document.plan
        chosen = [one for one in self.ticked() if one.stances.get(team) is None]
        if not chosen:
            return
        at = dt.datetime.now(dt.UTC)
        label = N_("{team} agrees to {item}") if len(chosen) == 1 else N_("{team} agrees to {count} items")
        item = chosen[0].item.code or named(chosen[0].item)
        with self._document.edit(label, team=team_name(plan, team), item=item, count=str(len(chosen))) as edit:
            for one in chosen:
                edit.add(new_assent(plan, one.item, team, "agree", method="consent", at=at))
        self._show()
        if not any(one.waiting_for for one in self.ticked()):
            self.accept()
