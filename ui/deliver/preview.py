"""The live preview: the real file of the piece that is looked at, page by page, and printing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.deliver.page_view import PageView
from ui.deliver.printing import print_pdf, suit
from ui.jobs import Job
from ui.parts.choice_editors import Combo
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from joint_plan.base.errors import PlanError
    from joint_plan.base.progress import Tick
    from joint_plan.reports.piece import Copy, Piece
    from ui.deliver.making import Made, Maker, Wanted

SIZES = {
    "a1": "A1",
    "a2": "A2",
    "a3": "A3",
    "a4": "A4",
    "a5": "A5",
    "letter": "Letter",
    "tabloid": "Tabloid",
}


class Preview(QWidget):
    """Title, for whom, which sheet, the page, and Print."""

    chosen = Signal()
    """Another copy or sheet is wanted."""
    said = Signal(str, bool)
    """A line to show, and whether it tells of a fault."""

    def __init__(self, maker: Maker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maker = maker
        self._piece: Piece | None = None
        self._wanted: Wanted | None = None
        self._job: Job | None = None
        self.page = 0
        self.made: Made | None = None
        self._pages: tuple[tuple[float, float], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        self.title = Words("", "strong")
        head.addWidget(self.title, 1)
        self.copies = Combo()
        self.copies.setAccessibleName(_("For whom"))
        self.copies.setMinimumWidth(theme.px(150))
        self.copies.activated.connect(lambda _row: self.chosen.emit())
        self.sizes = Combo()
        self.sizes.setAccessibleName(_("Sheet"))
        self.sizes.setMinimumWidth(theme.px(90))
        self.sizes.activated.connect(lambda _row: self.chosen.emit())
        head.addWidget(self.copies)
        head.addWidget(self.sizes)
        column.addLayout(head)
        self.view = PageView()
        self.view.turned.connect(self.turn)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(2))
        self.back = self._turner("arrow-left", _("Page before"), -1)
        self.onward = self._turner("arrow-right", _("Next page"), 1)
        self.place = Words("", "small", "muted")
        foot.addWidget(self.back)
        foot.addWidget(self.onward)
        foot.addWidget(self.place, 1)
        self.print_button = QPushButton(_("&Print…"))
        self.print_button.setAutoDefault(False)
        self.print_button.setToolTip(_("Print this piece through the system's print window"))
        self.print_button.clicked.connect(self._ask_printer)
        foot.addWidget(self.print_button)
        column.addLayout(foot)
        # A page is drawn anew for its size once the window rests.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(80)
        self._soon.timeout.connect(self._draw)
        self.view.resized.connect(self._soon.start)
        maker.made.connect(self._show_made)
        maker.drawn.connect(self._show_page)
        maker.failed.connect(self._show_fault)
        self._show_nothing("")

    def _turner(self, icon: str, name: str, by: int) -> QPushButton:
        button = QPushButton()
        button.setIcon(theme.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoDefault(False)
        button.setFixedSize(theme.px(32), theme.px(32))
        button.setStyleSheet("padding: 0")
        button.clicked.connect(lambda: self.turn(by))
        return button

    @property
    def copy_chosen(self) -> Copy | None:
        """For whom the piece is looked at."""
        data = self.copies.currentData()
        return data if data is not None else None

    @property
    def size_chosen(self) -> str:
        """The sheet that was chosen; "" for the piece's own."""
        return str(self.sizes.currentData() or "")

    def show_piece(self, piece: Piece, copies: tuple[Copy, ...], paper: str) -> None:
        """Offer the copies and sheets of another piece."""
        if self._piece is None or self._piece.key != piece.key:
            self.page = 0
        self._piece = piece
        self.title.setText(_(piece.title))
        kept, size = self.copy_chosen, self.size_chosen
        self.copies.clear()
        for copy in copies:
            self.copies.addItem(copy.name or _("Everybody"), copy)
        if kept in copies:
            self.copies.setCurrentIndex(copies.index(kept))
        self.copies.setVisible(len(copies) > 1)
        self.sizes.clear()
        for name in ("", *piece.sizes):
            self.sizes.addItem(SIZES.get(name or paper, name), name)
        self.sizes.setCurrentIndex(max(0, self.sizes.findData(size)))
        self.sizes.setVisible(bool(piece.sizes))

    def show_wanted(self, wanted: Wanted) -> None:
        """Show this file; it is made where it was not yet."""
        if self._wanted != wanted:
            self.page = 0
        self._wanted, self._pages, self.made = wanted, (), None
        if self._maker.known(wanted) is None:
            self._show_nothing(_("Working…"))
        self._maker.make(wanted)

    def _show_nothing(self, words: str) -> None:
        self._pages = ()
        self.view.show_words(words)
        self._show_place()

    def _show_made(self, wanted: Wanted, made: Made) -> None:
        if wanted != self._wanted:
            return
        self.made, self._pages = made, made.pages
        if not made.pages:
            self._show_nothing(_("There is nothing to look at here: it opens in another program."))
            return
        self.page = min(self.page, len(made.pages) - 1)
        self._show_place()
        self._draw()

    def _draw(self) -> None:
        if self._wanted is not None and self._pages:
            self._maker.draw(self._wanted, self.page, self.view.width_for(self._pages[self.page]))

    def _show_page(self, wanted: Wanted, page: int, image: QImage) -> None:
        # Thumbnails are drawn too, and pages that were left meanwhile.
        if wanted == self._wanted and page == self.page and image.width() > THUMBNAIL:
            image.setDevicePixelRatio(self.view.devicePixelRatioF())
            self.view.show_image(image, f"{self.title.text()}, {self.place.text()}")

    def _show_fault(self, what: object, why: str) -> None:
        if what == self._wanted:
            self._show_nothing(why or _("It cannot be shown because of a fault in the program."))

    def _show_place(self) -> None:
        count = len(self._pages)
        words = _("page {number} of {pages}").format(number=self.page + 1, pages=count) if count else ""
        self.place.setText(words)
        self.back.setEnabled(count > 0 and self.page > 0)
        self.onward.setEnabled(self.page + 1 < count)
        self.print_button.setEnabled(count > 0 and self._job is None)

    def turn(self, by: int) -> None:
        """Go on by so many pages."""
        if self._pages:
            self.page = min(max(0, self.page + by), len(self._pages) - 1)
            self._show_place()
            self._draw()

    # printing

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        suit(printer, self._pages)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.send(printer)

    def send(self, printer: object) -> None:
        """Print what is looked at; it goes on aside."""
        from PySide6.QtPrintSupport import QPrinter

        assert isinstance(printer, QPrinter)  # imported where used
        if self.made is None:
            return
        path = self.made.path

        def work(tick: Tick) -> int:
            return print_pdf(path, printer, tick)

        self._job = Job(work, self)
        self._job.done.connect(lambda _count: self._printed(_("Sent to the printer."), fault=False))
        self._job.failed.connect(self._not_printed)
        self._job.broke.connect(lambda _fault: self._printed(_("It was not printed."), fault=True))
        self._show_place()
        self._job.start()

    def _not_printed(self, fault: PlanError) -> None:
        self._printed(str(fault), fault=True)

    def _printed(self, words: str, *, fault: bool) -> None:
        self._job = None
        self._show_place()
        self.said.emit(words, fault)


THUMBNAIL = 120
"""Pixels: a page that is drawn no wider than this is for the list."""
