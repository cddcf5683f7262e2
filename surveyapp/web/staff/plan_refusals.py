"""What a person is told when an action plan cannot be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from surveyapp.services.planning import (
    MeasureHasHistoryError,
    QuarterClosedError,
    QuarterNotBegunError,
    YearRolledError,
)
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorPage
from surveyapp.web.staff import plan_words


def _back() -> tuple[str, str] | None:
    """The plan, for whoever has one before her; an owner has only her link."""
    return (url_for("plans.plans"), _("Gå til handlingsplanene")) if "plan_id" in (request.view_args or {}) else None


def _closed(error: QuarterClosedError) -> ErrorPage:
    quarter = plan_words.quarter(error.quarter.number, error.quarter.year)
    return ErrorPage(
        title=_("Kvartalet er lukket"),
        lines=(
            _("Det går ikke an å gi status for %(quarter)s lenger. Ingenting er endret.", quarter=quarter),
            _("Den som koordinerer planen, kan åpne kvartalet igjen."),
        ),
        link=_back(),
    )


def _not_begun(error: QuarterNotBegunError) -> ErrorPage:
    line = _("Kvartalet begynner %(day)s. Da kan det gis status.", day=day(error.first_day))
    return ErrorPage(title=_("Kvartalet har ikke begynt"), lines=(line,), link=_back())


def _rolled(error: YearRolledError) -> ErrorPage:
    line = _("Planen for %(year)s er rullert til neste år. Endre den nyeste planen i stedet.", year=error.year)
    return ErrorPage(title=_("Planåret er historie"), lines=(line,), link=_back())


def _has_history(_error: MeasureHasHistoryError) -> ErrorPage:
    line = _("Tiltaket har fått status, eller var med i planen i fjor. Avslutt det med en begrunnelse i stedet.")
    return ErrorPage(title=_("Tiltaket kan ikke slettes"), lines=(line,), link=_back())


REFUSALS: dict[type[Exception] | int, tuple[int, Callable[[Any], ErrorPage]]] = {
    QuarterClosedError: (409, _closed),
    QuarterNotBegunError: (409, _not_begun),
    YearRolledError: (409, _rolled),
    MeasureHasHistoryError: (409, _has_history),
}
"""A part of the table in `surveyapp.web.errors`."""
