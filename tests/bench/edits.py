"""What one edit costs: the same in a plan of ten records and of ten thousand; a board of thirty cards and of 300."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from joint_plan.plan.snapshot import SPACING, Snapshot
from joint_plan.plan.starting import default_records
from joint_plan.plan.types import QuickWin, Stage, Touchpoint
from joint_plan.workbook import Workbook
from tests.bench.timing import Ratio, in_turns, seconds

EDITS = 20


def ratios() -> Iterator[Ratio]:
    """Edits of the file, and of a board that shows it."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_opened(Path(folder), _ideas(count)) for count in (10, 10_000))
        with few, many:
            yield in_turns(
                "one edit with 10,000 records / with 10", _editing(many, QuickWin), _editing(few, QuickWin), 1.5
            )
    yield from _boards()


def _opened(folder: Path, plan: Snapshot) -> Workbook:
    return Workbook.create(folder / f"{len(plan)}.jplan", plan)


def _always() -> list[object]:
    return [item for name in ("Plan", "Team", "FunnelStage", "Source") for item in default_records(name)]


def _ideas(count: int) -> Snapshot:
    ideas = [QuickWin(id=f"q{n}", code=f"QW-{n}", title=f"Idea {n}", position=SPACING * n) for n in range(1, count + 1)]
    return Snapshot.of([*_always(), *ideas])  # type: ignore[list-item]  # all of them are records


def _journey(cards: int, stages: int) -> Snapshot:
    board = [Stage(id=f"s{n}", code=f"J-{n}", name=f"Stage {n}", position=SPACING * n) for n in range(1, stages + 1)]
    points = [
        Touchpoint(
            id=f"t{n}",
            code=f"TP-{n}",
            stage=f"s{n % stages + 1}",
            owner_team=("marketing", "sales", "")[n % 3],
            name=f"Touchpoint number {n}",
            position=SPACING * n,
        )
        for n in range(1, cards + 1)
    ]
    return Snapshot.of([*_always(), *board, *points])  # type: ignore[list-item]  # all of them are records


def _editing(workbook: Workbook, record_type: type[QuickWin] | type[Touchpoint]) -> Callable[[], float]:
    numbers = itertools.count()
    column = "title" if record_type is QuickWin else "name"

    def edit() -> float:
        item = workbook.snapshot().all(record_type)[0]

        def work() -> None:
            for _again in range(EDITS):
                with workbook.edit("Change", merge_key="") as change:
                    change.set(item, **{column: f"Changed {next(numbers)}"})

        return seconds(work) / EDITS

    return edit


def _boards() -> Iterator[Ratio]:
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.document import Document
    from ui.sections.journey import JourneyPage

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # made just above
    theme.apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        books = [_opened(Path(folder), _journey(cards, stages)) for cards, stages in ((300, 12), (30, 6))]
        documents = [Document(book) for book in books]
        pages: dict[int, JourneyPage] = {}

        def first_shown(which: int) -> float:
            def work() -> None:
                page = pages[which] = JourneyPage(documents[which], "journey")
                page.resize(860, 740)
                page.show()
                app.processEvents()

            return seconds(work)

        yield in_turns(
            "board first shown with 300 cards / with 30", lambda: first_shown(0), lambda: first_shown(1), 10, 3
        )

        def edited(which: int) -> float:
            edit = _editing(books[which], Touchpoint)

            def work() -> None:
                edit()
                app.processEvents()

            return seconds(work) / EDITS

        yield in_turns("one edit on a board of 300 cards / of 30", lambda: edited(0), lambda: edited(1), 3, 5)
        for book in books:
            book.close()
