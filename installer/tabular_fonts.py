"""Makes "Inter Tabular" from Inter: the same typeface whose digits all have one width.

PDF writers choose glyphs by character alone and know no font features, so columns of figures need a font whose digits
are tabular from the start. The copies carry a name of their own, so that a document can hold both.

Run from the project's folder: ``.venv/bin/python installer/tabular_fonts.py``. The same input gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
# Family, unique id, full name, PostScript name and typographic family, by the number they have in the `name` table.
NAMES_TO_CHANGE = (1, 3, 4, 6, 16)


def tabular_substitutes(font: TTFont) -> dict[str, str]:
    """The glyphs which the font's own `tnum` feature puts in the place of others."""
    layout: Any = font["GSUB"].table
    found: dict[str, str] = {}
    for record in layout.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in layout.LookupList.Lookup[index].SubTable:
                    found |= getattr(table, "ExtSubTable", table).mapping
    return found


def make(weight: str) -> None:
    """Write InterTabular-<weight>.ttf beside Inter-<weight>.ttf."""
    font = TTFont(FONTS / f"Inter-{weight}.ttf", recalcTimestamp=False)
    substitutes = tabular_substitutes(font)
    # Tables of several platforms may share one mapping, so a digit can be tabular already when its turn comes.
    for table in font["cmap"].tables:
        for digit in map(ord, "0123456789"):
            if digit in table.cmap:
                table.cmap[digit] = substitutes.get(table.cmap[digit], table.cmap[digit])
    for name in font["name"].names:
        if name.nameID in NAMES_TO_CHANGE:
            tabular = "InterTabular" if name.nameID in (3, 6) else "Inter Tabular"
            name.string = name.toUnicode().replace("Inter", tabular, 1)
    font.save(FONTS / f"InterTabular-{weight}.ttf")


def main() -> None:
    """Make all weights."""
    for weight in WEIGHTS:
        make(weight)


if __name__ == "__main__":
    main()
