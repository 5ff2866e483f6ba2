"""The records of one type as a table that follows the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from joint_plan.base.texts import N_, _
from joint_plan.plan import kinds
from joint_plan.plan.record import Record, column_value, key_of, spec_of, title_of
from joint_plan.plan.session import Team
from joint_plan.rules import names
from joint_plan.rules.presence import entry_fault, fitted
from ui import theme
from ui.parts.editors import team_icon
from ui.parts.tips import plain

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from joint_plan.plan.fields import Column
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.workbook import Committed
    from ui.document import Document

Index = QModelIndex | QPersistentModelIndex
Rows = Callable[["Snapshot"], Sequence[Record]]
Heads = Callable[["Snapshot"], Mapping[str, str]]
Flagged = Callable[[Record, "Column"], bool]

COLUMN = Qt.ItemDataRole.UserRole + 1
"""Role: the `Column` of a cell."""


class RecordModel(QAbstractTableModel):
    """Rows are records, columns are declared columns. Changing a cell is an edit of the plan like any other.

    `setData` announces nothing: what was committed comes back as deltas, and only the cells they name are drawn again.
    """

    refused = Signal(QModelIndex, str)
    """A cell's value was not taken, and why."""

    def __init__(
        self,
        document: Document,
        record_type: type[Record],
        columns: Sequence[str],
        rows: Rows,
        heads: Heads | None = None,
        flagged: Flagged | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flagged = flagged
        self._document = document
        self._spec = spec_of(record_type)
        self.columns: tuple[Column, ...] = tuple(self._spec.by_column[name] for name in columns)
        self._rows_of = rows
        self._heads_of = heads
        self._records: list[Record] = []
        self._places: dict[str, int] = {}
        self._load(document.plan)
        document.committed.connect(self._committed)

    def _load(self, plan: Snapshot) -> None:
        self._records = list(self._rows_of(plan))
        self._places = {record.id: place for place, record in enumerate(self._records)}

    def reload(self) -> None:
        """Show other rows: what `rows` says has changed without an edit."""
        self.beginResetModel()
        self._load(self._document.plan)
        self.endResetModel()

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature; an empty index is a value
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(self.columns)

    def record(self, row: int) -> Record | None:
        """The record of a row, or `None`."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, record_id: str) -> int:
        """The row of a record; -1 if it is not shown."""
        return self._places.get(record_id, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        if role == COLUMN:
            return column
        if role == Qt.ItemDataRole.DisplayRole:
            if isinstance(column.kind, kinds.Flag):
                return ""
            return names.shown(self._document.plan, record, column)
        if role == Qt.ItemDataRole.EditRole:
            return column_value(record, column)
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(column.kind, kinds.Flag):
            return Qt.CheckState.Checked if column_value(record, column) else Qt.CheckState.Unchecked
        return self._looks(record, column, role)

    def _looks(self, record: Record, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind.align_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column.kind.align_right:
            return theme.font("body", tabular=True)
        if role == Qt.ItemDataRole.DecorationRole and self._flagged is not None and self._flagged(record, column):
            return theme.icon("triangle-alert", "warn")
        if role == Qt.ItemDataRole.DecorationRole and isinstance(record, Team) and column.name == self._spec.title:
            return team_icon(record.id)
        if role == Qt.ItemDataRole.DecorationRole and isinstance(column.kind, kinds.Ref):
            value = column_value(record, column)
            if column.kind.target == "Team" and value and not column.part:
                return team_icon(value)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = names.shown(self._document.plan, record, column)
            if role == Qt.ItemDataRole.ToolTipRole:
                missing = self._flagged is not None and self._flagged(record, column)
                return _("Still missing") if missing else plain(words)
            label = names.label_of(self._document.plan, column)
            return f"{label}: {words or _('empty')}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._head(section, role)
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return names.label_of(self._document.plan, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [names.label_of(self._document.plan, column), _(column.field.help)]
            said += [_("Both teams agree on this")] if column.field.material else []
            return "\n".join(part for part in said if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind.align_right else Qt.AlignmentFlag.AlignLeft
            # Headings break into two lines where there is no room for one.
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        return None

    def _head(self, row: int, role: int) -> object:
        record = self.record(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole or record is None or self._heads_of is None:
            return None
        return self._heads_of(self._document.plan).get(record.id, "")

    def heading(self, section: int) -> str:
        """What stands over a column."""
        return names.label_of(self._document.plan, self.columns[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self._document.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
            if isinstance(self.columns[index.column()].kind, kinds.Flag):
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    # editing

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            value = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        elif role != Qt.ItemDataRole.EditRole:
            return False
        return self.enter(index.row(), column, value)

    def enter(self, row: int, column: Column, value: object) -> bool:
        """Change one cell; says whether the plan took it."""
        record = self._records[row]
        faults: list[PlanError] = []
        label = names.label_of(self._document.plan, column)
        item = record.code or title_of(record)
        plan = self._document.plan
        kept = None if column.part and column.kind.is_empty(value) else fitted(plan, column, value)
        short = entry_fault(plan, record, column, kept)
        if short:
            self.refused.emit(self.index(row, self.columns.index(column)), short)
            return False
        with self._document.edit(N_("Change {field}, {item}"), refused=faults.append, field=label, item=item) as edit:
            edit.set(record, **{column.name: kept})
        for fault in faults:
            message = getattr(fault, "message", str(fault))
            self.refused.emit(self.index(row, self.columns.index(column)), message[:1].upper() + message[1:])
        return not faults

    # following the plan

    def _committed(self, committed: Committed) -> None:
        self._follow(committed)
        if self._heads_of is not None and self._records:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._records) - 1)

    def _follow(self, committed: Committed) -> None:
        name = self._spec.name
        mine = [delta for delta in committed.deltas if delta.type == name]
        if any(delta.before is None or delta.after is None or "position" in delta.after for delta in mine):
            self._reorder(committed.snapshot)
            return
        changed = self._rows_of(committed.snapshot) if self._is_filtered(mine) else None
        if changed is not None and [record.id for record in changed] != [record.id for record in self._records]:
            self._reorder(committed.snapshot)
            return
        for delta in mine:
            row = self._places.get(delta.id, -1)
            now = committed.snapshot.find(delta.key)
            if row >= 0 and now is not None:
                self._records[row] = now
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        if self._shows_names_of({delta.type for delta in committed.deltas}):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, len(self.columns) - 1))

    def _is_filtered(self, mine: Sequence[Any]) -> bool:
        return bool(mine) and len(self._records) != len(self._document.plan.table(self._spec.name).rows)

    def _shows_names_of(self, types: set[str]) -> bool:
        shown = {column.kind.target for column in self.columns if isinstance(column.kind, kinds.Ref)}
        return bool(self._records) and bool(shown & types)

    def _reorder(self, plan: Snapshot) -> None:
        """Rows come, go or move: one signal a row where few do, so that selection and focus stay."""
        wanted = list(self._rows_of(plan))
        ids = {record.id for record in wanted}
        for row in reversed(range(len(self._records))):
            if self._records[row].id not in ids:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._records[row]
                self.endRemoveRows()
        self._index()
        for row, record in enumerate(wanted):
            here = self._records[row] if row < len(self._records) else None
            if here is not None and here.id == record.id:
                if here is not record:
                    self._records[row] = record
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
                continue
            old = next((at for at in range(row, len(self._records)) if self._records[at].id == record.id), -1)
            if old < 0:
                self.beginInsertRows(QModelIndex(), row, row)
                self._records.insert(row, record)
                self.endInsertRows()
            else:
                self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), row)
                del self._records[old]
                self._records.insert(row, record)
                self.endMoveRows()
        self._index()

    def _index(self) -> None:
        self._places = {record.id: place for place, record in enumerate(self._records)}

    def key(self, row: int) -> str:
        """The reference of a row's record, "" where there is none."""
        record = self.record(row)
        return key_of(record) if record is not None else ""
