"""Between clients: a clean copy to hand over, and removing a client from this computer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.texts import _, ngettext
from ui.parts.choice_editors import TickBox
from ui.shell.places import free_path
from ui.shell.told_dialog import FileField, ToldDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from joint_plan.base.progress import Tick
    from joint_plan.workbook.forgetting import Kept
    from ui.document import Document
    from ui.settings import Recent, Settings


class CleanCopyDialog(ToldDialog):
    """What a clean copy leaves out and what it keeps, and where it goes."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Save a clean copy"),
            _("For handing the plan over, without what only you should see. This plan stays as it is."),
            _("Save the copy"),
        )
        self._source = document.workbook.path
        self.written: Path | None = None
        name = _("{name} clean").format(name=self._source.stem)
        self.file = FileField(free_path(self._source.parent, name), _("Save a clean copy"))
        self.ask(_("File"), self.file)
        self.file.name.setFocus()
        self.tell(
            (
                (
                    _("Left out"),
                    (
                        _("The whole history: who changed what, when, and what stood there before; undo ends here"),
                        _("Your private notes, on sections and on items"),
                        _("E-mail addresses, what people are paid on, and all else that only you see"),
                        _("What was typed and not entered"),
                    ),
                ),
                (
                    _("Stays"),
                    (
                        _("Every section as it is now, with stances, reservations and parked points"),
                        _("Answers that are not revealed yet"),
                        _("Versions and signatures"),
                        _("Actuals, check-ins, wins and losses"),
                    ),
                ),
            )
        )

    def begin(self) -> None:
        """Write it."""
        target = self.file.path
        if self.working or target is None:
            return
        source = self._source

        def write(_tick: Tick) -> Path:
            from joint_plan.workbook import clean_copy

            clean_copy(source, target)
            return target

        self.work(write, self._wrote)

    def _wrote(self, target: Path) -> None:
        self.written = target
        self.accept()


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan of a client as this computer knows it: from the plans opened last, from its backups, or both.

    `path` is `None` where only backups tell of it.
    """

    uuid: str
    title: str
    company: str
    path: Path | None
    backups: int
    label: str = ""

    def words(self) -> str:
        """A line for people, without its path."""
        parts = [self.label or self.title or _("Untitled plan")]
        if self.backups:
            parts.append(ngettext("{count} backup", "{count} backups", self.backups).format(count=self.backups))
        if self.path is not None:
            parts.append(_("among the plans opened last"))
        return ", ".join(parts)


def plans_of_client(
    recents: tuple[Recent, ...], kept: tuple[Kept, ...], chosen: Recent, company: str
) -> tuple[KnownPlan, ...]:
    """The chosen plan first, then the other plans of that company; of no company, the chosen plan alone."""
    by_uuid = {one.uuid: one for one in kept}
    found: dict[str, KnownPlan] = {}
    for recent in recents if chosen in recents else (chosen, *recents):
        backups = by_uuid.get(recent.plan) if recent.plan else None
        one = KnownPlan(
            recent.plan,
            recent.title,
            recent.company,
            Path(recent.path),
            backups.backups if backups else 0,
            recent.label,
        )
        found[recent.plan or recent.path] = one
    for kept_one in kept:
        if kept_one.uuid not in found:
            found[kept_one.uuid] = KnownPlan(kept_one.uuid, kept_one.title, kept_one.company, None, kept_one.backups)
    first = found.pop(chosen.plan or chosen.path)
    wanted = company.strip().casefold()
    others = [one for one in found.values() if wanted and one.company.strip().casefold() == wanted]
    return (first, *others)


class RemoveClientDialog(ToldDialog):
    """What this computer keeps of a client; ticks say how far it goes."""

    def __init__(
        self, settings: Settings, chosen: Recent, parent: QWidget, let_go: Callable[[], None] | None = None
    ) -> None:
        """Ask. `let_go` closes the plan if it is open here; it is called before anything is deleted."""
        who = chosen.company or chosen.label or chosen.title or _("this plan")
        super().__init__(
            parent,
            _("Remove this client from this computer"),
            _("What this computer remembers of {client}. It cannot be brought back.").format(client=who),
            _("Remove"),
        )
        self._settings, self._chosen, self._let_go = settings, chosen, let_go
        self._plans: tuple[KnownPlan, ...] = ()
        self.done_words: tuple[str, ...] = ()
        self.others = TickBox(_("Also the other plans of {company}").format(company=chosen.company))
        self.others.setChecked(True)
        self.others.hide()
        self.file_too = TickBox(_("Delete the plan’s file as well"))
        self.file_too.setToolTip(_("Without this the plan’s file stays where it is"))
        for tick in (self.others, self.file_too):
            self.fields.addWidget(tick, self.fields.rowCount(), 0, 1, 2)
            tick.toggled.connect(self._list)
        self.work(lambda _tick: _kept(chosen), self._show)

    def _show(self, found: tuple[str, tuple[Kept, ...]]) -> None:
        uuid, kept = found
        # A plan that was opened before this computer noted identities is known by its path.
        self._chosen = replace(self._chosen, plan=self._chosen.plan or uuid)
        recents = tuple(self._chosen if one.path == self._chosen.path else one for one in self._settings.recent())
        self._plans = plans_of_client(recents, kept, self._chosen, self._chosen.company)
        self.others.setVisible(len(self._plans) > 1)
        self.file_too.setEnabled(Path(self._chosen.path).is_file())
        self._list()

    @property
    def plans(self) -> tuple[KnownPlan, ...]:
        """The plans that would be removed."""
        return self._plans if self.others.isChecked() else self._plans[:1]

    def _list(self) -> None:
        stays = [_("Exported files, and copies elsewhere: on sticks, in mails, in synced folders")]
        if not self.file_too.isChecked():
            stays.insert(0, _("The plan’s file itself"))
        self.tell(
            (
                (_("Is removed"), [*(plan.words() for plan in self.plans), _("What the window remembers of them")]),
                (_("Stays where it is"), stays),
            )
        )

    def begin(self) -> None:
        """Remove it."""
        if self.working or not self._plans:
            return
        if self._let_go is not None:
            self._let_go()
        plans, file_too = self.plans, self.file_too.isChecked() and self.file_too.isEnabled()
        self.work(lambda _tick: _removed(plans, file_too=file_too), self._forget)

    def _forget(self, said: tuple[str, ...]) -> None:
        from ui.faults import forget_in_log

        for plan in self.plans:
            self._settings.forget_plan(plan.uuid, str(plan.path or ""))
        words = [word for plan in self.plans for word in (plan.title, plan.company, plan.label, str(plan.path or ""))]
        forget_in_log(tuple(word for word in words if word))
        self.done_words = said
        self.accept()


def _kept(chosen: Recent) -> tuple[str, tuple[Kept, ...]]:
    from joint_plan.workbook.forgetting import identity_of_plan, kept_plans

    return chosen.plan or identity_of_plan(Path(chosen.path)), kept_plans()


def _removed(plans: tuple[KnownPlan, ...], *, file_too: bool) -> tuple[str, ...]:
    from joint_plan.workbook.forgetting import forget_plan

    said: list[str] = []
    for place, plan in enumerate(plans):
        # Only the plan that was asked about: the others' files were not shown.
        said += forget_plan(plan.uuid, plan.path, file_too=file_too and place == 0)
    return tuple(said)
