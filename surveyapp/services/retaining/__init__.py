"""Keeping no longer than was promised: what goes when, shown to owners before, and done by a daily job."""

from surveyapp.services.retaining.changing import BrokenPromiseError, Limits, Wanted, change_plan, limits
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
    "change_plan",
    "deletion_plan",
    "gone",
    "limits",
    "modes_in_use",
    "promise_of",
    "record",
    "record_of_all",
    "retain",
    "soon",
    "written",
]
