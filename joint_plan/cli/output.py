"""What the command line prints: UTF-8 whatever the locale says, one line a message, quiet when nobody reads on."""

import io
import os
import sys

PROGRAM = "joint-plan"


def speak_utf8() -> None:
    """Write UTF-8 from now on. A file name that is not UTF-8 is printed as the bytes it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def one_line(words: object) -> str:
    """The words on one line: line ends and other control characters become spaces.

    The bytes of a file's name that are not text in this locale stay what they are.
    """
    kept = (sign if sign.isprintable() or "\udc80" <= sign <= "\udcff" else " " for sign in str(words))
    return " ".join("".join(kept).split())


def complain(words: object) -> None:
    """One line on standard error."""
    print(f"{PROGRAM}: {one_line(words)}", file=sys.stderr)


def stop_writing() -> None:
    """The reader has gone: send what is still buffered nowhere, so that nothing complains when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
