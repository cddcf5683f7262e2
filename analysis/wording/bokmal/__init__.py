"""Every sentence and label in bokmål. Fields in braces are filled by functions that read results; nothing else may."""

from __future__ import annotations

from analysis.wording.bokmal import labels, several, tworounds
from analysis.wording.bokmal.alone import ALONE
from analysis.wording.bokmal.areas import AREAS
from analysis.wording.bokmal.experience import EXPERIENCE
from analysis.wording.bokmal.figures import FIGURES
from analysis.wording.bokmal.kinds import KINDS
from analysis.wording.bokmal.mapping import MAPPING
from analysis.wording.bokmal.meetings import MEETINGS
from analysis.wording.bokmal.national import NATIONAL
from analysis.wording.bokmal.own import OWN
from analysis.wording.bokmal.pilots import PILOTS
from analysis.wording.bokmal.pilotunits import PILOT_UNITS
from analysis.wording.bokmal.plans import PLANS
from analysis.wording.bokmal.report import REPORT
from analysis.wording.bokmal.results import RESULTS
from analysis.wording.tables import Words

__all__ = ["BOKMAL"]

BOKMAL = Words(
    code="nb",
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
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
    decimal=",",
    thousands="\N{NARROW NO-BREAK SPACE}",
    percent="{number}\N{NO-BREAK SPACE}%",
    date="{day}.\N{NO-BREAK SPACE}{month} {year}",
    last="{first} og {last}",
)
