"""What each action of the menus does in a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from ui import theme
from ui.shell import dialogs, room_commands
from ui.shell.places import documents, file_words, free_path
from ui.theme import Scheme

if TYPE_CHECKING:
    from ui.shell.finder import Row
    from ui.shell.presenting import Presenting
    from ui.window import MainWindow


def start_from(window: MainWindow, template_name: str, title: str, folder: Path | None = None) -> None:
    """Make a plan of a template in this person's documents, under the template's title, and open it."""
    place = folder if folder is not None else documents() / "Joint Plan"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        words = _("The folder {folder} cannot be made: {reason}")
        window.toasts.show_line(words.format(folder=place.name, reason=fault.strerror), fault=True)
        return
    window.create_plan(free_path(place, file_words(title)), template_name)


def open_sample(window: MainWindow, folder: Path | None = None) -> None:
    """Open a copy of the sample plan in this person's documents."""
    start_from(window, "sample", _("Sample plan"), folder)


def _new(window: MainWindow, _number: int) -> None:
    from ui.shell.template_dialog import TemplateChooser

    dialog = TemplateChooser(window)
    if not dialog.exec() or not dialog.chosen:
        return
    path = dialogs.ask_save(window, _("New plan"), free_path(documents(), _("Joint plan")))
    if path is not None:
        window.create_plan(path, dialog.chosen)


def _open(window: MainWindow, _number: int) -> None:
    path = dialogs.ask_open(window, documents())
    if path is not None:
        window.open_plan(path)


def _sample(window: MainWindow, _number: int) -> None:
    open_sample(window)


def _save(window: MainWindow, _number: int) -> None:
    """Everything is saved: say so, and offer a backup with a name."""
    document = window.document
    if document is None:
        return
    name = dialogs.ask_checkpoint(window)
    if not name:
        window.toasts.show_line(_("All changes are saved."))
        return
    try:
        document.workbook.checkpoint(name)
    except PlanError as fault:
        document.complain(fault)
        return
    document.say(_("Kept as “{name}”.").format(name=name))


def _save_copy(window: MainWindow, _number: int) -> None:
    document = window.document
    if document is None:
        return
    here = document.workbook.path
    words = _("{name} copy").format(name=here.stem)
    path = dialogs.ask_save(window, _("Save a copy"), free_path(here.parent, words))
    if path is not None:
        save_copy(window, path)


def save_copy(window: MainWindow, path: Path) -> None:
    """Copy the open plan; the window stays with the one that is open."""
    from joint_plan.workbook import copy_plan

    document = window.document
    if document is None:
        return
    try:
        copy_plan(document.workbook.path, path)
    except PlanError as fault:
        document.complain(fault)
        return
    from ui.document import Toast

    words = _("Copied to “{name}”.").format(name=path.stem)

    def open_it() -> None:
        window.open_plan(path)

    document.toast.emit(Toast(words, _("Open it"), open_it))


def _export(window: MainWindow, _number: int) -> None:
    if window.document is not None:
        from ui.deliver.dialog import DeliverDialog

        DeliverDialog(window.document, window).exec()


def _import(window: MainWindow, _number: int) -> None:
    if window.document is not None:
        from ui.importing.dialog import ImportDialog, ask_workbook

        path = ask_workbook(window, window.document.workbook.path.parent)
        if path is not None:
            ImportDialog(window.document, path, window).exec()


def _close(window: MainWindow, _number: int) -> None:
    window.close_plan()
    window.show_start()


def _quit(window: MainWindow, _number: int) -> None:
    window.close()


def _undo(window: MainWindow, _number: int) -> None:
    if window.document is not None:
        window.document.undo()


def _redo(window: MainWindow, _number: int) -> None:
    if window.document is not None:
        window.document.redo()


def _find(window: MainWindow, _number: int) -> None:
    if window.document is not None and window.view is not None:
        from ui.shell.finding import FindDialog

        dialog = FindDialog(window.document, window)
        if dialog.exec():
            window.view.go_to(dialog.chosen)


def _history(window: MainWindow, _number: int) -> None:
    if window.document is not None:
        from ui.shell.history import HistoryDialog

        HistoryDialog(window.document, window).exec()


def _palette(window: MainWindow, _number: int) -> None:
    from ui.shell.finder import Finder
    from ui.shell.finding import able, action_rows

    actions, possible, focus = window.actions_of, able(window.actions_of), QApplication.focusWidget()

    def rows(typed: str) -> Sequence[Row]:
        return action_rows(actions, possible, typed)

    def act() -> None:
        if focus is not None:
            # What the action is for had the focus before.
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        window.do(dialog.chosen)

    dialog = Finder(window, _("All actions"), _("What do you want to do?"), rows, _("There is no such action."))
    if dialog.exec():
        _once_active(window, act)


def _once_active(window: MainWindow, act: Callable[[], None]) -> None:
    """Act as soon as the window has the keyboard again: a dialog that closes gives it back a little later."""
    if window.isActiveWindow():
        QTimer.singleShot(0, window, act)
        return
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # a window needs one

    def look() -> None:
        if window.isActiveWindow():
            app.focusWindowChanged.disconnect(look)
            QTimer.singleShot(0, window, act)

    app.focusWindowChanged.connect(look)
    window.activateWindow()


def _go_to_section(window: MainWindow, _number: int) -> None:
    view = window.view
    if view is None:
        return
    from ui.shell.finder import Finder
    from ui.shell.finding import section_rows

    def rows(typed: str) -> Sequence[Row]:
        return section_rows(view.document.plan, typed)

    dialog = Finder(window, _("Go to section"), _("Its number or name"), rows, _("There is no such section."))
    if dialog.exec():
        view.show_section(dialog.chosen, by_key=True)


def _add(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.add_item()


def _duplicate(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.duplicate_item()


def _delete(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.delete_item()


def _move(by: int) -> Command:
    def move(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            window.view.page_shown.move_item(by)

    return move


def _step(by: int) -> Command:
    def step(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            window.view.step(by)

    return step


def _section(window: MainWindow, number: int) -> None:
    if window.view is not None:
        window.view.show_numbered(number)


def _next_step(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.take_next_step()


def _facilitator(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        shown = window.view.facilitator.isHidden()
        window.view.facilitator.setVisible(shown)
        window.presenting.panel_chosen()
        window.settings.facilitator_shown = shown
        window.actions_of["facilitator"].setChecked(shown)


def _scheme(scheme: Scheme) -> Command:
    def choose(window: MainWindow, _number: int) -> None:
        wanted = scheme
        if scheme is Scheme.DARK and window.settings.scheme is Scheme.DARK:
            # The key for dark leads back, too.
            wanted = Scheme.LIGHT
        window.choose_scheme(wanted)

    return choose


def _text_size(step: int) -> Command:
    def choose(window: MainWindow, _number: int) -> None:
        window.choose_text_size(theme.current.text_size + step * theme.STEP if step else 100)

    return choose


def _stance(team: int) -> Command:
    def open_stance(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            window.view.stance_of(team)

    return open_stance


def _park(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.park()


def _reveal(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.reveal()


def _mark(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.mark_item()


def _merge(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.page_shown.merge_items()


def _crm_upkeep(window: MainWindow, _number: int) -> None:
    if window.view is not None and window.document is not None and not window.document.read_only:
        from ui.parts.crm_upkeep import promise_upkeep

        key = promise_upkeep(window.document)
        if key:
            window.view.go_to(key)


def _capture(kind: str) -> Command:
    def capture(window: MainWindow, _number: int) -> None:
        if window.view is not None and window.document is not None and not window.document.read_only:
            from ui.shell.capture import CaptureDialog

            CaptureDialog(window.document, kind, window.view.item(), window).exec()

    return capture


def _client(name: str) -> Command:
    def act(window: MainWindow, _number: int) -> None:
        from ui.shell import client_commands

        client_commands.COMMANDS[name](window)

    return act


def _help(window: MainWindow, _number: int) -> None:
    from ui.shell.help import show_help

    show_help(window)


def _version(window: MainWindow, _number: int) -> None:
    if window.view is not None:
        window.view.make_version()


def _agreement(name: str) -> Command:
    def act(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            from ui.shell import agreement_commands

            agreement_commands.COMMANDS[name](window.view)

    return act


def _clock(name: str) -> Command:
    def act(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            from ui.shell import clock_commands

            clock_commands.COMMANDS[name](window.view)

    return act


def _timer_sound(window: MainWindow, _number: int) -> None:
    heard = not window.settings.timer_sound
    window.settings.timer_sound = heard
    window.actions_of["timer_sound"].setChecked(heard)


def _wall(act: Callable[[Presenting], None]) -> Command:
    def do(window: MainWindow, _number: int) -> None:
        if window.view is not None:
            act(window.presenting)

    return do


def _keys(window: MainWindow, _number: int) -> None:
    from ui.shell.keys_sheet import KeysSheet

    KeysSheet(window).exec()


def _about(window: MainWindow, _number: int) -> None:
    dialogs.about(window)


Command = Callable[["MainWindow", int], None]

COMMANDS: Mapping[str, Command] = {
    "new": _new,
    "open": _open,
    "sample": _sample,
    "save": _save,
    "save_copy": _save_copy,
    "save_template": _client("save_template"),
    "next_period": _client("next_period"),
    "clean_copy": _client("clean_copy"),
    "remove_client": _client("remove_client"),
    "hide_recent": _client("hide_recent"),
    "export": _export,
    "import": _import,
    "copy_questions": room_commands.copy_questions,
    "close": _close,
    "quit": _quit,
    "undo": _undo,
    "redo": _redo,
    "find": _find,
    "history": _history,
    "palette": _palette,
    "go_to_section": _go_to_section,
    "add": _add,
    "duplicate": _duplicate,
    "delete": _delete,
    "move_up": _move(-1),
    "move_down": _move(1),
    "next_section": _step(1),
    "previous_section": _step(-1),
    "section": _section,
    "next_step": _next_step,
    "facilitator": _facilitator,
    "theme_system": _scheme(Scheme.SYSTEM),
    "theme_light": _scheme(Scheme.LIGHT),
    "theme_dark": _scheme(Scheme.DARK),
    "larger": _text_size(1),
    "smaller": _text_size(-1),
    "normal_size": _text_size(0),
    "stance_1": _stance(0),
    "stance_2": _stance(1),
    "stance_3": _stance(2),
    "stance_4": _stance(3),
    "stance_5": _stance(4),
    "park": _park,
    "reveal": _reveal,
    "mark": _mark,
    "merge": _merge,
    "crm_upkeep": _crm_upkeep,
    "capture_idea": _capture("idea"),
    "capture_decision": _capture("decision"),
    "capture_insight": _capture("insight"),
    "version": _version,
    "stances": _agreement("stances"),
    "agree_set": _agreement("agree_set"),
    "park_all": _agreement("park_all"),
    "after_vote": _agreement("after_vote"),
    "sign": _agreement("sign"),
    "versions": _agreement("versions"),
    "timer": _clock("timer"),
    "timer_more": _clock("more"),
    "timer_more_five": _clock("more_five"),
    "timer_reset": _clock("again"),
    "next_block": _clock("next_block"),
    "people": _clock("people"),
    "prompts": _clock("prompts"),
    "ready_check": room_commands.ready_check,
    "rehearse": room_commands.rehearse,
    "timer_sound": _timer_sound,
    "help": _help,
    "wall": _wall(lambda wall: wall.toggle()),
    "stay": _wall(lambda wall: wall.toggle_stay()),
    "blank": _wall(lambda wall: wall.toggle_blank()),
    "next_item": _wall(lambda wall: wall.step(1)),
    "previous_item": _wall(lambda wall: wall.step(-1)),
    "task_card": _wall(lambda wall: wall.toggle_card("task")),
    "write_it": _wall(lambda wall: wall.write_it()),
    "break": _wall(lambda wall: wall.toggle_card("break")),
    "wall_time": _wall(lambda wall: wall.toggle_time()),
    "keys": _keys,
    "about": _about,
}
"""By the id of the action. Each takes the window and which of the action's keys was pressed."""
