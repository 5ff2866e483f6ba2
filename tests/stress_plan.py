"""A plan at the edge of what a workshop makes: many of everything, texts of 400 words, one word of 3,000 letters.

People, teams, funnel and segments are the sample's; the names are in many scripts. Same plan every time.
"""

from functools import lru_cache
from itertools import cycle, islice
from typing import Any

from joint_plan.plan.jsonform import records_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import plan_from_json, template

STAGES, TOUCHPOINTS, SLAS, QUICK_WINS = 12, 8, 40, 60
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 89
"""3,026 letters without a place to break."""

_WORDS = (
    *("the", "buyer", "asks", "for", "a", "price", "before", "anyone", "has", "called", "back", "and", "both", "teams"),
    *(
        "say",
        "that",
        "the",
        "other",
        "one",
        "owns",
        "it;",
        "so",
        "nobody",
        "answers",
        "within",
        "4",
        "hours",
        "–",
        "50 %",
    ),
    *(
        "Kundenzufriedenheitsanalyse",
        "façade",
        "Zażółć",
        "Привет,",
        "Ελλάδα",
        "Tiếng Việt",
        "→",
        "✓",
        "“quoted”",
        "O'Neil",
    ),
    *("<b>not bold</b>", "&amp;", "=1+1", "@sum", "R&D", "C:\\temp", "{braces}", "100,000.00", "é", "fjord"),
)
_NAMES = ("Notice", "Почему", "Αναζήτηση", "Compare", "Ask for a price in writing and wait for it", "Zażółć gęślą jaźń")
_TEAMS = ("marketing", "sales")


def stress_words(count: int, start: int = 0) -> str:
    """So many words, beginning at another one for each start."""
    return " ".join(islice(cycle(_WORDS), start % len(_WORDS), start % len(_WORDS) + count))


@lru_cache(maxsize=1)
def stress_plan() -> Snapshot:
    """12 stages, 40 SLAs (11 of them handoffs), 60 quick wins of which 20 are picked, and long texts all over."""
    records: dict[str, Any] = dict(records_json(template("sample")))
    for name in ("Assent", "Version", "Signature", "ParkingItem", "SlaLevel", "Actual"):
        records.pop(name, None)
    people = [row["id"] for row in records["Participant"]]
    records["Plan"][0] |= {"title": "Everything at once " + stress_words(12), "why": stress_words(400, 3)}
    records["Stage"] = [_stage(number) for number in range(STAGES)]
    records["Touchpoint"] = [_touchpoint(number) for number in range(STAGES * TOUCHPOINTS)]
    records["Sla"] = [_sla(number, people) for number in range(SLAS)]
    records["SlaLevel"] = [_level(number) for number in range(12)]
    records["QuickWin"] = [_quick_win(number, people) for number in range(QUICK_WINS)]
    for row in (*records["ContactRule"], *records.get("Loss", ())):
        row["stage"] = "stage-1"
    records["Assent"] = [_assent(number) for number in range(24)]
    records["ParkingItem"] = [
        {"text": stress_words(60, number), "status": "assigned", "owner": people[number % len(people)]}
        for number in range(12)
    ]
    return plan_from_json({"records": records})


def _stage(number: int) -> dict[str, Any]:
    name = LONG_WORD if number == 7 else f"{_NAMES[number % len(_NAMES)]} {number + 1}"
    return {
        "id": f"stage-{number}",
        "name": name,
        "customer_goal": stress_words(40, number),
        "customer_question": stress_words(400 if number == 2 else 25, number + 5),
        "entry_event": stress_words(18, number + 7),
        "exit_event": stress_words(18, number + 11),
        "lead_team": _TEAMS[number % 2],
        "marketing_part": stress_words(60, number),
        "sales_part": stress_words(60, number + 13),
        "story": stress_words(80, number),
        "emotion": number % 5 - 2,
        "friction": stress_words(400 if number == 4 else 30, number + 2),
        "evidence": ("data", "told", "guess")[number % 3],
    }


def _touchpoint(number: int) -> dict[str, Any]:
    return {
        "stage": f"stage-{number % STAGES}",
        "name": stress_words(12, number),
        "channel": stress_words(3, number),
        "owner_team": (*_TEAMS, None)[number % 3],
        "seen_by_customer": number % 2 == 0,
        "message": stress_words(30, number),
        "asset": stress_words(6, number + 3),
        "asset_status": ("exists", "update", "missing")[number % 3],
    }


def _sla(number: int, people: list[str]) -> dict[str, Any]:
    handoff = {"from_stage": f"stage-{number}", "to_stage": f"stage-{number + 1}"} if number < STAGES - 1 else {}
    return handoff | {
        "id": f"sla-{number}",
        "owed_by": _TEAMS[number % 2],
        "owed_to": _TEAMS[1 - number % 2],
        "obligation": stress_words(400 if number == 5 else 14, number),
        "applies_to": stress_words(8, number + 4),
        "clock_starts": stress_words(9, number + 6),
        "time_limit": str(number + 1),
        "time_limit_unit": ("minute", "hour", "day", "week", "month")[number % 5],
        "business_hours": number % 2 == 0,
        "met_share": f"0.{90 + number % 10}",
        "if_missed": stress_words(40, number + 8),
        "measure": stress_words(10, number),
        "exceptions": stress_words(30, number + 9),
        "handed_over": stress_words(30, number + 1) if handoff else None,
        "acceptance_test": stress_words(20, number + 2) if handoff else None,
        "owner": people[number % len(people)],
        "trial_until": "2027-03-31" if number % 4 == 0 else None,
    }


def _level(number: int) -> dict[str, Any]:
    return {
        "sla": f"sla-{number // 4}",
        "tier": "ABCD"[number % 4],
        "applies_to": stress_words(8, number),
        "limit": str(4 + number),
        "limit_unit": "hour",
        "met_share": "0.95",
        "attempts": number,
    }


def _quick_win(number: int, people: list[str]) -> dict[str, Any]:
    picked = number < 20
    return {
        "id": f"win-{number}",
        "title": LONG_WORD if number == 3 else stress_words(9, number),
        "problem": stress_words(30, number + 3),
        "expected_effect": stress_words(400 if number == 1 else 20, number + 6),
        "serves": f"Sla:sla-{number % SLAS}",
        "impact_marketing": number % 5 + 1,
        "impact_sales": (number + 2) % 5 + 1,
        "impact_revealed": True,
        "effort_marketing": (number + 1) % 5 + 1,
        "effort_sales": (number + 3) % 5 + 1,
        "effort_revealed": number % 7 != 0,
        "votes_marketing": number % 9,
        "votes_sales": (number + 4) % 9,
        "votes_revealed": True,
        "picked": picked,
        "marketing_owner": people[number % len(people)] if picked else None,
        "sales_owner": people[(number + 1) % len(people)] if picked else None,
        "first_step": stress_words(16, number) if picked else None,
        "due": f"2027-01-{number + 1:02}" if picked else None,
    }


def _assent(number: int) -> dict[str, Any]:
    stance = ("agree", "reservation", "object")[number // 2 % 3]
    return {
        "item": f"Sla:sla-{number // 2}",
        "team": _TEAMS[number % 2],
        "stance": stance,
        "reservation": stress_words(400 if number == 2 else 25, number) if stance != "agree" else None,
    }
