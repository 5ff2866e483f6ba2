"""Templates that people made of plans of theirs: JSON files in the person's own data folder, beside the bundled ones.

They are read as the bundled ones are. One of one's own never takes the name of a bundled one.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from joint_plan.base.errors import PlanError
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules import starting_plan
from joint_plan.workbook.ownership import APP

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Offered:
    """A template to choose: its name for the command line, its title for people, and whether it is one's own."""

    name: str
    title: str
    own: bool = False


def template_folder() -> Path:
    """Where a person's own templates are kept."""
    return platformdirs.user_data_path(APP, appauthor=False) / "templates"


def offered_templates() -> tuple[Offered, ...]:
    """Every template: the bundled ones, the blank one first, then one's own by title."""
    own = [Offered(path.stem, _title(path), own=True) for path in _own_files()]
    bundled = [Offered(name, title) for name, title in starting_plan.template_names()]
    return (*bundled, *sorted(own, key=lambda one: (one.title.casefold(), one.name)))


def starting_from(name: str) -> Snapshot:
    """The plan that a template starts, bundled or one's own.

    Raises:
        PlanError: there is no such template, or its file is not one.
    """
    path = _own_path(name)
    return starting_plan.plan_from_json(_read(path)) if path is not None else starting_plan.template(name)


def save_template(title: str, data: Json) -> Offered:
    """Keep a template under a title. One of one's own with the same title is replaced.

    Raises:
        PlanError: the title is empty or that of a bundled template, or the folder cannot be written.
    """
    title = " ".join(title.split())
    if not title:
        raise PlanError(_("A template needs a name."))
    if title.casefold() in {shown.casefold() for _name, shown in starting_plan.template_names()}:
        raise PlanError(_("“{title}” comes with the program. Choose another name.").format(title=title))
    folder = template_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise PlanError(
            _("Cannot write in {folder}: {reason}.").format(folder=folder, reason=fault.strerror)
        ) from fault
    same = next((one for one in offered_templates() if one.own and one.title.casefold() == title.casefold()), None)
    name = same.name if same is not None else _free_name(title)
    with replacing(folder / f"{name}{_SUFFIX}") as beside:
        text = json.dumps({**_object(data), "notice": title}, ensure_ascii=False, indent=1, allow_nan=False)
        beside.write_text(text, encoding="utf-8")
    return Offered(name, title, own=True)


def remove_template(name: str) -> None:
    """Delete one of one's own templates; a bundled one stays.

    Raises:
        PlanError: it cannot be deleted.
    """
    path = _own_path(name)
    try:
        if path is not None:
            path.unlink(missing_ok=True)
    except OSError as fault:
        raise PlanError(_("Cannot delete {name}: {reason}.").format(name=name, reason=fault.strerror)) from fault


def _own_files() -> tuple[Path, ...]:
    folder = template_folder()
    return tuple(sorted(folder.glob(f"*{_SUFFIX}"))) if folder.is_dir() else ()


def _own_path(name: str) -> Path | None:
    """By comparing with what is there: a name that is typed never becomes a path."""
    return next((path for path in _own_files() if path.stem == name), None)


def _title(path: Path) -> str:
    """What a template is chosen by; one that cannot be read goes by its file's name, and says so when it is chosen."""
    try:
        notice = _object(_read(path)).get("notice")
    except PlanError:
        notice = ""
    return notice if isinstance(notice, str) and notice else path.stem


def _read(path: Path) -> Json:
    try:
        data: Json = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise PlanError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=fault.strerror)) from fault
    except (ValueError, RecursionError) as fault:
        raise PlanError(_("{name} is not a template.").format(name=path.name)) from fault
    return data


def _object(data: Json) -> dict[str, Json]:
    return data if isinstance(data, dict) else {}


def _free_name(title: str) -> str:
    taken = {one.name for one in offered_templates()}
    stem = _slug(title)
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _slug(title: str) -> str:
    """A title as the name of a file that any system takes and that is easily typed: compressed-air."""
    plain = unicodedata.normalize("NFKC", title.casefold())
    words = "-".join(re.findall(r"[^\W_]+", plain)).encode()[:80].decode(errors="ignore").strip("-")
    # Windows keeps a few names for devices.
    return f"my-{words}" if not words or re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", words) else words
