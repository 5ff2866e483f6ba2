"""Lists of choices that several record types share: (value as stored, label)."""

from joint_plan.base.texts import N_

EVIDENCE = (("data", N_("Data")), ("told", N_("Told")), ("guess", N_("Guess")))
"""Where a figure comes from: measured, said by somebody who knows, or guessed."""

TIME_UNITS = (
    ("minute", N_("minutes")),
    ("hour", N_("hours")),
    ("day", N_("days")),
    ("week", N_("weeks")),
    ("month", N_("months")),
)

PERIOD_UNITS = (
    ("day", N_("day")),
    ("week", N_("week")),
    ("month", N_("month")),
    ("quarter", N_("quarter")),
    ("year", N_("year")),
)

WEEKDAYS = (
    ("mon", N_("Monday")),
    ("tue", N_("Tuesday")),
    ("wed", N_("Wednesday")),
    ("thu", N_("Thursday")),
    ("fri", N_("Friday")),
    ("sat", N_("Saturday")),
    ("sun", N_("Sunday")),
)

CHANNELS = (("room", N_("in the room")), ("phone", N_("by phone")), ("mail", N_("by mail")))
