"""The pages: one module a section, named like the section, loaded when it is first shown.

A page that lands changes its line in `_PAGES`. Pages never import each other: what two need is a part (`ui.parts`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from joint_plan.plan.sections import SECTIONS, Section

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView
    from ui.parts.page import SectionPage

# section: (module, class)
_PAGES = {
    "session": ("ui.sections.session", "SessionPage"),
    "landscape": ("ui.sections.landscape", "LandscapePage"),
    "language": ("ui.sections.language", "LanguagePage"),
    "journey": ("ui.sections.journey", "JourneyPage"),
    "goals": ("ui.sections.goals", "GoalsPage"),
    "slas": ("ui.sections.slas", "SlasPage"),
    "cadence": ("ui.sections.cadence", "CadencePage"),
    "data": ("ui.sections.data", "DataPage"),
    "quick_wins": ("ui.sections.quick_wins", "QuickWinsPage"),
    "agreement": ("ui.sections.agreement", "AgreementPage"),
    "follow_up": ("ui.sections.follow_up", "FollowUpPage"),
}


class _Pages(Mapping[str, "type[SectionPage]"]):
    def __getitem__(self, key: str) -> type[SectionPage]:
        module, name = _PAGES[key]
        return cast("type[SectionPage]", getattr(importlib.import_module(module), name))

    def __contains__(self, key: object) -> bool:
        # The inherited one would load the page's module to find out.
        return key in _PAGES

    def __iter__(self) -> Iterator[str]:
        return iter(_PAGES)

    def __len__(self) -> int:
        return len(_PAGES)


PAGES: Mapping[str, type[SectionPage]] = _Pages()
"""The page class of each section that has one; looking one up loads its module."""


def walk(plan: PlanView) -> tuple[Section, ...]:
    """The sections of the walk in order: those that have a page and are not left out of this plan."""
    hidden = plan.plan.hidden_sections
    return tuple(section for section in SECTIONS if section.key in PAGES and section.key not in hidden)
