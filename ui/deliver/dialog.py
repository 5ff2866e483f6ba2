"""The Deliver page: who gets what, every piece with a look at it, and making the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _, ngettext
from joint_plan.rules.versions import versions
from ui import theme
from ui.deliver.making import NOW, Maker, Offer, Source, Wanted, public_of
from ui.deliver.piece_list import PieceList
from ui.deliver.preview import THUMBNAIL, Preview
from ui.jobs import Job
from ui.parts.choice_editors import Combo, TickBox
from ui.parts.segmented import Segmented
from ui.parts.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from joint_plan.base.errors import PlanError
    from joint_plan.base.progress import Tick
    from ui.document import Document

PAPERS = (("a4", "A4"), ("letter", "Letter"))


class DeliverDialog(QDialog):
    """Bundles and pieces at the left, the piece that is looked at beside them, what it is made from below."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._plan = document.plan
        self._offer: Offer | None = None
        self._job: Job | None = None
        self.results: tuple[Path, ...] = ()
        self.setWindowTitle(_("Deliver"))
        self.resize(theme.px(1120), theme.px(680))
        self.maker = Maker(self._plan, self)
        self.maker.offered.connect(self._show_offer)
        self.maker.made.connect(self._draw_thumbnail)
        self.maker.drawn.connect(self._show_thumbnail)
        self.maker.summed_up.connect(self._take_summary)
        self.maker.failed.connect(self._source_failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4))
        column.setSpacing(theme.space(3))
        middle = QHBoxLayout()
        middle.setSpacing(theme.space(4))
        middle.addLayout(self._left())
        self.preview = Preview(self.maker)
        self.preview.chosen.connect(self._look)
        self.preview.said.connect(self._say)
        middle.addWidget(self.preview, 1)
        column.addLayout(middle, 1)
        choices = self._choices()
        column.addLayout(choices)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        column.addWidget(self.bar)
        self.copy_summary = QPushButton(_("Copy the summary"))
        self.copy_summary.setAutoDefault(False)
        self.copy_summary.setToolTip(_("What was agreed, as text and HTML for a message"))
        self.copy_summary.clicked.connect(self._copy_summary)
        choices.addWidget(self.copy_summary)
        column.addLayout(self._foot())
        self._show_ready()
        self._source_changed()

    # building

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(theme.space(2))
        left.addWidget(Words(_("Deliver"), "h2"))
        self.bundle = Segmented(
            _("Who gets it"),
            (
                ("all", _("All")),
                ("sponsor", _("Sponsor")),
                ("team_leads", _("Team leads")),
                ("everyone", _("Everyone")),
            ),
        )
        self.bundle.chosen.connect(self._choose_bundle)
        left.addWidget(self.bundle)
        self.pieces = PieceList()
        self.pieces.setFixedWidth(theme.px(330))
        self.pieces.looked_at.connect(lambda _key: self._look())
        self.pieces.ticked.connect(self._show_ready)
        left.addWidget(self.pieces, 1)
        return left

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        self.which = Combo()
        for version in reversed(versions(self._plan)):
            self.which.addItem(_("Version {number}").format(number=version.number), version.number)
        self.which.addItem(_("The plan as it is now, marked DRAFT"), NOW)
        self.which.setMinimumWidth(theme.px(240))
        self.paper = Combo()
        for key, words in PAPERS:
            self.paper.addItem(words, key)
        self.paper.setMinimumWidth(theme.px(90))
        for combo, name in ((self.which, _("Made from")), (self.paper, _("Paper"))):
            combo.setAccessibleName(name)
            combo.currentIndexChanged.connect(lambda _row: self._source_changed())
            row.addWidget(Words(name, "small", "muted"))
            row.addWidget(combo)
        self.roles = TickBox(_("Roles instead of names"))
        self.roles.setToolTip(_("People are named by their role on every page and sheet"))
        self.roles.toggled.connect(lambda _on: self._source_changed())
        row.addWidget(self.roles)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(Words(_("Folder"), "small", "muted"))
        self.folder = QLineEdit(str(self._document.workbook.path.parent))
        self.folder.setAccessibleName(_("Folder"))
        self.folder.textChanged.connect(self._show_ready)
        row.addWidget(self.folder, 1)
        browse = QPushButton(_("Choose…"))
        browse.setAccessibleName(_("Choose the folder"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        self.said = Words("", "small", "muted", wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.said, 1)
        self.open_folder = QPushButton(_("Open folder"))
        self.open_folder.setAutoDefault(False)
        self.open_folder.clicked.connect(self._open_folder)
        self.open_folder.hide()
        self.leave = QPushButton(_("Close"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.go = QPushButton(_("Export"))
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        self.go.clicked.connect(self.start)
        for button in (self.open_folder, self.leave, self.go):
            row.addWidget(button)
        return row

    # choosing

    @property
    def source(self) -> Source:
        """What the pieces are made from, but for the sheet of the one that is looked at."""
        from joint_plan.reports.model import ReportOptions

        options = ReportOptions(str(self.paper.currentData()), roles=self.roles.isChecked())
        return Source(int(self.which.currentData()), options)

    def _source_changed(self) -> None:
        self.maker.forget_waiting()
        self.pieces.forget_thumbnails()
        self.maker.offer(self.source)

    def _show_offer(self, source: Source, offer: Offer) -> None:
        if source != self.source:
            return
        self._offer = offer
        self._say(offer.notice, fault=bool(offer.notice))
        self.pieces.show_offer(offer)
        self._look()
        for piece, copies, applies in offer.pieces:
            if piece.ending == ".pdf" and applies and copies:
                self.maker.make(Wanted(source, piece.key, copies[0]), first=False)

    def _source_failed(self, what: object, why: str) -> None:
        if what == self.source:
            self._offer = None
            self.pieces.clear()
            self._show_ready()
            self._say(why or _("It cannot be shown because of a fault in the program."), fault=True)

    def _choose_bundle(self, key: str) -> None:
        if self._offer is None:
            return
        self.pieces.tick(
            piece.key
            for piece, _copies, applies in self._offer.pieces
            if applies and (key in piece.bundles if key != "all" else not piece.on_request)
        )

    def _look(self) -> None:
        """Show the piece in focus, in the copy and on the sheet that are chosen."""
        from dataclasses import replace

        if self._offer is None:
            return
        found = next((row for row in self._offer.pieces if row[0].key == self.pieces.current_key), None)
        if found is None:
            return
        piece, copies, _applies = found
        source = self.source
        self.preview.show_piece(piece, copies, source.options.paper)
        copy = self.preview.copy_chosen
        if copy is None:
            return
        size = self.preview.size_chosen
        sized = Source(source.number, replace(source.options, size=size)) if size else source
        self.preview.show_wanted(Wanted(sized, piece.key, copy))

    def _draw_thumbnail(self, wanted: Wanted, made: object) -> None:
        known = self.maker.known(wanted)
        if known is not None and known.pages and wanted.source == self.source:
            self.maker.draw(wanted, 0, THUMBNAIL, first=False)
        assert made is not None  # what was made is told with it

    def _show_thumbnail(self, wanted: Wanted, page: int, image: QImage) -> None:
        if page == 0 and image.width() <= THUMBNAIL and wanted.source == self.source:
            self.pieces.show_thumbnail(wanted.key, ".pdf", image)

    def _copy_summary(self) -> None:
        self.maker.summarise(self.source)

    def _take_summary(self, text: str, html: str) -> None:
        found = QMimeData()
        found.setText(text)
        found.setHtml(html)
        QGuiApplication.clipboard().setMimeData(found)
        self._say(_("The summary is on the clipboard: paste it into a message."), fault=False)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _show_ready(self) -> None:
        count = self._files()
        self.go.setText(ngettext("Export {count} file", "Export {count} files", count).format(count=count))
        self.go.setEnabled(bool(count and self.folder.text().strip()) and self._job is None)

    def _files(self) -> int:
        """How many files are made of what is ticked."""
        rows = self._offer.pieces if self._offer is not None else ()
        return sum(len(copies) for piece, copies, _applies in rows if self.pieces.is_ticked(piece.key))

    def _say(self, words: str, fault: bool) -> None:
        self.said.paint_as("danger" if fault else "muted")
        self.said.setText(words)

    # working

    def start(self) -> None:
        """Begin; the page stays and shows how far it is."""
        if self._job is not None or not self.go.isEnabled():
            return
        plan, source, only = self._plan, self.source, self.pieces.chosen()
        folder = Path(self.folder.text().strip())

        def work(tick: Tick) -> tuple[Path, ...]:
            from joint_plan.reports.pieces import export

            return tuple(export(public_of(plan, source.number), folder, only, source.options, tick))

        self.results = ()
        self.maker.forget_waiting()
        self.open_folder.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self._say(_("Working…"), fault=False)
        self.leave.setText(_("Cancel"))
        self._job = Job(work, self)
        self._job.progress.connect(self._show_progress)
        self._job.done.connect(self._show_done)
        self._job.cancelled.connect(self._show_cancelled)
        self._job.failed.connect(self._show_failed)
        self._job.broke.connect(self._show_broken)
        self._show_ready()
        self._job.start()

    @property
    def working(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self._say(what, fault=False)

    def _stopped(self, words: str, *, fault: bool) -> None:
        self._job = None
        self.bar.hide()
        self.leave.setText(_("Close"))
        self.leave.setEnabled(True)
        self._say(words, fault)
        self._show_ready()

    def _show_done(self, paths: tuple[Path, ...]) -> None:
        self.results = paths
        words = ngettext("{count} file made.", "{count} files made.", len(paths)).format(count=len(paths))
        self._stopped(words, fault=False)
        self.said.setToolTip("\n".join(path.name for path in paths))
        self.open_folder.show()
        self.open_folder.setFocus()

    def _show_cancelled(self) -> None:
        self._stopped(_("Cancelled. No unfinished file was left."), fault=False)

    def _show_failed(self, fault: PlanError) -> None:
        self._stopped(str(fault), fault=True)

    def _show_broken(self, _fault: Exception) -> None:
        self._stopped(_("The export stopped because of a fault in the program."), fault=True)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def reject(self) -> None:
        """Close; while working, cancel first."""
        if self._job is not None:
            self._job.cancel()
            self.leave.setEnabled(False)
            self._say(_("Stopping…"), fault=False)
            return
        super().reject()

    def done(self, result: int) -> None:
        """The page goes, and the files made for looking at with it."""
        self.maker.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.maker.close()
