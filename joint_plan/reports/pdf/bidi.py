"""Right-to-left text: letters joined, and a line's characters in the order in which they stand on paper."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_SWITCHES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMS = (("\ufb1d", "\ufdff"), ("\ufe70", "\ufefc"))


def has_right_to_left(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def starts_right(text: str) -> bool:
    """Whether a paragraph reads from the right: its first letter with a direction does (UAX 9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def joined(word: str) -> str:
    """A word with its Arabic letters in the forms that join their neighbours; any other word unchanged."""
    if not _ARABIC.search(word):
        return word
    shaped: str = _reshaper().reshape(word)
    return shaped


def unswitched(text: str) -> str:
    """Without the characters that switch the direction: a text from people turns nothing around that stands by it."""
    return _SWITCHES.sub("", text)


@lru_cache(maxsize=1)
def _reshaper() -> Any:  # noqa: ANN401  the library has no types
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def in_order(line: str, right: bool) -> str:
    """One line's characters from left to right as they stand on paper (UAX 9); `right`: the paragraph reads so."""
    from bidi.algorithm import get_display  # the library's other way does not mirror brackets

    shown: str = get_display(line, base_dir="R" if right else "L")
    return shown


def letters_of(form: str) -> str:
    """The letters behind a joined form, for those who copy or search what is printed."""
    if any(first <= form <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", form)
    return form
