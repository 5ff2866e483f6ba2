"""Every action of the window, declared once: menus, buttons, tooltips, the key sheet and the palette derive from it."""

from dataclasses import dataclass

from joint_plan.base.texts import N_


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        id: its name in code.
        label: menu text, with an ampersand before the mnemonic.
        keys: key sequences as Qt writes them portably ("Ctrl+K"); the first is the one that is shown.
        standard: name of the platform's standard key ("Undo"), empty if there is none; it comes before `keys`.
        scope: "window" works everywhere; "plan" while a plan is open; "item" only on a focused card or row, never
        while typing, except for those of its keys that have Ctrl in them; "wall" the same, and while the wall is open
        anywhere but in an editor; "board" on a focused card of a board.
        menu: the menu it stands in; "" for none.
        tip: what it does, for tooltips and screen readers; empty: the label says it all.
        icon: name of its icon.
        ticks: "own" if it is on or off by itself; else the name of the group of which one is on; "" for neither.
        begins: whether a line stands above it in its menu.
    """

    id: str
    label: str
    keys: tuple[str, ...] = ()
    standard: str = ""
    scope: str = "plan"
    menu: str = ""
    tip: str = ""
    icon: str = ""
    ticks: str = ""
    begins: bool = False


ACTIONS = (
    Action("new", N_("&New plan…"), standard="New", scope="window", menu="file", icon="file-plus"),
    Action("open", N_("&Open…"), standard="Open", scope="window", menu="file", icon="folder-open"),
    Action(
        "sample",
        N_("Open a s&ample plan"),
        scope="window",
        menu="file",
        icon="sparkles",
        tip=N_("A finished plan of an invented company, as a copy that you may change"),
    ),
    Action(
        "save",
        N_("&Save a checkpoint…"),
        standard="Save",
        menu="file",
        icon="save",
        tip=N_("Everything is saved already; this keeps a named backup"),
        begins=True,
    ),
    Action("save_copy", N_("Save a &copy…"), standard="SaveAs", menu="file", icon="copy"),
    Action(
        "clean_copy",
        N_("Save a c&lean copy…"),
        ("Ctrl+Shift+C",),
        menu="file",
        icon="user-check",
        tip=N_("For handing over: without history, private notes and what only you see"),
    ),
    Action(
        "save_template",
        N_("Save as &template…"),
        ("Ctrl+Shift+T",),
        menu="file",
        icon="files",
        tip=N_("Keep the words of this workshop for the next client, without anything of this one"),
        begins=True,
    ),
    Action(
        "next_period",
        N_("Plan the ne&xt period…"),
        ("Ctrl+Shift+N",),
        menu="file",
        icon="calendar-check",
        tip=N_("A new plan from what you agreed, with today's figures from the actuals"),
    ),
    Action(
        "remove_client",
        N_("Remove this client from this com&puter…"),
        ("Ctrl+Shift+X",),
        menu="file",
        icon="trash-2",
        tip=N_("Delete backups and all that this computer remembers of this client"),
    ),
    Action(
        "export",
        N_("&Export…"),
        ("Ctrl+E",),
        menu="file",
        icon="download",
        tip=N_("Make the Excel workbook and the PDF"),
        begins=True,
    ),
    Action(
        "import",
        N_("&Import…"),
        ("Ctrl+I",),
        menu="file",
        icon="upload",
        tip=N_("Take in a workbook, an input sheet or the answers of a form, after a look at what it would change"),
    ),
    Action(
        "copy_questions",
        N_("Copy the questions for a &form"),
        ("Ctrl+Shift+Q",),
        menu="file",
        icon="clipboard-list",
        tip=N_("Put what each person is asked on the clipboard; the form's answers come back as a CSV by Import"),
    ),
    Action("close", N_("&Close plan"), standard="Close", menu="file", begins=True),
    Action("quit", N_("&Quit"), ("Ctrl+Q",), standard="Quit", scope="window", menu="file"),
    Action("undo", N_("&Undo"), standard="Undo", menu="edit", icon="undo-2"),
    Action("redo", N_("&Redo"), standard="Redo", menu="edit", icon="redo-2"),
    Action(
        "add",
        N_("&Add"),
        ("Ctrl+Return", "Ctrl+Enter"),
        menu="edit",
        icon="plus",
        tip=N_("Add an item to the list in focus"),
        begins=True,
    ),
    Action("duplicate", N_("&Duplicate"), ("Ctrl+D",), menu="edit", icon="copy"),
    Action("delete", N_("De&lete"), standard="Delete", scope="item", menu="edit", icon="trash-2"),
    Action("move_up", N_("Move &up"), ("Ctrl+Up",), scope="item", menu="edit", icon="arrow-up", begins=True),
    Action("move_down", N_("Move &down"), ("Ctrl+Down",), scope="item", menu="edit", icon="arrow-down"),
    Action(
        "find",
        N_("&Find…"),
        standard="Find",
        menu="edit",
        icon="search",
        tip=N_("Find words, codes and names in the whole plan"),
        begins=True,
    ),
    Action("next_section", N_("&Next section"), ("Ctrl+PgDown",), menu="view", icon="arrow-right"),
    Action("previous_section", N_("&Previous section"), ("Ctrl+PgUp",), menu="view", icon="arrow-left"),
    Action(
        "section",
        N_("Section 1 to 10"),
        ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7", "Alt+8", "Alt+9", "Alt+0"),
    ),
    Action(
        "history",
        N_("&History…"),
        ("Ctrl+Shift+Y",),
        menu="edit",
        icon="history",
        tip=N_("Who changed what and when, and back to any point"),
    ),
    Action(
        "go_to_section",
        N_("&Go to section…"),
        ("Ctrl+G",),
        menu="view",
        icon="arrow-right",
        tip=N_("Go to a section by its number or name"),
    ),
    Action(
        "facilitator",
        N_("&Facilitator panel"),
        ("F9",),
        menu="view",
        icon="panel-right",
        ticks="own",
        tip=N_("Show or hide timer, prompts, private notes and the parking lot"),
        begins=True,
    ),
    Action(
        "hide_recent",
        N_("&Hide the plans opened last"),
        ("Ctrl+Shift+O",),
        scope="window",
        menu="view",
        icon="eye-off",
        ticks="own",
        tip=N_("On the start page, so that no client's name is seen"),
    ),
    Action(
        "theme_system", N_("As the s&ystem"), scope="window", menu="view", ticks="theme", icon="monitor", begins=True
    ),
    Action("theme_light", N_("&Light"), scope="window", menu="view", ticks="theme", icon="sun"),
    Action("theme_dark", N_("&Dark"), ("Ctrl+Shift+L",), scope="window", menu="view", ticks="theme", icon="moon"),
    Action(
        "larger",
        N_("La&rger text"),
        ("Ctrl+=",),
        standard="ZoomIn",
        scope="window",
        menu="view",
        icon="zoom-in",
        begins=True,
    ),
    Action("smaller", N_("S&maller text"), standard="ZoomOut", scope="window", menu="view", icon="zoom-out"),
    Action("normal_size", N_("Text at &100 %"), ("Ctrl+0",), scope="window", menu="view"),
    Action("stance_1", N_("Stance of the &first team"), ("1", "Ctrl+1"), scope="item", menu="plan", icon="user-check"),
    Action("stance_2", N_("Stance of the &second team"), ("2", "Ctrl+2"), scope="item", menu="plan", icon="user-check"),
    Action("stance_3", N_("Stance of the third team"), ("3", "Ctrl+3"), scope="item"),
    Action("stance_4", N_("Stance of the fourth team"), ("4", "Ctrl+4"), scope="item"),
    Action("stance_5", N_("Stance of the fifth team"), ("5", "Ctrl+5"), scope="item"),
    Action(
        "park",
        N_("&Park"),
        ("P", "Ctrl+Shift+P"),
        scope="item",
        menu="plan",
        icon="square-parking",
        tip=N_("Set the item aside in the parking lot"),
    ),
    Action(
        "reveal",
        N_("&Reveal"),
        ("R", "Ctrl+Shift+R"),
        scope="item",
        menu="plan",
        icon="eye",
        tip=N_("Show both teams' answers side by side"),
    ),
    Action(
        "mark",
        N_("Mar&k"),
        ("X",),
        scope="item",
        menu="plan",
        icon="check",
        tip=N_("Mark the idea in focus, to merge it with others"),
    ),
    Action(
        "merge",
        N_("M&erge ideas"),
        ("M", "Ctrl+M"),
        scope="item",
        menu="plan",
        icon="git-branch",
        tip=N_("Make the marked ideas one with the idea in focus; their words and votes are kept"),
    ),
    Action(
        "stances",
        N_("&History of stances…"),
        ("H", "Ctrl+H"),
        scope="item",
        menu="plan",
        icon="history",
        tip=N_("Who said what on the item in focus, and on which words"),
    ),
    Action(
        "agree_set",
        N_("Agree as a &set…"),
        ("Ctrl+Shift+A",),
        menu="plan",
        icon="list-checks",
        tip=N_("One question for everything open on the page, or for what is selected"),
        begins=True,
    ),
    Action(
        "after_vote",
        N_("&Confirm changes after the vote…"),
        ("Ctrl+Shift+K",),
        menu="plan",
        icon="handshake",
        tip=N_("What reads otherwise than agreed, and figures that have moved, by each lead's word"),
    ),
    Action(
        "capture_idea",
        N_("Note an &idea…"),
        ("Ctrl+Shift+I",),
        menu="plan",
        icon="lightbulb",
        tip=N_("Put an idea on the list of quick wins, with a link to the item in focus"),
        begins=True,
    ),
    Action(
        "capture_decision",
        N_("Note a &decision…"),
        ("Ctrl+Shift+D",),
        menu="plan",
        icon="handshake",
        tip=N_("Write down what was just decided, with a link to the item in focus"),
    ),
    Action(
        "capture_insight",
        N_("Note what a &customer said…"),
        ("Ctrl+Shift+J",),
        menu="plan",
        icon="megaphone",
        tip=N_("Put what was heard from a customer on its list, with a link to the item in focus"),
    ),
    Action(
        "crm_upkeep",
        N_("CRM upkeep as an S&LA"),
        ("Ctrl+Shift+U",),
        menu="plan",
        icon="handshake",
        tip=N_("Make keeping the CRM current a promise between the teams"),
    ),
    Action("version", N_("Make a &version…"), ("Ctrl+Shift+V",), menu="plan", icon="badge-check", begins=True),
    Action(
        "sign",
        N_("Si&gn the version…"),
        ("Ctrl+Shift+G",),
        menu="plan",
        icon="signature",
        tip=N_("Add a signature to the last version, also later"),
    ),
    Action(
        "versions",
        N_("Versi&ons and changes"),
        ("Ctrl+Shift+H",),
        menu="plan",
        icon="git-compare",
        tip=N_("Open a version to read, export it again, compare any two"),
    ),
    Action(
        "timer",
        N_("Start or pause the &timer"),
        ("Space", "Ctrl+Shift+Space"),
        scope="item",
        menu="plan",
        icon="timer",
        begins=True,
    ),
    Action("timer_more", N_("One &minute more"), ("+", "Ctrl+Shift+M"), scope="item", menu="plan", icon="plus"),
    Action("timer_more_five", N_("F&ive minutes more"), ("Ctrl+Alt+M",), menu="plan", icon="plus"),
    Action("timer_reset", N_("&Begin the block's time again"), ("Ctrl+Shift+0",), menu="plan", icon="rotate-ccw"),
    Action(
        "next_block",
        N_("Begin the next bloc&k"),
        ("Ctrl+Shift+B",),
        menu="plan",
        icon="skip-forward",
        tip=N_("Go to the next block of the agenda and start its time"),
    ),
    Action(
        "timer_sound",
        N_("Sound &when time is nearly up"),
        scope="window",
        menu="plan",
        ticks="own",
        icon="bell",
    ),
    Action(
        "prompts",
        N_("Questions for the roo&m…"),
        ("Ctrl+Shift+F9",),
        menu="room",
        icon="message-circle",
        tip=N_("Change what you ask the room at this section"),
    ),
    Action(
        "ready_check",
        N_("Read&y check…"),
        ("Ctrl+Shift+F8",),
        menu="room",
        icon="list-checks",
        tip=N_("Screens, what is missing, what to print, a backup"),
        begins=True,
    ),
    Action(
        "rehearse",
        N_("Re&hearse"),
        ("Ctrl+Shift+F5",),
        menu="room",
        icon="copy",
        tip=N_("Try the day on a copy that is thrown away; again to come back"),
    ),
    Action(
        "people",
        N_("Who is in the roo&m…"),
        ("F8",),
        menu="plan",
        icon="users",
        tip=N_("Let people in and out, one key each"),
    ),
    Action(
        "palette",
        N_("All &actions…"),
        ("Ctrl+K",),
        scope="window",
        menu="help",
        icon="search",
        tip=N_("Do anything by typing its name"),
    ),
    Action(
        "help",
        N_("&Help on this page"),
        ("F1",),
        scope="window",
        menu="help",
        icon="circle-help",
        tip=N_("What this page is for, and its keys"),
    ),
    Action(
        "wall",
        N_("&Wall"),
        ("F5",),
        menu="room",
        icon="presentation",
        ticks="own",
        tip=N_("Show the wall on the second screen, or over this one where there is no other; Esc leaves it"),
    ),
    Action(
        "stay",
        N_("The wall s&tays where it is"),
        ("Shift+F5",),
        menu="room",
        ticks="own",
        tip=N_("It no longer follows the page and the item you are at"),
    ),
    Action(
        "blank",
        N_("&Blank the wall"),
        ("B", ".", "Ctrl+."),
        scope="wall",
        menu="room",
        icon="eye-off",
        tip=N_("Darken the wall, or show it again"),
    ),
    Action("next_item", N_("&Next item"), ("PgDown",), scope="wall", menu="room", icon="arrow-down", begins=True),
    Action("previous_item", N_("&Previous item"), ("PgUp",), scope="wall", menu="room", icon="arrow-up"),
    Action(
        "task_card",
        N_("Tas&k card"),
        ("F6",),
        menu="room",
        icon="clipboard-list",
        tip=N_("Show the task of this block on the wall: what, in which groups, what to bring back and when"),
        begins=True,
    ),
    Action(
        "write_it",
        N_("Write it – &3, 2, 1 – up"),
        ("F7",),
        menu="room",
        icon="pen-line",
        tip=N_("Ask everyone to write; again to count down; again to go back to the page"),
    ),
    Action(
        "break",
        N_("B&reak"),
        ("Shift+F6",),
        menu="room",
        icon="hourglass",
        tip=N_("Show a break's countdown on the wall, as long as the agenda says"),
    ),
    Action(
        "wall_time",
        N_("T&ime left on the wall"),
        ("Shift+F7",),
        menu="room",
        icon="clock",
        ticks="own",
    ),
    Action("keys", N_("&Keys"), ("Ctrl+/", "?"), scope="window", menu="help", icon="keyboard"),
    Action("about", N_("&About Joint Plan"), scope="window", menu="help", icon="info"),
)

BOARD_ACTIONS = (
    Action("open_card", N_("Open the card, or change it"), ("Return", "Enter"), scope="board", icon="external-link"),
    Action("edit_card", N_("Change the card in its place"), ("F2",), scope="board", icon="pencil"),
    Action(
        "card_details", N_("All fields of the card"), ("Alt+Return", "Alt+Enter"), scope="board", icon="panel-right"
    ),
    Action("card_left", N_("Move the card left"), ("Ctrl+Left",), scope="board", icon="arrow-left"),
    Action("card_right", N_("Move the card right"), ("Ctrl+Right",), scope="board", icon="arrow-right"),
    Action("card_first", N_("Move the card to the first column"), ("Ctrl+Home",), scope="board"),
    Action("card_last", N_("Move the card to the last column"), ("Ctrl+End",), scope="board"),
)
"""What only a card of a board answers to, by itself and while it has the focus. It also answers to duplicate, delete,
move_up and move_down."""

MENUS = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("view", N_("&View")),
    ("plan", N_("&Plan")),
    ("room", N_("&Room")),
    ("help", N_("&Help")),
)
"""The menus in order: (id, label)."""


def action(action_id: str) -> Action:
    """The action of this id.

    Raises:
        KeyError: there is none.
    """
    for candidate in (*ACTIONS, *BOARD_ACTIONS):
        if candidate.id == action_id:
            return candidate
    raise KeyError(action_id)
