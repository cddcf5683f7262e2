"""What the parts of an action plan are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from questionnaires.figures import figure
from surveyapp.models.plans import Fate, MeasureKind, Progress, Quarter
from surveyapp.services.planning import Status, Target, YearOfPlan
from surveyapp.web.languages import locale

PROGRESS: Mapping[Progress, LazyString] = {
    "not_started": _l("Ikke startet"),
    "planned": _l("Planlagt"),
    "in_progress": _l("Under arbeid"),
    "done": _l("Gjennomført"),
    "stopped": _l("Avbrutt"),
}
KINDS: Mapping[MeasureKind, LazyString] = {
    "once": _l("Engangstiltak"),
    "yearly": _l("Årlig tiltak"),
    "continuous": _l("Løpende tiltak"),
}
FATES: Mapping[Fate, LazyString] = {
    "carried": _l("Videreført"),
    "changed": _l("Endret"),
    "finished": _l("Fullført"),
    "dropped": _l("Tatt ut"),
}
CHALLENGES: Mapping[int, LazyString] = {
    1: _l("1: Brukermedvirkning"),
    2: _l("2: Samhandling og koordinering"),
    3: _l("3: Kapasitet"),
    4: _l("4: Faglig kvalitet, arbeidsform eller organisering"),
}
SUB_GOALS: Mapping[str, LazyString] = {
    "a": _l("a: Opprettholde og gjenvinne mestringsevne"),
    "b": _l("b: Forebygge og utsette behov for kompenserende tjenester"),
    "c": _l("c: Tilbud i samsvar med befolkningens behov"),
    "d": _l("d: Samarbeid med andre og innad i kommunen"),
    "e": _l("e: Retten til individuell plan og koordinator"),
    "f": _l("f: Koordinerende enhet som tilrettelegger"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A status in a strip of quarters: `symbol` is drawn, `words` are read."""

    symbol: str
    words: str


LACKING, ENDED, AHEAD = "lacking", "ended", "ahead"


def mark(progress: str) -> Mark:
    """The mark of a progress, or of a quarter that has none."""
    rest = {LACKING: _("Mangler status"), ENDED: _("Avsluttet"), AHEAD: _("Kvartalet kommer")}
    return Mark(progress, str(rest[progress]) if progress in rest else str(PROGRESS[progress]))  # type: ignore[index]


def quarter(number: int, year: int) -> str:
    """«2. kvartal 2026»."""
    return str(_("%(number)s. kvartal %(year)s", number=number, year=year))


def target_in_words(target: Target) -> str:
    """«Fra 1 til 2 stillinger»."""
    values = [figure(each, locale()) for each in (target.from_value, target.to_value)]
    return str(_("Fra %(low)s til %(high)s %(unit)s", low=values[0], high=values[1], unit=target.unit))


def reached_in_words(target: Target | None, status: Status) -> str:
    """«1,5 av 2 stillinger»; nothing where nothing is counted."""
    if target is None or status.reached is None:
        return ""
    values = [figure(each, locale()) for each in (status.reached, target.to_value)]
    return str(_("%(reached)s av %(to)s %(unit)s", reached=values[0], to=values[1], unit=target.unit))


def before_closing(plan: YearOfPlan, quarter: int, today: date) -> tuple[str, ...]:
    """What to think of before the quarter is closed; nothing once it is over and all is told."""
    over, lacking = Quarter(plan.year, quarter).after.first_day <= today, plan.counts(quarter)[LACKING]
    return tuple(
        filter(
            None,
            (
                "" if over else _("Kvartalet er ikke slutt ennå."),
                ngettext("Ett tiltak mangler status.", "%(num)s tiltak mangler status.", lacking) if lacking else "",
            ),
        )
    )
