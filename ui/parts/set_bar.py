"""Agreeing as a set: one question for all that is ticked, one button a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from joint_plan.base.texts import _, ngettext
from joint_plan.rules.standing import agreeing_teams
from ui import theme
from ui.parts.card import Card
from ui.parts.editors import team_icon
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.rules.standing import Standing


class SetBar(Card):
    """Stays under the list; says how to tick while nothing is ticked."""

    agreed = Signal(str)
    """The team (id) that agrees to everything ticked."""
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__(2, accent=True)
        self._icon = QLabel()
        self._title = Words(_("Agree as a set"), "body", weight=600)
        self._count = Words(role="caption", colour="muted")
        self._question = Words(role="body", wrap=True)
        self.all = QPushButton(_("Tick all"))
        self.all.setToolTip(_("Tick every open point that nobody objects to (Ctrl+A in the list)"))
        self.all.clicked.connect(self.all_asked)
        self.teams: dict[str, QPushButton] = {}
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(self._question)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(theme.space(2), 0, 0, 0)
        self._row.setSpacing(theme.space(2))
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.all)
        self.body.addLayout(self._row)
        theme.changed.connect(self._dress)
        self._dress()

    def show_selection(self, plan: Snapshot, selected: list[Standing], possible: int) -> None:
        """Ask about what is ticked; `possible` is how many could be."""
        self._offer_teams(plan)
        count = len(selected)
        self._count.setText(ngettext("{count} ticked", "{count} ticked", count).format(count=count) if count else "")
        if count:
            words = ngettext("“Anyone against this one?”", "“Anyone against these {count}?”", count).format(count=count)
        elif possible:
            words = _("Tick what both teams can say yes to together.")
        else:
            words = _("Nothing is left to agree as a set.")
        self._question.setText(words)
        self.all.setVisible(not count)
        self.all.setEnabled(bool(possible))
        for team, button in self.teams.items():
            missing = any(standing.stances.get(team) is None for standing in selected)
            button.setVisible(bool(count))
            button.setEnabled(missing)

    def _offer_teams(self, plan: Snapshot) -> None:
        teams = agreeing_teams(plan)
        if [team.id for team in teams] != list(self.teams):
            for button in self.teams.values():
                self._row.removeWidget(button)
                button.deleteLater()
            self.teams = {}
            for team in teams:
                button = QPushButton()
                button.setIconSize(theme.icon_size(12))
                button.clicked.connect(lambda _checked=False, name=team.id: self.agreed.emit(name))
                self._row.addWidget(button)
                self.teams[team.id] = button
        for team in teams:
            button = self.teams[team.id]
            button.setText(_("{team} agrees").format(team=team.short_name or team.name))
            button.setIcon(team_icon(team.id))
            button.setToolTip(_("Nobody in {team} is against what is ticked").format(team=team.name))

    def _dress(self) -> None:
        self._icon.setPixmap(theme.pixmap("list-checks", "accent", 18))
