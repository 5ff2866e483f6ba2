"""Both teams' stance on an item as chips; a click opens the stance of that team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.texts import _
from joint_plan.rules.standing import agreeing_teams, standing
from ui import theme
from ui.parts.painting import Chip, begin, draw_chip

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import PlanView
    from ui.document import Document


def stance_chip(plan: PlanView, item: Record, team_id: str, *, short: bool = False) -> Chip:
    """How a team's stance on an item looks: "Sales agreed", dashed "Sales waiting"; `short` leaves the team out."""
    found = standing(plan, item)
    team = next((team for team in agreeing_teams(plan) if team.id == team_id), None)
    name = (team.short_name or team.name) if team is not None else team_id
    assent = found.stances.get(team_id)
    if assent is None:
        words, icon, tone = _("waiting"), "clock", "muted"
    elif assent.stance == "agree":
        words, icon, tone = _("agreed"), "check", "ok"
    elif assent.stance == "reservation":
        words, icon, tone = _("agreed, reservation"), "circle-alert", "warn"
    elif assent.stance == "object":
        words, icon, tone = _("objects"), "hand", "danger"
    else:
        words, icon, tone = _("abstains"), "minus", "muted"
    if found.basis_changed and assent is not None and assent.stance in {"agree", "reservation"}:
        words, icon, tone = _("basis changed"), "history", "warn"
    text = words[:1].upper() + words[1:] if short else f"{name} {words}"
    return Chip(text, team=team_id, icon=icon, tone=tone, dashed=assent is None, hollow=assent is None)


def stance_line(plan: PlanView, item: Record, *, short: bool = False) -> tuple[Chip, ...]:
    """The chips of all teams that must agree, for cards that paint them themselves."""
    return tuple(stance_chip(plan, item, team.id, short=short) for team in agreeing_teams(plan))


class StanceChips(QWidget):
    """The chips of all teams that must agree on one item; they wrap where the line is too short."""

    asked = Signal(str, object)
    """(team id, item): the person wants to enter this team's stance."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item: Record | None = None
        self._chips: tuple[tuple[str, Chip], ...] = ()
        self._places: list[tuple[QRectF, str]] = []
        self._short = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_item(self, item: Record | None, *, short: bool = False) -> None:
        """Show the stances on an item; `None` shows nothing."""
        self._item, self._short = item, short
        plan = self._document.plan
        self._chips = ()
        if item is not None:
            self._chips = tuple(
                (team.id, stance_chip(plan, item, team.id, short=short)) for team in agreeing_teams(plan)
            )
        self.setAccessibleName(", ".join(chip.text for _team, chip in self._chips))
        self.setToolTip(_("Click a team to enter its stance, or press 1, 2 on the card"))
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> tuple[list[tuple[QRectF, str, Chip]], int]:
        x, y, gap, row = 0.0, 0.0, 4, theme.px(20)
        placed: list[tuple[QRectF, str, Chip]] = []
        for team, chip in self._chips:
            size = chip.size()
            if x and x + size.width() > width:
                x, y = 0.0, y + row + gap
            placed.append((QRectF(x, y, min(size.width(), width), row), team, chip))
            x += size.width() + gap + 2
        return placed, int(y) + row

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(max(width, 60))[1]

    def sizeHint(self) -> QSize:
        width = sum(chip.size().width() + 6 for _team, chip in self._chips) or 60
        return QSize(width, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        placed, _height = self._laid_out(self.width())
        self._places = [(place, team) for place, team, _chip in placed]
        for place, _team, chip in placed:
            draw_chip(painter, place.left(), place.top(), chip, place.width())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._item is None:
            return
        for place, team in self._places:
            # 28 px high to hit, whatever is drawn.
            if place.adjusted(-2, -4, 2, 4).contains(event.position()):
                self.asked.emit(team, self._item)
                return
