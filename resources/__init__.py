"""The one door to the files shipped with Joint Plan: fonts, icons, templates, prompts and translations.

The files lie beside this module in a checkout, in an installed wheel and in a frozen build alike, so their place
follows from its own. (`importlib.resources` finds the same place but costs several milliseconds of every start.)
"""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent


def path(*parts: str) -> Path:
    """The file or folder of that name, such as ``path("templates", "sample.json")``.

    Raises:
        FileNotFoundError: Nothing of that name is shipped.
    """
    found = _ROOT.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"Joint Plan ships no resource {'/'.join(parts)}")
    return found


def read_text(*parts: str) -> str:
    """The content of a shipped UTF-8 file. Raises FileNotFoundError like `path`."""
    return path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """The content of a shipped file. Raises FileNotFoundError like `path`."""
    return path(*parts).read_bytes()


def font(name: str) -> Path:
    """The TrueType file of a font by its PostScript name, such as ``Inter-SemiBold`` or ``InterTabular-Regular``."""
    return path("fonts", f"{name}.ttf")


def fonts() -> list[str]:
    """The PostScript names of all shipped fonts, sorted."""
    return sorted(file.stem for file in path("fonts").glob("*.ttf"))


def icon(name: str) -> Path:
    """The SVG file of an icon by its Lucide name, such as ``circle-check``; ``joint-plan`` is the application's own.

    Lucide icons are drawn in ``currentColor`` on a grid of 24 x 24 with lines 2 wide.
    """
    return path("icons", f"{name}.svg")


def icons() -> list[str]:
    """The names of all shipped icons, sorted."""
    return sorted(file.stem for file in path("icons").glob("*.svg"))
