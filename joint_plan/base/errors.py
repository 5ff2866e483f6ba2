"""Faults that a person can understand and mend, as against bugs.

Whoever talks to a person (the window, the command line) catches `PlanError` and shows its text, which is one plain
line. Anything else is a bug and is reported as one.
"""


class PlanError(Exception):
    """Something about the input or the file; `str(error)` is a sentence for people."""


class FieldError(PlanError):
    """One field's value is impossible by itself; the old value stays.

    Attributes:
        record: name of the record type, such as "Rate".
        field: name of the field, such as "rate".
        message: the sentence without the place, to stand at the field.
    """

    def __init__(self, message: str, record: str = "", field: str = "") -> None:
        place = ".".join(part for part in (record, field) if part)
        super().__init__(f"{place}: {message}" if place else message)
        self.record = record
        self.field = field
        self.message = message

    def at(self, record: str, field: str) -> "FieldError":
        """The same fault with its place."""
        return FieldError(self.message, record, field)
