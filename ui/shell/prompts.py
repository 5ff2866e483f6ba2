"""What to ask the room at each section: ours in the language in use, or this person's own."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

import resources
from joint_plan.base.errors import PlanError
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _, language
from joint_plan.plan.sections import section
from joint_plan.rules.names import with_team_names
from ui import theme
from ui.parts.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_plan.plan.snapshot import PlanView


@lru_cache(maxsize=4)
def _ours(code: str) -> dict[str, list[str]]:
    try:
        text = resources.read_text("prompts", f"{code}.json")
    except FileNotFoundError:
        text = resources.read_text("prompts", "en.json")
    found: dict[str, list[str]] = json.loads(text)
    return found


def own_file(code: str) -> Path:
    """Where this person's own questions in a language are kept; they serve every plan."""
    import platformdirs

    from joint_plan.workbook.ownership import APP

    return platformdirs.user_data_path(APP, appauthor=False) / "prompts" / f"{code}.json"


def _own(code: str) -> dict[str, list[str]]:
    try:
        found = json.loads(own_file(code).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # There are none, or the file is not one of ours: the questions that come with the program are asked.
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {key: [str(line) for line in lines] for key, lines in rows if isinstance(lines, list)}


def prompts(section_key: str, plan: PlanView | None = None) -> tuple[str, ...]:
    """What to ask the room at a section; ours with the team names of `plan`."""
    code = language()
    own = _own(code)
    if section_key in own:
        return tuple(own[section_key])
    ours = _ours(code).get(section_key, [])
    return tuple(ours if plan is None else (with_team_names(plan, line) for line in ours))


def keep_prompts(section_key: str, lines: Sequence[str]) -> None:
    """Ask these from now on; those that come with the program again where there are none.

    Raises:
        PlanError: they cannot be written.
    """
    code = language()
    own = _own(code)
    wanted = [line.strip() for line in lines if line.strip()]
    if wanted and wanted != _ours(code).get(section_key, []):
        own[section_key] = wanted
    else:
        own.pop(section_key, None)
    path = own_file(code)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as beside:
            beside.write_text(json.dumps(own, ensure_ascii=False, indent=2), encoding="utf-8")
    except OSError as fault:
        raise PlanError(_("The questions cannot be kept: {reason}.").format(reason=fault.strerror)) from fault


class PromptsDialog(QDialog):
    """The questions of one section, one a line."""

    def __init__(self, section_key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._section = section_key
        self.setWindowTitle(_("Questions for the room"))
        self.resize(theme.px(520), theme.px(320))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(5), theme.space(4), theme.space(5), theme.space(4))
        column.setSpacing(theme.space(3))
        column.addWidget(Words(_("Ask the room: {section}").format(section=_(section(section_key).title)), "h3"))
        said = _("One question a line, for all your plans. Leave it empty to ask ours again.")
        column.addWidget(Words(said, "small", "muted", wrap=True))
        self.lines = QPlainTextEdit("\n".join(prompts(section_key)))
        self.lines.setAccessibleName(_("Questions, one a line"))
        self.lines.setTabChangesFocus(True)
        column.addWidget(self.lines, 1)
        self.said = Words("", "small", "danger", wrap=True)
        column.addWidget(self.said)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = buttons.addButton(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _keep(self) -> None:
        try:
            keep_prompts(self._section, self.lines.toPlainText().splitlines())
        except PlanError as fault:
            self.said.setText(str(fault))
            return
        self.accept()
