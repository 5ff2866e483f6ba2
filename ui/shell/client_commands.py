"""What the menu does between plans and clients: template, next period, clean copy, removing a client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from ui.settings import Recent

if TYPE_CHECKING:
    from ui.window import MainWindow


def _save_template(window: MainWindow) -> None:
    from ui.shell.template_dialog import SaveTemplateDialog

    if window.document is None:
        return
    dialog = SaveTemplateDialog(window.document.plan, window)
    if dialog.exec() and dialog.saved is not None:
        words = _("Kept as the template “{title}”. “New plan” offers it.")
        window.document.say(words.format(title=dialog.saved.title))


def _next_period(window: MainWindow) -> None:
    from ui.shell.next_period_dialog import NextPeriodDialog
    from ui.window import today

    if window.document is None:
        return
    dialog = NextPeriodDialog(window.document, today(), window)
    if dialog.exec() and dialog.written is not None and window.open_plan(dialog.written):
        window.toasts.show_line(_("This is the new plan. Nobody has taken a stance on anything in it."))


def _clean_copy(window: MainWindow) -> None:
    from ui.document import Toast
    from ui.shell.clients import CleanCopyDialog

    if window.document is None:
        return
    dialog = CleanCopyDialog(window.document, window)
    path = dialog.written if dialog.exec() else None
    if path is not None:
        words = _("A clean copy is in “{name}”.").format(name=path.stem)
        window.document.toast.emit(Toast(words, _("Open it"), lambda: _open(window, path)))


def _open(window: MainWindow, path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    window.open_plan(path)


def _remove_client(window: MainWindow) -> None:
    document = window.document
    if document is None:
        return
    plan = document.plan.plan
    path = str(document.workbook.path)
    label = next((row.label for row in window.settings.recent() if row.path == path), "")
    remove_client(window, Recent(path, plan.title, plan.company, "", document.workbook.uuid, label))


def remove_client(window: MainWindow, chosen: Recent) -> None:
    """Ask how far it goes, remove a client from this computer, and say what was done."""
    from ui.shell.clients import RemoveClientDialog

    dialog = RemoveClientDialog(window.settings, chosen, window, let_go=window.close_plan)
    agreed = dialog.exec()
    if window.document is None:
        window.setWindowFilePath("")
        window.show_start()
    if agreed:
        said = " · ".join((_("Removed from this computer"), *dialog.done_words))
        window.toasts.show_line(said)


def _hide_recent(window: MainWindow) -> None:
    window.settings.recent_hidden = not window.settings.recent_hidden
    window.actions_of["hide_recent"].setChecked(window.settings.recent_hidden)
    if window.start is not None:
        window.start.hide_recent(window.settings.recent_hidden)


COMMANDS: Mapping[str, Callable[[MainWindow], None]] = {
    "save_template": _save_template,
    "next_period": _next_period,
    "clean_copy": _clean_copy,
    "remove_client": _remove_client,
    "hide_recent": _hide_recent,
}
"""By the id of the action."""
