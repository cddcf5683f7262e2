"""A survey's life: set up with its rounds, followed, ended and reported."""

from surveyapp.services.surveying.ending import (
    NotReportableError,
    Waiting,
    close_round,
    report_round,
    take_report_back,
    waiting,
)
from surveyapp.services.surveying.making import (
    RoundPlan,
    add_round,
    create_organisation,
    create_survey,
    erase_survey,
    find_round,
    find_survey,
    has_synthetic,
    newest_version,
    own_units,
    owner_of,
    owners,
    surveys,
)
from surveyapp.services.surveying.rounds import RoundOverview, overview

__all__ = [
    "NotReportableError",
    "RoundOverview",
    "RoundPlan",
    "Waiting",
    "add_round",
    "close_round",
    "create_organisation",
    "create_survey",
    "erase_survey",
    "find_round",
    "find_survey",
    "has_synthetic",
    "newest_version",
    "overview",
    "own_units",
    "owner_of",
    "owners",
    "report_round",
    "surveys",
    "take_report_back",
    "waiting",
]
