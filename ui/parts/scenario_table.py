"""The scenarios side by side: what each asks for at the entry, at one stage on the way, and at the win."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.funnel_facts import funnel_facts, whole_words
from ui.parts.painting import begin, draw_card, draw_text

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScenarioTable(QWidget):
    """A small painted table; its accessible description has every number."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._chosen = 0
        self.setAccessibleName(_("Scenarios"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def columns(self) -> int:
        """How many scenarios there are."""
        return len(self._heads)

    def show_plan(self, plan: Snapshot, choices: tuple[tuple[str, str], ...], chosen: str, segment: str) -> None:
        """Show these scenarios (id, name) of a plan."""
        each = [funnel_facts(plan, segment, key) for key, _name in choices]
        self._heads = tuple(name for _key, name in choices)
        self._chosen = next((n for n, (key, _name) in enumerate(choices) if key == chosen), 0)
        stages = each[0].stages if each else ()
        places = sorted({0, len(stages) // 3, len(stages) - 1}) if stages else []
        rows = [
            (stages[place].name, tuple(whole_words(facts.stages[place].figure.committed) for facts in each))
            for place in places
        ]
        if any(facts.funnel.before.records for facts in each):
            short = []
            for facts in each:
                missing = list(facts.funnel.before.records.values())
                known = [count for count in missing if count is not None]
                short.append(whole_words(sum(map(math.ceil, known)) if len(known) == len(missing) else None))
            rows.append((_("Missing before the start"), tuple(short)))
        self._rows = tuple(rows)
        lines = [f"{name}: {', '.join(map(' '.join, zip(self._heads, values, strict=True)))}" for name, values in rows]
        self.setAccessibleDescription(". ".join(lines))
        self.setToolTip("\n".join(lines))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(80))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        draw_card(painter, QRectF(self.rect()))
        pad, line = theme.px(12), theme.px(24)
        title = QRectF(pad, pad - 4, self.width(), theme.px(20))
        draw_text(painter, title, _("Scenarios"), theme.font("strong"), tokens.text)
        if not self._heads:
            return
        wide = min(theme.px(72), (self.width() - pad * 2) * 0.6 / len(self._heads))
        first = self.width() - pad - wide * len(self._heads)
        top = float(pad + theme.px(20))
        chosen = QRectF(first + self._chosen * wide, top, wide, line * (len(self._rows) + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent_soft)
        painter.drawRoundedRect(chosen, 4, 4)
        for number, head in enumerate(self._heads):
            place = QRectF(first + number * wide, top, wide - 8, line)
            draw_text(painter, place, head, theme.font("caption", 600), tokens.text, _RIGHT)
        for name, values in self._rows:
            top += line
            if top + line > self.height():
                return
            draw_text(painter, QRectF(pad, top, first - pad, line), name, theme.font("caption"), tokens.muted)
            for number, value in enumerate(values):
                place = QRectF(first + number * wide, top, wide - 8, line)
                draw_text(painter, place, value, theme.font("caption", 600, tabular=True), tokens.text, _RIGHT)
