"""What the papers tell besides the content: what changed since the version before, was reworded, was removed."""

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Assent
from joint_plan.plan.choices import CHANNELS
from joint_plan.plan.record import title_of
from joint_plan.reports.model import Changes, Confirmation, RemovedItem, RewordedItem
from joint_plan.reports.tables import stance_of, team_mark
from joint_plan.rules.agreed_words import item_then
from joint_plan.rules.change_words import counts_words, told
from joint_plan.rules.names import find, named
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.rewordings import Reworded, confirmed
from joint_plan.rules.version_changes import since_last_version


def changes_of(public: PublicPlan) -> Changes | None:
    """What has changed since the version before this one; `None` where there is none."""
    since = since_last_version(public)
    if since is None:
        return None
    title = _("Changes since version {number}").format(number=since.number)
    counts = counts_words(since.changes) or ("" if since.fault else _("Nothing differs."))
    return Changes(title, counts, told(since.changes), since.fault)


def rewordings_of(public: PublicPlan) -> tuple[RewordedItem, ...]:
    """What was reworded after the vote and confirmed by the leads, one entry an item."""
    by_item: dict[str, list[Reworded]] = {}
    for one in confirmed(public):
        by_item.setdefault(one.key, []).append(one)
    return tuple(
        RewordedItem(
            named(found[0].item),
            tuple((change.label, change.before, change.after) for change in found[0].changes),
            tuple(_confirmation(public, one.confirmation) for one in found if one.confirmation is not None),
        )
        for found in by_item.values()
    )


def _confirmation(public: PublicPlan, assent: Assent) -> Confirmation:
    day = locale.format_day(assent.at.astimezone().date()) if assent.at is not None else ""
    how = ", ".join(part for part in (_(dict(CHANNELS).get(assent.channel, "")), day) if part)
    return Confirmation(team_mark(public, assent.team), assent.by, how)


def removed_of(public: PublicPlan) -> tuple[RemovedItem, ...]:
    """Items that teams took stances on and that are gone; their words are those that the last stance was about."""
    last: dict[str, dict[str, Assent]] = {}
    for assent in public.all(Assent):
        if find(public, assent.item) is None:
            last.setdefault(assent.item, {})[assent.team] = assent
    found: list[RemovedItem] = []
    for key, by_team in last.items():
        then = next((item for item in map(item_then, reversed(by_team.values())) if item is not None), None)
        name = title_of(then) if then is not None else key.partition(":")[0]
        found.append(RemovedItem(name, tuple(stance_of(public, team, one) for team, one in by_team.items())))
    return tuple(found)
