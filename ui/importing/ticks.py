"""Which parts of a preview are ticked, without a widget: rows as a whole, or their fields one by one."""

from __future__ import annotations

from joint_plan.exchange.preview import WHOLE, FieldLine, Line, Part, Preview


class Ticks:
    """What somebody wants of a preview. At first everything that only the workbook has changed."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._on: set[Part] = set(preview.without_conflict)

    @property
    def chosen(self) -> frozenset[Part]:
        """The parts that are ticked."""
        return frozenset(self._on)

    @property
    def count(self) -> int:
        """How many rows have something ticked."""
        return sum(bool(line.parts & self._on) for line in self._preview.lines)

    def all_of(self, parts: frozenset[Part]) -> bool:
        """Whether all of these are ticked."""
        return parts <= self._on

    def any_of(self, parts: frozenset[Part]) -> bool:
        """Whether some of these are ticked."""
        return bool(parts & self._on)

    def has(self, line: Line, field: FieldLine) -> bool:
        """Whether a field is ticked."""
        return (line.key, field.column) in self._on

    def set_line(self, line: Line, *, on: bool) -> None:
        """Tick or clear a whole row."""
        if on:
            self._on |= line.parts
        else:
            self._on -= line.parts

    def set_field(self, line: Line, field: FieldLine, *, on: bool) -> None:
        """Tick or clear a field. A new row comes with what it cannot be without, and goes with it."""
        if on:
            self._on.add((line.key, field.column))
            if line.kind == "added":
                self._on.add((line.key, WHOLE))
                self._on |= {(line.key, one.column) for one in line.fields if one.required}
        elif line.kind == "added" and field.required:
            self.set_line(line, on=False)
        else:
            self._on.discard((line.key, field.column))
            if line.kind == "added" and not self._on & {(line.key, one.column) for one in line.fields}:
                self._on.discard((line.key, WHOLE))

    def set_without_conflict(self) -> None:
        """Tick what only the workbook has changed, and nothing else."""
        self._on = set(self._preview.without_conflict)

    def clear(self) -> None:
        """Tick nothing."""
        self._on = set()
