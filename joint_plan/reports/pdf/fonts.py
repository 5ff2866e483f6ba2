"""Fonts for paper: Inter with a fallback per run, so that no character is ever missing.

reportlab takes characters one by one and says nothing about those a font lacks. Texts are therefore cut into runs by
what each font covers; what none covers is printed as a box, so that nobody takes a blank for a text.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

import resources
from joint_plan.reports.pdf.bidi import letters_of

REGULAR, MEDIUM, SEMIBOLD, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"
FIGURES, FIGURES_STRONG = "InterTabular-Regular", "InterTabular-SemiBold"
BOX = "\u25a1"

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
        else:
            wanted, character = (font if ord(BOX) in own else fallback), BOX
        if wanted != piece_font and piece:
            yield piece_font, piece
            piece = ""
        piece, piece_font = piece + character, wanted
    if piece:
        yield piece_font, piece


def markup(text: str, font: str = REGULAR) -> str:
    """A text from people as reportlab's paragraphs read it: escaped, with line ends, each run in a font that has it."""
    parts = []
    for run_font, piece in runs(text, font):
        escaped = escape(piece.replace("\t", "    ")).replace("\n", "<br/>")
        parts.append(escaped if run_font == font else f'<font name="{run_font}">{escaped}</font>')
    return "".join(parts)


def width(text: str, font: str, size: float) -> float:
    """How wide a text is drawn, in points."""
    return sum(pdfmetrics.stringWidth(piece, run_font, size) for run_font, piece in runs(text, font))


def draw(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> float:
    """Draw one line at a baseline, run by run; the answer is where it ends."""
    for run_font, piece in runs(text.replace("\n", " "), font):
        canvas.setFont(run_font, size)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, run_font, size)
    return x


def fitted(text: str, font: str, size: float, room: float) -> str:
    """One line that fits into `room` points, cut with an ellipsis where it must be: for furniture, never content."""
    line = text.replace("\n", " ")
    if width(line, font, size) <= room:
        return line
    while line and width(line + "…", font, size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
