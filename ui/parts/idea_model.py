"""The table of ideas as a Qt model: headings and ideas in one list, each cell in words for those who hear it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import key_of, title_of
from joint_plan.rules.names import shown, team_name
from joint_plan.rules.pairs import PairState, pair_state
from ui import theme
from ui.parts.ideas import Idea, Ideas, absorbed_words, place_words, votes_each
from ui.parts.state_chip import state_words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a row's `Idea` or `Heading` is found."""


class Part(enum.IntEnum):
    """The columns."""

    MARKER = 0
    IDEA = 1
    VOTES = 2
    IMPACT = 3
    EFFORT = 4
    OWNERS = 5
    DUE = 6
    STATE = 7


LABELS = {
    Part.MARKER: "",
    Part.IDEA: N_("Idea"),
    Part.VOTES: N_("Votes"),
    Part.IMPACT: N_("Impact"),
    Part.EFFORT: N_("Effort"),
    Part.OWNERS: N_("Owners"),
    Part.DUE: N_("Due"),
    Part.STATE: N_("State"),
}
PAIR_OF = {Part.VOTES: "votes", Part.IMPACT: "impact", Part.EFFORT: "effort"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that names the ideas under it."""

    title: str
    detail: str


Row = Idea | Heading


class IdeaModel(QAbstractTableModel):
    """Rows of ideas under their headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._plan: Snapshot | None = None
        self.team_names: dict[str, str] = {}
        self.marked: frozenset[str] = frozenset()
        """Keys of the ideas that are marked to be merged."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Headings and ideas, top to bottom."""
        return self._rows

    def show_ideas(self, plan: Snapshot, ideas: Ideas) -> bool:
        """Show these ideas; says whether rows came, went or moved (else only cells were drawn again)."""
        rows = _rows(plan, ideas)
        names = {team: team_name(plan, team) for team in TEAMS}
        same = [_identity(row) for row in rows] == [_identity(row) for row in self._rows]
        before, self._plan = self._rows, plan
        renamed = names != self.team_names
        self.team_names = names
        if not same:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return True
        self._rows = rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new or renamed:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Part) - 1))
        return False

    def mark(self, keys: frozenset[str]) -> None:
        """Mark these ideas and no others."""
        self.marked = keys
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Part) - 1))

    def row_of(self, key: str) -> int:
        """The row of an idea by its reference, -1 if it is not here."""
        return next((n for n, row in enumerate(self._rows) if isinstance(row, Idea) and row.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = Part(index.column()) in (Part.IDEA, Part.DUE, *PAIR_OF)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(LABELS[Part(section)])
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("caption")
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Part.MARKER:
            return _("Number")
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  as Qt has it
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if isinstance(row, Heading):
            return f"{row.title}, {row.detail}" if index.column() == 0 else None
        return self.words(row, Part(index.column()))

    def words(self, idea: Idea, part: Part) -> str:
        """A cell in words: both teams named, a blind answer only as in or not yet."""
        plan, item = self._plan, idea.item
        assert plan is not None  # rows come with their plan
        if part is Part.MARKER:
            picked = _("picked") if item.picked else _("not picked")
            marked = f", {_('marked')}" if idea.key in self.marked else ""
            return f"{item.code}, {picked}, {place_words(idea)}{marked}"
        if part is Part.IDEA:
            more = [text for text in (item.problem, item.expected_effect, absorbed_words(idea)) if text]
            return "\n".join([title_of(item), *more])
        if part in PAIR_OF:
            return self._pair_words(plan, idea, PAIR_OF[part])
        if part is Part.OWNERS:
            return ", ".join(
                f"{self.team_names[team]}: {shown(plan, item, f'{team}_owner') or _('nobody')}" for team in TEAMS
            )
        if part is Part.DUE:
            return shown(plan, item, "due")
        return state_of(idea, self.team_names)

    def _pair_words(self, plan: Snapshot, idea: Idea, name: str) -> str:
        words = [f"{self.team_names[team]}: {shown(plan, idea.item, f'{name}_{team}') or '–'}" for team in TEAMS]
        if idea.far_apart(name):
            words.append(_("two or more apart: ask both teams why"))
        return ", ".join(words)


def state_of(idea: Idea, team_names: dict[str, str]) -> str:
    """What an idea's last column says."""
    if idea.standing is not None:
        return state_words(idea.standing, team_names)
    if idea.item.merged_into:
        return _("Merged")
    states = {pair_state(idea.pair(name)) for name in ("impact", "effort")}
    if PairState.REVEALED not in states and states != {PairState.EMPTY}:
        return _("Blind")
    return _("To score") if idea.shortlisted and idea.place is None else _("Idea")


def _identity(row: Row) -> str:
    return row.key if isinstance(row, Idea) else f"#{row.title}"


def _rows(plan: Snapshot, ideas: Ideas) -> tuple[Row, ...]:
    rows: list[Row] = []
    if ideas.picked:
        rows += [Heading(_("30-day list"), _picked_words(plan, ideas)), *ideas.picked]
    if ideas.others:
        rows += [Heading(_("Other ideas"), _others_words(plan, ideas)), *ideas.others]
    if ideas.merged:
        names = {idea.key: idea.item.code for idea in ideas.all}
        into = {f"QuickWin:{idea.item.merged_into}" for idea in ideas.merged}
        detail = _("kept with their votes; merged into {codes}").format(
            codes=", ".join(sorted(names.get(key, "") for key in into))
        )
        rows += [Heading(_("Merged ideas"), detail), *ideas.merged]
    return tuple(rows)


def _picked_words(plan: Snapshot, ideas: Ideas) -> str:
    count = len(ideas.picked)
    words = ngettext("{count} picked", "{count} picked", count).format(count=count)
    dated = [idea for idea in ideas.picked if idea.item.due is not None]
    if len(dated) < count:
        open_ = count - len(dated)
        missing = ngettext("{count} without a date", "{count} without a date", open_).format(count=open_)
        return f"{words}, {missing}"
    last = max(dated, key=lambda idea: str(idea.item.due))
    return _("{picked}, all done by {day}").format(picked=words, day=shown(plan, last.item, "due"))


def _others_words(plan: Snapshot, ideas: Ideas) -> str:
    count = len(ideas.others)
    kept = ngettext("{count}, kept with its votes", "{count}, kept with their votes", count).format(count=count)
    return f"{kept}. {votes_each(plan)}"


def key_at(row: Row) -> str:
    """The reference of a row's idea, "" for a heading."""
    return key_of(row.item) if isinstance(row, Idea) else ""
