"""What a piece drew and where: by it, tests prove that nothing is lost, over something else, or off its page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A text on a page (counted from 1): points from the left and the top edge; its words as they were written."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text in one."""
        return " ".join(self.lines)

    def over(self, other: "Box", slack: float = 0.5) -> bool:
        """Whether two texts cover each other by more than `slack` points."""
        return (
            self.page == other.page
            and min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )


@dataclass(slots=True)
class LayoutReport:
    """The sheets of a piece as (width, height) in points, and its texts in the order in which they were drawn."""

    sheets: list[tuple[float, float]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def off_the_page(self, margin: float = 14.0) -> list[Box]:
        """Texts that are not whole on their page, or nearer to its edge than printers reach."""
        found = []
        for box in self.boxes:
            width, height = self.sheets[box.page - 1]
            inside = margin <= box.left and box.right <= width - margin
            if not (inside and margin <= box.top and box.bottom <= height - margin):
                found.append(box)
        return found

    def overlapping(self) -> list[tuple[Box, Box]]:
        """Texts that cover each other."""
        found = []
        for page in range(1, len(self.sheets) + 1):
            here = sorted((box for box in self.boxes if box.page == page), key=lambda box: box.top)
            for number, box in enumerate(here):
                for other in here[number + 1 :]:
                    if other.top >= box.bottom:
                        break
                    if box.over(other):
                        found.append((box, other))
        return found


_REPORT: ContextVar[LayoutReport | None] = ContextVar("layout report", default=None)


@contextmanager
def layout_report() -> Iterator[LayoutReport]:
    """Collect what the pieces made inside draw."""
    report = LayoutReport()
    token = _REPORT.set(report)
    try:
        yield report
    finally:
        _REPORT.reset(token)


def collecting() -> LayoutReport | None:
    """Where to report to, if anybody asks."""
    return _REPORT.get()
