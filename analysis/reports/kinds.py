"""The kinds of reports: for whom each is, what it needs, and which sections it has in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from analysis.comparing.results import Comparison
from analysis.reports.briefly import brief_sections
from analysis.reports.closing import closing
from analysis.reports.experience import together_section, voices_section
from analysis.reports.governor import governor_method, governor_opening, governor_sections
from analysis.reports.levels import levels_section
from analysis.reports.mapping import mapping_columns, mapping_overview
from analysis.reports.material import LacksMaterialError, Material
from analysis.reports.meetings import (
    meetings_levels,
    meetings_method,
    meetings_opening,
    meetings_register,
)
from analysis.reports.model import Section
from analysis.reports.national import (
    challenge_section,
    ledger_section,
    register_section,
    response_section,
)
from analysis.reports.notes import next_steps
from analysis.reports.oneround import one_opening, one_round_sections
from analysis.reports.opening import opening
from analysis.reports.ownreport import own_method, own_opening, own_sections
from analysis.reports.pilots import (
    pilot_hearings,
    pilot_meetings,
    pilot_method,
    pilot_milestones,
    pilot_open,
    pilot_opening,
    pilot_units,
)
from analysis.reports.pilotunits import unit_beside_pilot, unit_method, unit_opening
from analysis.reports.plans import (
    plan_goals,
    plan_measures,
    plan_method,
    plan_moves,
    plan_opening,
    plan_status,
    plan_targets,
    plan_waiting,
)
from analysis.reports.planyears import year_ended, year_opening
from analysis.reports.questions import question_sections
from analysis.reports.scores import score_sections
from analysis.reports.servicegroups import groups_section
from analysis.reports.surveys import each_appendix, each_survey, survey_findings
from analysis.reports.trends import trend_section

Part = Callable[[Material], Iterable[Section]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of report; its title, subtitle and readers are the phrases `title_NAME`, `subtitle_NAME`, `for_NAME`.

    `needs` are the fields of `Material` that must be there.
    """

    needs: tuple[str, ...]
    sections: tuple[Part, ...]


Told = Callable[[Comparison], Iterable[Section]]


def of_main(part: Told, one_round: Told | None = None) -> Part:
    """The part of a report on the main comparison, and what it is when there is one round only."""

    def told(material: Material) -> Iterable[Section]:
        return (one_round or part)(material.main) if material.main.alone else part(material.main)

    return told


def two_rounds(comparison: Comparison) -> tuple[Section, ...]:
    """The sections on scores and questions, of two rounds."""
    return (*score_sections(comparison), *question_sections(comparison))


def brief(comparison: Comparison) -> tuple[Section, ...]:
    """The same where there are many: most of it to open."""
    return (*score_sections(comparison), *brief_sections(comparison))


FIRST_PAGE = (of_main(opening, one_opening), next_steps)
"""What a councillor reads, of one round or two."""
BODY = of_main(two_rounds, one_round_sections)
APPENDIX = of_main(closing)
CHANGE = (*FIRST_PAGE, BODY, APPENDIX)
"""What a report on one round or two has, from its first page to its appendix."""

NATIONAL = (
    *FIRST_PAGE,
    response_section,
    challenge_section,
    of_main(brief, one_round_sections),
    trend_section,
    register_section,
    ledger_section,
    APPENDIX,
)
"""What a report on the whole country has: details are folded away or at the end."""

KINDS: Mapping[str, Kind] = {
    "change": Kind(("comparisons",), CHANGE),
    "pilot": Kind(
        ("pilot",),
        (
            *(pilot_opening, survey_findings, pilot_open, next_steps, pilot_units, pilot_milestones),
            *(each_survey, pilot_hearings, pilot_meetings, pilot_method, each_appendix),
        ),
    ),
    "meetings": Kind(
        ("pilot",),
        (
            *(meetings_opening, survey_findings, next_steps, meetings_register),
            *(meetings_levels, each_survey, meetings_method, each_appendix),
        ),
    ),
    "unit": Kind(
        ("pilot",),
        (
            *(unit_opening, survey_findings, next_steps, unit_beside_pilot),
            *(each_survey, unit_method, each_appendix),
        ),
    ),
    "mapping": Kind(
        ("comparisons",),
        (
            *(*FIRST_PAGE, mapping_overview, of_main(mapping_columns)),
            *(of_main(levels_section), APPENDIX),
        ),
    ),
    "plan_quarter": Kind(
        ("plan",),
        (
            *(plan_opening, next_steps, plan_status, plan_moves, plan_waiting),
            *(plan_targets, plan_goals, plan_measures, plan_method),
        ),
    ),
    "plan_year": Kind(
        ("plan",),
        (
            *(year_opening, next_steps, plan_status, year_ended),
            *(plan_targets, plan_goals, plan_measures, plan_method),
        ),
    ),
    "experience": Kind(
        ("comparisons",), (*FIRST_PAGE, voices_section, BODY, groups_section, together_section, APPENDIX)
    ),
    "governor": Kind(("comparisons", "area"), (governor_opening, next_steps, governor_sections, governor_method)),
    "municipality": Kind(("own",), (own_opening, next_steps, own_sections, own_method)),
    "national": Kind(("comparisons",), NATIONAL),
}


def kind_named(name: str) -> Kind:
    """The kind of this name; raises `UnknownKindError`."""
    if name not in KINDS:
        raise UnknownKindError(f"There is no report of the kind {name!r}. Choose one of: {', '.join(KINDS)}.")
    return KINDS[name]


def require_material(name: str, material: Material) -> None:
    """Raises `LacksMaterialError` unless the material has what the kind needs."""
    lacking = [each for each in kind_named(name).needs if not material.has(each)]
    if lacking:
        raise LacksMaterialError(f"A report of the kind {name!r} cannot be written without: {', '.join(lacking)}.")


class UnknownKindError(ValueError):
    """A kind of report that nobody has defined."""
