"""What the head of a journey stage shows: who leads it, how it stands, its feeling, and the rate to the next stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import title_of
from joint_plan.plan.session import Team
from joint_plan.rules.names import team_name
from joint_plan.rules.pairs import In, PairState, answers, pair_state
from joint_plan.rules.standing import State, agreeing_teams, standing, state_label

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView

MOST_FEELING = 2
"""The feeling goes from minus this to plus this."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a stage.

    `kind` is "agreed" (a lead team is set), "blind" (answers may be in, none is shown), "both", "nobody", "same"
    (both teams name the same one) or "apart" after the reveal. `inside` are the core teams whose answer is in.
    """

    kind: str
    words: str
    short: str = ""
    team: str = ""
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageFace:
    """What the head of a stage shows."""

    id: str
    code: str
    name: str
    goal: str
    lead: Lead
    state: State
    state_words: str
    basis_changed: bool
    emotion: int | None
    guess: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class RateFace:
    """The rate and days from a stage to the next one that counts in the funnel.

    Attributes:
        stage: id of the journey's stage it starts from.
        funnel_stage: the funnel's stage whose general rate this is.
        text: what the pill shows; `edit_text` is what its editor starts from.
        missing: there is no rate yet, or not all of them.
        fixed: why it cannot be changed here; "" if it can.
    """

    stage: str
    funnel_stage: str
    text: str
    edit_text: str
    spoken: str
    guess: bool = False
    missing: bool = False
    fixed: str = ""


def lead_of(view: PlanView, stage: Stage) -> Lead:
    """Who leads a stage, in words; what a team answered blind stays hidden until the reveal."""
    if stage.lead_team:
        team = view.get(Team, stage.lead_team)
        name = title_of(team) if team is not None else stage.lead_team
        short = team.short_name if team is not None else ""
        return Lead("agreed", name, short or name, team=stage.lead_team)
    pair = stage.who_leads
    if pair_state(pair) is not PairState.REVEALED:
        given = answers(view, stage, "who_leads")
        inside = tuple(team for team in TEAMS if isinstance(given[team], In))
        words = {0: _("Who leads?"), 1: _("1 of 2 in"), 2: _("Both in")}[len(inside)]
        return Lead("blind", words, _("Lead?") if not inside else words, inside=inside)
    if pair.marketing == pair.sales and pair.marketing:
        name = team_name(view, pair.marketing)
        return Lead("same", _("Both say {team}").format(team=name), name, team=pair.marketing)
    if (pair.marketing, pair.sales) == TEAMS:
        return Lead("both", _("Both claim it"), _("Both"))
    if pair.both_in and pair.marketing != "marketing" and pair.sales != "sales":
        return Lead("nobody", _("Nobody claims it"), _("Nobody"))
    return Lead("apart", _("Seen differently"), _("Apart"))


def stage_face(view: PlanView, stage: Stage) -> StageFace:
    """The head of a stage."""
    found = standing(view, stage)
    waiting = [team for team in agreeing_teams(view) if team.id in found.waiting_for]
    words = state_label(found.state)
    if found.state is State.WAITING:
        words = _("Waiting for {teams}").format(teams=" + ".join(team.short_name or team.name for team in waiting))
    if found.basis_changed:
        words = _("{state}, basis changed").format(state=words)
    lead = lead_of(view, stage)
    said = [title_of(stage), _("stage {code}").format(code=stage.code)]
    said.append(_("{team} leads").format(team=lead.words) if lead.kind == "agreed" else lead.words)
    said.append(words)
    return StageFace(
        id=stage.id,
        code=stage.code,
        name=stage.name,
        goal=stage.customer_goal,
        lead=lead,
        state=found.state,
        state_words=words,
        basis_changed=bool(found.basis_changed),
        emotion=stage.emotion,
        guess=stage.evidence == "guess",
        spoken=", ".join(said),
    )


def feeling_words(emotion: int | None) -> str:
    """A feeling in words."""
    return {
        -2: _("frustrated"),
        -1: _("annoyed"),
        0: _("neutral"),
        1: _("pleased"),
        2: _("delighted"),
        None: _("not rated yet"),
    }.get(emotion, str(emotion))


def rates_between(view: PlanView) -> Mapping[str, RateFace]:
    """For each stage that counts a funnel stage: the rate and days to the next one that does, by stage id.

    They are the funnel's records and live nowhere else. After the last stage that counts, there is none.
    """
    order = [stage.id for stage in view.all(FunnelStage)]
    counting = [stage for stage in view.all(Stage) if stage.funnel_stage in order]
    faces: dict[str, RateFace] = {}
    for stage, following in pairwise(counting):
        start, end = order.index(stage.funnel_stage), order.index(following.funnel_stage)
        if end > start:
            faces[stage.id] = _rate_face(view, stage, following, order[start:end])
    return faces


def _rate_face(view: PlanView, stage: Stage, following: Stage, steps: list[str]) -> RateFace:
    general = [_general(view, step) for step in steps]
    known = [rate for rate in general if rate is not None and rate.rate is not None]
    missing = len(known) < len(steps)
    rate, days = Decimal(1), Decimal(0)
    for row in known:
        rate *= row.rate if row.rate is not None else Decimal(1)
        days += row.days or 0
    percent = locale.format_rate(rate.quantize(Decimal("0.0001")).normalize()) if not missing else "?"
    length = _("{number} d").format(number=locale.format_number(days)) if known and days else ""
    between = _("{start} to {end}").format(start=title_of(stage), end=title_of(following))
    specific = any(len(view.where(Rate, "stage", step)) > (_general(view, step) is not None) for step in steps)
    fixed = ""
    if len(steps) > 1:
        fixed = _("This spans {count} steps of the funnel: change them on the Goals page.").format(count=len(steps))
    elif specific:
        fixed = _("Segments or sources have rates of their own: change them on the Goals page.")
    guess = any(row.evidence == "guess" for row in known)
    text = " · ".join(part for part in (percent, length) if part)
    said = [_("Rate from {between}").format(between=between), _("missing") if missing else text]
    if guess:
        said.append(_("a guess"))
    return RateFace(
        stage=stage.id,
        funnel_stage=steps[0],
        text=text,
        edit_text="" if missing else text,
        spoken=", ".join(said),
        guess=guess,
        missing=missing,
        fixed=fixed,
    )


def _general(view: PlanView, funnel_stage: str) -> Rate | None:
    """The rate that holds wherever no segment or source has its own."""
    return next((row for row in view.where(Rate, "stage", funnel_stage) if not row.segment and not row.source), None)
