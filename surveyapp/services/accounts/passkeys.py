"""Passkeys and security keys (WebAuthn): something one has, unlocked by who one is, and so both steps at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import webauthn
from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session
from webauthn.helpers import options_to_json, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from surveyapp.models import Account, CodeApp, Login, Passkey, RecoveryCode
from surveyapp.models.errors import LoginRefusedError, NotFoundError, SurveyAppError
from surveyapp.models.transactions import writing
from surveyapp.services.accounts import own_access
from surveyapp.services.accounts.errors import WrongCodeError
from surveyapp.services.accounts.verifying import count_failure

NAME = "Medvirk"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys are for: the domain, and the whole origin of the pages."""

    domain: str
    origin: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a key must sign; `options` is what the browser is asked, as JSON."""

    words: bytes
    options: str


def passkeys(session: Session) -> Sequence[Passkey]:
    """One's own keys, the oldest first."""
    return session.scalars(
        select(Passkey).where(Passkey.account_id == own_access.account_id(session)).order_by(Passkey.since, Passkey.id)
    ).all()


def offer_passkey(session: Session, place: Place) -> Challenge:
    """Ask the browser for a new key of one's own."""
    account = session.get_one(Account, own_access.account_id(session))
    known = [PublicKeyCredentialDescriptor(id=each.credential) for each in passkeys(session)]
    made = webauthn.generate_registration_options(
        rp_id=place.domain,
        rp_name=NAME,
        user_id=account.id.bytes,
        user_name=account.email,
        user_display_name=account.name,
        exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return Challenge(made.challenge, options_to_json(made))


def add_passkey(
    session: Session, place: Place, challenge: bytes, answer: str, name: str, *, login_id: UUID, now: datetime
) -> None:
    """Keep the key that answered; raises `WrongCodeError`."""
    with _wrong_as(WrongCodeError):
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.domain,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    with own_access.changing(session, "account.passkey", there=True) as account_id:
        if session.scalar(select(exists().where(Passkey.credential == made.credential_id))):
            raise WrongCodeError("The key is known already.")
        session.add(
            Passkey(
                account_id=account_id,
                credential=made.credential_id,
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                name=name,
                since=now,
                used_at=now,
            )
        )
        session.execute(update(Login).where(Login.id == login_id).values(way="passkey"))


def remove_passkey(session: Session, passkey_id: UUID) -> None:
    """Let a key open nothing, nor recovery codes when nothing else is left; raises `NotFoundError`."""
    with own_access.changing(session, "account.passkey", there=False) as account_id:
        mine = Passkey.account_id == account_id
        if session.execute(delete(Passkey).where(mine, Passkey.id == passkey_id).returning(Passkey.id)).first() is None:
            raise NotFoundError("There is no such key.")
        left = exists().where(mine) | exists().where(CodeApp.account_id == account_id, CodeApp.proven)
        if not session.scalar(select(left)):
            session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def ask_for_passkey(place: Place) -> Challenge:
    """Ask the browser for any key that it has for us."""
    made = webauthn.generate_authentication_options(
        rp_id=place.domain, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Challenge(made.challenge, options_to_json(made))


def verify_passkey(
    session: Session, place: Place, challenge: bytes, answer: str, *, asked_at: datetime, now: datetime
) -> UUID:
    """The account whose key answered, which it does once for each challenge; raises `LoginRefusedError`.

    A wrong answer of a key that is known counts with the account's wrong passwords. A right one is not kept waiting by
    them: nobody can guess it.
    """
    with _wrong_as(LoginRefusedError):
        given = parse_authentication_credential_json(answer)
    key = session.scalars(select(Passkey).where(Passkey.credential == given.raw_id)).one_or_none()
    if key is None:
        raise LoginRefusedError("Nobody here has this key.")
    account = session.get_one(Account, key.account_id)
    account_id = account.id
    try:
        _use(session, key, given, place, challenge, asked_at=asked_at, now=now)
    except LoginRefusedError:
        count_failure(session, account, now)
        raise
    return account_id


def _use(
    session: Session,
    key: Passkey,
    given: AuthenticationCredential,
    place: Place,
    challenge: bytes,
    *,
    asked_at: datetime,
    now: datetime,
) -> None:
    if given.response.user_handle not in (None, key.account_id.bytes):
        raise LoginRefusedError("The key says that it is somebody else's.")
    with _wrong_as(LoginRefusedError):
        made = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=place.domain,
            expected_origin=place.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    key_id = key.id
    with writing(session):
        used = update(Passkey).where(Passkey.id == key_id, Passkey.used_at < asked_at).returning(Passkey.id)
        if session.execute(used.values(used_at=now, sign_count=made.new_sign_count)).first() is None:
            raise LoginRefusedError("The key has answered a newer question already.")


@contextmanager
def _wrong_as(error: type[SurveyAppError]) -> Iterator[None]:
    """Whatever the library stumbles over in an answer is a wrong answer: not all that it raises is its own."""
    try:
        yield
    except Exception as problem:
        raise error("The key did not answer what it was asked. Try again.") from problem
