"""What the finder is asked for: words in the plan, an action by its name, a section by number or name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from joint_plan.base.texts import _
from joint_plan.plan.actions import ACTIONS
from joint_plan.plan.sections import section
from joint_plan.rules.search import folded, search
from ui.jobs import Job
from ui.parts.choice_editors import TickBox
from ui.sections import walk
from ui.shell.actions import keys_text
from ui.shell.finder import Finder, Row

if TYPE_CHECKING:
    from joint_plan.base.progress import Tick
    from joint_plan.plan.snapshot import Snapshot
    from joint_plan.rules.search import Hit
    from ui.document import Document
    from ui.shell.actions import Actions


class FindDialog(Finder):
    """Words in the plan. A large plan is read for it off the window's thread; what is typed meanwhile counts."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        self._document = document
        self._job: Job | None = None
        self._again = False
        super().__init__(
            parent, _("Find in the plan"), _("Words, a code such as SLA-05, a name"), lambda _words: (), _("Not found.")
        )
        self.private = TickBox(_("Also in private notes"))
        self.private.setToolTip(_("Only when nobody else looks at this screen"))
        self.private.toggled.connect(self.look)
        self.foot.addWidget(self.private)

    def look(self) -> None:
        """Begin to search for what is typed."""
        if self._job is not None:
            self._again = True
            return
        plan, words, private = self._document.plan, self.line.text(), self.private.isChecked()

        def work(_tick: Tick) -> tuple[Hit, ...]:
            return search(plan, words, private=private)

        self._again = False
        self._job = Job(work, self)
        self._job.done.connect(self._show_hits)
        self._job.start()

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        self._job = None
        if self._again:
            self.look()
            return
        self.show_rows([_row(hit) for hit in hits])


def _row(hit: Hit) -> Row:
    where = _(section(hit.section).title)
    title = " ".join(part for part in (hit.code, hit.title) if part) or hit.label
    line = f"{hit.label}: {hit.excerpt}" if hit.label else where
    return Row(hit.key, title, line, where if hit.label else "", "eye-off" if hit.private else "")


def able(actions: Actions) -> frozenset[str]:
    """The ids of the actions that can be done now, with what has the focus."""
    return frozenset(declared.id for declared in ACTIONS if actions[declared.id].isEnabled())


def action_rows(actions: Actions, possible: frozenset[str], typed: str) -> Sequence[Row]:
    """The actions that are possible, by their names; those that begin with what is typed first."""
    words = folded(typed).split()
    found: list[tuple[bool, Row]] = []
    for declared in ACTIONS:
        made = actions[declared.id]
        name = made.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        plain = folded(f"{name} {_(declared.tip)}")
        if declared.id not in possible - {"palette", "section"} or not all(word in plain for word in words):
            continue
        later = bool(words) and not folded(name).startswith(words[0])
        found.append((later, Row(declared.id, name, "", keys_text(declared), declared.icon)))
    return [row for _later, row in sorted(found, key=lambda pair: pair[0])]


def section_rows(plan: Snapshot, typed: str) -> Sequence[Row]:
    """The sections of the walk whose number or name begins with what is typed."""
    words = folded(typed).strip()
    rows = [
        (Row(shown.key, f"{number}  {_(shown.title)}"), folded(_(shown.title)))
        for number, shown in enumerate(walk(plan), 1)
    ]
    exact = [row for row, _title in rows if row.title.split()[0] == words]
    return exact or [row for row, title in rows if row.title.startswith(words) or words in title]
