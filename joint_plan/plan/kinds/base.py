"""What every kind of value can do, and the two checks that kinds share."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.values import Json


@dataclass(frozen=True, slots=True)
class Kind:
    """The base: what every kind can do. Values are typed by the field's declaration; here they are `Any`."""

    empty: ClassVar[Any] = None
    name: ClassVar[str] = ""
    align_right: ClassVar[bool] = False

    def is_empty(self, value: Any) -> bool:
        """Whether the value counts as not filled in."""
        return bool(value == self.empty)

    def check(self, value: Any) -> Any:
        """The value as it may be kept.

        Raises:
            FieldError: impossible by itself.
        """
        return value

    def parse(self, text: str) -> Any:
        """A value from what a person typed.

        Raises:
            FieldError: not understood or impossible.
        """
        raise NotImplementedError(self.name)

    def show(self, value: Any) -> str:
        """The value for people, "" when empty."""
        return str(value) if not self.is_empty(value) else ""

    def edit_text(self, value: Any) -> str:
        """The value as the text an editor starts from; `parse` takes it back unchanged."""
        return self.show(value)

    def to_json(self, value: Any) -> Json:
        """The value in JSON; `None` when empty."""
        return str(value) if not self.is_empty(value) else None

    def from_json(self, value: Json) -> Any:
        """The value from JSON, checked.

        Raises:
            FieldError: of another type, or impossible.
        """
        if value is None:
            return self.empty
        if not isinstance(value, str):
            raise FieldError(_("expected a text, not {value}.").format(value=brief(value)))
        return self.check(self._read(value))

    def _read(self, text: str) -> Any:
        """From JSON's or the file's exact text, the same in every language."""
        return text


def brief(value: object) -> str:
    """A value as it may stand in a message: one line, not long."""
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else words[:59] + "…"


def expect(value: Any, wanted: type) -> Any:
    """The value, or a `FieldError` if it is of another type."""
    if not isinstance(value, wanted):
        raise FieldError(_("expected {wanted}, not {value}.").format(wanted=wanted.__name__, value=brief(value)))
    return value


def within(value: int | Decimal, least: int | None, most: int | None) -> None:
    """Raise a `FieldError` if the value lies outside the bounds."""
    if least is not None and value < least and most is not None:
        raise FieldError(_("must be between {least} and {most}.").format(least=least, most=most))
    if least is not None and value < least:
        raise FieldError(_("must be {bound} or more.").format(bound=least))
    if most is not None and value > most:
        between = least is not None
        words = _("must be between {least} and {most}.") if between else _("must be {most} or less.")
        raise FieldError(words.format(least=least, most=most))
