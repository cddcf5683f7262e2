"""A contact list that is taken in: addresses, sealed, and an invitation for each participant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveyapp.models import Invitation, Participant, Recipient, Survey
from surveyapp.models.deletion import contacts_go_on, let_contacts_follow
from surveyapp.models.ids import InvitationKey, uuid7
from surveyapp.models.reaching import place_of
from surveyapp.models.surveys import round_of
from surveyapp.models.telling import told
from surveyapp.models.tokens import entry_code, link_entry, link_token, token_code
from surveyapp.models.vault import vault_of
from surveyapp.services import access
from surveyapp.services.contacting.lists import Contact

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a list: new addresses, those that were there already, and participants that are new in the round."""

    recipients: int
    known: int
    participants: int


def add_contacts(
    session: Session, survey_id: UUID, round_id: UUID, contacts: Sequence[Contact], *, key: bytes
) -> Added:
    """Take a list in: its addresses, sealed, and an invitation to the round for each participant.

    Those that were there already stay as long as the round needs them too.
    """
    with access.changing_survey(session, "respondents.invite", survey_id, contacts=len(contacts)) as survey:
        asked = round_of(session, survey_id, round_id, held=True)
        ids: dict[str, UUID] = {}
        new = 0
        if survey.privacy != "anonymous":
            ids = _participants(session, survey, {each.participant: each.label for each in contacts})
            new = _invite(session, survey, round_id, list(ids.values()), key)
        else:
            _invite(session, survey, round_id, [None], key)
        until = contacts_go_on(session, survey_id, asked.closes_on)
        sealing = told(session, "Sealing addresses", contacts, len(contacts))
        added = _insert(session, Recipient, _recipients(session, survey, until, sealing, ids))
        let_contacts_follow(session, survey_id)
        return Added(added, len(contacts) - added, new)


def _participants(session: Session, survey: Survey, labels: Mapping[str, str]) -> dict[str, UUID]:
    known = session.execute(select(Participant.key, Participant.id).where(Participant.survey_id == survey.id))
    ids = {key: found for key, found in known if key in labels}
    fresh = [(key, label, uuid7()) for key, label in labels.items() if key not in ids]
    _insert(
        session,
        Participant,
        (
            {"survey_id": survey.id, "id": new, "privacy": survey.privacy, "key": key, "label": label[:200]}
            | {"lists": {}, "former_lists": {}}
            for key, label, new in fresh
        ),
    )
    return ids | {key: new for key, _label, new in fresh}


def _invite(session: Session, survey: Survey, round_id: UUID, ids: Sequence[UUID | None], key: bytes) -> int:
    """A link for each that has none in the round; None: its open link."""
    here = Invitation.survey_id == survey.id, Invitation.round_id == round_id
    invited = set(session.scalars(select(Invitation.participant_id).where(*here)))
    fresh = [(each, InvitationKey(survey.id, uuid7())) for each in ids if each not in invited]
    _insert(
        session,
        Invitation,
        (
            {
                "survey_id": survey.id,
                "id": place.id,
                "privacy": survey.privacy,
                "round_id": round_id,
                "participant_id": participant_id,
                "token_code": token_code(link_token(place, 1, key), key),
                "entry_code": entry_code(link_entry(place, 1, key), key),
                "issue": 1,
            }
            for participant_id, place in told(session, "Making links", fresh, len(fresh))
        ),
    )
    return len(fresh)


def _recipients(
    session: Session, survey: Survey, until: date, contacts: Iterable[Contact], ids: Mapping[str, UUID]
) -> Iterator[dict[str, Any]]:
    """The rows of those addresses that are new."""
    vault = vault_of(session)
    known = session.execute(
        select(Recipient.participant_id, Recipient.address_code).where(Recipient.survey_id == survey.id)
    )
    there = {(participant_id, code) for participant_id, code in known}
    for each in contacts:
        place, code = uuid7(), vault.code_of(each.address.lower())
        participant_id = ids.get(each.participant)
        if (participant_id, code) in there:
            continue
        sealed = vault.seal(f"{each.address}\n{each.name}", place_of(survey.id, place))
        yield {
            "survey_id": survey.id,
            "id": place,
            "privacy": survey.privacy,
            "participant_id": participant_id,
            "channel": each.channel,
            "language": each.language,
            "sealed": sealed,
            "address_code": code,
            "destroy_on": until,
        }


def _insert(session: Session, model: type, rows: Iterable[dict[str, Any]]) -> int:
    """Put the rows in, some at a time; returns how many there were."""
    left, count = iter(rows), 0
    while some := list(islice(left, AT_ONCE)):
        session.execute(insert(model), some)
        count += len(some)
    return count
