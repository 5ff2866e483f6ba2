"""What an item rests on without containing it, and what of that has changed since the teams agreed.

The table below says it, type by type (data.md, "Agreement, exactly"):

- The revenue goal, and every goal measured by its metric, rests on the rates and days, the segments, and the order
  of the funnel's stages. Other goals are not worked out from the funnel.
- An SLA whose target comes from the funnel rests on those monthly numbers and the name of that stage.
- A handoff rests on what its two stages are called and where they begin and end.
- An SLA that names a term rests on what that term means and how it is tested.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from joint_plan.base import locale
from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.fields import Column
from joint_plan.plan.funnel import FunnelStage, Rate, Segment
from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.language import Term
from joint_plan.plan.record import Record, all_specs, column_json, column_value, key_of, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.assents import counting
from joint_plan.rules.funnel_targets import monthly_targets, target_inputs
from joint_plan.rules.names import find, label_of, name_of, rate_name, value_words

_FUNNEL: tuple[type[Record], ...] = (Rate, Segment, FunnelStage)
_ORDER = "order"
_MONTH = "month_"
_RATE_COLUMNS = ("rate", "days")
_SEGMENT_COLUMNS = ("revenue_target", "existing_revenue", "average_deal_size")
_STAGE_COLUMNS = ("name", "entry_event", "exit_event")
_TERM_COLUMNS = ("term", "agreed_definition", "test")


@dataclass(frozen=True, slots=True)
class BasisChange:
    """One value that an agreement rested on and that is another now.

    `key` is `Type:id.field`; `label`, `before` and `after` are in words ("" is empty or gone). `teams` are the ids of
    the teams whose stance rested on the old value.
    """

    key: str
    label: str
    before: str
    after: str
    teams: tuple[str, ...] = ()


def basis_of(view: PlanView, item: Record) -> Mapping[str, str]:
    """The values an item rests on now: `Type:id.field` -> the value as in JSON. Empty values are left out."""
    rests_on = _TABLE.get(type(item))
    return MappingProxyType(dict(sorted(rests_on[0](view, item))) if rests_on else {})


def ground(view: PlanView, item: Record) -> tuple[tuple[Record, ...], ...]:
    """The record lists that `basis_of` looks into for this item; while they are the same, so is the basis."""
    rests_on = _TABLE.get(type(item))
    return tuple(view.all(record_type) for record_type in rests_on[1](item)) if rests_on else ()


def grounds(record_type: type[Record]) -> tuple[type[Record], ...]:
    """The record types that any item of a type may rest on."""
    if record_type is Goal:
        return (*_FUNNEL, Goal)
    return (*target_inputs(), Stage, Term) if record_type is Sla else ()


def basis_changes(view: PlanView, item: Record) -> tuple[BasisChange, ...]:
    """What has changed since the stances that count now were taken.

    Where teams agreed on different values, `before` is what the first of them rested on.
    """
    rested = {team: assent.basis or {} for team, assent in counting(view, item).items()}
    if not rested:
        return ()
    now = basis_of(view, item)
    changed: dict[str, tuple[str, list[str]]] = {}
    for team, before in rested.items():
        for key in (*before, *(key for key in now if key not in before)):
            if before.get(key, "") != now.get(key, ""):
                changed.setdefault(key, (before.get(key, ""), []))[1].append(team)
    return tuple(
        BasisChange(
            key,
            basis_label(view, key),
            basis_words(view, key, old),
            basis_words(view, key, now.get(key, "")),
            (*teams,),
        )
        for key, (old, teams) in sorted(changed.items(), key=lambda entry: _order(entry[0]))
    )


def _order(key: str) -> tuple[str, int]:
    """By key, but months of a target by their number: as text, 10 comes before 2."""
    start, _month, number = key.partition(f".{_MONTH}")
    return (f"{start}.{_MONTH}", int(number)) if number.isdecimal() else (key, 0)


def basis_label(view: PlanView, key: str) -> str:
    """What a key of a basis is called: "Demo to Order, Process industry: Rate to the next stage"."""
    reference, _dot, field = key.rpartition(".")
    if field == _ORDER:
        return _("Order of the funnel stages")
    item = find(view, reference)
    name = _subject(view, item) if item is not None else _("(deleted)")
    month = field.removeprefix(_MONTH)
    if month != field and month.isdecimal():
        return _("{stage}, {month}").format(stage=name, month=_month_words(view, int(month)))
    column = _column(reference, field)
    label = label_of(view, column) if column is not None else field
    return _("{subject}: {field}").format(subject=name, field=label)


def basis_words(view: PlanView, key: str, value: str) -> str:
    """A value of a basis in words; as it stands where the plan's declarations do not know it."""
    reference, _dot, field = key.rpartition(".")
    if field == _ORDER:
        return " → ".join(name_of(view, "FunnelStage", stage) for stage in value.split(",") if stage)
    if field.startswith(_MONTH) and value.isdecimal():
        return locale.format_number(int(value))
    column = _column(reference, field)
    if column is None or not value:
        return value
    item = find(view, reference)
    try:
        known = column.kind.from_json(value)
    except FieldError:
        return value
    return value_words(view, item, column, known) if item is not None else column.kind.show(known)


def _column(reference: str, field: str) -> Column | None:
    name = reference.partition(":")[0]
    return next((spec.by_column.get(field) for spec in all_specs() if spec.name == name), None)


def _subject(view: PlanView, item: Record) -> str:
    return rate_name(view, item) if isinstance(item, Rate) else name_of(view, spec_of(item).name, item.id)


def _month_words(view: PlanView, number: int) -> str:
    start = view.plan.period_start
    if start is None:
        return _("month {number}").format(number=number)
    return locale.format_month(
        start.replace(year=start.year + (start.month + number - 2) // 12, month=(start.month + number - 2) % 12 + 1)
    )


def _columns(items: Iterable[Record], names: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    for item in items:
        spec = spec_of(item)
        for name in names:
            column = spec.by_column[name]
            value = column_json(column, column_value(item, column))
            if value is not None and value != "":
                yield f"{key_of(item)}.{name}", str(value)


def _rests_on_funnel(view: PlanView, item: Record) -> bool:
    if not isinstance(item, Goal):
        return False
    same = view.where(Goal, "metric", item.metric) if item.metric else ()
    return item.revenue_goal or any(goal.revenue_goal for goal in same)


def _goal(view: PlanView, item: Record) -> Iterable[tuple[str, str]]:
    if _rests_on_funnel(view, item):
        yield from _columns(view.all(Rate), _RATE_COLUMNS)
        yield from _columns(view.all(Segment), _SEGMENT_COLUMNS)
        yield f"Plan:{view.plan.id}.{_ORDER}", ",".join(stage.id for stage in view.all(FunnelStage))


def _goal_ground(item: Record) -> tuple[type[Record], ...]:
    assert isinstance(item, Goal)  # the table asks for goals only
    return _FUNNEL if item.revenue_goal else (*_FUNNEL, Goal) if item.metric else ()


def _sla(view: PlanView, item: Record) -> Iterable[tuple[str, str]]:
    assert isinstance(item, Sla)  # the table asks for SLAs only
    if item.target_from == "funnel":
        stage = view.get(FunnelStage, item.target_stage)
        yield from _columns((stage,) if stage is not None else (), ("name",))
        for month, count in monthly_targets(view, item).items():
            yield f"FunnelStage:{item.target_stage}.{_MONTH}{month}", str(count)
    ends = (view.get(Stage, stage) for stage in dict.fromkeys((item.from_stage, item.to_stage)) if stage)
    yield from _columns((stage for stage in ends if stage is not None), _STAGE_COLUMNS)
    term = view.get(Term, item.term) if item.term else None
    yield from _columns((term,) if term is not None else (), _TERM_COLUMNS)


def _sla_ground(item: Record) -> tuple[type[Record], ...]:
    assert isinstance(item, Sla)  # the table asks for SLAs only
    funnel = target_inputs() if item.target_from == "funnel" else ()
    stages = (Stage,) if item.from_stage or item.to_stage else ()
    return (*funnel, *stages, *((Term,) if item.term else ()))


_Values = Callable[[PlanView, Record], Iterable[tuple[str, str]]]
_Ground = Callable[[Record], tuple[type[Record], ...]]

_TABLE: Mapping[type[Record], tuple[_Values, _Ground]] = {Goal: (_goal, _goal_ground), Sla: (_sla, _sla_ground)}
"""What each type of item rests on: its values, and the record types these are looked up in."""
