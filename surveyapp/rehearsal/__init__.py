"""A rehearsal: a questionnaire answered at random along every path, before anybody real meets it."""

from surveyapp.rehearsal.rehearsing import Rehearsal, rehearse

__all__ = ["Rehearsal", "rehearse"]
