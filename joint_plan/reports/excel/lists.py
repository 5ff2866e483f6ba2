"""Lists to choose from, on a hidden sheet, each with a name: in a validation itself a list ends at 255 characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.reports.excel.formats import COLUMN_HEAD
from joint_plan.reports.excel.sheet import range_name

if TYPE_CHECKING:
    from joint_plan.reports.excel.book import Book
    from joint_plan.reports.excel.sheet import Sheet

SHEET = "Lists"


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list: the name that validations use, its column, its entries."""

    name: str
    column: int
    entries: tuple[str, ...]

    def cell(self, place: int) -> str:
        """The fixed address of an entry, for conditions: people's words never stand in a formula."""
        return f"{SHEET}!{range_name((1 + place, self.column), (1 + place, self.column)).partition(':')[0]}"

    @property
    def area(self) -> str:
        """The fixed address of all entries."""
        return f"{SHEET}!{range_name((1, self.column), (len(self.entries), self.column))}"


class Lists:
    """The lists in use, each once."""

    def __init__(self) -> None:
        self._by_entries: dict[tuple[str, ...], NamedList] = {}

    def of(self, entries: Sequence[str]) -> NamedList:
        """The list of these entries, empty ones left out; made when first asked for."""
        kept = tuple(dict.fromkeys(entry for entry in entries if entry))
        found = self._by_entries.get(kept)
        if found is None:
            number = len(self._by_entries)
            found = self._by_entries[kept] = NamedList(f"list_{number + 1}", number, kept)
        return found

    def all(self) -> tuple[NamedList, ...]:
        """Every list, in order of its column."""
        return tuple(self._by_entries.values())


def write_lists(book: "Book", sheet: "Sheet") -> None:
    """Fill the hidden sheet and give each list its name."""
    for found in book.lists.all():
        book.workbook.define_name(found.name, f"={found.area}")
        sheet.text(0, found.column, found.name, COLUMN_HEAD)
        for row, entry in enumerate(found.entries, 1):
            sheet.text(row, found.column, entry, {})
