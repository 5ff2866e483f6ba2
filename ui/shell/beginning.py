"""The start page in its window: what its cards do, and what is looked up once it is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from joint_plan.base.texts import _
from ui.shell.start_page import StartPage

if TYPE_CHECKING:
    from joint_plan.base.progress import Tick
    from joint_plan.workbook.forgetting import Lost
    from joint_plan.workbook.own_templates import Offered
    from ui.settings import Recent
    from ui.window import MainWindow


def begin_page(window: MainWindow) -> StartPage:
    """A start page whose cards act on the window."""
    from ui.window import today

    settings = window.settings
    page = StartPage(settings.recent(), today(), hidden=settings.recent_hidden, tips=not settings.tips_read)
    page.new.connect(lambda: window.do("new"))
    page.sample.connect(lambda: window.do("sample"))
    page.open.connect(lambda: window.do("open"))
    page.recent.connect(lambda path: window.open_plan(Path(path)))
    page.template.connect(lambda name, title: _start_from(window, name, title))
    page.bring_back.connect(lambda lost: _bring_back(window, lost))
    page.removal_asked.connect(lambda chosen: _remove(window, chosen))

    def renamed(path: str, label: str) -> None:
        settings.call(path, label)
        window.show_start()

    def taken_off(path: str) -> None:
        settings.forget(path)
        window.show_start()

    def read() -> None:
        settings.tips_read = True

    page.renamed.connect(renamed)
    page.taken_off.connect(taken_off)
    page.tips_read.connect(read)
    window.actions_of["hide_recent"].setChecked(settings.recent_hidden)
    # The page is painted first: templates and backups are files, and reading them loads the program's core.
    QTimer.singleShot(0, page, lambda: _look_up(page, settings.recent()))
    return page


def _look_up(page: StartPage, recent: tuple[Recent, ...]) -> None:
    from ui.jobs import Job

    known = tuple((plan.path, plan.plan, plan.label or plan.title) for plan in recent)

    def look(_tick: Tick) -> tuple[tuple[Offered, ...], Lost | None]:
        from joint_plan.workbook.forgetting import lost_plan
        from joint_plan.workbook.own_templates import offered_templates

        return offered_templates(), lost_plan(known)

    def show(found: tuple[tuple[Offered, ...], Lost | None]) -> None:
        templates, lost = found
        page.offer_templates(templates)
        if lost is not None:
            page.offer_lost(lost)

    job = Job(look, page)
    job.done.connect(show)
    job.start()


def _start_from(window: MainWindow, name: str, title: str) -> None:
    from ui.shell.commands import start_from

    start_from(window, name, title)


def _remove(window: MainWindow, chosen: Recent) -> None:
    from ui.shell.client_commands import remove_client

    remove_client(window, chosen)


def _bring_back(window: MainWindow, lost: Lost) -> None:
    """Copy the backup to where it is wanted and open it; what stands in its place is never overwritten."""
    from joint_plan.base.errors import PlanError
    from joint_plan.workbook import copy_plan
    from ui.shell.dialogs import ask_save
    from ui.shell.places import documents, free_path

    folder = lost.path.parent if lost.path.parent.is_dir() else documents()
    path = ask_save(window, _("Bring back a plan"), free_path(folder, lost.path.stem))
    if path is None:
        return
    try:
        copy_plan(lost.backup, path)
    except PlanError as fault:
        window.toasts.show_line(str(fault), fault=True)
        return
    if window.open_plan(path):
        label = next((row.label for row in window.settings.recent() if row.path == str(lost.path)), "")
        window.settings.call(str(path), label)
        words = _("Brought back as it was on {day}.")
        window.toasts.show_line(words.format(day=lost.day.isoformat()))
        window.settings.forget(str(lost.path))
