"""Who has a draft in hand, and what she may see and change of it. The one place that decides."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from surveyapp.models import db
from surveyapp.models.ids import ResponseKey
from surveyapp.services import sharing
from surveyapp.services.sharing import Handed, Writer
from surveyapp.web import visits
from surveyapp.web.visits import NotOpenedHereError


@dataclass(frozen=True, slots=True)
class Hand:
    """The coordinator, who holds the invitation, or a colleague with what she was asked to do."""

    key: ResponseKey
    colleague: Handed | None = None

    @property
    def coordinates(self) -> bool:
        """Whether she may hand out, sign and correct."""
        return self.colleague is None

    @property
    def approves(self) -> bool:
        """Whether she was asked to approve: she reads all of it and changes nothing."""
        return self.colleague is not None and self.colleague.kind == "approve"

    @property
    def writer(self) -> Writer:
        """Who she is beside what she writes."""
        if self.colleague is None:
            return Writer(str(_("Koordinator")), None)
        return Writer(self.colleague.label, self.colleague.id)

    def may_answer(self, page_id: str | None) -> bool:
        """Whether this page is hers to see and answer."""
        return self.colleague is None or page_id in self.colleague.pages


def hand_of(response_id: UUID) -> Hand:
    """Who this browser is for the response; raises `NotOpenedHereError`, also once a link was taken back."""
    held = visits.opened(response_id)
    if held is not None:
        return Hand(held)
    helping = visits.helping(response_id)
    colleague = sharing.helper(db.session(), *helping) if helping else None
    if colleague is None:
        raise NotOpenedHereError("This response is not opened in this browser. Open the link again.")
    return Hand(colleague.key, colleague)


def hand_for(response_id: UUID, page_id: str) -> Hand:
    """Who may see and answer this page; raises `NotOpenedHereError` for everybody else."""
    hand = hand_of(response_id)
    if not hand.may_answer(page_id):
        raise NotOpenedHereError("This page was not handed to the colleague who asks for it.")
    return hand
