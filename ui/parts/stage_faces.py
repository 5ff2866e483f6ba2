"""What the head of a journey stage shows: who leads it, how it stands, and its feeling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import title_of
from joint_plan.plan.session import Team
from joint_plan.rules.names import team_name
from joint_plan.rules.pairs import In, PairState, answers, pair_state
from joint_plan.rules.standing import State, agreeing_teams, standing, state_label

if TYPE_CHECKING:
    from joint_plan.plan.journey import Stage
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
