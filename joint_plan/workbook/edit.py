"""An edit in the making: records added, changed, removed and moved on a private view of the plan."""

import secrets
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from joint_plan.base.texts import _
from joint_plan.plan.deltas import Conflict, Delta, delta_between
from joint_plan.plan.jsonform import code_number, code_text
from joint_plan.plan.record import Record, key_of, spec_of, with_columns
from joint_plan.plan.references import removal
from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.workbook.checks import cleaned

R = TypeVar("R", bound=Record)


class Edit:
    """Collects one change. Nothing outside knows of it until the `with` block of `Workbook.edit` ends well.

    Values are checked as they come; references when the edit ends, since records of one edit may refer to each other
    in any order.
    """

    def __init__(self, base: Snapshot, codes: Mapping[str, int]) -> None:
        self._base = base
        self._codes = dict(codes)
        self._last: dict[str, int] = {}
        self._changes: dict[str, dict[str, Record | None]] = {}
        self._unseen: dict[str, dict[str, Record | None]] = {}
        self._view = base
        self.notices: list[str] = []

    @property
    def view(self) -> Snapshot:
        """The plan with the edit so far."""
        if self._unseen:
            self._view = self._view.replaced(self._unseen)
            self._unseen = {}
        return self._view

    def add(self, item: R) -> R:
        """Add a record; what it lacks of id, code and position it gets: a new id, the next code, the end of its list.

        Raises:
            FieldError: a value that cannot be.
            Conflict: there is a record with this id.
        """
        spec = spec_of(item)
        name = spec.name
        record_id = item.id or self._new_id(name)
        if self._held(name, record_id) is not None:
            raise Conflict(_("There is a {type} with the id “{id}” already.").format(type=_(spec.label), id=record_id))
        code = item.code or self._next_code(name, spec.code)
        position = item.position or self._end_of(name)
        kept = self._cleaned(replace(item, id=record_id, code=code, position=position))
        self._codes[name] = max(self._codes.get(name, 0), code_number(spec.code, code))
        self._put(name, record_id, kept)
        return kept

    def put(self, item: R) -> R:
        """Put a record in the place of the one with its id.

        Raises:
            FieldError: a value that cannot be; the old values stay.
            Conflict: the record is gone.
        """
        name = spec_of(item).name
        self._existing(name, item.id)
        kept = self._cleaned(item)
        self._put(name, item.id, kept)
        return kept

    def set(self, item: R, **columns: Any) -> R:  # noqa: ANN401  values of any field
        """Change some columns of a record (a pair's parts singly, such as `impact_marketing`).

        Raises:
            FieldError: a value that cannot be; the old values stay.
            Conflict: the record is gone.
            KeyError: a column that the type does not have.
        """
        held = self._existing(spec_of(item).name, item.id)
        return self.put(with_columns(held, columns))  # type: ignore[return-value]  # of the same type as what was given

    def remove(self, item: Record) -> tuple[str, ...]:
        """Delete a record, and what depends on it; other references to it are emptied.

        Returns:
            the keys of all records that went, this one first.

        Raises:
            PlanError: something refers to it that forbids it.
            Conflict: the record is gone already.
        """
        held = self._existing(spec_of(item).name, item.id)
        view = self.view
        gone: list[str] = []
        after: dict[str, dict[str, Record | None]] = {}
        for delta in removal(view, held):
            rows = after.setdefault(delta.type, {})
            if delta.after is None:
                rows[delta.id] = None
                gone.append(delta.key)
            else:
                before = rows.get(delta.id) or view.table(delta.type).rows[delta.id]
                rows[delta.id] = with_columns(before, delta.after)
        for name, rows in after.items():
            for record_id, kept in rows.items():
                self._put(name, record_id, kept)
        return tuple(dict.fromkeys((key_of(held), *gone)))

    def move(self, item: R, before: Record | None) -> R:
        """Move a record in its list: in front of another, or to the end.

        Raises:
            Conflict: one of the two is gone.
        """
        name = spec_of(item).name
        held = self._existing(name, item.id)
        order = self.view.table(name).order
        place = bisect_left(order, _place(held), key=_place)
        target = None if before is None else self._existing(name, before.id)
        found = len(order) if target is None else bisect_left(order, _place(target), key=_place)
        if found in {place, place + 1}:
            return held  # type: ignore[return-value]  # it stands there already

        def other(number: int) -> Record:
            return order[number if number < place else number + 1]

        index = found if found < place else found - 1
        moved = held
        for number, position in _places(lambda number: other(number).position, len(order) - 1, index).items():
            neighbour = held if number == index else other(number if number < index else number - 1)
            kept = with_columns(neighbour, {"position": position})
            self._put(name, kept.id, kept)
            if number == index:
                moved = kept
        return moved  # type: ignore[return-value]  # of the same type as what was given

    def deltas(self) -> tuple[Delta, ...]:
        """What the edit changes, one delta a record."""
        found = (
            delta_between(self._base.table(name).rows.get(record_id), item)
            for name, rows in self._changes.items()
            for record_id, item in rows.items()
        )
        return tuple(delta for delta in found if delta is not None)

    def _cleaned(self, item: R) -> R:
        kept, notices = cleaned(item)
        self.notices += notices
        return kept  # type: ignore[return-value]  # of the same type as what was given

    def _put(self, name: str, record_id: str, item: Record | None) -> None:
        self._changes.setdefault(name, {})[record_id] = item
        self._unseen.setdefault(name, {})[record_id] = item
        if item is not None and name in self._last:
            self._last[name] = max(self._last[name], item.position)

    def _held(self, name: str, record_id: str) -> Record | None:
        changed = self._changes.get(name, {})
        return changed[record_id] if record_id in changed else self._base.table(name).rows.get(record_id)

    def _existing(self, name: str, record_id: str) -> Record:
        held = self._held(name, record_id)
        if held is None:
            raise Conflict(_("This {type} is not in the plan any more.").format(type=_(spec_of(name).label)))
        return held

    def _new_id(self, name: str) -> str:
        while True:
            made = secrets.token_hex(8)
            if self._held(name, made) is None:
                return made

    def _next_code(self, name: str, prefix: str) -> str:
        return code_text(prefix, self._codes.get(name, 0) + 1) if prefix else ""

    def _end_of(self, name: str) -> int:
        if name not in self._last:
            order = self.view.table(name).order
            self._last[name] = order[-1].position if order else 0
        return self._last[name] + SPACING


def _place(item: Record) -> tuple[int, str]:
    return (item.position, item.id)


def _places(position_of: Callable[[int], int], count: int, index: int) -> dict[int, int]:
    """Positions that put one more into a list at `index`: its own, and those of neighbours that must make room.

    `position_of` gives the rising positions of the `count` others. The answer counts places in the list with the new
    one in it.
    """
    low, high = index, index
    while True:
        if low > 0:
            below = position_of(low - 1)
        else:
            below = 0 if not count or position_of(0) > 0 else position_of(0) - 2 * SPACING
        if high == count:
            return {number: below + SPACING * (number - low + 1) for number in range(low, high + 1)}
        step = (position_of(high) - below) // (high - low + 2)
        # Neighbours are moved only where the gap is used up; then far enough that it lasts.
        if step >= (1 if low == high else 1 << 10):
            return {number: below + step * (number - low + 1) for number in range(low, high + 1)}
        reach = max(8, 2 * (high - low))
        low, high = max(0, index - reach), min(count, index + reach)
