"""A plan as a template for the next client: structure and words stay, company, people, figures and stances go.

The keep list says which fields of which records stay; everything that is not on it goes, also what is declared later.
What the teams agree item by item stays only as a proposal, where nobody has taken a stance on it yet; statements,
terms and the rules of working together stay anyway. Of what stays, a text in which this client is named or an amount
of money stands goes too. Ids are made anew, so that none of this client's is in the file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from joint_plan.base.texts import N_, _, ngettext
from joint_plan.plan.agreement import Assent, ParkingItem
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.jsonform import record_json
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, all_specs, key_of, spec_of
from joint_plan.plan.sections import section
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.plan.snapshot import PLAN_ID, Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.client_names import ClientNames, client_names, names_money

KEPT: Mapping[str, frozenset[str]] = {
    "Plan": frozenset(
        {"months", "currency", "language", "hidden_sections", "fiscal_year_first_month", "revenue_basis"}
    ),
    "GroundRule": frozenset({"rule"}),
    "AgendaBlock": frozenset(
        {"section", "title", "minutes", "pinned_start", "mode", "groups", "instruction", "output"}
    ),
    "Statement": frozenset({"dimension", "text"}),
    "Term": frozenset({"term", "agreed_definition", "test"}),
    "FunnelStage": frozenset({"name"}),
    "LeadCriterion": frozenset({"criterion", "kind", "condition", "must_have"}),
    "PassingMark": frozenset({"name"}),
    "RejectReason": frozenset({"reason", "test", "goes_to"}),
    "Meeting": frozenset({"name", "frequency", "weekday", "minutes", "chair", "who", "agenda", "inputs", "outputs"}),
    "FeedbackRule": frozenset({"what", "channel", "escalation"}),
    "Transparency": frozenset({"what", "by_team", "to_whom", "where", "how_often"}),
    "CreditRule": frozenset({"rule", "kind"}),
    "DataObject": frozenset({"object", "system_of_record", "who_sees", "who_edits", "sync"}),
    "Tool": frozenset({"name", "owner_team", "purpose", "decision", "dashboard", "connected_to"}),
}
"""Fields that stay whatever the teams said, by record type."""

PROPOSED: Mapping[str, frozenset[str]] = {
    "Stage": frozenset(
        {"name", "customer_goal", "customer_question", "entry_event", "exit_event", "lead_team", "funnel_stage"}
    ),
    "Sla": frozenset(
        {
            *("owed_by", "owed_to", "obligation", "applies_to", "clock_starts", "clock_stops", "business_hours"),
            *("measure", "if_missed", "exceptions", "from_stage", "to_stage", "handed_over", "acceptance_test"),
            *("reviewed", "term"),
        }
    ),
    "ContactRule": frozenset({"stage", "who_may_contact", "pause_rule"}),
    "QuickWin": frozenset({"title", "problem", "expected_effect", "serves", "first_step", "done_when"}),
}
"""Fields that stay of an item that nobody has taken a stance on, by record type. Of all other types nothing stays."""

_LEFT_OUT = (
    N_("Company, title, sponsor and the one number"),
    N_("Team names, contributions, profiles, needs and what the teams said of each other"),
    N_("Goals, funnel, targets, scores, votes and every other figure"),
    N_("Stances, decisions, parked points, signatures and versions"),
    N_("Private notes, what was typed and not entered, and the whole history"),
    N_("Actuals, check-ins, wins and losses"),
)


@dataclass(frozen=True, slots=True)
class Template:
    """A plan made a template.

    Attributes:
        data: as `rules.starting_plan` reads templates.
        kept: what stays, as lines for people.
        left_out: what goes, as lines for people.
    """

    data: Json
    kept: tuple[str, ...]
    left_out: tuple[str, ...]


def as_template(snapshot: Snapshot, title: str = "") -> Template:
    """The template that a plan makes. `title` is what people choose it by."""
    maker = _Maker(snapshot)
    records: dict[str, Json] = {name: rows for name, rows in maker.records() if rows}
    data: Json = {"notice": title, "records": records}
    return Template(data, _kept_lines(records), maker.left_out())


class _Maker:
    def __init__(self, snapshot: Snapshot) -> None:
        self._plan = snapshot
        self._names: ClientNames = client_names(snapshot)
        self._ids: dict[str, dict[str, str]] = {"Team": {team: team for team in TEAMS}}
        self._naming = 0
        self._agreed = 0
        self._stays = {f"{spec_of(item).name}:{item.id}" for item in self._staying()}

    def records(self) -> Iterable[tuple[str, Json]]:
        """The rows of every type that stays, in the order of the walk."""
        found = {
            spec.name: [item for item in self._plan.table(spec.name).order if key_of(item) in self._stays]
            for spec in all_specs()
        }
        for name, items in found.items():
            self._ids.setdefault(name, {item.id: _new_id(name, place) for place, item in enumerate(items, 1)})
        for name, items in found.items():
            rows: Json = [self._row(item) for item in items]
            yield name, rows

    def left_out(self) -> tuple[str, ...]:
        """What goes, in words."""
        people = len(self._plan.all(Participant))
        lines = [_(line) for line in _LEFT_OUT]
        if people:
            lines.insert(1, ngettext("{count} person", "All {count} people", people).format(count=people))
        if self._agreed:
            words = ngettext(
                "{count} item that the teams have taken a stance on, such as a stage or an SLA",
                "{count} items that the teams have taken a stance on, such as stages and SLAs",
                self._agreed,
            )
            lines.append(words.format(count=self._agreed))
        if self._naming:
            words = ngettext(
                "{count} text that names somebody of this client or an amount of money",
                "{count} texts that name somebody of this client or an amount of money",
                self._naming,
            )
            lines.append(words.format(count=self._naming))
        return tuple(lines)

    def _staying(self) -> Iterable[Record]:
        known = {assent.item for assent in self._plan.all(Assent)} | {one.item for one in self._plan.all(ParkingItem)}
        for spec in all_specs():
            fields = KEPT.get(spec.name) or PROPOSED.get(spec.name)
            for item in self._plan.table(spec.name).order if fields else ():
                if spec.name in PROPOSED and (key_of(item) in known or _worked_on(item)):
                    self._agreed += 1
                    continue
                dropped = [
                    column.name
                    for column in spec.columns
                    if column.name in (fields or ()) and self._names_client(record_json(item).get(column.name))
                ]
                self._naming += len(dropped)
                sides = (getattr(item, "owed_by", "marketing"), getattr(item, "owed_to", "sales"))
                if (spec.title not in dropped or spec.name == "AgendaBlock") and {*sides} <= {*TEAMS}:
                    yield item

    def _row(self, item: Record) -> dict[str, Json]:
        spec = spec_of(item)
        fields = KEPT.get(spec.name) or PROPOSED[spec.name]
        row: dict[str, Json] = {"id": self._ids[spec.name][item.id]}
        for name, value in record_json(item).items():
            if name not in fields or self._names_client(value):
                continue
            kind = spec.by_column[name].kind
            if isinstance(value, str) and isinstance(kind, Ref):
                target, _colon, record_id = (
                    value.rpartition(":") if isinstance(kind, AnyRef) else (kind.target, "", value)
                )
                new = self._ids.get(target, {}).get(record_id)
                if new is None:
                    continue
                value = f"{target}:{new}" if isinstance(kind, AnyRef) else new
            row[name] = value
        if isinstance(item, AgendaBlock) and item.section and "title" not in row:
            row["title"] = _(section(item.section).title)
        return row

    def _names_client(self, value: Json) -> bool:
        return isinstance(value, str) and (self._names.in_text(value) or names_money(value))


def _worked_on(item: Record) -> bool:
    """Whether the room has worked on an idea: voted, scored, picked or merged."""
    return isinstance(item, QuickWin) and (
        item.picked
        or bool(item.merged_into)
        or any(
            answer is not None
            for pair in (item.impact, item.effort, item.votes)
            for answer in (pair.marketing, pair.sales)
        )
    )


def _new_id(name: str, place: int) -> str:
    return PLAN_ID if name == "Plan" else f"{name.lower()}-{place}"


def _kept_lines(records: Mapping[str, Json]) -> tuple[str, ...]:
    counts = Counter({name: len(rows) for name, rows in records.items() if isinstance(rows, list)})
    lines = [_("Length of the plan, language, currency, and which sections it has")]
    for spec in all_specs():
        if counts[spec.name] and not spec.single:
            lines.append(_("{what}: {count}").format(what=_(spec.plural), count=counts[spec.name]))
    return tuple(lines)
