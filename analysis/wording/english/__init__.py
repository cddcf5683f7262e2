"""Every sentence and label in English. Fields in braces are filled by functions that read results; nothing else may."""

from __future__ import annotations

from analysis.wording.english import labels, several, tworounds
from analysis.wording.english.alone import ALONE
from analysis.wording.english.areas import AREAS
from analysis.wording.english.experience import EXPERIENCE
from analysis.wording.english.figures import FIGURES
from analysis.wording.english.kinds import KINDS
from analysis.wording.english.mapping import MAPPING
from analysis.wording.english.meetings import MEETINGS
from analysis.wording.english.national import NATIONAL
from analysis.wording.english.own import OWN
from analysis.wording.english.pilots import PILOTS
from analysis.wording.english.pilotunits import PILOT_UNITS
from analysis.wording.english.plans import PLANS
from analysis.wording.english.report import REPORT
from analysis.wording.english.results import RESULTS
from analysis.wording.tables import Words

__all__ = ["ENGLISH"]

ENGLISH = Words(
    code="en",
    phrases={
        **RESULTS,
        **REPORT,
        **FIGURES,
        **KINDS,
        **ALONE,
        **PLANS,
        **NATIONAL,
        **PILOTS,
        **PILOT_UNITS,
        **OWN,
        **AREAS,
        **MEETINGS,
        **MAPPING,
        **EXPERIENCE,
    },
    units=labels.UNITS,
    verdicts=labels.VERDICTS,
    directions=labels.DIRECTIONS,
    tallies=labels.TALLIES,
    reasons=labels.REASONS,
    no_verdict=labels.NO_VERDICT,
    comparability=labels.COMPARABILITY,
    cautions={**labels.CAUTIONS, **several.CAUTIONS, **tworounds.CAUTIONS},
    estimates={**labels.ESTIMATES, **several.ESTIMATES, **tworounds.ESTIMATES},
    tests={**labels.TESTS, **several.TESTS, **tworounds.TESTS},
    methods={**labels.METHODS, **several.METHODS, **tworounds.METHODS},
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    decimal=".",
    thousands=",",
    percent="{number}%",
    date="{day}\N{NO-BREAK SPACE}{month} {year}",
    last="{first} and {last}",
)
