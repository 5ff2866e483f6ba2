"""Pieces made aside for looking at: the real files, in a folder that goes with the page, off the window's thread."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import speaking
from joint_plan.rules.public import public_plan
from joint_plan.rules.versions import plan_of_version
from ui.jobs import Job, pool

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.reports.model import ReportModel, ReportOptions
    from joint_plan.reports.piece import Copy, Piece
    from joint_plan.rules.public import PublicPlan

NOW = 0
"""Stands for the plan as it is now, in the place of a version's number."""


@dataclass(frozen=True, slots=True)
class Source:
    """What pieces are made from: a version's number or `NOW`, and what was chosen for them."""

    number: int
    options: ReportOptions


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file to look at."""

    source: Source
    key: str
    copy: Copy


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made for looking at: where it is, and its pages' sizes in points; none for what has no pages."""

    path: Path
    pages: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be made of a source: every piece with its copies, and whether the plan has anything for it."""

    pieces: tuple[tuple[Piece, tuple[Copy, ...], bool], ...]
    notice: str = ""
    """Which letters no font has, in words; "" where all can be printed."""


def public_of(plan: Snapshot, number: int) -> PublicPlan:
    """The public plan of a version, or as it is now.

    Raises:
        PlanError: the version was altered or cannot be read.
    """
    return plan_of_version(plan, number) if number else public_plan(plan)


class Maker(QObject):
    """Makes files to look at, one after the other; what was asked for last comes first."""

    offered = Signal(object, object)
    """(Source, Offer)"""
    made = Signal(object, object)
    """(Wanted, Made)"""
    drawn = Signal(object, int, object)
    """(Wanted, page from 0, QImage)"""
    summed_up = Signal(str, str)
    """The summary for a message, as text and as HTML."""
    failed = Signal(object, str)
    """(Wanted or Source, why)"""

    def __init__(self, plan: Snapshot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._folder = Path(tempfile.mkdtemp(prefix="joint-plan-"))
        self._models: dict[Source, ReportModel] = {}
        self._files: dict[Wanted, Made] = {}
        self._waiting: list[tuple[object, Callable[[], object], Callable[[object], None]]] = []
        self._job: Job | None = None
        self._closed = False

    def close(self) -> None:
        """Stop, and take the files away."""
        self._closed = True
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
        # Behind what is being made: that ends first, and may write into the folder until then.
        pool().submit(shutil.rmtree, self._folder, ignore_errors=True)

    @property
    def idle(self) -> bool:
        """Whether nothing is being made, and nothing waits."""
        return self._job is None and not self._waiting

    def known(self, wanted: Wanted) -> Made | None:
        """The file, where it was made already."""
        return self._files.get(wanted)

    # asking

    def offer(self, source: Source) -> None:
        """Find out what can be made of a source."""

        def work() -> object:
            from joint_plan.reports.catalogue import PIECES
            from joint_plan.reports.pieces import letters_notice

            model: ReportModel = self._model(source)
            with speaking(model.language):
                found = tuple((piece, piece.copies(model), piece.applies(model)) for piece in PIECES)
            return Offer(found, letters_notice(model.public))

        self._add(source, work, lambda found: self.offered.emit(source, found), first=True)

    def make(self, wanted: Wanted, *, first: bool = True) -> None:
        """Make a file; `first` before all that waits."""
        made = self._files.get(wanted)
        if made is not None:
            self.made.emit(wanted, made)
            return

        def done(found: object) -> None:
            assert isinstance(found, Made)  # what `_make` gives back
            self._files[wanted] = found
            self.made.emit(wanted, found)

        self._add(wanted, lambda: self._make(wanted), done, first=first)

    def summarise(self, source: Source) -> None:
        """Put what was agreed into a text for a message."""

        def work() -> object:
            from joint_plan.reports.follow_through.summary import summary, summary_html, summary_text

            model = self._model(source)
            with speaking(model.language):
                found = summary(model)
                return summary_text(found), summary_html(found)

        def done(found: object) -> None:
            assert isinstance(found, tuple)  # text and HTML
            self.summed_up.emit(*found)

        self._add(source, work, done, first=True)

    def draw(self, wanted: Wanted, page: int, width: int, *, first: bool = True) -> None:
        """Draw a page of a file that was made, so many pixels wide."""
        made = self._files[wanted]
        self._add(
            wanted,
            lambda: page_image(made.path, page, width),
            lambda image: self.drawn.emit(wanted, page, image),
            first=first,
        )

    def _add(self, what: object, work: Callable[[], object], done: Callable[[object], None], *, first: bool) -> None:
        self._waiting.insert(0 if first else len(self._waiting), (what, work, done))
        self._next()

    def forget_waiting(self) -> None:
        """Nothing that waits is wanted any more."""
        self._waiting.clear()

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        what, work, done = self._waiting.pop(0)

        job = Job(lambda _tick: work(), self)
        self._job = job
        job.done.connect(lambda found: self._ended(lambda: done(found)))
        job.cancelled.connect(lambda: self._ended(lambda: None))
        job.failed.connect(lambda fault: self._ended(lambda: self.failed.emit(what, str(fault))))
        job.broke.connect(lambda _fault: self._ended(lambda: self.failed.emit(what, "")))
        job.start()

    def _ended(self, tell: Callable[[], None]) -> None:
        self._job = None
        if self._closed:
            return
        tell()
        self._next()

    # working: off the window's thread, one at a time

    def _model(self, source: Source) -> ReportModel:
        if source not in self._models:
            from joint_plan.reports.compose import report_model

            public = public_of(self._plan, source.number)
            with speaking(public.plan.language):
                self._models[source] = report_model(public, source.options)
        return self._models[source]

    def _make(self, wanted: Wanted) -> Made:
        from joint_plan.base.progress import no_tick
        from joint_plan.reports.catalogue import PIECES

        model = self._model(wanted.source)
        piece = next(piece for piece in PIECES if piece.key == wanted.key)
        path = self._folder / f"{len(list(self._folder.iterdir()))}{piece.ending}"
        with speaking(model.language):
            piece.write(model, wanted.copy, path, no_tick)
        return Made(path, page_sizes(path) if path.suffix == ".pdf" else ())


def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of every page of a PDF, in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(document.get_page_size(number) for number in range(len(document)))
    finally:
        document.close()


def page_image(path: Path, page: int, width: int) -> QImage:
    """A page of a PDF as a picture so many pixels wide.

    Raises:
        PlanError: the file went in the meantime.
    """
    import pypdfium2

    if not path.exists():
        raise PlanError(path.name)
    document = pypdfium2.PdfDocument(path)
    try:
        opened = document[page]
        bitmap = opened.render(scale=width / opened.get_width())
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
        # The picture's own memory goes with the document.
        return image.copy()
    finally:
        document.close()
