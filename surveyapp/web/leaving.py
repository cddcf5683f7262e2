"""The pages that a respondent leaves by: the receipt, and how to come back later."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from surveyapp.services.answering import Draft, Receipt, ScoreLine
from surveyapp.web import mailing
from surveyapp.web.languages import voice_as
from surveyapp.web.numbers import one_decimal
from surveyapp.web.pages import ForgottenPage, LaterPage, ReceiptPage, ScoreText
from surveyapp.web.picture import picture_of
from surveyapp.web.roles import role_in_words
from surveyapp.web.starting import privacy_in_words


def receipt_page(receipt: Receipt, response_id: UUID) -> ReceiptPage:
    """The receipt, with what the person's own scores say."""
    return ReceiptPage(
        title=str(_("Takk, svarene er levert")),
        part_of=receipt.survey_title,
        owner=receipt.owner,
        look=receipt.look,
        synthetic=receipt.synthetic,
        reference=receipt.reference,
        submitted_on=receipt.submitted_on,
        round_label=receipt.round_label,
        privacy=privacy_in_words(receipt.privacy),
        role=role_in_words(receipt.role),
        scores=tuple(text for line in receipt.scores if (text := score_text(line, receipt.round_label))),
        closes_on=receipt.closes_on,
        copy_at=url_for("copying.page", response_id=response_id).removesuffix(".html"),
        close_at=url_for("respond.close", response_id=response_id),
    )


def score_text(line: ScoreLine, round_label: str) -> ScoreText | None:
    """The score in one sentence, beside the earlier one over the same things if there is one; None without a score."""
    if line.earlier is not None and line.earlier.before.value is not None and line.earlier.now.value is not None:
        before, after = one_decimal(line.earlier.before.value), one_decimal(line.earlier.now.value)
        if line.earlier.round_number == 1:
            sentence = _("Snittet ditt var %(before)s ved start og er %(now)s nå.", before=before, now=after)
        else:
            sentence = _("Snittet ditt var %(before)s sist og er %(now)s nå.", before=before, now=after)
        rated, items = line.earlier.now.rated, line.earlier.now.items
        picture = picture_of(line.earlier, round_label, voice_as())
        return ScoreText(str(sentence), _basis(rated, items, both=True), picture)
    if line.now.value is None:
        return None
    label, value = line.label.said(voice_as()), one_decimal(line.now.value)
    return ScoreText(f"{label}: {value}.", _basis(line.now.rated, line.now.items, both=False))


def _basis(rated: int, items: int, *, both: bool) -> str:
    if both:
        text = ngettext(
            "Regnet av det ene som har tall begge ganger, av %(items)s.",
            "Regnet av de %(num)s som har tall begge ganger, av %(items)s.",
            rated,
            items=items,
        )
    else:
        text = ngettext(
            "Regnet av det ene du satte tall på, av %(items)s.",
            "Regnet av de %(num)s du satte tall på, av %(items)s.",
            rated,
            items=items,
        )
    return str(text)


def later_page(draft: Draft, code: str, notes: tuple[str, ...]) -> LaterPage:
    """What is saved, and how to come back."""
    return LaterPage(
        title=str(_("Svarene er lagret")),
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        anonymous=draft.privacy == "anonymous",
        closes_on=draft.closes_on,
        code=code,
        ask_code_at=url_for("respond.stop", response_id=draft.key.id),
        resume=url_for("respond.resume", response_id=draft.key.id),
        close_at=url_for("respond.close", response_id=draft.key.id),
        notes=notes,
        mail_at=url_for("coming_back.send", response_id=draft.key.id) if mailing.post().is_there else "",
    )


def forgotten_page() -> ForgottenPage:
    """That this browser no longer opens the answers."""
    return ForgottenPage(title=str(_("Svarene er lukket i denne nettleseren")))
