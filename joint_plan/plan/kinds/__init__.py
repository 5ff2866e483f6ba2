"""The kinds of value a field can hold: how each is checked, read, shown and stored.

One object per kind; a field only holds data. `check` guards every path into the plan, `parse` and `show` serve
people in the
language in use, `to_json` and `from_json` the file formats. The empty value of most kinds is `None`, that of texts
and choices "".
"""

from joint_plan.plan.kinds.base import Kind
from joint_plan.plan.kinds.counts import Basis, Series, Tallied
from joint_plan.plan.kinds.numbers import Money, Number, Rate, Share, Whole, plain_decimal
from joint_plan.plan.kinds.references import AnyRef, Ref
from joint_plan.plan.kinds.times import Clock, Day, Moment, Month
from joint_plan.plan.kinds.words import Choice, Choices, Document, Flag, Picture, Several, Text

__all__ = [
    "AnyRef",
    "Basis",
    "Choice",
    "Choices",
    "Clock",
    "Day",
    "Document",
    "Flag",
    "Kind",
    "Moment",
    "Money",
    "Month",
    "Number",
    "Picture",
    "Rate",
    "Ref",
    "Series",
    "Several",
    "Share",
    "Tallied",
    "Text",
    "Whole",
    "plain_decimal",
]
