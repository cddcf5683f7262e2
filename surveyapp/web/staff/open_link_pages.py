"""The page of an anonymous round's open link, and its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import get_flashed_messages, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from surveyapp.models import Account, Round, Survey
from surveyapp.services.inviting import Quota
from surveyapp.web.scanning import scannable
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.pages import StaffPage


class QuotaForm(StaffForm):
    """How many answers an open link takes."""

    most = IntegerField(
        _l("Høyst så mange svar"),
        [Optional(), NumberRange(1, 10_000_000, message=_l("Skriv et tall på minst 1, eller la feltet stå tomt."))],
        description=_l("La feltet stå tomt om det ikke er noen grense. Den som har begynt, får alltid levere."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLinkPage(StaffPage):
    """The open link of a round; `link` and `picture` when it was asked to be shown."""

    template: ClassVar[str] = "staff/open_link.html"
    back: tuple[str, str]
    quota: Quota | None
    form_data: QuotaForm
    tell_at: str
    renew_at: str
    limit_at: str
    link: str
    picture: str
    notes: tuple[str, ...]


def open_link_page(
    account: Account, survey: Survey, asked: Round, quota: Quota | None, form: QuotaForm, *, link: str
) -> OpenLinkPage:
    """The page, with the link if it is to be shown."""
    ids: dict[str, Any] = {"survey_id": survey.id, "round_id": asked.id}
    return OpenLinkPage(
        title=_("Lenken til å dele ut") if link else _("Åpen lenke"),
        part_of=asked.label,
        signed_in=account.name,
        synthetic=survey.synthetic,
        failed=bool(form.problems),
        back=(url_for("setting_up.ready", **ids), asked.label),
        quota=quota,
        form_data=form,
        tell_at=url_for("open_links.tell", **ids),
        renew_at=url_for("open_links.renew", **ids),
        limit_at=url_for("open_links.limit", **ids),
        link=link,
        picture=scannable(link) if link else "",
        notes=tuple(str(note) for note in get_flashed_messages()),
    )


def renew_page(account: Account, survey: Survey, asked: Round, form: StaffForm) -> FormPage:
    """Whether to end the link that is handed out."""
    return FormPage(
        title=_("Lag en ny lenke"),
        part_of=asked.label,
        signed_in=account.name,
        synthetic=survey.synthetic,
        form_data=form,
        back=(url_for("open_links.show", survey_id=survey.id, round_id=asked.id), _("Åpen lenke")),
        send=_("Lag ny lenke"),
        lead=(
            _("Den gamle lenken slutter å virke med en gang, også på papir og plakater. Det kan ikke angres."),
            _("Grensen blir stående."),
        ),
        dangerous=True,
    )
