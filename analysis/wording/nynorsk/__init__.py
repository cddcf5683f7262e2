"""Every sentence and label in nynorsk. Fields in braces are filled by functions that read results; nothing else may."""

from __future__ import annotations

from analysis.wording.nynorsk import labels, several, tworounds
from analysis.wording.nynorsk.alone import ALONE
from analysis.wording.nynorsk.areas import AREAS
from analysis.wording.nynorsk.experience import EXPERIENCE
from analysis.wording.nynorsk.figures import FIGURES
from analysis.wording.nynorsk.kinds import KINDS
from analysis.wording.nynorsk.mapping import MAPPING
from analysis.wording.nynorsk.meetings import MEETINGS
from analysis.wording.nynorsk.national import NATIONAL
from analysis.wording.nynorsk.own import OWN
from analysis.wording.nynorsk.pilots import PILOTS
from analysis.wording.nynorsk.pilotunits import PILOT_UNITS
from analysis.wording.nynorsk.plans import PLANS
from analysis.wording.nynorsk.report import REPORT
from analysis.wording.nynorsk.results import RESULTS
from analysis.wording.tables import Words

__all__ = ["NYNORSK"]

NYNORSK = Words(
    code="nn",
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
