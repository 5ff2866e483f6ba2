"""The pieces as a list: thumbnail, title, for whom; a tick for what is exported, a row for what is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from joint_plan.base.texts import _, ngettext
from ui import theme

if TYPE_CHECKING:
    from ui.deliver.making import Offer

_KEY = Qt.ItemDataRole.UserRole
_WIDE, _HIGH = 44, 56


class PieceList(QListWidget):
    """Space ticks, arrows choose what is looked at."""

    looked_at = Signal(str)
    """The key of the piece in focus."""
    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pieces"))
        self.setIconSize(QSize(_WIDE, _HIGH))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._current)
        self.itemChanged.connect(lambda _item: self.ticked.emit())
        self._seen: dict[str, QImage] = {}

    def show_offer(self, offer: Offer) -> None:
        """List what can be made; what was ticked stays ticked."""
        before = {key: self.is_ticked(key) for key in self.keys()}
        current = self.current_key
        with QSignalBlocker(self):
            self.clear()
            for piece, copies, applies in offer.pieces:
                item = QListWidgetItem(_(piece.title) + "\n" + _line(len(copies), piece.ending, applies=applies))
                item.setData(_KEY, piece.key)
                usual = applies and not piece.on_request
                wanted = before.get(piece.key, usual) and (applies or before.get(piece.key, False))
                item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
                item.setIcon(_icon(self._seen.get(piece.key), piece.ending))
                self.addItem(item)
        keys = self.keys()
        wanted_row = (
            keys.index(current)
            if current in keys
            else next((row for row, (piece, _copies, _applies) in enumerate(offer.pieces) if piece.ending == ".pdf"), 0)
        )
        self.setCurrentRow(wanted_row)
        self.ticked.emit()

    def show_thumbnail(self, key: str, ending: str, image: QImage) -> None:
        """Show how a piece looks."""
        self._seen[key] = image
        for row, known in enumerate(self.keys()):
            if known == key:
                with QSignalBlocker(self):
                    self.item(row).setIcon(_icon(image, ending))

    def forget_thumbnails(self) -> None:
        """They look otherwise now."""
        self._seen.clear()

    def keys(self) -> list[str]:
        """The pieces in order."""
        return [str(self.item(row).data(_KEY)) for row in range(self.count())]

    @property
    def current_key(self) -> str:
        """The piece that is looked at; "" for none."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def look_at(self, key: str) -> None:
        """Make a piece the one that is looked at."""
        keys = self.keys()
        if key in keys:
            self.setCurrentRow(keys.index(key))

    def is_ticked(self, key: str) -> bool:
        """Whether a piece is to be exported."""
        keys = self.keys()
        return key in keys and self.item(keys.index(key)).checkState() == Qt.CheckState.Checked

    def tick(self, keys: Iterable[str]) -> None:
        """Export these and no others."""
        wanted = set(keys)
        with QSignalBlocker(self):
            for row, key in enumerate(self.keys()):
                state = Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked
                self.item(row).setCheckState(state)
        self.viewport().update()
        self.ticked.emit()

    def chosen(self) -> tuple[str, ...]:
        """The pieces to export."""
        return tuple(key for key in self.keys() if self.is_ticked(key))

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(str(item.data(_KEY)))


def _line(copies: int, ending: str, *, applies: bool) -> str:
    kind = {".xlsx": _("Excel"), ".pdf": _("PDF"), ".ics": _("Calendar")}.get(ending, ending.lstrip(".").upper())
    if not applies:
        return _("{kind} · nothing in the plan for it yet").format(kind=kind)
    if copies == 1:
        return kind
    files = ngettext("{count} file", "{count} files", copies).format(count=copies)
    return f"{kind} · {files}"


def _icon(image: QImage | None, ending: str) -> QIcon:
    """The first page, or a sign for what has no pages, on a ground of one size."""
    ground = QPixmap(_WIDE * 2, _HIGH * 2)
    ground.setDevicePixelRatio(2)
    ground.fill(Qt.GlobalColor.transparent)
    painter = QPainter(ground)
    if image is None:
        name = {".xlsx": "file-spreadsheet", ".ics": "calendar-days", ".pdf": "file-text"}.get(ending, "file-text")
        drawn = theme.pixmap(name, "muted", 24)
        painter.drawPixmap((_WIDE - 24) // 2, (_HIGH - 24) // 2, drawn)
    else:
        room = QSize(_WIDE * 2 - 4, _HIGH * 2 - 4)
        small = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(2)
        left, top = (_WIDE - small.width() / 2) / 2, (_HIGH - small.height() / 2) / 2
        painter.drawImage(round(left), round(top), small)
        painter.setPen(theme.tokens().border)
        painter.drawRect(round(left), round(top), round(small.width() / 2), round(small.height() / 2))
    painter.end()
    icon = QIcon(ground)
    icon.addPixmap(ground, QIcon.Mode.Selected)
    return icon
