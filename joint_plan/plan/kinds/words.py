"""Words: texts, documents, choices, yes and no."""

from dataclasses import dataclass
from typing import Any, ClassVar

from joint_plan.base.cleaning import clean_text
from joint_plan.base.errors import FieldError
from joint_plan.base.picture import picture_bytes, picture_text
from joint_plan.base.texts import _
from joint_plan.plan.kinds.base import Kind, brief, expect
from joint_plan.plan.values import Json

Choices = tuple[tuple[str, str], ...]
"""(value as stored, label to translate), in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Words. `lines` allows more than one line."""

    name: ClassVar[str] = "text"
    empty: ClassVar[Any] = ""
    lines: bool = False

    def check(self, value: Any) -> str:
        text, _dropped = clean_text(expect(value, str))
        return text

    def parse(self, text: str) -> str:
        return self.check(text)


@dataclass(frozen=True, slots=True)
class Document(Text):
    """A text that the program writes and keeps to the letter (a version's JSON); of any length."""

    name: ClassVar[str] = "document"

    def check(self, value: Any) -> str:
        return str(expect(value, str))


@dataclass(frozen=True, slots=True)
class Picture(Document):
    """A PNG or JPEG in base 64, without metadata; chosen from a file, never typed."""

    name: ClassVar[str] = "picture"

    def check(self, value: Any) -> str:
        text = str(expect(value, str))
        return picture_text(picture_bytes(text)) if text else ""

    def show(self, value: Any) -> str:
        return _("a picture") if value else ""


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a fixed list."""

    name: ClassVar[str] = "choice"
    empty: ClassVar[Any] = ""
    choices: Choices = ()

    def label(self, value: str) -> str:
        """The choice in words."""
        return next((_(label) for key, label in self.choices if key == value), value)

    def check(self, value: Any) -> str:
        text = str(expect(value, str))
        if text and text not in {key for key, _label in self.choices}:
            allowed = ", ".join(key for key, _label in self.choices)
            raise FieldError(_("“{value}” is not one of: {allowed}.").format(value=text[:60], allowed=allowed))
        return text

    def parse(self, text: str) -> str:
        wanted = text.strip().casefold()
        for key, _label in self.choices:
            if wanted in {key.casefold(), self.label(key).casefold()}:
                return key
        if not wanted:
            return ""
        allowed = ", ".join(self.label(key) for key, _label in self.choices)
        raise FieldError(_("“{value}” is not one of: {allowed}.").format(value=text.strip()[:60], allowed=allowed))

    def show(self, value: Any) -> str:
        return self.label(value) if value else ""


@dataclass(frozen=True, slots=True)
class Several(Kind):
    """Any of a fixed list, as a tuple of keys in the list's order."""

    name: ClassVar[str] = "several"
    empty: ClassVar[Any] = ()
    choices: Choices = ()

    def check(self, value: Any) -> tuple[str, ...]:
        one = Choice(choices=self.choices)
        given = {one.check(item) for item in value}
        return tuple(key for key, _label in self.choices if key in given)

    def parse(self, text: str) -> tuple[str, ...]:
        one = Choice(choices=self.choices)
        return self.check([one.parse(part) for part in text.split(",") if part.strip()])

    def show(self, value: Any) -> str:
        one = Choice(choices=self.choices)
        return ", ".join(one.label(key) for key in value)

    def to_json(self, value: Any) -> Json:
        return list(value) or None

    def from_json(self, value: Json) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise FieldError(_("expected a list of texts, not {value}.").format(value=brief(value)))
        return self.check(value)


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no; no is the empty value."""

    name: ClassVar[str] = "flag"
    empty: ClassVar[Any] = False

    def check(self, value: Any) -> bool:
        return bool(expect(value, bool))

    def parse(self, text: str) -> bool:
        wanted = text.strip().casefold()
        if wanted in {"", "no", "false", "0", _("No").casefold()}:
            return False
        if wanted in {"yes", "true", "1", "x", "✓", _("Yes").casefold()}:
            return True
        raise FieldError(_("“{value}” is neither yes nor no.").format(value=brief(text)))

    def show(self, value: Any) -> str:
        return _("Yes") if value else ""

    def to_json(self, value: Any) -> Json:
        return bool(value)

    def from_json(self, value: Json) -> bool:
        if value is None:
            return False
        if not isinstance(value, bool):
            raise FieldError(_("expected true or false, not {value}.").format(value=brief(value)))
        return value
