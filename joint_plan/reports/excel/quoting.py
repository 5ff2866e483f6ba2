"""Our own words inside a formula. What people typed never stands in one."""


def quoted(words: str) -> str:
    """Words as they stand in a formula."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
