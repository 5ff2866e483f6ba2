"""Our own words inside a formula. What people typed never stands in one."""

import re


def quoted(words: str) -> str:
    """Words as they stand in a formula."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'


def worded(template: str, **cells: str) -> str:
    """A sentence with cells in the places of its names, as an expression: "{points} points" is `A1&" points"`."""
    parts = re.split(r"\{(\w+)\}", template)
    return "&".join(cells[part] if place % 2 else quoted(part) for place, part in enumerate(parts) if part)
