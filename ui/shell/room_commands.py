"""What is done before the day: the ready check, and rehearsing."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def rehearse(window: MainWindow, _number: int) -> None:
    """Begin a rehearsal, or end it."""
    from ui.shell.rehearsal import rehearse as begin_or_end

    begin_or_end(window)
