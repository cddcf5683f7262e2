"""A round's results while it is open: what the database counts, told in steps that tell of nobody."""

from surveyapp.services.showing.looking import GroupTold, LiveResults, drawing, live
from surveyapp.services.showing.stepping import tell_due

__all__ = ["GroupTold", "LiveResults", "drawing", "live", "tell_due"]
