"""Keeping no longer than was promised: what goes when, shown to owners before, and done by a daily job."""

from surveyapp.services.retaining.changing import BrokenPromiseError, Limits, Wanted, change_plan, limits
from surveyapp.services.retaining.clock import WrongClockError, confirm_clock, note_deleted, require_right_clock
from surveyapp.services.retaining.plans import (
    Counted,
    Going,
    Gone,
    Promise,
    deletion_plan,
    gone,
    modes_in_use,
    promise_of,
    soon,
)
from surveyapp.services.retaining.record import Entry, UnknownKindError, record, record_of_all, written
from surveyapp.services.retaining.running import Retained, retain

__all__ = [
    "BrokenPromiseError",
    "Counted",
    "Entry",
    "Going",
    "Gone",
    "Limits",
    "Promise",
    "Retained",
    "UnknownKindError",
    "Wanted",
    "WrongClockError",
    "change_plan",
    "confirm_clock",
    "deletion_plan",
    "gone",
    "limits",
    "modes_in_use",
    "note_deleted",
    "promise_of",
    "record",
    "record_of_all",
    "require_right_clock",
    "retain",
    "soon",
    "written",
]
