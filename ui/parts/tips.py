"""Tooltips of people's texts: shown as they are, never read as markup."""

from __future__ import annotations

import html


def plain(text: str) -> str:
    """The text as a tooltip shows it to the letter."""
    # Qt takes a text for markup only where it sees a tag.
    if "<" not in text:
        return text
    return f"<span style='white-space: pre-wrap'>{html.escape(text)}</span>"
