"""Where the blocks of the scorecard stand on its sheet."""

from dataclasses import dataclass

from joint_plan.reports.excel.sheet import cell_name, header_names
from joint_plan.rules.scorecard import Scorecard

ID, MEASURE, TEAM, UNIT, BETTER, SHOWN, TARGET, ACTUAL, APART, REACHED, STATUS, REMARK, FIRST = range(13)
HEAD = 7
"""The row of the table's heads; rows and columns count from 0."""


@dataclass(frozen=True, slots=True)
class Places:
    """Actuals of all periods from `FIRST` on, then their targets, then the status of each."""

    card: Scorecard

    @property
    def count(self) -> int:
        """How many periods there are."""
        return len(self.card.periods)

    @property
    def first(self) -> int:
        """The first row."""
        return HEAD + 1

    @property
    def last(self) -> int:
        """The last row."""
        return HEAD + len(self.card.rows)

    def actual(self, period: int) -> int:
        """The column of a period's actuals."""
        return FIRST + period

    def target(self, period: int) -> int:
        """The column of a period's targets."""
        return FIRST + self.count + period

    def status(self, period: int) -> int:
        """The column of a period's status."""
        return FIRST + 2 * self.count + period

    def across(self, row: int, first: int, last: int) -> str:
        """The cells of a row between two columns, which are fixed."""
        return f"${cell_name(row, first)}:${cell_name(row, last)}"

    def span(self, kind: str) -> tuple[int, int] | None:
        """The first and last column of the actuals by "week" or "month"; `None` where there are none."""
        found = self.card.places(kind)
        return (self.actual(found[0]), self.actual(found[-1])) if found else None


def measure_names(places: Places) -> list[str]:
    """What the rows are called, each name once and on one line, so that one can be chosen by it."""
    return header_names([row.title for row in places.card.rows])
