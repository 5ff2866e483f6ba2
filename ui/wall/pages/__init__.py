"""The pages of the wall by kind of subject; each lays one subject out on a canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.wall.canvas import Canvas
from ui.wall.pages.agreement import counts_page, open_page, signers_page
from ui.wall.pages.back_row import back_row_card
from ui.wall.pages.cards import break_card, task_card, write_card
from ui.wall.pages.funnel import funnel_page, funnel_stage_page, revenue_page
from ui.wall.pages.journey import lane_page, stage_page
from ui.wall.pages.landscape import profile_page
from ui.wall.pages.quick_wins import matrix_page, picked_page
from ui.wall.pages.record import empty_page, record_page
from ui.wall.pages.scorecard import scorecard_page
from ui.wall.pages.session import agenda_page, people_page, rules_page, why_page
from ui.wall.pages.sla import sla_page
from ui.wall.pages.statement import statement_page
from ui.wall.pages.term import term_page
from ui.wall.scene import Scene

Page = Callable[[Canvas, Scene], str]
"""Lays the scene's subject out and says what stands in the footer besides the place, "" for nothing."""

PAGES: Mapping[str, Page] = {
    "agenda": agenda_page,
    "counts": counts_page,
    "empty": empty_page,
    "funnel": funnel_page,
    "funnel_stage": funnel_stage_page,
    "lane": lane_page,
    "matrix": matrix_page,
    "open": open_page,
    "people": people_page,
    "picked": picked_page,
    "profile": profile_page,
    "record": record_page,
    "revenue": revenue_page,
    "rules": rules_page,
    "scorecard": scorecard_page,
    "signers": signers_page,
    "sla": sla_page,
    "stage": stage_page,
    "statement": statement_page,
    "term": term_page,
    "why": why_page,
}
"""By the kind of a subject."""

CARDS: Mapping[str, Page] = {
    "task": task_card,
    "break": break_card,
    "write": write_card,
    "back_row": back_row_card,
}
"""What may stand in place of a page."""
