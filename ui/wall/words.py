"""Words and small pieces that several pages of the wall share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan.record import title_of
from joint_plan.rules.names import team_name
from joint_plan.rules.pairs import In, NotYet
from joint_plan.rules.standing import State, state_label

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Assent
    from joint_plan.plan.record import Record
    from joint_plan.rules.pairs import Answer
    from joint_plan.rules.public import PublicPlan
    from joint_plan.rules.standing import Standing
    from ui.wall.type import Ink

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Face:
    """What a team's stance or answer looks like: words, icon, the icon's ink, whether it is still to come."""

    words: str
    icon: str
    ink: Ink
    missing: bool = False


def stance_face(assent: Assent | None) -> Face:
    """A team's stance on an item."""
    if assent is None:
        return Face(_("not yet"), "circle-dashed", "muted", missing=True)
    return {
        "agree": Face(_("agrees"), "circle-check", "ok"),
        "reservation": Face(_("agrees with a reservation"), "circle-alert", "warn"),
        "object": Face(_("objects"), "circle-x", "danger"),
        "abstain": Face(_("abstains"), "circle", "muted"),
    }[assent.stance]


def answer_face(answer: Answer) -> Face | None:
    """A blind answer: in, or not yet; `None` for one that is revealed."""
    if isinstance(answer, In):
        return Face(_("in"), "circle-check", "ok")
    if isinstance(answer, NotYet):
        return Face(_("not yet"), "circle-dashed", "muted", missing=True)
    return None


def state_words(public: PublicPlan, found: Standing) -> str:
    """How an item stands: "Agreed", "Waiting for Sales"."""
    if found.state is State.WAITING:
        teams = " + ".join(team_name(public, team) for team in found.waiting_for)
        return _("Waiting for {teams}").format(teams=teams)
    return state_label(found.state)


def brief_title(item: Record) -> str:
    """What a record is called where it is not the subject: its code where its name would fill the wall."""
    title = title_of(item)
    return item.code if len(title) > _LONGEST and item.code else title
