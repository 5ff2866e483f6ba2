"""One promise a line, quick to type: "Sales | call demo requests | 4 bh | 95%", and back."""

import re
from decimal import Decimal
from typing import Any

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.texts import N_, _
from joint_plan.plan.choices import PERIOD_UNITS
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import checked, spec_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.durations import duration_short, parse_duration, per_period
from joint_plan.rules.names import team_name, with_team_names

EXAMPLE = N_("Sales | call demo requests | 4 bh | 95%")

_PERIODS = {unit: unit for unit, _label in PERIOD_UNITS}
_TARGET = re.compile(
    rf"(?P<number>[\d.,]+)\s*(?P<unit>.*?)\s*(?:\b(?:a|an|per|each)\s+|/\s*)(?P<period>{'|'.join(_PERIODS)})",
    re.IGNORECASE,
)
_OWED_TO = re.compile(r"(?:to\s+|->\s*|→\s*)(?P<team>.+)", re.IGNORECASE)


def fast_entry(view: PlanView, line: str) -> Sla:
    """An SLA from one line, its parts separated by bars or tabs.

    First the team and the obligation, then in any order a time limit ("4 bh"), a share ("95%"), a target ("77 MQLs a
    month") and whom it is owed to ("to Marketing"; left out, it is the other core team).

    Raises:
        FieldError: with the field's name and what was not understood.
    """
    parts = [part.strip() for part in re.split(r"[|\t]", line.strip().strip("|"))]
    if len(parts) < 2:
        raise FieldError(
            _("Type it as: {example}").format(example=with_team_names(view, _(EXAMPLE))), "Sla", "obligation"
        )
    owed_by = team_called(view, parts[0], "owed_by")
    values: dict[str, Any] = {"owed_by": owed_by, "obligation": parts[1]}
    if not parts[1]:
        raise FieldError(_("Say what {team} will do.").format(team=team_name(view, owed_by)), "Sla", "obligation")
    for part in parts[2:]:
        for name, value in _read(view, part).items() if part else ():
            if name in values:
                label = _(spec_of(Sla).by_column[name].field.label)
                raise FieldError(_("“{text}”: “{field}” is there twice.").format(text=part, field=label), "Sla", name)
            values[name] = value
    if "owed_to" not in values and owed_by in TEAMS:
        values["owed_to"] = next(team for team in TEAMS if team != owed_by)
    return checked(Sla(**values))


def fast_line(view: PlanView, sla: Sla) -> str:
    """The line that `fast_entry` reads as this SLA, as far as a line can say it."""
    parts = [team_name(view, sla.owed_by), " ".join(sla.obligation.replace("|", "/").split())]
    if sla.time_limit is not None:
        parts.append(duration_short(sla.time_limit, sla.time_limit_unit, sla.business_hours))
    if sla.met_share is not None:
        parts.append(locale.format_rate(sla.met_share).replace("\u00a0", " "))
    if sla.target is not None and sla.period in (None, 1):
        words = (locale.format_number(sla.target), sla.unit, per_period(1, sla.period_unit))
        parts.append(" ".join(word for word in words if word))
    usual = {TEAMS[0]: TEAMS[1], TEAMS[1]: TEAMS[0]}.get(sla.owed_by)
    if sla.owed_to and sla.owed_to != usual:
        parts.append(_("to {team}").format(team=team_name(view, sla.owed_to)))
    return " | ".join(parts)


def fast_level(sla: Sla, line: str) -> SlaLevel:
    """A level of an SLA from a line: "A: 4 bh, 95%, 5 in 10 d" or "A | fit and intent | 4 bh | 95% | 5 in 10 d".

    Raises:
        FieldError: with the field's name and what was not understood.
    """
    # Where bars or tabs part the line, colons and commas belong to the words.
    barred = re.search(r"[|\t]", line) is not None
    tier, *pieces = re.split(r"[|\t]", line) if barred else re.split(r":|,\s", line)
    values: dict[str, Any] = {"sla": sla.id, "tier": tier.strip()}
    for part in (piece.strip() for piece in pieces):
        attempts = re.fullmatch(r"(\d+)\s*(?:x|×|attempts?)?\s*in\s*(\d+)\s*(?:d|days?)", part, re.IGNORECASE)
        length = parse_duration(part)
        if attempts:
            values |= {"attempts": int(attempts[1]), "within_days": int(attempts[2])}
        elif length is not None:
            values |= {"limit": length[0], "limit_unit": length[1], "business_hours": length[2]}
        elif part.endswith("%"):
            values["met_share"] = _share(part, "SlaLevel")
        elif part:
            values["applies_to"] = part
    return checked(SlaLevel(**values))


def level_line(level: SlaLevel) -> str:
    """The line that `fast_level` reads as this level; its channels are not in it."""
    parts = [level.applies_to]
    parts.append("" if level.limit is None else duration_short(level.limit, level.limit_unit, level.business_hours))
    parts.append("" if level.met_share is None else locale.format_rate(level.met_share).replace("\u00a0", " "))
    if level.attempts is not None and level.within_days is not None:
        parts.append(_("{attempts} in {days} d").format(attempts=level.attempts, days=level.within_days))
    return " | ".join([_as_part(level.tier), *(_as_part(part) for part in parts if part)])


def _as_part(words: str) -> str:
    return " ".join(words.replace("|", "/").split())


def team_called(view: PlanView, name: str, field: str) -> str:
    """The id of the team of this name, short name or id; an unambiguous beginning will do.

    Raises:
        FieldError: there is none, or more than one.
    """
    wanted = name.strip().casefold()
    teams = view.all(Team)
    called = {team.id: {team.id.casefold(), team.name.casefold(), team.short_name.casefold()} - {""} for team in teams}
    exact = [team for team, names in called.items() if wanted in names]
    begun = [team for team, names in called.items() if wanted and any(one.startswith(wanted) for one in names)]
    for found in (exact, begun):
        if len(found) == 1:
            return found[0]
    known = ", ".join(team.name or team.id for team in teams)
    raise FieldError(
        _("There is no team “{name}”. There are: {known}.").format(name=name[:60], known=known), "Sla", field
    )


def _read(view: PlanView, part: str) -> dict[str, Any]:
    length = parse_duration(part)
    if length is not None:
        limit, unit, business = length
        return {"time_limit": limit, "time_limit_unit": unit, "business_hours": business}
    if part.endswith("%"):
        return {"met_share": _share(part, "Sla")}
    target = _TARGET.fullmatch(part)
    if target is not None:
        number = _number(target["number"], "target")
        return {"target": number, "unit": target["unit"], "period": 1, "period_unit": target["period"].casefold()}
    owed_to = _OWED_TO.fullmatch(part)
    if owed_to is not None:
        return {"owed_to": team_called(view, owed_to["team"], "owed_to")}
    raise FieldError(
        _("“{text}” is no time limit (4 bh), share (95%), target (77 MQLs a month) or team (to Sales).").format(
            text=part[:60]
        ),
        "Sla",
        "time_limit",
    )


def _share(part: str, record: str) -> Decimal:
    try:
        share = locale.parse_rate(part)
    except FieldError as fault:
        raise fault.at(record, "met_share") from fault
    if not 0 <= share <= 1:
        raise FieldError(_("a rate lies between 0 % and 100 %."), record, "met_share")
    return share


def _number(text: str, field: str) -> Decimal:
    try:
        return locale.parse_number(text)
    except FieldError as fault:
        raise fault.at("Sla", field) from fault
