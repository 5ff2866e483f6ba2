"""What stands in the team profiles: an entry, a team's head, what two facing columns are about, and the columns."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.landscape import PROFILE_KINDS, ProfileEntry
from joint_plan.plan.record import key_of
from ui import theme
from ui.parts.card import Card
from ui.parts.painting import begin, draw_card, draw_icon, draw_lines, draw_team, draw_text, wrapped_lines
from ui.parts.tile import Tile
from ui.parts.words import Words

_ICONS = {
    "motivation": "target",
    "accountability": "flag",
    "constraint": "circle-alert",
    "capability": "lightbulb",
    "measured_on": "list-checks",
    "paid_on": "lock",
}
_LINE = 18
_BETWEEN = 128
"""Width of what stands between the columns."""


class EntryRow(Tile):
    """One thing a team says; a check once the other team has said it back. A private one is a closed eye."""

    def __init__(self, entry: ProfileEntry, parent: QWidget | None = None) -> None:
        super().__init__(key_of(entry), parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.looking = False
        self.show_entry(entry)
        theme.changed.connect(self._fit)

    def show_entry(self, entry: ProfileEntry) -> None:
        """Show the entry as it is now."""
        self.entry = entry
        self._tell()
        self._fit()

    def look(self, on: bool) -> None:
        """Show what is private, or hide it again."""
        if self.looking != on:
            self.looking = on
            self._tell()
            self._fit()

    @property
    def words(self) -> str:
        """What stands in the row."""
        if self.entry.is_private and not self.looking:
            return _("Hidden here. Hold H to look.")
        return self.entry.text or _("(empty)")

    def _tell(self) -> None:
        heard = _("heard back by the other team") if self.entry.heard_back else _("not heard back yet")
        self.setAccessibleName(self.words if self.entry.is_private else f"{self.words}, {heard}")
        self.setToolTip("" if self.entry.is_private else heard)

    def _lines(self) -> list[str]:
        return wrapped_lines(self.words, theme.font("body"), max(theme.px(120), self.width() - theme.px(44)))

    def _fit(self) -> None:
        self.setFixedHeight(max(theme.px(28), len(self._lines()) * theme.px(_LINE) + theme.px(10)))
        self.update()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        if theme.has_key_focus(self):
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 5, 5)
        lines = self._lines()
        top = (self.height() - len(lines) * theme.px(_LINE)) / 2
        hidden = self.entry.is_private and not self.looking
        if self.entry.is_private:
            draw_icon(painter, "eye-off" if hidden else "eye", "muted", 6, top + 2, 14)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.border_strong)
            painter.drawEllipse(QRectF(11, top + theme.px(_LINE) / 2 - 2, 4, 4))
        colour = tokens.muted if hidden else tokens.text
        draw_lines(painter, theme.px(24), top, lines, theme.font("body"), colour, theme.px(_LINE))
        if self.entry.heard_back and not hidden:
            draw_icon(painter, "circle-check", "ok", self.width() - 20, top + 2, 14)


class _Head(QWidget):
    """A team's name, how many people it has here and who leads it."""

    def __init__(self, team: str) -> None:
        super().__init__()
        self._team, self._name, self._said = team, "", ""

    def show_team(self, name: str, said: str) -> None:
        self._name, self._said = name, said
        self.setAccessibleName(f"{name}, {said}" if said else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, colour = theme.tokens(), theme.team_colour(self._team)
        place = QRectF(self.rect())
        draw_card(painter, place, fill=theme.lane_tint(colour))
        painter.fillRect(QRectF(1, 0, self.width() - 2, 3), colour)
        middle = self.height() / 2 + 1
        draw_team(painter, self._team, QRectF(14, middle - 6, 12, 12))
        draw_text(painter, place.adjusted(36, 2, -12, 0), self._name, theme.font("h3"), tokens.text)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, place.adjusted(120, 2, -12, 0), self._said, theme.font("caption"), tokens.muted, align)


class _Kind(QWidget):
    """Between the columns: what the lines at both sides are about."""

    def __init__(self, kind: str, label: str) -> None:
        super().__init__()
        self._icon = _ICONS[kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, theme.space(2))
        column.setSpacing(2)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._mark)
        words = Words(_(label), "small", weight=600)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._mark.setPixmap(theme.pixmap(self._icon, "muted", 16))


class FacingColumns(QWidget):
    """What one or two teams say of themselves, kind by kind, facing each other."""

    def __init__(self, teams: tuple[str, ...]) -> None:
        super().__init__()
        self.teams = teams
        self.heads = {team: _Head(team) for team in teams}
        self.cells: dict[tuple[str, str], QVBoxLayout] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, theme.space(1), 0)
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1))
        for place in (0, 1):
            grid.setColumnStretch(2 * place, 1)
        for place, team in enumerate(teams):
            grid.addWidget(self.heads[team], 0, 2 * place)
        for number, (kind, label) in enumerate(PROFILE_KINDS, 1):
            for place, team in enumerate(teams):
                cell = Card(1)
                cell.body.setSpacing(0)
                self.cells[team, kind] = cell.body
                grid.addWidget(cell, number, 2 * place)
            about = _Kind(kind, label)
            about.setFixedWidth(theme.px(_BETWEEN))
            grid.addWidget(about, number, 1)
            grid.setRowMinimumHeight(number, theme.px(58))
        if len(teams) == 1:
            # The other column stays empty, as wide as the first.
            grid.addWidget(QWidget(), 0, 2)
