"""What records are called in cells: with the code, one line, and each name meaning one record only."""

from dataclasses import dataclass, field

from joint_plan.base.texts import _
from joint_plan.plan.record import Record, spec_of
from joint_plan.reports.excel.sheet import cell_text, cut
from joint_plan.rules.names import called, find
from joint_plan.rules.public import PublicPlan

_LONGEST = 120
ANY = ""
"""Stands for the record type where a cell may name a record of any."""


@dataclass(slots=True)
class References:
    """Names of records, made when first asked for.

    `of` and `entries` name records of one type, `of_any` those of all types: `Goal: G-01 Twice the pipeline`.
    """

    view: PublicPlan
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, type_name: str, record_id: str) -> str:
        """What a record is called among those of its type; "" for the empty reference."""
        if not record_id:
            return ""
        known = self._of_type(type_name)
        if record_id not in known:
            _add(known, record_id, _("(deleted)"))
        return known[record_id]

    def of_any(self, key: str) -> str:
        """What the record `Type:id` is called among all records; "" for the empty reference."""
        if not key:
            return ""
        known = self._known.setdefault(ANY, {})
        if key not in known:
            item = find(self.view, key)
            if item is None:
                _add(known, key, _("(deleted)"))
            else:
                kind = spec_of(item)
                _add(known, key, f"{_(kind.label)}: {self.of(kind.name, item.id)}")
        return known[key]

    def entries(self, type_name: str) -> tuple[str, ...]:
        """What can be chosen among the records of a type, in their order."""
        known = self._of_type(type_name)
        return tuple(known[item.id] for item in self.view.all(spec_of(type_name).type))

    def used(self) -> tuple[tuple[str, str, str], ...]:
        """Every name given so far: record type or `ANY`, id or key, name."""
        return tuple((kind, one, words) for kind, known in self._known.items() for one, words in known.items())

    def _of_type(self, type_name: str) -> dict[str, str]:
        if type_name not in self._known:
            known = self._known[type_name] = {}
            taken: set[str] = set()
            for item in self.view.all(spec_of(type_name).type):
                _add(known, item.id, self._words(item), taken)
        return self._known[type_name]

    def _words(self, item: Record) -> str:
        title = called(self.view, item)
        return title if not item.code or title == item.code else f"{item.code} {title}"


def _add(known: dict[str, str], one: str, words: str, taken: set[str] | None = None) -> None:
    """Add a name; one that is taken, whatever its case, gets a number."""
    taken = {name.casefold() for name in known.values()} if taken is None else taken
    plain = cut(" ".join(cell_text(words).split()), _LONGEST) or "–"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain} ({number})"
    taken.add(name.casefold())
    known[one] = name
