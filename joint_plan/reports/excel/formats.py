"""The looks of cells: colours of paper by role, and XlsxWriter formats made once for each combination."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import get_currency_symbol

from joint_plan.base.locale import locale_of
from joint_plan.rules.standing import State

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = "Calibri"
TEXT = "#18202B"
MUTED = "#535E6F"
WHITE = "#FFFFFF"
LINE = "#BCC5D0"
OUTLINE = "#18202B"
HEADER = "#2B3648"
INPUT = "#FFF4B8"
INPUT_LINE = "#B58900"
DERIVED = "#EEF0F3"
DERIVED_HEADER = "#6B7686"
DANGER = "#B3261E"
DANGER_TINT = "#FBE9E7"
LINK = "#2A5BD0"

TEAM_FILL = {"circle": "#0A3D7A", "square": "#C2570C", "diamond": WHITE}
TEAM_TINT = {"circle": "#EFF3F8", "square": "#FBF3ED", "diamond": "#F4F1F6"}
TEAM_SIGN = {"circle": "●", "square": "■", "diamond": "◇"}

STATE_LOOK = {
    State.DRAFT: ("#F1F3F6", MUTED),
    State.WAITING: ("#FFF1D6", "#6B4600"),
    State.AGREED: ("#DDF3E8", "#0B5A38"),
    State.AGREED_WITH_RESERVATIONS: ("#E9F3D8", "#3D5A0B"),
    State.CONTESTED: ("#FBE1DE", "#8F1D17"),
    State.PARKED: ("#E6E3F1", "#463C77"),
}
"""Fill and font of a state; the word always stands in the cell too."""

STATUS_LOOK = {
    "met": STATE_LOOK[State.AGREED],
    "near": STATE_LOOK[State.WAITING],
    "missed": STATE_LOOK[State.CONTESTED],
}
"""Fill and font of what was reached of a target; the word always stands in the cell too."""

Look = Mapping[str, object]

TITLE: Look = {"bold": True, "font_size": 20}
SUBTITLE: Look = {"font_color": MUTED}
HEADING: Look = {"bold": True, "font_size": 13}
BODY: Look = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1, "border": 1, "border_color": LINE}
NUMBER: Look = {**BODY, "align": "right"}
COLUMN_HEAD: Look = {**BODY, "bold": True, "font_color": WHITE, "bg_color": HEADER, "valign": "vcenter"}
DERIVED_HEAD: Look = {**COLUMN_HEAD, "bg_color": DERIVED_HEADER}
DERIVED_BODY: Look = {**BODY, "bg_color": DERIVED}
ID_BODY: Look = {"bg_color": DERIVED, "border": 1, "border_color": LINE}
"""The hidden ids: not wrapped, so that they make no row higher."""
INPUT_BODY: Look = {**BODY, "bg_color": INPUT, "border_color": INPUT_LINE, "locked": False}


def team_look(shape: str) -> Look:
    """White on the team's colour, or dark in an outline; the word and the shape always stand in it too."""
    fill = TEAM_FILL[shape]
    return {"bg_color": fill, "font_color": TEXT if fill == WHITE else WHITE, "border": 1, "border_color": OUTLINE}


class Formats:
    """XlsxWriter's formats, one for each look that is used."""

    def __init__(self, book: "Workbook", currency: str) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        # A quotation mark would end the literal early and Excel would repair the file.
        # Readers split a format at every semicolon, quoted or not.
        self.currency = get_currency_symbol(currency, locale=locale_of()).replace('"', "").replace(";", ",")[:12]

    def of(self, look: Look) -> "Format":
        """The format of a look."""
        key = tuple(sorted(look.items()))
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._book.add_format({"font_name": FONT, "font_color": TEXT, **look})
        return made

    def money(self, value: Decimal | None = None) -> str:
        """The number format of an amount: whole, or with cents if it has any."""
        prefix = f'"{self.currency}"' if len(self.currency) == 1 else f'"{self.currency} "'
        return f"{prefix}#,##0.00" if value is not None and value != value.to_integral_value() else f"{prefix}#,##0"


def number_format(value: Decimal | int) -> str:
    """Grouped, with the decimals that the value has; `0.##` would leave a lone point behind whole numbers."""
    return "#,##0" + _decimals(Decimal(value))


def rate_format(value: Decimal) -> str:
    """Percent with the decimals that the value has."""
    return "0" + _decimals(value * 100) + "%"


def _decimals(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    places = min(10, max(0, -exponent)) if isinstance(exponent, int) else 0
    return "." + "0" * places if places else ""
