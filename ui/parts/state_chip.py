"""The state of an item in a word, with its icon and colour: the one place that says how states look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.texts import _
from joint_plan.rules.standing import State, state_label
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text

if TYPE_CHECKING:
    from joint_plan.rules.standing import Standing

_LOOKS = {
    State.DRAFT: ("circle-dashed", "muted"),
    State.WAITING: ("clock", "muted"),
    State.AGREED: ("circle-check", "ok"),
    State.AGREED_WITH_RESERVATIONS: ("circle-alert", "warn"),
    State.CONTESTED: ("hand", "danger"),
    State.PARKED: ("square-parking", "muted"),
}


def state_icon(state: State) -> tuple[str, str]:
    """The icon of a state and its colour role."""
    return _LOOKS[state]


def state_words(standing: Standing, team_names: dict[str, str]) -> str:
    """A state for people: "Agreed", "Waiting for Sales", "Agreed, basis changed"."""
    if standing.state is State.WAITING and standing.waiting_for:
        names = " + ".join(team_names.get(team, team) for team in standing.waiting_for)
        return _("Waiting for {teams}").format(teams=names)
    words = state_label(standing.state)
    return _("{state}, basis changed").format(state=words) if standing.basis_changed else words


class StateChip(QWidget):
    """Icon and word of an item's state, on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._words = "circle-dashed", "muted", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_standing(self, standing: Standing | None, team_names: dict[str, str]) -> None:
        """Show a state; `None` (not to be agreed) shows nothing."""
        self.setVisible(standing is not None)
        if standing is None:
            return
        self._icon, self._role = state_icon(standing.state)
        if standing.basis_changed:
            self._icon, self._role = "history", "warn"
        self._words = state_words(standing, team_names)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 + theme.metrics("small", 500).horizontalAdvance(self._words) + 2, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        draw_icon(painter, self._icon, self._role, 0, (self.height() - 14) / 2, 14)
        draw_text(
            painter, self.rect().adjusted(20, 0, 0, 0), self._words, theme.font("small", 500), theme.tokens().text
        )
