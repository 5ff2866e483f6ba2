"""What is wrong between the funnel's records: named by record and field, listed, never hidden (funnel.md, rule 11)."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from joint_plan.base.texts import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: which record and field to mend, and why in a sentence.

    `record` is the type's name; `id` is "" where a record is missing. The sentence is kept apart from the names in
    it, so that the window and the printed plan can each say it in their own language.
    """

    record: str
    id: str
    field: str
    text: str
    names: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))

    @property
    def message(self) -> str:
        """The sentence in the language in use."""
        return _(self.text).format(**self.names)


class Problems:
    """Collects faults in the order they are found, each once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str, tuple[tuple[str, str], ...]], Problem] = {}

    def add(self, record: str, record_id: str, field_name: str, text: str, **names: str) -> None:
        """Note a fault; `text` is marked for translation where it is written."""
        key = (record, record_id, field_name, text, tuple(names.items()))
        if key not in self._found:
            self._found[key] = Problem(record, record_id, field_name, text, MappingProxyType(names))

    def all(self) -> tuple[Problem, ...]:
        """What was found."""
        return tuple(self._found.values())
