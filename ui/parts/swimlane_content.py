"""What stands on the customer journey's board: lanes, and a face for every card in them. Pure: no Qt, no painting.

A card's key is the `Type:id` of its record. Friction is one field of a stage with a line for each point, so its cards
have keys such as `Stage:12#friction.0`; texts of a stage that fill a cell have `Stage:12#story`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.journey import ASSET_STATUS, Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of, title_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla
from joint_plan.rules.durations import duration_short
from ui.parts.stage_faces import StageFace, stage_face
from ui.parts.stage_rates import RateFace, figure_lines, rates_between

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView

CUSTOMER, HANDOFFS, FRICTION = "customer", "handoffs", "friction"
STORY, METRICS, EVIDENCE_LANE = "story", "metrics", "evidence"
TEAM_LANE = "team:"
"""Start of a team's lane key, such as "team:marketing"."""

_ONLY_SHOWN = (f"#{METRICS}", f"#{EVIDENCE_LANE}")
"""How the keys of cards end that are not typed into."""

_ASSET_ICONS = {"exists": "file-text", "update": "refresh-cw", "missing": "circle-alert"}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the board. `colour` is a team id, "customer", "both" or "" for neutral."""

    key: str
    title: str
    subtitle: str
    icon: str
    colour: str
    add: str
    """What the dashed button in an empty cell says; empty where nothing can be added."""

    @property
    def team(self) -> str:
        """The team whose lane this is; empty for the others."""
        return self.key.removeprefix(TEAM_LANE) if self.key.startswith(TEAM_LANE) else ""


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows. `kind` is touchpoint, handoff, friction, idea, story, metrics or evidence."""

    key: str
    stage: str
    lane: str
    kind: str
    text: str
    colour: str = ""
    tag: str = ""
    tag_icon: str = ""
    tag_role: str = "muted"
    guess: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class BoardContent:
    """The whole board: stages in order, lanes from the top, faces by (stage id, lane key), rates by stage id."""

    stages: tuple[StageFace, ...] = ()
    lanes: tuple[Lane, ...] = ()
    cells: Mapping[tuple[str, str], tuple[Face, ...]] = field(default_factory=dict)
    rates: Mapping[str, RateFace] = field(default_factory=dict)

    def cell(self, stage: str, lane: str) -> tuple[Face, ...]:
        """The cards of one cell, from the top."""
        return self.cells.get((stage, lane), ())

    def face(self, key: str) -> Face | None:
        """The card of this key, or `None`."""
        return next((face for faces in self.cells.values() for face in faces if face.key == key), None)


def lane_of_team(team_id: str) -> str:
    """The lane that a touchpoint of this owner stands in; without an owner it is what the customer does."""
    return f"{TEAM_LANE}{team_id}" if team_id else CUSTOMER


def friction_points(stage: Stage) -> tuple[str, ...]:
    """The points in a stage's friction, one a line."""
    return tuple(line.strip() for line in stage.friction.splitlines() if line.strip())


def board_content(view: PlanView, extra: Iterable[str] = ()) -> BoardContent:
    """The board of a plan.

    Args:
        view: the plan.
        extra: the lanes that are shown only when asked for: "story", "metrics", "evidence".
    """
    stages = view.all(Stage)
    lanes = board_lanes(view, extra)
    shown = {lane.key for lane in lanes}
    cells: dict[tuple[str, str], list[Face]] = {}

    def put(face: Face) -> None:
        if face.lane in shown:
            cells.setdefault((face.stage, face.lane), []).append(face)

    titles = {stage.id: title_of(stage) for stage in stages}
    for touchpoint in view.all(Touchpoint):
        if touchpoint.stage in titles:
            put(_touchpoint_face(view, touchpoint, titles[touchpoint.stage]))
    for sla in view.all(Sla):
        if sla.from_stage in titles:
            put(_handoff_face(view, sla, titles))
    for stage in stages:
        for face in _stage_faces(view, stage, figures=METRICS in shown):
            put(face)
    for idea in view.all(QuickWin):
        stage_id = stage_served(idea)
        if stage_id in titles:
            put(_idea_face(idea, stage_id, titles[stage_id]))
    return BoardContent(
        tuple(stage_face(view, stage) for stage in stages),
        lanes,
        {place: tuple(faces) for place, faces in cells.items()},
        rates_between(view),
    )


def board_lanes(view: PlanView, extra: Iterable[str] = ()) -> tuple[Lane, ...]:
    """The lanes of a plan: further teams have one as soon as they own a touchpoint."""
    owners = {touchpoint.owner_team for touchpoint in view.all(Touchpoint)}
    lanes = [Lane(CUSTOMER, _("Customer"), _("What they do"), "user", "customer", _("Add a step"))]
    icons = {"marketing": "megaphone", "sales": "briefcase"}
    for team in view.all(Team):
        if team.core or team.id in owners:
            name = title_of(team)
            lanes.append(
                Lane(
                    lane_of_team(team.id),
                    name,
                    _("Touchpoints we own"),
                    icons.get(team.id, "users"),
                    team.id,
                    _("Add a touchpoint"),
                )
            )
    if STORY in extra:
        lanes.append(Lane(STORY, _("Story"), _("What we tell here"), "message-square", "", _("Tell the story")))
    lanes.append(Lane(HANDOFFS, _("Handoffs"), _("Who passes what, when"), "handshake", "both", _("Add a handoff")))
    lanes.append(Lane(FRICTION, _("Friction and ideas"), _("What to fix or try"), "lightbulb", "", _("Add friction")))
    if METRICS in extra:
        lanes.append(Lane(METRICS, _("Metrics"), _("What the funnel counts"), "calculator", "", ""))
    if EVIDENCE_LANE in extra:
        lanes.append(Lane(EVIDENCE_LANE, _("Evidence"), _("How we know"), "search", "", ""))
    return tuple(lanes)


def stage_served(idea: QuickWin) -> str:
    """The id of the stage that an idea is for, or ""."""
    name, _colon, stage_id = idea.serves.partition(":")
    return stage_id if name == "Stage" else ""


def _touchpoint_face(view: PlanView, touchpoint: Touchpoint, stage_title: str) -> Face:
    team = view.get(Team, touchpoint.owner_team)
    owner = title_of(team) if team is not None else _("the customer")
    status = dict(ASSET_STATUS).get(touchpoint.asset_status, "")
    text = touchpoint.name or touchpoint.asset or touchpoint.channel
    tag = _(status) if touchpoint.asset_status in {"update", "missing"} else ""
    if touchpoint.asset and status:
        tag = touchpoint.asset if touchpoint.asset != text else tag
    said = [text or _("without a name"), _("touchpoint of {team} in {stage}").format(team=owner, stage=stage_title)]
    if status:
        said.append(_("asset: {status}").format(status=_(status)))
    if touchpoint.evidence == "guess":
        said.append(_("a guess"))
    return Face(
        key=key_of(touchpoint),
        stage=touchpoint.stage,
        lane=lane_of_team(touchpoint.owner_team),
        kind="touchpoint",
        text=text,
        colour=touchpoint.owner_team or "customer",
        tag=tag,
        tag_icon=_ASSET_ICONS.get(touchpoint.asset_status, "") if tag else "",
        tag_role={"update": "warn", "missing": "danger"}.get(touchpoint.asset_status, "muted"),
        guess=touchpoint.evidence == "guess",
        spoken=", ".join(said),
    )


def _handoff_face(view: PlanView, sla: Sla, titles: Mapping[str, str]) -> Face:
    owed_to = view.get(Team, sla.owed_to)
    receiver = (owed_to.short_name or title_of(owed_to)) if owed_to is not None else ""
    limit = (
        duration_short(sla.time_limit, sla.time_limit_unit, sla.business_hours) if sla.time_limit is not None else ""
    )
    tag = " · ".join(part for part in (receiver, limit) if part)
    text = sla.handed_over or title_of(sla)
    reaches = titles.get(sla.to_stage, "")
    said = _("{what}, handoff {code} from {start} to {end}").format(
        what=text, code=sla.code, start=titles[sla.from_stage], end=reaches or _("nowhere yet")
    )
    return Face(
        key=key_of(sla),
        stage=sla.from_stage,
        lane=HANDOFFS,
        kind="handoff",
        text=text,
        colour="both",
        tag=tag,
        tag_icon="arrow-right",
        guess=sla.today_evidence == "guess",
        spoken=f"{said}, {tag}" if tag else said,
    )


def _stage_faces(view: PlanView, stage: Stage, *, figures: bool) -> Iterable[Face]:
    """The parts of a stage that are cards; the funnel is worked out only for `figures`."""
    title = title_of(stage)
    if figures:
        yield from _metrics_face(view, stage)
    for number, line in enumerate(friction_points(stage)):
        yield Face(
            key=f"{key_of(stage)}#friction.{number}",
            stage=stage.id,
            lane=FRICTION,
            kind="friction",
            text=line,
            tag=_("Friction"),
            tag_icon="triangle-alert",
            tag_role="warn",
            guess=stage.evidence == "guess",
            spoken=_("{text}, friction in {stage}").format(text=line, stage=title),
        )
    if stage.story:
        yield Face(
            key=f"{key_of(stage)}#story",
            stage=stage.id,
            lane=STORY,
            kind="story",
            text=stage.story,
            spoken=_("{text}, story told in {stage}").format(text=stage.story, stage=title),
        )
    words = evidence_words(stage)
    yield Face(
        key=f"{key_of(stage)}#evidence",
        stage=stage.id,
        lane=EVIDENCE_LANE,
        kind="evidence",
        text=words or _("Not said yet"),
        guess=stage.evidence == "guess",
        spoken=_("Evidence for {stage}: {words}").format(stage=title, words=words or _("not said yet")),
    )


def _metrics_face(view: PlanView, stage: Stage) -> Iterable[Face]:
    """The figures of the funnel stage that a stage counts; none where it counts nothing, as after the win."""
    lines = figure_lines(view, stage)
    if lines:
        yield Face(
            key=f"{key_of(stage)}#metrics",
            stage=stage.id,
            lane=METRICS,
            kind="metrics",
            text="\n".join(lines),
            spoken=_("Figures for {stage}: {words}").format(stage=title_of(stage), words=", ".join(lines)),
        )


def only_shown(key: str) -> bool:
    """Whether a card shows what is typed elsewhere: the funnel's figures, where the knowledge comes from."""
    return key.endswith(_ONLY_SHOWN)


def evidence_words(stage: Stage) -> str:
    """Where the knowledge about a stage comes from, in a word; empty if nobody said."""
    return {"data": _("Data"), "told": _("Told"), "guess": _("Guess")}.get(stage.evidence, "")


def _idea_face(idea: QuickWin, stage_id: str, stage_title: str) -> Face:
    return Face(
        key=key_of(idea),
        stage=stage_id,
        lane=FRICTION,
        kind="idea",
        text=title_of(idea),
        tag=_("Idea, picked") if idea.picked else _("Idea"),
        tag_icon="sparkles",
        tag_role="accent",
        spoken=_("{text}, idea {code} for {stage}").format(text=title_of(idea), code=idea.code, stage=stage_title),
    )


def record_of(view: PlanView, key: str) -> Record | None:
    """The record that a card's key belongs to: the stage for a card that is a part of it."""
    name, _colon, rest = key.partition(":")
    types: tuple[type[Record], ...] = (Stage, Touchpoint, Sla, QuickWin)
    for record_type in types:
        if record_type.__name__ == name:
            return view.get(record_type, rest.partition("#")[0])
    return None
