"""Records as printed tables: columns from the declarations, cells in words and exact, how each item stands."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from joint_plan.base import locale
from joint_plan.base.texts import _, language
from joint_plan.plan.agreement import Assent, ParkingItem
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import AnyRef, Choice, Flag, Ref, Several
from joint_plan.plan.landscape import Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_value, key_of, spec_of, title_of
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.slas import Sla
from joint_plan.reports.model import Agreement, Cell, Row, Stance, Table, TeamMark
from joint_plan.rules.landscape import statements
from joint_plan.rules.names import NAMELESS, label_of, name_of, shown
from joint_plan.rules.pairs import Revealed
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import standing, state_label

SHAPES = {"marketing": "circle", "sales": "square"}


def team_mark(public: PublicPlan, team_id: str) -> TeamMark:
    """A team with its name and shape."""
    return TeamMark(team_id, name_of(public, "Team", team_id), SHAPES.get(team_id, "diamond"))


def printed_columns(spec: RecordSpec) -> tuple[Column, ...]:
    """What is printed of a record type: nothing private, no units (they stand with their number), no pair's switch."""
    units = {field.unit for field in spec.fields if field.unit}
    return tuple(
        column
        for column in spec.columns
        if not column.field.private and column.part != "revealed" and column.name not in units
    )


def table_of(public: PublicPlan, spec: RecordSpec) -> Table:
    """All records of a type."""
    headings = _headings(public, spec)
    return Table(
        spec.name,
        _(spec.plural),
        tuple(heading.column for heading in headings),
        tuple(heading.label for heading in headings),
        tuple(row_of(public, item) for item in _in_print_order(public, spec)),
        spec.can_be_agreed,
    )


def _in_print_order(public: PublicPlan, spec: RecordSpec) -> tuple[Record, ...]:
    items: tuple[Record, ...] = public.all(spec.type)
    if spec.type is QuickWin:
        return tuple(sorted(items, key=lambda item: not (isinstance(item, QuickWin) and item.picked)))
    if spec.type is Statement:
        return tuple(line.item for line in statements(public))
    return items


def row_of(public: PublicPlan, item: Record, without: str = "") -> Row:
    """One record as it is printed; `without` names a column that the context says already."""
    spec = spec_of(item)
    return Row(
        key=key_of(item),
        code=item.code,
        title=title_of(item),
        item=item,
        worded=partial(_cells, public, item, without),
        agreement=agreement_of(public, item) if spec.agreed(item) else None,
        lead=sla_sentence(public, item) if isinstance(item, Sla) else "",
        rows=tuple(row_of(public, part, spec_of(part).within) for part in _parts(public, spec, item)),
        team=_team_of(public, item),
    )


def _cells(public: PublicPlan, item: Record, without: str) -> tuple[Cell, ...]:
    headings = _headings(public, spec_of(item))
    return tuple(_cell(public, item, heading) for heading in headings if heading.column.name != without)


def _parts(public: PublicPlan, spec: RecordSpec, item: Record) -> tuple[Record, ...]:
    found: list[Record] = []
    for other in all_specs():
        if other.within and _target(other) == spec.name:
            found += public.where(other.type, other.within, item.id)
    return tuple(found)


def _target(spec: RecordSpec) -> str:
    kind = spec.by_column[spec.within].kind
    return kind.target if isinstance(kind, Ref) else ""


def _team_of(public: PublicPlan, item: Record) -> TeamMark | None:
    for name in ("lead_team", "owed_by", "owner_team", "team", "producer"):
        team_id = getattr(item, name, "")
        if team_id:
            return team_mark(public, team_id)
    return None


@dataclass(frozen=True, slots=True)
class _Heading:
    """What is the same for a column in all rows: its label, and of a pair the team and the pair's own label."""

    column: Column
    label: str
    team: str = ""
    field_label: str = ""


def _headings(public: PublicPlan, spec: RecordSpec) -> tuple[_Heading, ...]:
    """The headings of a record type, made once for a plan and a language."""
    kept = public.derived(_kept_headings)
    place = (language(), spec.name)
    if place not in kept:
        kept[place] = tuple(_heading(public, column) for column in printed_columns(spec))
    return kept[place]


def _kept_headings(_public: PublicPlan) -> dict[tuple[str, str], tuple[_Heading, ...]]:
    return {}


def _heading(public: PublicPlan, column: Column) -> _Heading:
    label = label_of(public, column)
    if not column.part:
        return _Heading(column, label)
    pair = label_of(public, Column(column.field.name, column.field, column.kind))
    return _Heading(column, label, name_of(public, "Team", column.part), pair)


def _cell(public: PublicPlan, item: Record, heading: _Heading) -> Cell:
    column = heading.column
    words = shown(public, item, column)
    return Cell(column, heading.label, words, _exact(public, item, column, words), heading.team, heading.field_label)


def _exact(public: PublicPlan, item: Record, column: Column, words: str) -> Any:  # noqa: ANN401  of the column's kind
    """The value for sheets: `words` for references and choices, otherwise the exact value; `None` when empty."""
    if column.blind:
        answer = public.pair(item, column.field.name)[column.part]
        if not isinstance(answer, Revealed):
            return words
        value = answer.value
    else:
        value = column_value(item, column)
    if value is None or column.kind.is_empty(value):
        return None
    if isinstance(column.kind, AnyRef | Ref | Choice | Several | Flag):
        return words
    return value


def agreement_of(public: PublicPlan, item: Record) -> Agreement:
    """How an item stands, in words."""
    found = standing(public, item)
    parked = _parked_words(public, found.parked) if found.parked is not None else ""
    return Agreement(
        state=found.state,
        word=_("Waiting for {teams}").format(teams=", ".join(name_of(public, "Team", t) for t in found.waiting_for))
        if found.state == "waiting"
        else state_label(found.state),
        stances=tuple(stance_of(public, team, assent) for team, assent in found.stances.items()),
        basis_changed=tuple(
            _("{what}: {before} when agreed, {after} now").format(
                what=change.label, before=change.before or "–", after=change.after or "–"
            )
            for change in found.basis_changed
        ),
        parked=parked,
    )


def stance_of(public: PublicPlan, team_id: str, assent: Assent | None) -> Stance:
    """One team's stance on an item; `None` is "not yet"."""
    mark = team_mark(public, team_id)
    if assent is None:
        return Stance(mark, "", _("Not yet"))
    kind = spec_of(assent).by_column["stance"].kind
    tally = assent.tally
    team = public.get(Team, team_id)
    # In a small team single hands would name people.
    hands = "" if tally is None or tally.voted < NAMELESS or team is None else " ".join(map(str, tally.hands()))
    return Stance(mark, assent.stance, kind.show(assent.stance), assent.reservation, hands, assent.by, assent.at)


def _parked_words(public: PublicPlan, item: ParkingItem) -> str:
    owner = name_of(public, "Participant", item.owner) if public.get(Participant, item.owner) else ""
    due = locale.format_day(item.due) if item.due else ""
    return ", ".join(part for part in (item.text, owner, due) if part)
