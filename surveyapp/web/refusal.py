"""Why a sheet may not be keyed in, in words for the one who has it in the hand."""

from __future__ import annotations

from flask_babel import gettext as _

from surveyapp.models.errors import RoundClosedError, RoundNotOpenError, SurveyAppError
from surveyapp.services.answering import AnsweredOnTheWebError, KeyedAlreadyError, KeyedByYouError, UnknownSheetError
from surveyapp.web.languages import day

KINDS = (
    AnsweredOnTheWebError,
    KeyedAlreadyError,
    KeyedByYouError,
    RoundClosedError,
    RoundNotOpenError,
    UnknownSheetError,
)


def words(error: SurveyAppError) -> str:
    """What is in the way, and what to do."""
    if isinstance(error, RoundNotOpenError):
        return str(_("Runden åpner %(day)s. Skjemaer kan legges inn fra da av.", day=day(error.opens_on)))
    if isinstance(error, RoundClosedError):
        return str(_("Siste dag å legge inn skjemaer på var %(day)s.", day=day(error.closed_on)))
    if isinstance(error, AnsweredOnTheWebError):
        if error.handed_in:
            return str(_("Deltakeren har levert på nett. Spør hvilket svar som skal gjelde; arket er ikke lagt inn."))
        return str(
            _("Deltakeren har begynt å svare på nett. Spør hvilket svar som gjelder, eller vent til runden er over.")
        )
    told = {
        KeyedAlreadyError: _("Skjemaet er lagt inn to ganger allerede."),
        KeyedByYouError: _("Du la inn dette skjemaet i dag. La en kollega legge det inn, eller gjør det en annen dag."),
    }
    unknown = _("Vi finner ikke skjemaet. Skriv det som står etter «Skjema» nederst på arket.")
    return str(told.get(type(error), unknown))
