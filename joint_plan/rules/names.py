"""Names and values as people read them: the one place that tables, forms, sheets, papers and comparisons ask."""

import re
from decimal import Decimal
from typing import Any

from joint_plan.base import locale
from joint_plan.base.texts import N_, _
from joint_plan.plan.choices import PERIOD_UNITS, TIME_UNITS
from joint_plan.plan.fields import TEAMS, Column
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.plan.goals import UNITS
from joint_plan.plan.kinds import AnyRef, Choice, Choices, Money, Ref, Tallied
from joint_plan.plan.record import Record, all_specs, column_value, spec_of, title_of
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Tally
from joint_plan.rules.durations import duration_words, period_words
from joint_plan.rules.pairs import In, Revealed, answers, mean

NAMELESS = 5
"""From so many hands on, single ones may be shown: in a smaller team they would name people."""

_CORE_NAMES = {"marketing": N_("Marketing"), "sales": N_("Sales")}


def team_name(view: PlanView, team_id: str) -> str:
    """What a team is called; its id where there is no such team or it has no name."""
    team = view.get(Team, team_id)
    return team.name if team is not None and team.name else team_id


def name_of(view: PlanView, type_name: str, record_id: str) -> str:
    """What the record of this type and id is called; "" for the empty reference."""
    if not record_id:
        return ""
    if type_name == "Team":
        return team_name(view, record_id)
    item = view.get(spec_of(type_name).type, record_id)
    return title_of(item) if item is not None else _("(deleted)")


def named(item: Record) -> str:
    """Code and title of a record: SLA-05 Call back every demo request."""
    title = title_of(item)
    return f"{item.code} {title}" if item.code and item.code != title else title


def rate_name(view: PlanView, rate: Rate) -> str:
    """What a rate is called: the step it belongs to, and where it holds: "Demo to Order, Process industry"."""
    stages = view.all(FunnelStage)
    place = next((number for number, stage in enumerate(stages) if stage.id == rate.stage), len(stages))
    steps = [name_of(view, "FunnelStage", stage.id) for stage in stages[place : place + 2]]
    parts = [_("{first} to {second}").format(first=steps[0], second=steps[1]) if len(steps) == 2 else "".join(steps)]
    parts += [name_of(view, "Segment", rate.segment)] if rate.segment else []
    parts += [name_of(view, "Source", rate.source)] if rate.source else []
    return ", ".join(parts)


def called(view: PlanView, item: Record) -> str:
    """What people call a record, also one that has no name of its own: then by what it belongs to."""
    if isinstance(item, Rate):
        return rate_name(view, item)
    spec, title = spec_of(item), title_of(item)
    if title != _(spec.label):
        return title
    parts = [value_words(view, item, column, column_value(item, column)) for column in spec.ref_columns]
    return ", ".join(part for part in parts if part) or title


def find(view: PlanView, key: str) -> Record | None:
    """The record that `Type:id` names, or `None`."""
    name, _colon, record_id = key.partition(":")
    known = next((spec for spec in all_specs() if spec.name == name), None)
    return view.get(known.type, record_id) if known is not None and record_id else None


def label_of(view: PlanView, column: Column) -> str:
    """A column's label with the core teams' names of this plan."""
    label = with_team_names(view, _(column.field.label))
    if column.part in TEAMS:
        return _("{label} – {team}").format(label=label, team=team_name(view, column.part))
    return _("{label} – revealed").format(label=label) if column.part else label


def with_team_names(view: PlanView, words: str) -> str:
    """Words of ours (a label, a question, a proposal) with this plan's names of the core teams.

    What people wrote is never put through this.
    """
    names = {_(name): team_name(view, team) for team, name in _CORE_NAMES.items()}
    if all(standard == name for standard, name in names.items()):
        return words
    standards = "|".join(re.escape(standard) for standard in sorted(names, key=len, reverse=True))

    def named_here(found: re.Match[str]) -> str:
        name, owns = names[found[1]], found[2]
        if not owns:
            return name
        apostrophe = owns[0]
        return f"{name}{apostrophe}" if name.endswith("s") else f"{name}{apostrophe}s"

    # One pass: the teams may have changed names with each other. An apostrophe follows the name that is there now.
    return re.sub(rf"\b({standards})\b(['’]s?(?!\w))?", named_here, words)


def shown(view: PlanView, item: Record, column: Column | str) -> str:
    """The value of any column in words, "" when empty.

    References are names, numbers carry their unit, money the plan's currency, rates are percent. A team's blind
    answer says only whether it is in.
    """
    declared = spec_of(item).by_column[column] if isinstance(column, str) else column
    if declared.part in TEAMS:
        answer = answers(view, item, declared.field.name)[declared.part]
        if isinstance(answer, Revealed):
            return value_words(view, item, declared, answer.value)
        return _("In") if isinstance(answer, In) else _("Not yet")
    return value_words(view, item, declared, column_value(item, declared))


def value_words(view: PlanView, item: Record, column: Column, value: Any) -> str:  # noqa: ANN401  of any kind
    """A value of this column in words; `item` gives the unit."""
    if value is None or column.kind.is_empty(value):
        return ""
    kind = column.kind
    if isinstance(kind, AnyRef):
        found = find(view, value)
        return named(found) if found is not None else _("(deleted)")
    if isinstance(kind, Ref):
        return name_of(view, kind.target, value)
    if isinstance(kind, Money):
        return locale.format_money(value, view.plan.currency)
    if isinstance(kind, Tallied):
        return _tally_words(kind, value)
    if column.field.unit:
        return _in_units(view, item, column, value)
    return kind.show(value)


def _tally_words(kind: Tallied, tally: Tally) -> str:
    """The mean of the hands; the hands themselves only where there are so many that they name nobody."""
    average = mean(tally)
    words = locale.format_fixed(average, 1) if average is not None else ""
    return f"{words} ({kind.show(tally)})" if tally.voted >= NAMELESS else words


def _in_units(view: PlanView, item: Record, column: Column, value: Any) -> str:  # noqa: ANN401  of any kind
    unit = str(getattr(item, column.field.unit))
    kind = spec_of(item).by_column[column.field.unit].kind
    choices: Choices = kind.choices if isinstance(kind, Choice) else ()
    if choices is TIME_UNITS:
        return duration_words(Decimal(value), unit, bool(getattr(item, "business_hours", False)))
    if choices is PERIOD_UNITS:
        return period_words(value, unit)
    if choices is UNITS:
        return measured(view, value, unit)
    number = column.kind.show(value)
    return f"{number} {unit}" if unit else number


def measured(view: PlanView, value: Decimal, unit: str) -> str:
    """A value in one of the units of a metric: €228,000, 45 %, 3 days; percent as 0 to 100."""
    if unit == "money":
        return locale.format_money(value, view.plan.currency)
    if unit == "percent":
        return locale.format_rate(value / 100)
    if unit == "days":
        return duration_words(value, "day", business=False)
    if unit == "hours":
        return duration_words(value, "hour", business=False)
    return locale.format_number(value)
