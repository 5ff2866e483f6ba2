"""Text from people, made safe to keep: what is dropped, what is refused (data.md, "Names and values")."""

import re
import unicodedata

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _

LONGEST_TEXT = 20_000

# Control characters other than tab and newline, lone surrogates and the two non-characters that no XML file can hold.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> tuple[str, bool]:
    """The text as it is kept (line ends as newline, NFC, no control characters), and whether anything was dropped.

    Raises:
        FieldError: longer than 20,000 characters.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", _DROPPED.sub("", lines))
    if len(kept) > LONGEST_TEXT:
        raise FieldError(
            _("This text has {count} characters; the most is {most}.").format(
                count=f"{len(kept):,}", most=f"{LONGEST_TEXT:,}"
            )
        )
    return kept, _DROPPED.search(lines) is not None
