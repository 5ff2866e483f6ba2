"""What an item rests on without containing it, and what of that has changed since the teams agreed.

The table below says it, type by type (data.md, "Agreement, exactly"):

- A goal counted in records or money, or the revenue goal, rests on the rates and days, the segments, and the order of
  the funnel's stages.
- A handoff rests on what its two stages are called and where they begin and end.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from joint_plan.base.texts import _
from joint_plan.plan.funnel import FunnelStage, Rate, Segment
from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import Record, column_json, column_value, key_of, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.assents import counting
from joint_plan.rules.names import find, label_of, name_of, value_words

_ORDER = "order"
_RATE_COLUMNS = ("rate", "days")
_SEGMENT_COLUMNS = ("revenue_target", "existing_revenue", "average_deal_size")
_STAGE_COLUMNS = ("name", "entry_event", "exit_event")


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


def basis_changes(view: PlanView, item: Record) -> tuple[BasisChange, ...]:
    """What has changed since the stances that count now were taken; the oldest stance's value stands as before."""
    rested = {team: assent.basis for team, assent in counting(view, item).items() if assent.basis is not None}
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
        for key, (old, teams) in changed.items()
    )


def basis_label(view: PlanView, key: str) -> str:
    """What a key of a basis is called: "Demo to Order, Process industry: Rate to the next stage"."""
    reference, _dot, field = key.rpartition(".")
    if field == _ORDER:
        return _("Order of the funnel stages")
    item = find(view, reference)
    name = _subject(view, item) if item is not None else _("(deleted)")
    spec = spec_of(reference.partition(":")[0])
    return _("{subject}: {field}").format(subject=name, field=label_of(view, spec.by_column[field]))


def basis_words(view: PlanView, key: str, value: str) -> str:
    """A value of a basis in words."""
    reference, _dot, field = key.rpartition(".")
    if not value:
        return ""
    if field == _ORDER:
        return " → ".join(name_of(view, "FunnelStage", stage) for stage in value.split(","))
    spec = spec_of(reference.partition(":")[0])
    column = spec.by_column[field]
    item = find(view, reference) or spec.type(id=reference.partition(":")[2])
    return value_words(view, item, column, column.kind.from_json(value))


def _subject(view: PlanView, item: Record) -> str:
    if not isinstance(item, Rate):
        return name_of(view, spec_of(item).name, item.id)
    stages = view.all(FunnelStage)
    place = next((number for number, stage in enumerate(stages) if stage.id == item.stage), len(stages))
    steps = [name_of(view, "FunnelStage", stage.id) for stage in stages[place : place + 2]]
    parts = [_("{first} to {second}").format(first=steps[0], second=steps[1]) if len(steps) == 2 else "".join(steps)]
    parts += [name_of(view, "Segment", item.segment)] if item.segment else []
    parts += [name_of(view, "Source", item.source)] if item.source else []
    return ", ".join(parts)


def _columns(items: Iterable[Record], names: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    for item in items:
        spec = spec_of(item)
        for name in names:
            column = spec.by_column[name]
            value = column_json(column, column_value(item, column))
            if value is not None and value != "":
                yield f"{key_of(item)}.{name}", str(value)


def _rests_on_funnel(item: Record) -> bool:
    return isinstance(item, Goal) and (item.revenue_goal or item.unit in {"count", "money"})


def _goal(view: PlanView, item: Record) -> Iterable[tuple[str, str]]:
    if _rests_on_funnel(item):
        yield from _columns(view.all(Rate), _RATE_COLUMNS)
        yield from _columns(view.all(Segment), _SEGMENT_COLUMNS)
        yield f"Plan:{view.plan.id}.{_ORDER}", ",".join(stage.id for stage in view.all(FunnelStage))


def _goal_ground(item: Record) -> tuple[type[Record], ...]:
    return (Rate, Segment, FunnelStage) if _rests_on_funnel(item) else ()


def _sla(view: PlanView, item: Record) -> Iterable[tuple[str, str]]:
    assert isinstance(item, Sla)  # the table asks for SLAs only
    ends = (view.get(Stage, stage) for stage in dict.fromkeys((item.from_stage, item.to_stage)) if stage)
    yield from _columns((stage for stage in ends if stage is not None), _STAGE_COLUMNS)


def _sla_ground(item: Record) -> tuple[type[Record], ...]:
    assert isinstance(item, Sla)  # the table asks for SLAs only
    return (Stage,) if item.from_stage or item.to_stage else ()


_Values = Callable[[PlanView, Record], Iterable[tuple[str, str]]]
_Ground = Callable[[Record], tuple[type[Record], ...]]

_TABLE: Mapping[type[Record], tuple[_Values, _Ground]] = {Goal: (_goal, _goal_ground), Sla: (_sla, _sla_ground)}
"""What each type of item rests on: its values, and the record types these are looked up in."""
