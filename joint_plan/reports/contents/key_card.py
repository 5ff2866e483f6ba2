"""The facilitator's key card: every action of the window with its keys, by where they work."""

from dataclasses import dataclass

from joint_plan.base.texts import N_, _
from joint_plan.plan.action import Action
from joint_plan.plan.actions import ACTIONS, BOARD_ACTIONS, MENUS

STANDARD_KEYS = {
    "New": "Ctrl+N",
    "Open": "Ctrl+O",
    "Save": "Ctrl+S",
    "SaveAs": "Ctrl+Shift+S",
    "Close": "Ctrl+W",
    "Quit": "Ctrl+Q",
    "Print": "Ctrl+P",
    "Find": "Ctrl+F",
    "FindNext": "F3",
    "Undo": "Ctrl+Z",
    "Redo": "Ctrl+Shift+Z",
    "Cut": "Ctrl+X",
    "Copy": "Ctrl+C",
    "Paste": "Ctrl+V",
    "SelectAll": "Ctrl+A",
    "Delete": "Del",
    "ZoomIn": "Ctrl++",
    "ZoomOut": "Ctrl+-",
    "Preferences": "Ctrl+,",
    "HelpContents": "F1",
    "Refresh": "F5",
    "FullScreen": "F11",
}
"""The standard keys as Windows and Linux have them; on a Mac the command key stands for Ctrl."""

_MOST_KEYS = 3
_SCOPES = (
    ("window", N_("Anywhere")),
    ("plan", N_("While a plan is open")),
    ("item", N_("On a card or a row in focus, not while typing")),
    ("wall", N_("On the wall")),
    ("board", N_("On a card of a board")),
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One action: its label, its keys as they are printed ("Ctrl+Z"), and what it does where the label is not enough.

    An action without a key of its own is found in its `menu`.
    """

    id: str
    label: str
    keys: tuple[str, ...]
    menu: str
    tip: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The actions of one scope under its name."""

    heading: str
    lines: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class KeyCard:
    """The whole card."""

    title: str
    purpose: str
    groups: tuple[KeyGroup, ...]
    note: str


def key_card() -> KeyCard:
    """Every action there is, grouped by scope."""
    every = (*ACTIONS, *BOARD_ACTIONS)
    known = [scope for scope, _heading in _SCOPES]
    scopes = [*_SCOPES, *((scope, scope) for scope in dict.fromkeys(one.scope for one in every) if scope not in known)]
    groups = tuple(
        KeyGroup(_(heading), tuple(_line(one) for one in every if one.scope == scope))
        for scope, heading in scopes
        if any(one.scope == scope for one in every)
    )
    return KeyCard(
        _("Keys"),
        _("For the facilitator: everything works without a mouse"),
        groups,
        _("On a Mac, Ctrl is the command key. The same list is shown by ? in the window."),
    )


def _line(one: Action) -> KeyLine:
    standard = (STANDARD_KEYS.get(one.standard, ""),) if one.standard else ()
    keys = tuple(dict.fromkeys(printed(key) for key in (*standard, *one.keys) if key))
    menu = _(dict(MENUS).get(one.menu, "")).replace("&", "")
    return KeyLine(one.id, _(one.label).replace("&", "").rstrip("…"), _in_short(_without_twins(keys)), menu, _(one.tip))


def printed(key: str) -> str:
    """A key as it stands on a keyboard: "Ctrl+PgDown" is "Ctrl+Page down"."""
    names = {
        "Return": _("Return"),
        "Enter": _("Enter"),
        "Space": _("Space"),
        "Del": _("Delete"),
        "PgDown": _("Page down"),
        "PgUp": _("Page up"),
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
        "-": "\u2212",
    }
    parts = key.split("+") if not key.endswith("+") else [*key[:-1].rstrip("+").split("+"), "+"]
    return "+".join(names.get(part, part) for part in parts if part)


def _in_short(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A row of keys, such as those of all sections, is said by its first and last one."""
    return keys if len(keys) <= _MOST_KEYS else (_("{first} … {last}").format(first=keys[0], last=keys[-1]),)


def _without_twins(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return and Enter are one key to people; the first is named."""
    enter, other = _("Enter"), _("Return")
    return tuple(key for key in keys if not (key.endswith(enter) and key[: -len(enter)] + other in keys))
