"""Fonts for paper: Inter with a fallback per run, so that no character is ever missing.

reportlab takes characters one by one and says nothing about those a font lacks. Texts are therefore cut into runs by
what each font covers; what none covers is printed as a box, so that nobody takes a blank for a text.
"""

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

import platformdirs
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

import resources
from joint_plan.base.texts import _
from joint_plan.reports.pdf.bidi import has_right_to_left, in_order, joined, letters_of, starts_right, unswitched

REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"
FIGURES, FIGURES_STRONG = "InterTabular-Regular", "InterTabular-SemiBold"
BOX = "\u25a1"

_NARROWEST = 8
"""No line holds more characters than so many to its size, so that a long text need not be measured whole."""

_FALLBACK = {
    SEMIBOLD: "DejaVuSans-Bold",
    BOLD: "DejaVuSans-Bold",
    FIGURES_STRONG: "DejaVuSans-Bold",
}


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to reportlab, once in a process."""
    for name in resources.fonts():
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(resources.font(name))))
    ttfonts.makeToUnicodeCMap = _to_unicode_map
    rl_config.useA85 = 0  # bytes as they are: a fifth smaller, and sooner written


def _to_unicode_map(fontname: str, subset: list[int]) -> str:
    """The table by which a reader finds the characters behind glyphs.

    reportlab's own writes characters beyond U+FFFF with five digits, and they are copied as something else.
    """
    letters = (letters_of(chr(code)).encode("utf-16-be").hex().upper() for code in subset)
    entries = "\n".join(f"<{n:02X}> <{units}>" for n, units in enumerate(letters))
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({fontname})",
            f"/Ordering ({fontname})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            f"{len(subset)} beginbfchar",
            entries,
            "endbfchar",
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


@lru_cache(maxsize=16)
def _covered(font: str) -> frozenset[int]:
    register()
    loaded = pdfmetrics.getFont(font)
    assert isinstance(loaded, ttfonts.TTFont)  # all fonts of ours are
    return frozenset(loaded.face.charToGlyph)


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """The text in pieces of (font, text), each covered by its font."""
    own = _covered(font)
    fallback = _FALLBACK.get(font, "DejaVuSans")
    other = _covered(fallback)
    piece, piece_font = "", font
    for character in unicodedata.normalize("NFC", text):
        code = ord(character)
        if code in own or character in "\n\t":
            wanted = font
        elif code in other:
            wanted = fallback
        elif unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            continue  # combining marks and joiners without a glyph of their own change nothing that is printed
        elif added := _added_font_with(code):
            wanted = added
        else:
            wanted, character = (font if ord(BOX) in own else fallback), BOX
        if wanted != piece_font and piece:
            yield piece_font, piece
            piece = ""
        piece, piece_font = piece + character, wanted
    if piece:
        yield piece_font, piece


def font_folder() -> Path:
    """Where people put fonts for scripts that ours do not have, such as Chinese, Japanese and Korean."""
    return platformdirs.user_data_path("joint-plan", appauthor=False) / "fonts"


@lru_cache(maxsize=1)
def added_fonts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fonts of that folder that can be used, by their names here, and the files that cannot."""
    found, refused = [], []
    folder = font_folder()
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.suffix.lower() not in {".ttf", ".otf", ".ttc"}:
            continue
        name = f"Added-{file.stem}"
        try:
            pdfmetrics.registerFont(ttfonts.TTFont(name, str(file)))
        except (ttfonts.TTFError, OSError, struct.error):  # outlines of another kind, or not a font
            refused.append(file.name)
        else:
            found.append(name)
    return tuple(found), tuple(refused)


@lru_cache(maxsize=4096)
def _added_font_with(code: int) -> str:
    """The first added font that has a character; "" if none has. Big fonts are read only when they are needed."""
    return next((name for name in added_fonts()[0] if code in _covered(name)), "")


def letters_without_font(texts: Iterable[str]) -> str:
    """What to tell people of letters that would be printed as boxes; "" if there are none."""
    letters = {letter for text in texts for letter in text if ord(letter) > 0x17F}
    boxes = sorted(letter for letter in letters if any(BOX in piece for _font, piece in runs(letter, REGULAR)))
    boxes = [letter for letter in boxes if letter != BOX]
    if not boxes:
        return ""
    scripts = dict.fromkeys(unicodedata.name(letter, "?").split()[0].capitalize() for letter in boxes)
    refused = added_fonts()[1]
    told = _("No font has these letters, and they are printed as boxes: {letters} ({scripts}).").format(
        letters=" ".join(boxes[:12]) + (" …" if len(boxes) > 12 else ""), scripts=", ".join(list(scripts)[:4])
    )
    told += " " + _("Put a TrueType font that has them into {folder}.").format(folder=font_folder())
    if refused:
        told += " " + _("Of the fonts there, these cannot be used: {names}.").format(names=", ".join(refused[:5]))
    return told


def _ordered(text: str) -> str:
    """One line as its characters stand on paper; unchanged where all read from the left."""
    text = unswitched(text)
    if not has_right_to_left(text):
        return text
    return in_order(" ".join(joined(word) for word in text.split()), starts_right(text))


def markup(text: str, font: str = REGULAR) -> str:
    """A text from people as reportlab's paragraphs read it: escaped, with line ends, each run in a font that has it.

    Right-to-left letters stand in the order of one line: texts of several are `turned.Turned`.
    """
    parts = []
    text = _ordered(text)
    for run_font, piece in runs(text, font):
        escaped = escape(piece.replace("\t", "    ")).replace("\n", "<br/>")
        parts.append(escaped if run_font == font else f'<font name="{run_font}">{escaped}</font>')
    return "".join(parts)


def width(text: str, font: str, size: float) -> float:
    """How wide a text is drawn, in points."""
    return sum(pdfmetrics.stringWidth(piece, run_font, size) for run_font, piece in runs(_ordered(text), font))


def draw(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> float:
    """Draw one line at a baseline, run by run; the answer is where it ends."""
    for run_font, piece in runs(_ordered(text.replace("\n", " ")), font):
        canvas.setFont(run_font, size)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, run_font, size)
    return x


def fitted(text: str, font: str, size: float, room: float) -> str:
    """One line that fits into `room` points, cut with an ellipsis where it must be: for furniture, never content."""
    line = text.replace("\n", " ")
    most = int(_NARROWEST * room / size) + 1
    if len(line) <= most and width(line, font, size) <= room:
        return line
    line = line[:most]
    while line and width(line + "…", font, size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
