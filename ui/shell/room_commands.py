"""What is done before the day: the ready check, the questions for a form, and rehearsing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from joint_plan.base.texts import _, ngettext, speaking
from joint_plan.exchange.cell_blocks import block_html, block_text
from joint_plan.rules.questionnaire_words import form_lines, form_rows, form_text

if TYPE_CHECKING:
    from ui.window import MainWindow


def ready_check(window: MainWindow, _number: int) -> None:
    """Go through what to see to before the day."""
    if window.document is None or window.view is None:
        return
    from ui.shell.ready_check import ReadyCheck

    dialog = ReadyCheck(window.document, window)
    dialog.go_to.connect(window.view.go_to)
    dialog.card_asked.connect(lambda: show_back_row_card(window))
    dialog.print_asked.connect(lambda: window.do("export"))
    dialog.exec()


def show_back_row_card(window: MainWindow) -> None:
    """Show the card for the back row on the wall, which is opened for it."""
    wall = window.presenting
    if not (wall.wanted and wall.wall is not None and wall.wall.isVisible()):
        wall.toggle()
    if wall.card != "back_row":
        wall.toggle_card("back_row")


def copy_questions(window: MainWindow, _number: int) -> None:
    """Put the questions of the input sheets on the clipboard, for a form."""
    document = window.document
    if document is None:
        return
    with speaking(document.plan.plan.language):
        lines = form_lines(document.plan)
        text, rows = form_text(lines), form_rows(lines)
    if not lines:
        document.say(_("There is nothing to ask: every answer is revealed, or there is nothing to answer yet."))
        return
    data = QMimeData()
    data.setText(text)
    data.setHtml(block_html(rows))
    data.setData("text/tab-separated-values", block_text(rows).encode())
    QGuiApplication.clipboard().setMimeData(data)
    words = ngettext(
        "{count} question is on the clipboard. Import the form's answers as a CSV.",
        "{count} questions are on the clipboard. Import the form's answers as a CSV.",
        len(lines),
    )
    document.say(words.format(count=len(lines)))


def rehearse(window: MainWindow, _number: int) -> None:
    """Begin a rehearsal, or end it."""
    from ui.shell.rehearsal import rehearse as begin_or_end

    begin_or_end(window)
