"""Texts from people as flowing paragraphs: escaped, in fonts that cover them, in pieces quick to lay out."""

import re

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from joint_plan.reports.pdf.fonts import markup, register

_LONGEST = 1500
"""Words in one paragraph; laying one out takes longer than in proportion to its length."""

_LONGEST_WORD = 400
"""Characters of a word that is laid out in one; a longer one is cut into pieces."""


def paragraph(text: str, style: ParagraphStyle, before: str = "") -> Paragraph:
    """One paragraph; `before` is trusted markup in front (a symbol, a label)."""
    register()
    return Paragraph(before + markup(_breakable(text), style.fontName), style)


def paragraphs(text: str, style: ParagraphStyle) -> list[Paragraph]:
    """A text of any length as paragraphs of bearable length."""
    words = re.findall(r"\S+\s*|\s+", text)
    pieces = ["".join(words[start : start + _LONGEST]) for start in range(0, len(words), _LONGEST)] or [""]
    found: list[Paragraph] = []
    for piece in pieces:
        lines = piece.split("\n")
        # Thousands of line ends in one paragraph take seconds.
        for start in range(0, len(lines), 200):
            found.append(paragraph("\n".join(lines[start : start + 200]), style))
    return found


def _breakable(text: str) -> str:
    """The text with places to break inside of words that no line could hold."""
    return re.sub(rf"\S{{{_LONGEST_WORD}}}(?=\S)", lambda match: match[0] + " ", text)
