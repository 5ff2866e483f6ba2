"""Promises read aloud: each SLA as one sentence built from its fields."""

import re
from decimal import Decimal

from joint_plan.base import locale
from joint_plan.base.texts import _, language, ngettext
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.durations import duration_words, per_period
from joint_plan.rules.fast_entry import fast_entry, fast_line
from joint_plan.rules.funnel_targets import monthly_targets
from joint_plan.rules.names import name_of, team_name
from joint_plan.rules.verbs import third_person

__all__ = ["duration_words", "fast_entry", "fast_line", "level_words", "sla_sentence"]


def sla_sentence(view: PlanView, sla: Sla) -> str:
    """An SLA as one sentence.

    "Sales accepts or rejects every MQL with a reason within 1 business day, 95 % of the time." What is empty is left
    out; what the obligation says already is not said twice.
    """
    who = team_name(view, sla.owed_by) if sla.owed_by else _("Somebody")
    does = _deed(view, sla, who)
    if not does:
        return _("{who} promises something that is still to be put into words.").format(who=who)
    limit = "" if sla.time_limit is None else duration_words(sla.time_limit, sla.time_limit_unit, sla.business_hours)
    if sla.time_limit is not None and sla.time_limit == 0:
        does, limit = _("{does} at once").format(does=does), ""
    tiers = bool(view.where(SlaLevel, "sla", sla.id))
    if tiers and sla.time_limit is None:
        does = _("{does} by tier").format(does=does)
    return _sentence(who, does, _unless_said(does, limit), _share_words(does, sla.met_share), _scope(does, sla))


def level_words(level: SlaLevel) -> str:
    """A level in one line: "A: 4 business hours, 95 %, 5 attempts in 10 days"."""
    limit = "" if level.limit is None else duration_words(level.limit, level.limit_unit, level.business_hours)
    share = "" if level.met_share is None else locale.format_rate(level.met_share)
    what = ", ".join(part for part in (limit, share, _attempts(level)) if part)
    tier = level.tier or level.applies_to
    if not what:
        return tier or _("A level without a limit")
    return _("{tier}: {what}").format(tier=tier, what=what) if tier else what


def _attempts(level: SlaLevel) -> str:
    tries, days = level.attempts, level.within_days
    attempts = "" if tries is None else ngettext("{number} attempt", "{number} attempts", tries).format(number=tries)
    if days is None:
        return attempts
    span = duration_words(days, "day", business=False)
    if not attempts:
        return _("within {span}").format(span=span)
    return _("{attempts} in {span}").format(attempts=attempts, span=span)


def _sentence(who: str, does: str, limit: str, share: str, scope: str) -> str:
    patterns = {
        (False, False, False): _("{who} {does}."),
        (True, False, False): _("{who} {does} within {limit}."),
        (False, True, False): _("{who} {does}, {share}."),
        (True, True, False): _("{who} {does} within {limit}, {share}."),
        (False, False, True): _("{who} {does}, for {scope}."),
        (True, False, True): _("{who} {does} within {limit}, for {scope}."),
        (False, True, True): _("{who} {does}, {share}, for {scope}."),
        (True, True, True): _("{who} {does} within {limit}, {share}, for {scope}."),
    }
    pattern = patterns[bool(limit), bool(share), bool(scope)]
    sentence = pattern.format(who=who, does=does, limit=limit, share=share, scope=scope)
    # An obligation that is not a deed ("77 MQLs a month") stands after a colon.
    return sentence.replace(f"{who} : ", f"{who}: ", 1)


def _deed(view: PlanView, sla: Sla, who: str) -> str:
    words = _plain(sla.obligation)
    if words.casefold().startswith(f"{who.casefold()} "):
        words = words[len(who) + 1 :]
    counted = sla.target_stage if sla.target_from == "funnel" else sla.target is not None
    words = _with_target(view, sla, words) if words or counted else _handing_over(view, sla)
    if not words:
        return ""
    return third_person(words) if language() == "en" else words


def _handing_over(view: PlanView, sla: Sla) -> str:
    if not (sla.from_stage or sla.to_stage or sla.handed_over):
        return ""
    what = _plain(sla.handed_over) or _("the customer")
    start, end = name_of(view, "Stage", sla.from_stage), name_of(view, "Stage", sla.to_stage)
    if start and end:
        return _("hands over {what} from {start} to {end}").format(what=what, start=start, end=end)
    if end:
        return _("hands over {what} to {end}").format(what=what, end=end)
    if start:
        return _("hands over {what} after {start}").format(what=what, start=start)
    return _("hands over {what}").format(what=what)


def _with_target(view: PlanView, sla: Sla, words: str) -> str:
    """The obligation with its number: "delivers 77 MQLs a month"."""
    if sla.target_from == "funnel":
        return _with_funnel_target(view, sla, words)
    if sla.target is None:
        return words
    number = locale.format_number(sla.target)
    if number in words.split():
        return words
    pace = per_period(sla.period, sla.period_unit) if sla.period else ""
    return " ".join(part for part in (_counted(words, number, _plain(sla.unit)), pace) if part)


def _with_funnel_target(view: PlanView, sla: Sla, words: str) -> str:
    months = monthly_targets(view, sla)
    unit = _plain(sla.unit) or name_of(view, "FunnelStage", sla.target_stage)
    if not any(months.values()):
        does = words or (_("delivers {what}").format(what=unit) if unit else "")
        if not does:
            return _("delivers the funnel's number each month")
        return _("{does}, each month the funnel's number").format(does=does)
    first = min(months)
    counted = _counted(words, locale.format_number(Decimal(months[first])), unit)
    start = view.plan.period_start
    if start is None:
        return _("{does} in the first month, then each month's funnel number").format(does=counted)
    return _("{does} in {month}, then each month's funnel number").format(
        does=counted, month=locale.format_month(start)
    )


def _counted(words: str, number: str, unit: str) -> str:
    """Number and unit set into the words: after a lone verb, or before the unit where the words end with it."""
    amount = f"{number} {unit}".rstrip()
    if not words:
        return f": {amount}"
    for counted in (unit, f"{unit}s") if unit else ():
        if f" {words.casefold()}".endswith(f" {counted.casefold()}"):
            stem, thing = words[: len(words) - len(counted)].rstrip(), words[len(words) - len(counted) :]
            return f"{stem} {number} {thing}" if stem else f": {number} {thing}"
    return f"{words} {amount}" if len(words.split()) == 1 else f"{words}: {amount}"


def _share_words(does: str, share: Decimal | None) -> str:
    if share is None:
        return ""
    if share == 1:
        return _unless_said(does, _("every time"))
    rate = locale.format_rate(share)
    return "" if _says(does, rate) else _("{share} of the time").format(share=rate)


def _scope(does: str, sla: Sla) -> str:
    scope = _plain(sla.applies_to)
    head = scope.split(",")[0].strip()
    return "" if not head or _says(does, head) else scope


def _unless_said(does: str, words: str) -> str:
    return "" if _says(does, words) else words


def _says(text: str, words: str) -> bool:
    """Whether these words stand in the text as whole words; "95%" says "95 %" too."""
    spaced = " ".join(text.casefold().replace("%", " %").split())
    wanted = " ".join(words.casefold().split())
    return re.search(rf"(?<![\w.,]){re.escape(wanted)}(?!\w)", spaced) is not None


def _plain(text: str) -> str:
    """One line without the full stop at its end."""
    return " ".join(text.split()).rstrip(" .;,")
