"""Every word that people read, through gettext.

Two languages can be in use at once: the window's, and the plan's for what is printed. The language is therefore a
context variable: an export thread speaks the plan's language while the window goes on in its own.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import resources

DOMAIN = "joint_plan"
SOURCE_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@lru_cache(maxsize=16)
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    folder = str(resources.path("translations"))
    return _gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


def language() -> str:
    """The language in use here, such as "en" or "de"."""
    return _language.get()


def use_language(code: str) -> None:
    """Speak this language from now on in this context."""
    _language.set(code or SOURCE_LANGUAGE)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language for a while: the plan's, while its papers are made."""
    token = _language.set(code or SOURCE_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def N_(message: str) -> str:  # noqa: N802  the name that gettext's extraction tools look for
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return message


def _(message: str) -> str:
    """The text in the language in use. The empty text stays empty (gettext would give the catalogue's header)."""
    return _catalogue(_language.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The text for this count, in the language in use."""
    return _catalogue(_language.get()).ngettext(one, many, count)
