"""Customer journey: stages and the touchpoints in them. Handoffs between stages are SLAs (slas.py)."""

from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan.choices import EVIDENCE
from joint_plan.plan.fields import choice, flag, ref, ref_pair, text, whole
from joint_plan.plan.record import Record, record
from joint_plan.plan.values import Pair

ASSET_STATUS = (("exists", N_("Exists")), ("update", N_("Needs an update")), ("missing", N_("Missing")))


@record(section="journey", label=N_("Stage"), plural=N_("Stages"), code="J", agreed=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Record):
    """A stage of the customer's journey, from first noticing a problem to buying again."""

    name: str = text(N_("Stage"), material=True, room=True, prompt=N_("What would the customer call it?"), width=18)
    customer_goal: str = text(N_("The customer's goal"), room=True, lines=True, width=26)
    customer_question: str = text(N_("The customer's question"), room=True, lines=True, width=26)
    entry_event: str = text(N_("Begins when"), material=True, room=True, lines=True, width=24)
    exit_event: str = text(N_("Ends when"), material=True, room=True, lines=True, width=24)
    who_leads: Pair[str] = ref_pair(N_("Who leads, as each team sees it"), "Team")
    lead_team: str = ref(N_("Lead team"), "Team", material=True, room=True, width=14)
    marketing_part: str = text(N_("Marketing's part"), lines=True, width=26)
    sales_part: str = text(N_("Sales' part"), lines=True, width=26)
    story: str = text(N_("The story told here"), lines=True, width=26)
    emotion: int | None = whole(
        N_("Feeling"), least=-2, most=2, help=N_("From -2 (frustrated) to 2 (delighted)"), width=8
    )
    friction: str = text(N_("Friction"), room=True, lines=True, width=24)
    funnel_stage: str = ref(N_("Counts in the funnel as"), "FunnelStage", material=True, width=16)
    evidence: str = choice(N_("Evidence"), EVIDENCE, width=10)


@record(section="journey", label=N_("Touchpoint"), plural=N_("Touchpoints"), code="TP")
@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(Record):
    """One contact between the customer and a team, or one piece of work that the customer does not see."""

    stage: str = ref(N_("Stage"), "Stage", on_delete="cascade", required=True, room=True, width=16)
    name: str = text(N_("Touchpoint"), room=True, width=28)
    channel: str = text(N_("Channel"), room=True)
    owner_team: str = ref(N_("Owner"), "Team", room=True, width=14)
    seen_by_customer: bool = flag(N_("Seen by the customer"), room=True, width=10)
    message: str = text(N_("Message"), lines=True, width=28)
    asset: str = text(N_("Asset"), width=22)
    asset_status: str = choice(N_("Asset status"), ASSET_STATUS, width=14)
    evidence: str = choice(N_("Evidence"), EVIDENCE, width=10)
