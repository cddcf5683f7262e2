"""From an invitation to the page that says what it is about."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models.ids import ResponseKey
from surveyapp.models.surveys import Privacy
from surveyapp.services.inviting import Invited
from surveyapp.web.consenting import ConsentForm
from surveyapp.web.languages import voice_as
from surveyapp.web.markup import html_of
from surveyapp.web.pages import ErrorLink, StartPage


def privacy_in_words(privacy: Privacy) -> str:
    """What becomes of the answers, as the respondent needs to know it."""
    if privacy == "anonymous":
        return str(
            _(
                "Undersøkelsen er anonym. Vi lagrer ikke hvem du er, hvilken maskin du bruker, eller klokkeslettet "
                "du svarer."
            )
        )
    if privacy == "confidential":
        return str(
            _(
                "Svaret er fortrolig. Det lagres under en kode i stedet for navnet ditt, og rapporter viser bare tall "
                "for mange samlet."
            )
        )
    return str(_("Dere svarer som offentlig virksomhet, og svaret lagres og kan vises med virksomhetens navn."))


def start_page(
    invited: Invited, address: str, held: tuple[ResponseKey, bool] | None, *, refused: ConsentForm | None = None
) -> StartPage:
    """The start page; `address`: where Start is sent to.

    `held`: what this browser began earlier by the same open link, and whether it is handed in.
    `refused`: the person pressed Start without agreeing to what must be agreed to.
    """
    anonymous = invited.privacy == "anonymous"
    submitted = held is not None and held[1] if anonymous else invited.submitted
    begun = (held is not None if anonymous else invited.response is not None) and not submitted
    errors = refused.errors_in_words() if refused else {}
    to_begin = anonymous or not (begun or submitted)
    consents = (refused or ConsentForm(invited)).views(errors) if to_begin else ()
    return StartPage(
        title=invited.questionnaire.title.said(voice_as()),
        part_of=invited.survey_title,
        owner=invited.owner,
        look=invited.look,
        synthetic=invited.synthetic,
        about=html_of(invited.questionnaire.about.said(voice_as())),
        privacy=privacy_in_words(invited.privacy),
        privacy_at=url_for("privacy.of_survey", survey_id=invited.key.survey_id),
        participant=invited.participant_label or "",
        round_label=invited.round_label,
        closes_on=invited.closes_on,
        answer_by=invited.answer_by,
        failed=bool(errors),
        minutes=invited.questionnaire.minutes,
        consents=consents,
        errors=tuple(ErrorLink(f"#{consent.first_id}", errors[consent.name]) for consent in consents if errors),
        begun=begun,
        submitted=submitted,
        anonymous=anonymous,
        withdrawable=invited.privacy != "identified",
        address=address,
    )
