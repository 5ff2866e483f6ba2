"""The window: one plan, or the start page. Opening, saving aside, and what the menus do."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from ui import theme
from ui.settings import Settings
from ui.shell.actions import Actions
from ui.shell.beginning import begin_page
from ui.shell.toasts import ToastBar

if TYPE_CHECKING:
    from joint_plan.workbook import Committed
    from ui.document import Document, Toast
    from ui.shell.plan_view import PlanView
    from ui.shell.presenting import Presenting
    from ui.shell.rehearsal import Rehearsal
    from ui.shell.start_page import StartPage
    from ui.theme import Scheme

FOLLOW_EVERY = 2000
"""Milliseconds between two looks whether somebody else changed a plan that is open for reading."""

SUFFIX = ".jplan"

USUAL_SIZE = QSize(1366, 768)
_FRAME = QSize(16, 48)
"""About what a window's frame takes: it can be measured only once the window is shown."""


class MainWindow(QMainWindow):
    """The one window of a plan."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.document: Document | None = None
        self.view: PlanView | None = None
        self.rehearsal: Rehearsal | None = None
        self.setWindowTitle("Joint Plan")
        self.setWindowIcon(theme.icon("joint-plan", "accent", 64))
        self.setMinimumSize(900, 560)
        self.resize(USUAL_SIZE)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.actions_of = Actions(self, self.do)
        self.toasts = ToastBar(self)
        self.start: StartPage | None = None
        self._names = QTimer(self)
        self._names.setSingleShot(True)
        self._names.setInterval(60)
        self._names.timeout.connect(self._name_steps)
        self._follow = QTimer(self)
        self._follow.setInterval(FOLLOW_EVERY)
        self._follow.timeout.connect(self._look_for_others)
        self._tick_theme()
        self.actions_of["timer_sound"].setChecked(self.settings.timer_sound)
        geometry = self.settings.geometry
        if geometry:
            self.restoreGeometry(geometry)

    @cached_property
    def presenting(self) -> Presenting:
        """What drives the wall; loaded with the first plan."""
        from ui.shell.presenting import Presenting

        return Presenting(self)

    # the start page

    def show_start(self) -> None:
        """Show the start page."""
        page = begin_page(self)
        if self.start is not None:
            self._stack.removeWidget(self.start)
            self.start.deleteLater()
        self.start = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.new_card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle("Joint Plan")

    # opening and closing plans

    def open_plan(self, path: Path) -> bool:
        """Open a plan; what stands in the way is said in words. Says whether it is open."""
        from joint_plan.workbook import Workbook

        try:
            workbook = Workbook.open(path)
        except PlanError as fault:
            self.toasts.show_line(str(fault), fault=True)
            return False
        from ui.document import Document

        self.show_document(Document(workbook, self))
        return True

    def create_plan(self, path: Path, template_name: str) -> bool:
        """Make a plan from a template and open it."""
        from joint_plan.workbook import Workbook
        from joint_plan.workbook.own_templates import starting_from

        try:
            workbook = Workbook.create(path, starting_from(template_name))
        except PlanError as fault:
            self.toasts.show_line(str(fault), fault=True)
            return False
        from ui.document import Document

        self.show_document(Document(workbook, self))
        return True

    def show_document(self, document: Document, rehearsal: Rehearsal | None = None) -> None:
        """Show an open plan in this window, in the place of the one before; one for rehearsing says so."""
        from ui.shell.clock import follow_clock
        from ui.shell.plan_view import PlanView

        self.close_plan()
        self.document, self.rehearsal = document, rehearsal
        document.toast.connect(self._toast)
        document.committed.connect(self._committed)
        self.view = PlanView(document, facilitator=self.settings.facilitator_shown)
        self.view.save_copy.connect(lambda: self.do("save_copy"))
        if rehearsal is not None:
            self.view.show_rehearsal(lambda: self.do("rehearse"))
        follow_clock(self.view.countdown, self.settings, document.workbook.path)
        self.view.facilitator.clock.refresh(self.view.current)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.actions_of.set_plan_open(True)
        self.actions_of["facilitator"].setChecked(self.settings.facilitator_shown)
        self._name_plan()
        self._name_steps()
        self.presenting.attach(self.view)
        if document.read_only:
            self._follow.start()

    def close_plan(self) -> None:
        """Close the plan, if one is open. Everything is saved already."""
        if self.document is None or self.view is None:
            return
        self._follow.stop()
        self.presenting.detach()
        self._enter_what_is_typed()
        view, document = self.view, self.document
        self.view = self.document = None
        self._stack.removeWidget(view)
        view.hide()
        view.deleteLater()
        path = str(document.workbook.path)
        document.close()
        document.deleteLater()
        if self.rehearsal is not None:
            self.settings.forget(path)
            self.rehearsal.clear_away()
            self.rehearsal = None
        # What a toast offers belongs to the plan that went; entering what was typed may have brought one up.
        self.toasts.hide()
        self.actions_of.set_plan_open(False)

    def _enter_what_is_typed(self) -> None:
        """Leaving a field enters it."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def _name_plan(self) -> None:
        if self.document is None:
            return
        plan = self.document.plan.plan
        title = plan.title or _("Untitled plan")
        self.setWindowTitle(f"{title} – Joint Plan")
        self.setWindowFilePath(str(self.document.workbook.path))
        if self.rehearsal is not None:
            return
        workbook = self.document.workbook
        self.settings.remember(workbook.path, plan.title, plan.company, today(), workbook.uuid)

    def _look_for_others(self) -> None:
        if self.document is not None:
            try:
                self.document.workbook.follow()
            except PlanError as fault:
                self._follow.stop()
                self.document.complain(fault)

    # following the plan

    def _committed(self, committed: Committed) -> None:
        self._names.start()
        # Undo is there at once; its name follows when the hands rest.
        self.actions_of["undo"].setEnabled(True)
        if any(delta.type == "Plan" for delta in committed.deltas):
            self._name_plan()
        if committed.kind in {"undo", "redo"}:
            from ui.document import restored_by

            said = _("Undone: {step}") if committed.kind == "undo" else _("Done again: {step}")
            back = restored_by(committed)
            self.toasts.show_line(said.format(step=committed.label) + (f". {back}" if back else ""))

    def _name_steps(self) -> None:
        """Undo and redo say what they would do."""
        if self.document is None:
            return
        workbook = self.document.workbook
        for name, words, plain, step in (
            ("undo", _("&Undo: {step}"), _("&Undo"), workbook.undo_name),
            ("redo", _("&Redo: {step}"), _("&Redo"), workbook.redo_name),
        ):
            made = self.actions_of[name]
            made.setText(words.format(step=step.replace("&", "&&")) if step else plain)
            made.setToolTip(made.text().replace("&&", "&"))
            made.setEnabled(bool(step) and not workbook.read_only)
        from joint_plan.rules.standing import agreeing_teams

        for number, team in enumerate(agreeing_teams(self.document.plan)[:2], 1):
            named = _("Stance of {team}").format(team=team.name.replace("&", "&&"))
            self.actions_of[f"stance_{number}"].setText(named)

    def _toast(self, toast: Toast) -> None:
        self.toasts.show_line(toast.text, toast.action, toast.act, fault=toast.fault)

    # what the menus do

    def do(self, action_id: str, number: int = 0) -> None:
        """Do what an action is for; `number` says which of its keys was pressed where that matters."""
        from ui.shell.commands import COMMANDS

        command = COMMANDS[action_id]
        command(self, number)

    def choose_scheme(self, scheme: Scheme) -> None:
        """Use light, dark, or what the system says."""
        self.settings.scheme = scheme
        theme.current.choose(scheme)
        self._tick_theme()

    def choose_text_size(self, percent: int) -> None:
        """Use another text size; it stays within its bounds."""
        theme.current.choose(text_size=percent)
        self.settings.text_size = theme.current.text_size
        self.toasts.show_line(_("Text at {percent} %").format(percent=theme.current.text_size))

    def _tick_theme(self) -> None:
        self.actions_of[f"theme_{self.settings.scheme.value}"].setChecked(True)

    def show_fitting(self) -> None:
        """Show it as it was left; at first at its usual size, or over the whole of a screen that has no room for it."""
        room = self.screen().availableSize()
        wanted = USUAL_SIZE + _FRAME
        if not self.settings.geometry and (wanted.width() > room.width() or wanted.height() > room.height()):
            self.showMaximized()
        else:
            self.show()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enters and plain and isinstance(focus, QAbstractButton):
            # Qt leaves that to Space on most systems; people press Enter.
            focus.click()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_plan(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_plan(event)
        if path is not None:
            self.open_plan(path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.document is None and self.start is None:
            self.show_start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.geometry = self.saveGeometry()
        self.close_plan()
        super().closeEvent(event)


def today() -> date:
    """The day by this computer's clock and time zone."""
    return datetime.now().astimezone().date()


def _dropped_plan(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if path.suffix == SUFFIX:
            return path
    return None
