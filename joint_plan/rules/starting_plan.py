"""Where a plan starts: from records as JSON, or from a template."""

import json
from functools import lru_cache

import resources
from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.stances import completed

_FOLDER = "templates"


def plan_from_json(data: Json) -> Snapshot:
    """A whole plan from `{"records": {...}}`: defaults, ids and codes filled in, stances resting on what is there.

    Raises:
        PlanError: one line that names the place of the first fault.
    """
    return completed(snapshot_from_json(data))


def template(name: str) -> Snapshot:
    """The plan that a template starts.

    Raises:
        PlanError: there is no such template.
    """
    names = _files()
    if name not in names:
        known = ", ".join(names)
        raise PlanError(_("There is no template “{name}”. There are: {known}.").format(name=name[:60], known=known))
    return plan_from_json(_read(name))


def template_names() -> tuple[tuple[str, str], ...]:
    """Every template as (name, title for people), the blank one first."""
    return tuple((name, _title(name)) for name in _files())


def _files() -> tuple[str, ...]:
    try:
        folder = resources.path(_FOLDER)
    except FileNotFoundError:
        return ()
    return tuple(sorted((file.stem for file in folder.glob("*.json")), key=lambda name: (name != "blank", name)))


def _title(name: str) -> str:
    data = _read(name)
    assert isinstance(data, dict)  # else `template` could not read it either, and a test reads all of them
    notice = data.get("notice")
    if isinstance(notice, str) and notice:
        return _(notice)
    title = plan_from_json(data).plan.title
    return title or name.replace("-", " ").replace("_", " ").capitalize()


@lru_cache(maxsize=8)
def _read(name: str) -> Json:
    data: Json = json.loads(resources.read_text(_FOLDER, f"{name}.json"))
    return data
