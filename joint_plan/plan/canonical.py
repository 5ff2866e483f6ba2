"""Canonical JSON: one text for one content, so that a hash of it can be computed by anyone (docs/file-format.md)."""

import hashlib
import json
import unicodedata

from joint_plan.plan.values import Json

SCHEME = 1
"""Number of the rules below; it stands in front of the text that is hashed."""


def canonical_json(content: Json) -> str:
    """The content as one text: the scheme's number, a colon, JSON.

    Keys are sorted, texts in NFC, empty values left out, no spaces. Decimals are already in their normal form in JSON
    (kinds.plain_decimal). Empty means null, "", [] or {}; false and 0 stay.
    """
    pruned = _pruned(content)
    text = json.dumps(pruned, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{SCHEME}:{text}"


def sha256(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _pruned(content: Json) -> Json:
    if isinstance(content, dict):
        kept = {unicodedata.normalize("NFC", key): _pruned(value) for key, value in content.items()}
        return {key: value for key, value in kept.items() if not _empty(value)}
    if isinstance(content, list):
        return [_pruned(item) for item in content]
    if isinstance(content, str):
        return unicodedata.normalize("NFC", content)
    return content


def _empty(value: Json) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
