"""The stances ever taken on one item, newest first, with the words they were about where these were others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem, QVBoxLayout, QWidget

from joint_plan.base.locale import format_moment
from joint_plan.base.texts import _
from joint_plan.rules.change_words import value_words
from joint_plan.rules.names import named
from joint_plan.rules.stance_history import about_words, stances_taken, taken_words
from ui import theme
from ui.parts.editors import team_icon
from ui.parts.words import Words
from ui.parts.wrapping_tree import WrappingTree

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.plan.snapshot import Snapshot


class StanceHistoryDialog(QDialog):
    """A list to read."""

    def __init__(self, plan: Snapshot, item: Record, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("History of stances"))
        self.resize(theme.px(720), theme.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(named(item), "h3", wrap=True))
        said = _("Stances on {item}, newest first").format(item=named(item))
        self.tree = WrappingTree(said, [_("Stance"), _("When"), _("Now")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 130), (2, 150)):
            self.tree.header().setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            self.tree.setColumnWidth(place, theme.px(width))
        for taken in stances_taken(plan, item):
            at = format_moment(taken.assent.at) if taken.assent.at is not None else ""
            line = QTreeWidgetItem([taken_words(plan, taken), at, about_words(taken)])
            line.setIcon(0, team_icon(taken.assent.team))
            if taken.counts:
                line.setFont(2, theme.font("body", 600))
            if taken.assent.reservation:
                line.addChild(QTreeWidgetItem([f"“{taken.assent.reservation}”"]))
            for change in taken.changes:
                words = _("{field}: then {before}, now {after}").format(
                    field=change.label, before=value_words(change.before), after=value_words(change.after)
                )
                line.addChild(QTreeWidgetItem([words]))
            self.tree.addTopLevelItem(line)
        self.tree.expandAll()
        for row in self.tree.rows():
            if row.parent() is not None:
                row.setFirstColumnSpanned(True)
        if not self.tree.topLevelItemCount():
            column.addWidget(Words(_("Nobody has taken a stance yet."), "body", "muted"))
        column.addWidget(self.tree, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.tree.setFocus()
