"""The journey canvas: what the plan knows of each stage, and room to write where it knows nothing yet."""

from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import spec_of
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.plan_code import row_letters
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.names import label_of, named
from joint_plan.rules.public import PublicPlan

_BLANK_STAGES = 6
_FEELINGS = range(2, -3, -1)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the canvas: what is asked, and what the plan says; "" is room to write. `team` marks whose lane."""

    key: str
    label: str
    text: str
    team: TeamMark | None = None


@dataclass(frozen=True, slots=True)
class CanvasStage:
    """One stage. `feeling` is -2 to 2, `None` for one that is not known."""

    code: str
    name: str
    lead: TeamMark | None
    boxes: tuple[Box, ...]
    feeling: int | None


@dataclass(frozen=True, slots=True)
class Canvas:
    """The whole canvas."""

    title: str
    purpose: str
    stages: tuple[CanvasStage, ...]
    feelings: tuple[tuple[int, str], ...]


def canvas(model: ReportModel) -> Canvas:
    """The journey's stages, or blank ones in a plan that has none."""
    public = model.public
    known = public.all(Stage) if "journey" not in public.plan.hidden_sections else ()
    stages = tuple(_stage(public, stage) for stage in known) or tuple(
        _stage(public, Stage(id="", code=f"J-{row_letters(number)}")) for number in range(_BLANK_STAGES)
    )
    words = {2: _("delighted"), 1: "", 0: _("neither"), -1: "", -2: _("frustrated")}
    return Canvas(
        _("Journey canvas"),
        _("What is printed is what we know; write the rest by hand."),
        stages,
        tuple((number, words[number]) for number in _FEELINGS),
    )


def _stage(public: PublicPlan, stage: Stage) -> CanvasStage:
    columns = spec_of(Stage).by_column
    marketing, sales = team_mark(public, "marketing"), team_mark(public, "sales")
    texts = [
        ("customer_goal", None),
        ("customer_question", None),
        ("entry_event", None),
        ("exit_event", None),
        ("touchpoints", None),
        ("marketing_part", marketing),
        ("sales_part", sales),
        ("story", None),
        ("friction", None),
        ("handoffs", None),
    ]
    made = {
        "touchpoints": (_("Touchpoints"), _touchpoints(public, stage)),
        "handoffs": (_("Handoffs from here"), _handoffs(public, stage)),
    }
    boxes = []
    for key, team in texts:
        label, text = made.get(key) or (label_of(public, columns[key]), getattr(stage, key))
        boxes.append(Box(key, label, text, team))
    lead = team_mark(public, stage.lead_team) if stage.lead_team else None
    return CanvasStage(stage.code, stage.name, lead, tuple(boxes), stage.emotion)


def _touchpoints(public: PublicPlan, stage: Stage) -> str:
    if not stage.id:
        return ""
    lines = []
    for point in public.where(Touchpoint, "stage", stage.id):
        owner = public.team_name(point.owner_team) if point.owner_team else ""
        about = ", ".join(part for part in (point.channel, owner) if part)
        lines.append(_("{name} ({about})").format(name=point.name, about=about) if about else point.name)
    return "\n".join(line for line in lines if line)


def _handoffs(public: PublicPlan, stage: Stage) -> str:
    return "\n".join(named(sla) for sla in public.where(Sla, "from_stage", stage.id)) if stage.id else ""
