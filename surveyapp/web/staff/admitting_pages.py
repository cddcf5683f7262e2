"""What those who let people in read: the roles in words, and the organisations to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Account, Organisation
from surveyapp.web.staff.pages import StaffPage


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
