"""What the page of a plan says of the letters that owners get without anybody's doing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from surveyapp.models.plans import REMINDED_AFTER
from surveyapp.services.planning import Coming, YearOfPlan
from surveyapp.web import mailing
from surveyapp.web.languages import day
from surveyapp.web.staff import plan_words


@dataclass(frozen=True, slots=True)
class AskingLine:
    """What will be sent and when, in sentences; `address`: where it is paused or taken up again."""

    words: tuple[str, ...]
    paused: bool
    address: str


def asking_line(plan: YearOfPlan, coming: Coming | None) -> AskingLine | None:
    """The line for one year's page; None on the pages of other years."""
    if plan.year != (coming.quarter.year if coming else plan.years[-1]):
        return None
    if not mailing.post().is_there:
        told = _("Dette nettstedet sender ikke e-post. Velg «Be om status», og gi de ansvarlige lenkene.")
        return AskingLine((str(told),), plan.paused, "")
    words = (_("Ingen får e-post uten at du ber om det."),) if plan.paused else _words(coming)
    return AskingLine(
        tuple(str(each) for each in words), plan.paused, url_for("plan_asking.rest", plan_id=plan.plan_id)
    )


def _words(coming: Coming | None) -> tuple[str, ...]:
    if coming is None:
        return (_("Ingen skal spørres nå. De som har e-postadresse her, blir spurt når et kvartal er slutt."),)
    said = {
        "day": day(coming.day),
        "measures": coming.measures,
        "quarter": plan_words.quarter(coming.quarter.number, coming.quarter.year),
    }
    if coming.reminder:
        first = ngettext(
            "Én ansvarlig får en påminnelse %(day)s. Tiltak som mangler status for %(quarter)s: %(measures)s.",
            "%(num)s ansvarlige får en påminnelse %(day)s. Tiltak som mangler status for %(quarter)s: %(measures)s.",
            coming.owners,
            **said,
        )
    else:
        first = ngettext(
            "Én ansvarlig får e-post %(day)s. Tiltak som mangler status for %(quarter)s: %(measures)s.",
            "%(num)s ansvarlige får én e-post hver %(day)s. Tiltak som mangler status for %(quarter)s: %(measures)s.",
            coming.owners,
            **said,
        )
        first += " " + _("Den som ikke har svart etter %(days)s dager, får én påminnelse.", days=REMINDED_AFTER.days)
    if not coming.unreachable:
        return (first,)
    return first, ngettext(
        "Ett tiltak til har ingen e-postadresse. Be om status for det med «Be om status».",
        "%(num)s tiltak til har ingen e-postadresse. Be om status for dem med «Be om status».",
        coming.unreachable,
    )
