"""A page of several parts, one shown at a time: a switch on top, with the proposals for the part at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from joint_plan.base.texts import _
from joint_plan.plan.record import spec_of
from ui import theme
from ui.parts.page import SectionPage
from ui.parts.proposals_button import ProposalsButton
from ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.workbook import Committed
    from ui.document import Document


class Part(Protocol):
    """What a part of such a page offers. It also is a QWidget."""

    record_type: type[Record]

    def refresh(self) -> None:
        """Show the plan as it is."""

    def show_item(self, key: str) -> bool:
        """Bring an item into view with the focus on it; says whether it is here."""

    def current_item(self) -> Record | None:
        """The item that stances, parking and revealing act on."""

    def add(self) -> None:
        """Add an item."""


class PartsPage(SectionPage):
    """The page. Subclasses say their parts by `add_part`, then call `refresh(None)`."""

    def __init__(self, document: Document, section_key: str, parent: QWidget | None = None) -> None:
        super().__init__(document, section_key, parent)
        self.parts: dict[str, Part] = {}
        self._labels: dict[str, str] = {}
        self.switch = Segmented(_("What to show"))
        self.aside = QHBoxLayout()
        """Room between the switch and the proposals."""
        self.aside.setSpacing(theme.space(2))
        self.proposals = ProposalsButton(document)
        self._stack = QStackedWidget()
        top = QHBoxLayout()
        top.setSpacing(theme.space(3))
        top.addWidget(self.switch)
        top.addStretch(1)
        top.addLayout(self.aside)
        top.addWidget(self.proposals)
        self.body.addLayout(top)
        self.body.addWidget(self._stack, 1)
        self.switch.chosen.connect(self.show_part)
        self.proposals.adopted.connect(self.reveal_item)

    def add_part(self, key: str, label: str, part: Part) -> None:
        """Put a part on the page; the first one is shown first."""
        assert isinstance(part, QWidget)  # as `Part` says
        self.parts[key] = part
        self._labels[key] = label
        self._stack.addWidget(part)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self.parts[self.switch.current() or next(iter(self.parts))]

    def show_part(self, key: str) -> None:
        """Show a part by its key."""
        self.switch.choose(key)
        part = self.parts[key]
        assert isinstance(part, QWidget)  # as `Part` says
        self._stack.setCurrentWidget(part)
        part.refresh()
        self.proposals.show_type(part.record_type)
        self.part_shown()

    def part_shown(self) -> None:
        """Another part is shown, or the plan has changed: for pages that say more about it."""
        self.set_next()

    def refresh(self, committed: Committed | None) -> None:
        plan = self.document.plan
        choices = []
        for key, part in self.parts.items():
            count = len(plan.all(part.record_type))
            choices.append((key, f"{self._labels[key]}  {count}" if count else self._labels[key]))
        self.switch.offer(tuple(choices))
        if committed is None:
            self.show_part(self.switch.current())
        else:
            self.part.refresh()
            self.proposals.refresh()
            self.part_shown()

    # What the window asks

    def reveal_item(self, key: str) -> None:
        name = key.partition(":")[0]
        for part_key, part in self.parts.items():
            if self.holds(part, name):
                self.show_part(part_key)
                part.show_item(key)
                return

    def holds(self, part: Part, type_name: str) -> bool:
        """Whether records of this type are shown in a part."""
        return spec_of(part.record_type).name == type_name

    def focused_item(self) -> Record | None:
        found = super().focused_item()
        return found if found is not None else self.part.current_item()

    def add_item(self) -> None:
        self.part.add()
