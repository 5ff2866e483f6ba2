"""What an action of the window is: its words, its keys, and where it acts."""

from dataclasses import dataclass


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
