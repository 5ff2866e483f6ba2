"""Help on the page that is shown: short bundled pages, one a section, with the keys as they are on this computer.

The texts lie in `resources/help/<language>/<section>.html`; a language is a folder. `{key:reveal}` stands for the keys
of the action `reveal`.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

import resources
from joint_plan.base.texts import SOURCE_LANGUAGE, _, language
from joint_plan.plan.actions import action
from joint_plan.plan.sections import SECTIONS
from ui import theme
from ui.shell.actions import keys_text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ui.window import MainWindow

OVERVIEW = "overview"
_FOLDER = "help"
_KEY = Qt.ItemDataRole.UserRole


@lru_cache(maxsize=32)
def _text(code: str, page: str) -> str:
    try:
        return resources.read_text(_FOLDER, code, f"{page}.html")
    except FileNotFoundError:
        return resources.read_text(_FOLDER, SOURCE_LANGUAGE, f"{page}.html")


def help_text(page: str) -> str:
    """The page of a section, or the overview, as HTML in the window's language.

    Raises:
        KeyError: it names an action that there is none of.
    """

    def keys(found: re.Match[str]) -> str:
        return f"<b>{html.escape(keys_text(action(found[1])))}</b>"

    return re.sub(r"\{key:(\w+)\}", keys, _text(language(), page))


class HelpWindow(QDialog):
    """The pages at the left, the chosen one at the right. It stays open beside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(760), theme.px(560))
        self.pages = QListWidget()
        self.pages.setAccessibleName(_("Pages of the help"))
        self.pages.setFixedWidth(theme.px(190))
        for key, title in ((OVERVIEW, _("Overview")), *((one.key, _(one.title)) for one in SECTIONS)):
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            self.pages.addItem(item)
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        row.addWidget(self.pages)
        row.addWidget(self.text, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(3), theme.space(3), theme.space(3), theme.space(3))
        outer.addLayout(row)
        self.pages.currentItemChanged.connect(lambda _now, _before: self._show())
        theme.changed.connect(self._show)
        self.show_page(OVERVIEW)

    def show_page(self, page: str) -> None:
        """Show the page of a section, or the overview."""
        for row in range(self.pages.count()):
            if self.pages.item(row).data(_KEY) == page:
                self.pages.setCurrentRow(row)

    @property
    def page(self) -> str:
        """The key of the page that is shown."""
        return str(self.pages.currentItem().data(_KEY))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Rows were measured before the style was known.
        self.pages.doItemsLayout()

    def _show(self) -> None:
        tokens = theme.tokens()
        document = self.text.document()
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.space(3))
        document.setDefaultStyleSheet(
            f"h1 {{ font-size: {theme.px(20)}px; }} h2 {{ font-size: {theme.px(16)}px; margin-top: {theme.px(12)}px; }}"
            f" li {{ margin-bottom: {theme.px(6)}px; }} p {{ margin-bottom: {theme.px(8)}px; }}"
            f" b {{ color: {tokens.accent.name()}; }}"
        )
        self.text.setHtml(help_text(self.page))


def show_help(window: MainWindow) -> HelpWindow:
    """Open the help on the page that is shown, or bring it to the front."""
    page = window.view.current if window.view is not None else OVERVIEW
    shown = window.findChild(HelpWindow)
    if shown is None:
        shown = HelpWindow(window)
    shown.show_page(page)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.text.setFocus()
    return shown
