"""Texts from people as flowing paragraphs: escaped, in fonts that cover them, in pieces quick to lay out."""

import re

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from joint_plan.reports.pdf.bidi import has_right_to_left
from joint_plan.reports.pdf.fonts import markup, register
from joint_plan.reports.pdf.tags import TaggedCanvas
from joint_plan.reports.pdf.turned import Turned

_MOST_WORDS = 250
_MOST_LINES = 40
_MOST_CHARACTERS = 2000
"""What one paragraph holds: less than a page, because laying out and splitting cost more than in proportion."""


def is_long(text: str) -> bool:
    """Whether a text takes several paragraphs and should flow by itself, not in a table's cell."""
    return len(text) > _MOST_CHARACTERS or text.count("\n") >= _MOST_LINES


_TAGS = {"cover": "H1", "title": "H1", "head": "H2", "item": "H3"}
"""What a paragraph is to a screen reader, by the name of its style."""


class _Tagged(Paragraph):
    """A paragraph that says what it is."""

    def draw(self) -> None:
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)  # all documents of ours are drawn on one
        with canvas.element(_TAGS.get(self.style.name, "P")):
            super().draw()


Written = Paragraph | Turned


def paragraph(text: str, style: ParagraphStyle) -> Written:
    """One paragraph."""
    register()
    if has_right_to_left(text):
        return Turned(text, style, tag=_TAGS.get(style.name, "P"))
    return _Tagged(markup(text, style.fontName), style)


def heading(text: str, most: int = 60) -> str:
    """A text cut to head a column: what is repeated on every page must be short. It stands in full elsewhere."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def paragraphs(text: str, style: ParagraphStyle) -> list[Written]:
    """A text of any length as paragraphs of bearable length."""
    return [paragraph(piece, style) for piece in pieces_of(text)]


def pieces_of(text: str) -> list[str]:
    """A text cut where a line or a word ends, or inside of a word that no page could hold."""
    pieces = [""]
    words = lines = 0
    for word in re.findall(rf"\S{{1,{_MOST_CHARACTERS}}}[^\S\n]*|[^\S\n]+|\n", text):
        words += 1
        lines += word == "\n"
        too_much = words > _MOST_WORDS or lines > _MOST_LINES or len(pieces[-1]) + len(word) > _MOST_CHARACTERS
        if too_much and pieces[-1]:
            pieces.append("")
            words = lines = 0
            if word == "\n":
                continue  # the next paragraph begins on a new line anyway
        pieces[-1] += word
    return pieces
