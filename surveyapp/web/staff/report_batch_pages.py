"""What the page of a batch says: how far it has come, what failed and why, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, ClassVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from surveyapp.models import Account, Report
from surveyapp.services.reporting import Standing
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.report_words import KINDS, PROBLEMS

NONE_HANDED_IN = _l("Ingen har levert den siste av disse rundene ennå, så det er ingen å lage rapport om.")
FOR_EACH = {
    "municipality": (
        _l("Kommunens rapport for alle kommuner"),
        _l("Én rapport for hver kommune som har levert."),
        NONE_HANDED_IN,
    ),
    "governor": (
        _l("Statsforvalterens rapport for alle fylker"),
        _l("Én rapport for hver statsforvalter som har en kommune som har levert."),
        NONE_HANDED_IN,
    ),
    "unit": (
        _l("Enhetens rapport for alle enheter"),
        _l("Én rapport for hver enhet i piloten."),
        _l("Ingen av virksomhetene i piloten er koblet til en enhet her, så det er ingen å lage rapport om."),
    ),
}
"""What a batch of each kind is called, what comes of it, and why it may be about nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage(StaffPage):
    """A batch. `unbuilt`: (title, address, why) of each; `start`, `stop`, `publish`: "" where there is nothing to do.

    `going`: whether anything waits or is built, so that the page comes anew by itself; `here`: where it is.
    """

    template: ClassVar[str] = "staff/reports/batch.html"
    note: str
    of: int
    nobody: str
    ready: int
    going: bool
    left: str
    unbuilt: tuple[tuple[str, str, str], ...]
    lacking: int
    published: int
    here: str
    list_at: str
    start: str
    stop: str
    publish: str


def batch_page(account: Account, kind: str, found: Standing, place: dict[str, Any], note: str) -> BatchPage:
    """How far it has come; `place`: what its addresses name."""
    going = bool(found.waiting or found.building)
    unpublished = any(each.published_at is None for each in found.ready)
    return BatchPage(
        title=str(FOR_EACH[kind][0]),
        part_of=found.title,
        signed_in=account.name,
        note=note,
        of=found.of,
        nobody=str(FOR_EACH[kind][2]),
        ready=len(found.ready),
        going=going,
        left=_left(found.left),
        unbuilt=tuple(map(_failed, found.failed)),
        lacking=found.lacking,
        published=sum(each.published_at is not None for each in found.ready),
        here=url_for("batches.show", **place),
        list_at=url_for("reports.overview", slag=kind),
        start=url_for("batches.start", **place) if not going and (found.failed or found.lacking) else "",
        stop=url_for("batches.stop", **place) if found.waiting else "",
        publish=url_for("batches.publish", **place) if unpublished else "",
    )


def _failed(found: Report) -> tuple[str, str, str]:
    why = str(PROBLEMS[found.problem or "broken"])
    return found.title, url_for("reports.show", report_id=found.id), why


def _left(left: timedelta | None) -> str:
    if left is None:
        return ""
    minutes = ceil(left.total_seconds() / 60)
    if minutes <= 1:
        return str(_("Under ett minutt igjen."))
    return str(ngettext("Omtrent ett minutt igjen.", "Omtrent %(num)s minutter igjen.", minutes))


def name_of(kind: str) -> str:
    """What one report of the batch is called."""
    return str(KINDS[kind][0])
