"""The short code of a plan that stands on its worksheets, so that a sheet found on the floor finds its plan."""

import unicodedata

from joint_plan.rules.public import PublicPlan

_LONGEST = 4


def plan_code(public: PublicPlan) -> str:
    """Initials of the company (else of the title) and the year of the plan: "Pellworth Air" in 2027 is PA27."""
    plan = public.plan
    words = [_letters(word) for word in (plan.company or plan.title).split()]
    words = [word for word in words if word]
    initials = "".join(word[0] for word in words[:_LONGEST]) if len(words) > 1 else "".join(words)[:2]
    year = f"{plan.period_start.year % 100:02d}" if plan.period_start else ""
    return (initials.upper() or "JP") + year


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFC", word)
    return "".join(character for character in plain if character.isalnum())


def row_letters(number: int) -> str:
    """The letters of a blank row, counted from 0: A, B, ..., Z, AA: never digits, which records have."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
