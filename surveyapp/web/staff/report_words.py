"""What the kinds of reports are called, for whom each is, and what stood in the way of building one."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from surveyapp.models import Report
from surveyapp.models.reports import Problem, ReportLanguage, ReportState

KINDS: Mapping[str, tuple[LazyString, LazyString]] = {
    "change": (_l("Endring mellom to runder"), _l("For alle som vil vite hva som har endret seg mellom to runder.")),
    "national": (_l("Nasjonal rapport"), _l("For departement, direktorat og alle som følger utviklingen i landet.")),
    "governor": (_l("Statsforvalterens rapport"), _l("For statsforvalteren: egne fylker mot landet.")),
    "municipality": (_l("Kommunens rapport"), _l("For kommunen selv: egne svar mot fylket og landet.")),
    "experience": (_l("Erfaringer"), _l("For dem som driver tjenestene: hva brukere og pårørende har erfart.")),
    "pilot": (_l("Pilotrapport"), _l("For prosjektgruppa og dem som skal ta stilling til piloten.")),
    "unit": (_l("Enhetens rapport"), _l("For enheten selv: egne forløp ved siden av hele piloten.")),
    "plan_quarter": (_l("Handlingsplan, kvartal"), _l("For råd og ledere som følger tiltakene kvartal for kvartal.")),
    "plan_year": (_l("Handlingsplan, år"), _l("For råd og ledere som skal se året under ett.")),
    "meetings": (_l("Dialogmøter"), _l("For dem som var med på møtene, og dem som skal følge dem opp.")),
    "mapping": (_l("Kartlegging"), _l("For kommunen som planlegger tilbudene sine.")),
}
"""Name and readers of each kind."""

_MUNICIPAL = _l("Bygger på én eller to runder som kommuner svarer på i eget navn.")

NEEDS: Mapping[str, LazyString] = {
    "change": _l("Bygger på to runder av samme undersøkelse."),
    "national": _MUNICIPAL,
    "governor": _MUNICIPAL,
    "municipality": _MUNICIPAL,
    "experience": _l("Bygger på én eller to runder av en undersøkelse."),
    "pilot": _l("Bygger på en pilot, med forløpene og undersøkelsene som er knyttet til den."),
    "unit": _l("Bygger på en pilot, med forløpene og undersøkelsene til én enhet i den."),
    "plan_quarter": _l("Bygger på statusene i en handlingsplan, til og med kvartalet."),
    "plan_year": _l("Bygger på statusene i en handlingsplan gjennom året."),
    "meetings": _l("Bygger på møtene i en pilot, og evalueringsskjemaet som er knyttet til den."),
    "mapping": _l("Bygger på én eller to faser av en kartlegging som kommuner svarer på i eget navn."),
}
"""What each kind is made of."""


def title_of(found: Report) -> str:
    """What a report is called, in the reader's own language as far as the words are ours."""
    if found.quarter is None:
        return found.title
    of = found.title.removesuffix(f", {found.quarter}. kvartal")
    return str(_("%(of)s, %(quarter)s. kvartal", of=of, quarter=found.quarter))


LANGUAGES: Mapping[ReportLanguage, LazyString] = {"nb": _l("Bokmål"), "nn": _l("Nynorsk"), "en": _l("Engelsk")}

STATES: Mapping[ReportState, tuple[LazyString, str]] = {
    "waiting": (_l("Venter på å bli bygget"), "info"),
    "building": (_l("Bygges nå"), "info"),
    "ready": (_l("Klar"), "success"),
    "failed": (_l("Ble ikke bygget"), "danger"),
}
"""What each state is called, and its colour."""

PROBLEMS: Mapping[Problem, LazyString] = {
    "gone": _l("Det rapporten handler om, finnes ikke lenger."),
    "erased": _l("Svarene i runden er slettet, så rapporten kan ikke bygges på nytt."),
    "open": _l(
        "Runden er anonym og tar fortsatt imot svar. Rapporten kan bygges når den er over. Ble den bygget før og etter "
        "et svar, kunne den som leste begge, regne ut hva som ble svart. Se resultatene så langt i stedet."
    ),
    "not_counted": _l("Databasen kan ikke telle disse to rundene. Bestill rapporten uten opptelling i databasen."),
    "lacking": _l("Det mangler noe som denne rapporten trenger. Se etter at alt er samlet inn, og bygg den på nytt."),
    "disk": _l("Det er ikke plass på disken. Si fra til dem som drifter løsningen, og bygg rapporten på nytt."),
    "broken": _l("Noe gikk galt hos oss. Si fra til dem som drifter løsningen."),
}
"""What to do about each."""
