"""Starter content: proposals that stand in resources until somebody adopts them (product.md, "Agreement rules")."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import resources
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.kinds import Text
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, column_value, spec_of, title_of, with_columns
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import with_team_names
from joint_plan.rules.starter_ideas import starter_ideas

if TYPE_CHECKING:
    from joint_plan.plan.values import Json

_FOLDER, _STANDARD = "proposals", "en"


def proposals(view: PlanView, type_name: str) -> tuple[Record, ...]:
    """The proposals of a record type in the plan's language that the plan has nothing of the same name for.

    For quick wins, what the room has said itself comes first. They have no id and no code: adding one to the plan gives
    it both.
    """
    spec = spec_of(type_name)
    here = {title_of(item).casefold() for item in view.all(spec.type)}
    # The language is people's text: only what looks like one becomes part of a file's name.
    known = view.plan.language if re.fullmatch("[a-z]{2}", view.plan.language) else _STANDARD
    own = starter_ideas(view) if spec.type is QuickWin else ()
    ours = (_with_team_names(view, item) for item in _of(known, spec.name))
    return tuple(item for item in (*own, *ours) if title_of(item).casefold() not in here)


def _with_team_names(view: PlanView, item: Record) -> Record:
    """A proposal in the words of this plan's teams."""
    texts = [column for column in spec_of(item).columns if isinstance(column.kind, Text) and not column.part]
    return with_columns(item, {one.name: with_team_names(view, column_value(item, one)) for one in texts})


@lru_cache(maxsize=64)
def _of(language: str, type_name: str) -> tuple[Record, ...]:
    rows = _read(language).get(type_name, [])
    read: Json = {"records": {type_name: rows}}
    spec = spec_of(type_name)
    return tuple(replace(item, id="", code="", position=0) for item in snapshot_from_json(read).all(spec.type))


@lru_cache(maxsize=8)
def _read(language: str) -> dict[str, Any]:
    try:
        text = resources.read_text(_FOLDER, f"{language}.json")
    except FileNotFoundError:
        text = resources.read_text(_FOLDER, f"{_STANDARD}.json")
    found: dict[str, Any] = json.loads(text)["records"]
    return found
