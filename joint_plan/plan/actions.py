"""Every action of the window, declared once: menus, buttons, tooltips, the key sheet and the palette derive from it."""

from dataclasses import dataclass

from joint_plan.base.texts import N_


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        id: its name in code.
        label: menu text, with an ampersand before the mnemonic.
        keys: key sequences as Qt writes them portably ("Ctrl+K"); the first is the one that is shown. `standard`
        wins where set. standard: name of the platform's standard key ("Undo"), empty if there is none.
        scope: "window" works everywhere; "item" only on a focused card or row, never while typing.
        menu: the menu it stands in; "" for none.
        tip: what it does, for tooltips and screen readers; empty: the label says it all.
        icon: name of its icon.
    """

    id: str
    label: str
    keys: tuple[str, ...] = ()
    standard: str = ""
    scope: str = "window"
    menu: str = ""
    tip: str = ""
    icon: str = ""


ACTIONS = (
    Action("new", N_("&New plan…"), standard="New", menu="file", icon="file-plus"),
    Action("open", N_("&Open…"), standard="Open", menu="file", icon="folder-open"),
    Action(
        "save",
        N_("&Save a checkpoint…"),
        standard="Save",
        menu="file",
        icon="save",
        tip=N_("Everything is saved already; this keeps a named backup"),
    ),
    Action("save_copy", N_("Save a &copy…"), standard="SaveAs", menu="file", icon="copy"),
    Action(
        "export",
        N_("&Export…"),
        ("Ctrl+E",),
        menu="file",
        icon="download",
        tip=N_("Make the Excel workbook and the PDF"),
    ),
    Action("close", N_("&Close plan"), standard="Close", menu="file"),
    Action("quit", N_("&Quit"), ("Ctrl+Q",), standard="Quit", menu="file"),
    Action("undo", N_("&Undo"), standard="Undo", menu="edit", icon="undo-2"),
    Action("redo", N_("&Redo"), standard="Redo", menu="edit", icon="redo-2"),
    Action(
        "add",
        N_("&Add"),
        ("Ctrl+Return", "Ctrl+Enter"),
        menu="edit",
        icon="plus",
        tip=N_("Add an item to the list in focus"),
    ),
    Action("duplicate", N_("&Duplicate"), ("Ctrl+D",), menu="edit", icon="copy"),
    Action("delete", N_("De&lete"), standard="Delete", scope="item", menu="edit", icon="trash-2"),
    Action("move_up", N_("Move &up"), ("Ctrl+Up",), scope="item", menu="edit"),
    Action("move_down", N_("Move &down"), ("Ctrl+Down",), scope="item", menu="edit"),
    Action("next_section", N_("&Next section"), ("Ctrl+PgDown",), menu="view", icon="arrow-right"),
    Action("previous_section", N_("&Previous section"), ("Ctrl+PgUp",), menu="view", icon="arrow-left"),
    Action("facilitator", N_("&Facilitator panel"), ("F9",), menu="view", icon="panel-right"),
    Action("dark", N_("&Dark"), ("Ctrl+Shift+L",), menu="view", icon="moon", tip=N_("Switch between light and dark")),
    Action("larger", N_("&Larger text"), standard="ZoomIn", menu="view"),
    Action("smaller", N_("S&maller text"), standard="ZoomOut", menu="view"),
    Action("stance_marketing", N_("Stance of &Marketing"), ("1",), scope="item", menu="plan"),
    Action("stance_sales", N_("Stance of &Sales"), ("2",), scope="item", menu="plan"),
    Action("stance_third", N_("Stance of the third team"), ("3",), scope="item"),
    Action("stance_fourth", N_("Stance of the fourth team"), ("4",), scope="item"),
    Action("stance_fifth", N_("Stance of the fifth team"), ("5",), scope="item"),
    Action("park", N_("&Park"), ("P", "Ctrl+Shift+P"), scope="item", menu="plan", icon="square-parking"),
    Action("reveal", N_("&Reveal"), ("R", "Ctrl+Shift+R"), scope="item", menu="plan", icon="eye"),
    Action("version", N_("Make a &version…"), ("Ctrl+Shift+V",), menu="plan", icon="badge-check"),
    Action(
        "timer", N_("Start or pause the &timer"), ("Space", "Ctrl+Shift+Space"), scope="item", menu="plan", icon="timer"
    ),
    Action("timer_more", N_("One &minute more"), ("+", "Ctrl+Shift++"), scope="item", menu="plan"),
    Action("keys", N_("&Keys"), ("?", "Ctrl+/"), scope="item", menu="help", icon="keyboard"),
    Action("about", N_("&About Joint Plan"), menu="help", icon="info"),
)


def action(action_id: str) -> Action:
    """The action of this id.

    Raises:
        KeyError: there is none.
    """
    for candidate in ACTIONS:
        if candidate.id == action_id:
            return candidate
    raise KeyError(action_id)
