"""References to other records by id."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _
from joint_plan.plan.kinds.base import Kind, brief, expect


@dataclass(frozen=True, slots=True)
class Ref(Kind):
    """A reference by id to a record of one type. `on_delete` says what becomes of it when that record goes."""

    name: ClassVar[str] = "reference"
    empty: ClassVar[Any] = ""
    target: str = ""
    on_delete: str = "clear"

    def check(self, value: Any) -> str:
        return str(expect(value, str))

    def parse(self, text: str) -> str:
        """The id itself; views that know the plan offer names and hand over the id."""
        return text.strip()


@dataclass(frozen=True, slots=True)
class AnyRef(Ref):
    """A reference to a record of any type, written `Type:id`."""

    name: ClassVar[str] = "any reference"
    on_delete: str = "keep"

    def check(self, value: Any) -> str:
        text = str(expect(value, str))
        if text and not re.fullmatch(r"[A-Z][A-Za-z]*:.+", text, re.DOTALL):
            raise FieldError(_("“{value}” is not a reference such as Sla:12.").format(value=brief(text)))
        return text
