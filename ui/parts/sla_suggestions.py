"""Promises to start from: proposals that the person changes before anything is added."""

from __future__ import annotations

from joint_plan.base.texts import N_

SUGGESTIONS: dict[str, tuple[str, ...]] = {
    "marketing": (
        N_("Marketing | delivers MQLs | 50 MQLs a month"),
        N_("Marketing | hands over every MQL with all agreed fields filled in | 4 bh | 95%"),
        N_("Marketing | announces every campaign five business days before it starts | 100%"),
        N_("Marketing | answers requests for a reference or a case | 2 bd | 90%"),
    ),
    "sales": (
        N_("Sales | accepts or rejects every MQL with a reason | 1 bd | 95%"),
        N_("Sales | calls every demo request | 4 bh | 95%"),
        N_("Sales | records why a deal was lost | 5 bd | 90%"),
        N_("Sales | brings customers who may be quoted by name | 2 customers a quarter"),
    ),
}
"""Lines for the fast entry by the core team that owes; the team's word is replaced by its name in the plan."""
