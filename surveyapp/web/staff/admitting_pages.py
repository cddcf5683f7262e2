"""What those who let people in read: the roles in words, and the organisations to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from surveyapp.models import Account, Organisation
from surveyapp.models.organisations import Role
from surveyapp.web.staff.pages import StaffPage

ROLE_WORDS: Mapping[Role, LazyString] = {
    "administrator": _l("Administrator: gir andre tilgang"),
    "owner": _l("Eier: lager og styrer undersøkelser"),
    "analyst": _l("Analytiker: henter ut svar og lager rapporter"),
    "reader": _l("Leser: ser undersøkelser og rapporter"),
    "approver": _l("Godkjenner: leser undersøkelser og rapporter, og godkjenner svar"),
    "contributor": _l("Bidragsyter: ser undersøkelser og legger inn skjemaer på papir"),
    "unit_staff": _l("Ansatt i en enhet: legger inn skjemaer på papir"),
    "project_group": _l("Prosjektgruppe: ser undersøkelser og rapporter"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePage(StaffPage):
    """The organisations, each as (address, name)."""

    template: ClassVar[str] = "staff/admitting.html"
    organisations: tuple[tuple[str, str], ...]


def choose_page(account: Account, there: Sequence[Organisation]) -> ChoosePage:
    """The list."""
    return ChoosePage(
        title=_("Slipp inn"),
        signed_in=account.name,
        organisations=tuple((url_for("admitting.admit", organisation_id=each.id), each.name) for each in there),
    )
