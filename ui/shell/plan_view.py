"""An open plan in the window: the walk, the page, the facilitator's panel, and what acts on items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan import types  # noqa: F401  fills the registry of record types
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import key_of, spec_of, title_of
from joint_plan.plan.session import AgendaBlock
from joint_plan.rules.names import named
from joint_plan.rules.standing import agreeing_teams, plan_count, section_count
from joint_plan.rules.versions import blockers
from ui import theme
from ui.document import Toast
from ui.parts.painting import begin
from ui.parts.scroll import Frame
from ui.parts.stance_picker import StancePicker
from ui.parts.words import Words
from ui.sections import PAGES, walk
from ui.shell.agenda import USUAL_MINUTES, block_after
from ui.shell.altered_banner import AlteredBanner
from ui.shell.dialogs import BlockersDialog
from ui.shell.facilitator import FacilitatorPanel
from ui.shell.steps import steps_of
from ui.shell.tab_order import first_stop, move_focus
from ui.shell.timer import Countdown
from ui.shell.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document
    from ui.parts.page import SectionPage

WIDE = 1700
"""A window at least this wide gives the side regions a little more."""
WALK_WIDTHS = (220, 240)
PANEL_WIDTHS = (270, 272)


class Banner(QWidget):
    """Something to know of the whole plan, and the way out."""

    asked = Signal()

    def __init__(self, words: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(4), theme.space(1), theme.space(2), theme.space(1))
        layout.addWidget(Words(words, "small", wrap=True), 1)
        self.button = QPushButton(action)
        self.button.clicked.connect(self.asked)
        layout.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        begin(self).fillRect(self.rect(), theme.tokens().accent_soft)


class PlanView(QWidget):
    """Walk, page and facilitator's panel of one plan."""

    save_copy = Signal()
    section_shown = Signal(str)
    """Another section's page is in the middle; its key."""

    def __init__(self, document: Document, *, facilitator: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.countdown: Countdown = Countdown(self)
        self.pages: dict[str, SectionPage] = {}
        self._frames: dict[str, Frame] = {}
        self._stale: set[str] = set()
        self.current = ""
        self.on_wall: Callable[[], Record | None] = _nothing
        """The item on the wall while that has the keyboard."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if document.read_only:
            because = document.workbook.read_only_because
            banner = Banner(_("Read only. {because}").format(because=because), _("Save a copy…"))
            banner.asked.connect(self.save_copy)
            outer.addWidget(banner)
        self.altered = AlteredBanner()
        self.altered.versions_asked.connect(self._show_versions)
        outer.addWidget(self.altered)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        outer.addLayout(row, 1)
        self.walk = Walk()
        self.stack = QStackedWidget()
        self.facilitator: FacilitatorPanel = FacilitatorPanel(document, self.countdown)
        row.addWidget(self.walk)
        row.addWidget(self.stack, 1)
        row.addWidget(self.facilitator)
        self.facilitator.setVisible(facilitator)
        self.walk.chosen.connect(self.show_section)
        self.facilitator.go_to.connect(self.go_to)
        self.countdown.over.connect(self._time_is_up)
        document.committed.connect(self._committed)
        # One look at the whole plan for a burst of commits, after the page has drawn what it shows.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self._refresh_walk)
        # How every section stands takes the whole plan's rules: the page is seen first.
        self._soon.start()
        theme.changed.connect(self._size)
        self.show_section(walk(document.plan)[0].key)

    def show_rehearsal(self, end: Callable[[], None]) -> None:
        """Say above everything that this is a rehearsal; the button ends it."""
        banner = Banner(_("Rehearsal on a copy: nothing you do here is kept."), _("End the rehearsal"))
        banner.asked.connect(end, Qt.ConnectionType.QueuedConnection)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)  # made in `__init__`
        outer.insertWidget(0, banner)

    # moving about

    def page(self, section_key: str) -> SectionPage:
        """A section's page; made when first asked for."""
        if section_key not in self.pages:
            made = PAGES[section_key](self.document, section_key)
            made.go_to.connect(self.go_to)
            made.stance_asked.connect(self.open_stance)
            self.pages[section_key] = made
            self._frames[section_key] = Frame(made)
            self.stack.addWidget(self._frames[section_key])
            made.refresh(None)
        return self.pages[section_key]

    @property
    def page_shown(self) -> SectionPage:
        """The page in the middle."""
        return self.pages[self.current]

    def show_section(self, section_key: str, *, by_key: bool = False) -> None:
        """Show a section's page; the focus goes along from the page before, with its ring after a key."""
        focus = QApplication.focusWidget()
        leaves = section_key != self.current and (focus is None or self.stack.isAncestorOf(focus))
        if focus is not None and leaves:
            by_key = by_key or theme.has_key_focus(focus)
            # Enters what is typed, and keeps Qt from trying other places for the focus first.
            focus.clearFocus()
        page = self.page(section_key)
        if section_key in self._stale:
            self._stale.discard(section_key)
            page.refresh(None)
        self.current = section_key
        self.section_shown.emit(section_key)
        self.stack.setCurrentWidget(self._frames[section_key])
        self.facilitator.show_section(section_key)
        self._name_walk()
        if not self._soon.isActive():
            self._refresh_walk()
        if leaves and self.isVisible():
            self.begin(by_key=by_key)

    def begin(self, *, by_key: bool) -> None:
        """Put the focus where work on the page begins, so that its keys act at once."""
        start = first_stop(self.page_shown)
        if start is not None:
            start.setFocus(Qt.FocusReason.ShortcutFocusReason if by_key else Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.begin(by_key=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward) or super().focusNextPrevChild(forward)

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) section of the walk."""
        keys = [section.key for section in walk(self.document.plan)]
        place = keys.index(self.current) + by if self.current in keys else 0
        if 0 <= place < len(keys):
            self.show_section(keys[place], by_key=True)

    def show_numbered(self, number: int) -> None:
        """Show the section with this number in the walk, from 0."""
        keys = [section.key for section in walk(self.document.plan)]
        if number < len(keys):
            self.show_section(keys[number], by_key=True)

    def go_to(self, place: str) -> None:
        """Show an item (`Type:id`) or a section (its key)."""
        if place in PAGES:
            self.show_section(place)
            return
        item = self.document.plan.find(place)
        if item is None:
            return
        section = spec_of(item).section
        if section in PAGES:
            self.show_section(section)
            self.page_shown.reveal_item(place)

    # following the plan

    def _rename_teams(self) -> None:
        """Team names stand in labels all over the pages, so the pages are made anew when they are shown.

        The page on which teams are named stays: somebody is typing there.
        """
        gone = []
        for key in [key for key in self.pages if key != "session"]:
            gone.append(self._frames.pop(key))
            self.pages.pop(key)
            self._stale.discard(key)
        if self.current not in self.pages:
            self.show_section(self.current)
        # Last: the focus leaves them, and whoever hears of that asks for the page that is shown.
        for frame in gone:
            self.stack.removeWidget(frame)
            frame.deleteLater()

    def _committed(self, committed: Committed) -> None:
        if any(delta.type == "Team" and "name" in (delta.after or {}) for delta in committed.deltas):
            self._rename_teams()
        for key, page in self.pages.items():
            if key == self.current:
                page.refresh(committed)
            else:
                self._stale.add(key)
        self.facilitator.refresh(committed)
        self._soon.start()

    def _refresh_walk(self) -> None:
        plan = self.document.plan
        keys = {section.key for section in walk(plan)}
        if self.current not in keys and keys:
            self.show_section(next(section.key for section in walk(plan)))
            return
        self._name_walk()
        self.walk.show_steps(steps_of(plan), self.current)
        count = plan_count(plan)
        saved = _("Read only") if self.document.read_only else _("All changes saved")
        self.walk.progress.show_progress(count.agreed, count.total, saved)

    def _name_walk(self) -> None:
        """What the plan and its sections are called, and which one is shown."""
        plan = self.document.plan
        company = " · ".join(part for part in (plan.plan.company, _year(plan.plan.period_start)) if part)
        self.altered.show_plan(plan)
        self.walk.show_plan(plan.plan.title, company)
        self.walk.name_steps(tuple((section.key, _(section.title)) for section in walk(plan)), self.current)

    # acting on items

    def item(self) -> Record | None:
        """What stances, parking and revealing act on."""
        return self.page_shown.focused_item() or self.on_wall()

    def stance_of(self, number: int) -> None:
        """Open the stance of the first (0), second, ... team that must agree on the focused item."""
        item = self.item()
        teams = agreeing_teams(self.document.plan)
        if item is None or number >= len(teams):
            return
        self.open_stance(teams[number].id, item)

    def open_stance(self, team_id: str, item: Record) -> None:
        """Open the stance of a team on an item."""
        spec = spec_of(item)
        if self.document.read_only or not spec.can_be_agreed:
            return
        if not spec.agreed(item):
            self.document.say(_("“{title}” is not up for agreement yet.").format(title=title_of(item)))
            return
        focus = QApplication.focusWidget()
        anchor = focus if focus is not None and self.isAncestorOf(focus) else self.stack
        below = anchor.mapToGlobal(QPoint(0, min(anchor.height(), 120)))
        StancePicker(self.document, item, team_id, self).open_at(below)

    def park(self) -> None:
        """Set the focused item aside."""
        item = self.item()
        if item is None or isinstance(item, ParkingItem):
            self.facilitator.park_line.setFocus()
            return
        with self.document.edit(N_("Park {title}"), title=item.code or title_of(item)) as edit:
            edit.add(ParkingItem(text=named(item), item=key_of(item)))

    def reveal(self) -> None:
        """Show both teams' answers on the focused item, where both are in."""
        item = self.item()
        if item is None:
            return
        ready = [
            field.name
            for field in spec_of(item).fields
            if field.pair and getattr(item, field.name).both_in and not getattr(item, field.name).revealed
        ]
        if not ready:
            self.document.say(_("Nothing to reveal here: both teams' answers must be in."))
            return
        with self.document.edit(N_("Reveal {title}"), title=item.code or title_of(item)) as edit:
            edit.set(item, **{f"{name}_revealed": True for name in ready})

    def begin_next_block(self) -> None:
        """Go to the next block of the agenda, and start its time."""
        following = block_after(self.document.plan, self.countdown.timer.block)
        if following is None:
            self.document.say(_("This is the last block of the agenda."))
            return
        self.countdown.set_block(following.id, following.minutes or USUAL_MINUTES)
        if following.section in PAGES:
            self.show_section(following.section, by_key=True)
        self.facilitator.clock.refresh(self.current)
        self.countdown.toggle()

    def _time_is_up(self) -> None:
        """Say that a block's time is up, and what is still open in its section."""
        block = self.document.plan.get(AgendaBlock, self.countdown.timer.block)
        section_key = block.section if block is not None and block.section else self.current
        still = section_count(self.document.plan, section_key).open
        said = _("Time is up.")
        if still:
            said += " " + ngettext(
                "{count} item is still open here.", "{count} items are still open here.", still
            ).format(count=still)
        self.document.toast.emit(Toast(said, _("Next block"), self.begin_next_block))

    def make_version(self) -> None:
        """Make a version, or say what has to be settled first and lead there."""
        blocking = blockers(self.document.plan)
        if blocking:
            dialog = BlockersDialog(self, blocking)
            if dialog.exec() and dialog.chosen:
                self.go_to(dialog.chosen)
            return
        self.show_section("agreement")
        self.page_shown.make_version()

    def _show_versions(self) -> None:
        from ui.shell.agreement_commands import versions

        versions(self)

    # layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        wide = self.width() >= WIDE
        self.walk.setFixedWidth(theme.px(WALK_WIDTHS[wide]))
        self.facilitator.setFixedWidth(theme.px(PANEL_WIDTHS[wide]))


def _nothing() -> None:
    """Nothing is on the wall."""


def _year(first_month: object) -> str:
    year = getattr(first_month, "year", None)
    return str(year) if year else ""
