"""PSFS courses: a unit opens one for a person, asks at the start and later, and sees who is due and what changed."""

from surveyapp.services.coursing.assessing import Assessment, assess
from surveyapp.services.coursing.changing import (
    ask,
    change_dates,
    code_activities,
    erase,
    leave_out,
    link_out,
    take_back,
)
from surveyapp.services.coursing.coverage import Coverage, UnitCoverage, coverage, coverage_of, covered, units
from surveyapp.services.coursing.following import (
    Activity,
    Board,
    CourseFile,
    CourseLine,
    Due,
    Point,
    board,
    course,
    find_code,
)
from surveyapp.services.coursing.opening import open_course
from surveyapp.services.coursing.places import Place, places, take_up, without_courses
from surveyapp.services.coursing.refusing import (
    AlreadyGivenError,
    AssessedAlreadyError,
    ImpossibleAssessmentError,
    ImpossibleDateError,
    NationalIdError,
    NoBaselineError,
    NotAssessedError,
    NotAUnitError,
)

__all__ = [
    "Activity",
    "AlreadyGivenError",
    "AssessedAlreadyError",
    "Assessment",
    "Board",
    "CourseFile",
    "CourseLine",
    "Coverage",
    "Due",
    "ImpossibleAssessmentError",
    "ImpossibleDateError",
    "NationalIdError",
    "NoBaselineError",
    "NotAUnitError",
    "NotAssessedError",
    "Place",
    "Point",
    "UnitCoverage",
    "ask",
    "assess",
    "board",
    "change_dates",
    "code_activities",
    "course",
    "coverage",
    "coverage_of",
    "covered",
    "erase",
    "find_code",
    "leave_out",
    "link_out",
    "open_course",
    "places",
    "take_back",
    "take_up",
    "units",
    "without_courses",
]
