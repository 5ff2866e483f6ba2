"""Agreeing from any page: as a set, after the vote, signing, versions, and the history of an item's stances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from joint_plan.base.texts import _
from joint_plan.plan.record import key_of, spec_of
from joint_plan.rules.standing import standings
from ui.parts.after_vote_dialog import AfterVoteDialog, pending
from ui.parts.agree_set_dialog import AgreeSetDialog
from ui.parts.stance_history_dialog import StanceHistoryDialog
from ui.parts.table import RecordTable
from ui.sections.agreement import AgreementPage

if TYPE_CHECKING:
    from ui.shell.plan_view import PlanView


def agree_set(view: PlanView) -> None:
    """Ask one question for all open items of the page, or for what is ticked or selected on it."""
    if view.document.read_only:
        return
    keys = _in_question(view)
    every = standings(view.document.plan)
    if not any(every[key].open for key in keys):
        view.document.say(_("Nothing is open here."))
        return
    AgreeSetDialog(view.document, keys, view).exec()


def _in_question(view: PlanView) -> list[str]:
    """The keys of the items: those selected in a table or ticked in the list, else all of the page's section."""
    every = standings(view.document.plan)
    focus = QApplication.focusWidget()
    if isinstance(focus, RecordTable):
        rows = sorted({index.row() for index in focus.selectedIndexes()})
        chosen = [record for record in map(focus.records.record, rows) if record is not None]
        keys = [key_of(record) for record in chosen if key_of(record) in every]
        if len(keys) > 1:
            return keys
    page = view.page_shown
    if isinstance(page, AgreementPage):
        ticked = [key_of(one.item) for one in page.list.selected()]
        return ticked or list(every)
    return [key for key, one in every.items() if spec_of(one.item).section == view.current]


def park_all(view: PlanView) -> None:
    """Park everything still open, after asking to whom and until when."""
    page = _agreement(view)
    if page is not None and not view.document.read_only:
        page.ask_park_all()


def after_vote(view: PlanView) -> None:
    """List what has changed after the vote, for the leads to confirm."""
    if not pending(view.document.plan):
        view.document.say(_("Nothing has changed after the vote."))
        return
    AfterVoteDialog(view.document, view).exec()


def stances(view: PlanView) -> None:
    """Show the history of stances on the focused item."""
    item = view.item()
    if item is None or not spec_of(item).can_be_agreed:
        view.document.say(_("Put the focus on an item that both teams agree on."))
        return
    StanceHistoryDialog(view.document.plan, item, view).exec()


def versions(view: PlanView) -> None:
    """Show the versions, and what differs between them."""
    page = _agreement(view)
    if page is not None:
        page.show_versions()


def sign(view: PlanView) -> None:
    """Add a signature to the last version."""
    page = _agreement(view)
    if page is not None:
        page.sign()


def _agreement(view: PlanView) -> AgreementPage | None:
    view.show_section("agreement")
    page = view.page_shown
    return page if isinstance(page, AgreementPage) else None


COMMANDS: Mapping[str, Callable[[PlanView], None]] = {
    "stances": stances,
    "agree_set": agree_set,
    "park_all": park_all,
    "after_vote": after_vote,
    "sign": sign,
    "versions": versions,
}
"""By the id of the action."""
