"""The wall as the facilitator drives it: what it shows, on which screen, and what the room must not see meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import AgendaBlock
from joint_plan.rules.public import public_plan
from ui.shell.timer import Countdown
from ui.shell.wall_feed import read_of, time_left, wall_keys
from ui.wall.screens import Arrangement, arrangement

if TYPE_CHECKING:
    from ui.shell.plan_view import PlanView
    from ui.wall.scene import Scene
    from ui.wall.time_left import TimeLeft
    from ui.wall.window import WallWindow
    from ui.window import MainWindow

USUAL_BREAK = 15
"""Minutes of a break that the agenda does not know."""


class Presenting(QObject):
    """Drives the wall of one window. Without a wall it still walks from item to item."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view: PlanView | None = None
        self.wall: WallWindow | None = None
        self.wanted = False
        """Whether the wall is to be seen; it waits while its screen is away."""
        self.follows = True
        self.time_shown = True
        self.section, self.item, self.part = "session", "", 0
        self.card, self.count = "", -1
        self._here = False
        self._exposed = False
        self._hid_panel = False
        self._follows_window = False
        self._time_words: object = None
        self._rows: QItemSelectionModel | None = None
        self._break = Countdown(self)
        self._break.ticked.connect(self._tick)
        self.counting = QTimer(self)
        """Counts "3, 2, 1" in seconds."""
        self.counting.setInterval(1000)
        self.counting.timeout.connect(self._count_down)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        # Not in the middle of Qt's own moving of windows.
        self._soon_arranged = QTimer(self)
        self._soon_arranged.setSingleShot(True)
        self._soon_arranged.setInterval(0)
        self._soon_arranged.timeout.connect(self.arrange)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # a window needs one
        app.focusChanged.connect(self._focus_moved)
        app.screenAdded.connect(self._screen_added)
        app.screenRemoved.connect(self._screen_removed)
        for screen in app.screens():
            screen.geometryChanged.connect(self.arrange)

    # the plan

    def attach(self, view: PlanView) -> None:
        """Follow an open plan."""
        self._view = view
        self.section, self.item, self.part, self.card = view.current, "", 0, ""
        self.follows = True
        view.section_shown.connect(self._section_shown)
        view.document.committed.connect(self._soon.start)
        view.countdown.ticked.connect(self._tick)
        view.on_wall = self._item_on_wall
        self._exposed = False
        self.arrange()

    def detach(self) -> None:
        """The plan is about to be closed: nothing of it stays on the wall."""
        self.close()
        self._view = None

    @property
    def scene(self) -> Scene | None:
        """What the wall shows, or would show."""
        if self._view is None:
            return None
        from ui.wall.scene import Scene

        return Scene(
            public_plan(self._view.document.plan),
            self.section,
            self.item,
            self.card,
            self._view.countdown.timer.block,
            self.count,
            self._time(),
        )

    def _time(self) -> TimeLeft | None:
        assert self._view is not None  # asked for by `scene` only
        if self.card == "break":
            return time_left(self._break)
        countdown = self._view.countdown
        wanted = self.card == "task" or (self.time_shown and countdown.begun)
        return time_left(countdown) if wanted else None

    def _item_on_wall(self) -> Record | None:
        """The item that keys pressed on the wall act on."""
        if self.wall is None or not self.wall.isActiveWindow() or self._view is None:
            return None
        scene = self.scene
        return self._view.document.plan.find(scene.subject.key) if scene is not None else None

    # what keys ask for

    def toggle(self) -> None:
        """Open the wall, or leave it. While it waits for its screen, show it on this one."""
        if self.wanted and self.wall is not None and self.wall.isVisible():
            self.close()
            return
        if self._view is None:
            return
        self._here = self._arrangement().wall is None
        self.wanted = True
        self.arrange()

    def close(self) -> None:
        """Leave the wall."""
        on_own = self._here and self.wall is not None and self.wall.isVisible()
        self.wanted = self._here = False
        self.counting.stop()
        if self.wall is not None:
            self.wall.hide()
            self.wall.view.show_blank(False)
        self._tick_actions()
        if on_own:
            self._window.activateWindow()
            if self._hid_panel:
                self._window.toasts.show_line(
                    _("There is one screen: timer, prompts and private notes stay hidden until you press F9.")
                )

    def toggle_blank(self) -> None:
        """Darken the wall, or show it again."""
        if self.wall is not None and self.wall.isVisible():
            self.wall.view.show_blank(not self.wall.view.blank)

    def toggle_stay(self) -> None:
        """Stay at what the wall shows, or follow the facilitator's page again."""
        self.follows = not self.follows
        if self.follows and self._view is not None:
            self.section, self.item, self.part = self._view.current, "", 0
            self._look()
        self._tick_actions()
        self._show()

    def toggle_time(self) -> None:
        """Show the time left on the wall, or not."""
        self.time_shown = not self.time_shown
        self._tick_actions()
        self._show()

    def toggle_card(self, card: str) -> None:
        """Put the task card or a break in place of the page, or take it away."""
        self.counting.stop()
        self.card = "" if self.card == card else card
        if self.card == "break":
            self._begin_break()
        elif self._break.running:
            self._break.toggle()
        self._show()

    def write_it(self) -> None:
        """Ask everyone to write; then count 3, 2, 1, up; then back to the page."""
        if self.card != "write":
            self.card, self.count = "write", -1
        elif self.count < 0:
            self.count = 3
            self.counting.start()
        else:
            self.counting.stop()
            self.card, self.count = "", -1
        self._show()

    def _count_down(self) -> None:
        self.count -= 1
        if self.count <= 0:
            self.count = 0
            self.counting.stop()
        self._show()

    def _begin_break(self) -> None:
        """Start the next break of the agenda."""
        assert self._view is not None  # there is a plan to show a break in
        blocks = self._view.document.plan.all(AgendaBlock)
        current = self._view.countdown.timer.block
        place = next((number for number, block in enumerate(blocks) if block.id == current), 0)
        breaks = [block for block in (*blocks[place:], *blocks[:place]) if block.mode == "break"]
        minutes = (breaks[0].minutes if breaks else None) or USUAL_BREAK
        self._break.set_block(breaks[0].id if breaks else "", minutes)
        self._break.toggle()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) part of a long text, else item, else section."""
        scene = self.scene
        if scene is None or self._view is None:
            return
        if self.card:
            self.card, self.count = "", -1
            self._show()
            return
        canvas = self.wall.view.canvas if self.wall is not None and self.wall.isVisible() else None
        if canvas is not None and 0 <= self.part + by < canvas.parts:
            self.part += by
            self._show()
            return
        place = scene.place + by
        if 0 <= place < len(scene.subjects):
            self._go_to(scene.subjects[place].name, scene.subjects[place].key)
        else:
            self._go_on(by)

    def _go_to(self, name: str, key: str) -> None:
        assert self._view is not None  # there is a scene
        section = self.section
        if self.follows and key:
            self._view.go_to(key)
        self.section, self.item, self.part = section, name, 0
        if self.follows:
            self.section = self._view.current
        self._show()

    def _go_on(self, by: int) -> None:
        """Into the next or previous section of the walk."""
        from ui.sections import walk
        from ui.wall.subjects import subjects

        assert self._view is not None  # there is a scene
        plan = self._view.document.plan
        keys = [section.key for section in walk(plan)]
        place = keys.index(self.section) + by if self.section in keys else 0
        if not 0 <= place < len(keys):
            return
        if self.follows:
            self._view.show_section(keys[place], by_key=True)
        self.section, self.part = keys[place], 0
        found = subjects(public_plan(plan), self.section)
        self.item = found[0 if by > 0 else -1].name
        self._show()

    # following the facilitator

    def _section_shown(self, section: str) -> None:
        if self.follows and section != self.section:
            self.section, self.item, self.part = section, "", 0
            self._soon.start()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._rows is not None:
            self._rows.currentChanged.disconnect(self._look)
            self._rows = None
        if self._view is None or new is None or not self._view.stack.isAncestorOf(new):
            return
        if isinstance(new, QAbstractItemView) and new.selectionModel() is not None:
            # In a table the focus stays while the row changes.
            self._rows = new.selectionModel()
            self._rows.currentChanged.connect(self._look)
            self._rows.destroyed.connect(self._rows_gone)
        self._look()

    def _rows_gone(self) -> None:
        self._rows = None

    def _look(self, *_rows: object) -> None:
        """Take the item in focus on the facilitator's page, if the room may see it."""
        if self._view is None or not self.follows:
            return
        item = self._view.page_shown.focused_item()
        if item is None or key_of(item) == self.item:
            return
        key = key_of(item)
        if public_plan(self._view.document.plan).find(key) is not None:
            self.item, self.part = key, 0
            self._soon.start()

    def _tick(self) -> None:
        """Draw again when the words of the clock are others."""
        if self.wall is None or not self.wall.isVisible() or self._view is None:
            return
        time = self._time()
        if read_of(time, self.card) != self._time_words:
            self._show()

    def _show(self) -> None:
        """Show the scene as it is now."""
        scene = self.scene
        if self.wall is None or not self.wall.isVisible() or scene is None:
            return
        self._time_words = read_of(scene.time, self.card)
        self.wall.view.show_scene(scene, self.part)
        self.part = self.wall.view.part

    # screens

    def _arrangement(self) -> Arrangement:
        screens = QGuiApplication.screens()
        own = self._window.screen()
        return arrangement(screens.index(own) if own in screens else 0, [screen.geometry() for screen in screens])

    def _screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.arrange)
        self.arrange()

    def _screen_removed(self, screen: QScreen) -> None:
        # Qt moves a window that is still shown there to the first screen: over the facilitator's.
        if self.wall is not None and self.wall.screen() is screen:
            self.wall.hide()
        self.arrange()

    def arrange(self) -> None:
        """Put the wall where it belongs on the screens there are, and hide what the room must not see."""
        if self._view is None:
            return
        self._follow_window()
        found = self._arrangement()
        if found.wall is not None:
            self._here = False
        shown = self.wanted and (found.wall is not None or self._here)
        self._guard(exposed=found.mirrored or (shown and self._here), extended=found.extended)
        if shown:
            screens = QGuiApplication.screens()
            target = screens[found.wall] if found.wall is not None else self._window.screen()
            self._made_wall().show_on(target, take_keys=self._here)
            self._show()
        elif self.wall is not None and self.wall.isVisible():
            self.wall.hide()
        if self.wanted and not shown:
            self._window.toasts.show_line(_("The wall waits for its screen. F5 shows it on this one."))
        self._tick_actions()

    def panel_chosen(self) -> None:
        """The facilitator showed or hid the panel: nobody else brings it back now."""
        self._hid_panel = False

    def _follow_window(self) -> None:
        """Look again when somebody moves the facilitator's window to another screen."""
        handle = self._window.windowHandle()
        if handle is not None and not self._follows_window:
            self._follows_window = True
            handle.screenChanged.connect(self._soon_arranged.start)

    def _guard(self, *, exposed: bool, extended: bool) -> None:
        """Hide the facilitator's panel when the room begins to see it; bring it back on a screen of its own."""
        assert self._view is not None  # as in `arrange`
        panel = self._view.facilitator
        if exposed and not self._exposed and not panel.isHidden():
            panel.hide()
            self._hid_panel = True
        elif extended and self._hid_panel:
            panel.show()
            self._hid_panel = False
        self._exposed = exposed
        self._window.actions_of["facilitator"].setChecked(not panel.isHidden())

    def _made_wall(self) -> WallWindow:
        if self.wall is None:
            from ui.wall.window import WallWindow

            self.wall = WallWindow(wall_keys())
            self.wall.asked.connect(self._asked)
            self.wall.unasked.connect(self._window.activateWindow)
            self.wall.closed.connect(self.close)
            self._window.destroyed.connect(self.wall.deleteLater)
        return self.wall

    def _asked(self, action_id: str, number: int) -> None:
        if action_id == "timer_more" and self.card == "break":
            self._break.more()
            return
        self._window.do(action_id, number)

    def _tick_actions(self) -> None:
        """Say in the menu what is on."""
        open_now = self.wall is not None and self.wall.isVisible()
        self._window.actions_of["wall"].setChecked(open_now)
        self._window.actions_of["stay"].setChecked(not self.follows)
        self._window.actions_of["wall_time"].setChecked(self.time_shown)
        self._window.actions_of.set_wall_open(open_now)
