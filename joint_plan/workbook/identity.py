"""Which file a path means, and which files this process has open through SQLite.

Closing any other handle on a file that SQLite has open drops SQLite's locks in the whole process (POSIX). So a
file's bytes are looked at before SQLite opens it, never after; this is where we know.
"""

import os
import threading
from collections import Counter
from pathlib import Path

Identity = tuple[int, int]
"""Device and file number: the same for every name of one file."""

_open: Counter[Identity] = Counter()
_guard = threading.Lock()


def identity_of(path: Path) -> Identity:
    """The file's identity.

    Raises:
        OSError: there is no such file.
    """
    found = os.stat(path)
    return (found.st_dev, found.st_ino)


def opened(path: Path) -> Identity:
    """Note that SQLite has the file open."""
    found = identity_of(path)
    with _guard:
        _open[found] += 1
    return found


def closed(which: Identity) -> None:
    """Note that one of SQLite's connections to the file is gone."""
    with _guard:
        _open[which] -= 1
        if not _open[which]:
            del _open[which]


def is_open_here(path: Path) -> bool:
    """Whether SQLite has this file open in this process."""
    with _guard:
        return identity_of(path) in _open
