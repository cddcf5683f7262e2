"""SMS: a text of one or two sentences, handed to a gateway over HTTP."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from surveyapp.mail.sending import SECONDS, MailCutOffError, MailNotSentError, MailRefusedError, MailServerGoneError


@dataclass(frozen=True, slots=True)
class Text:
    """What is sent; `to`: a number such as +4790000000. `id`: the same one sent twice is known for it."""

    to: str
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway that takes JSON {to, from, text, id} by POST, with a bearer token; "" for none."""

    url: str
    token: str = field(repr=False)
    sender: str

    @property
    def is_there(self) -> bool:
        """Whether texts can be sent at all."""
        return bool(self.url)

    def send(self, text: Text, seconds: float = SECONDS) -> None:
        """Hand one text over; raises `MailNotSentError` or one of its kinds."""
        body = json.dumps({"to": text.to, "from": self.sender, "text": text.words, "id": text.id}).encode()
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token}",
            # What was taken already is not sent again (draft-ietf-httpapi-idempotency-key-header).
            "Idempotency-Key": text.id,
        }
        try:
            # The address is the operator's own setting, checked to be http or https.
            with urlopen(Request(self.url, body, headers), timeout=seconds):  # noqa: S310
                return
        except HTTPError as problem:
            raise _kind_of(problem.code)(f"The SMS gateway answered {problem.code}.") from None
        except HTTPException as problem:
            # It has read the text, and its answer is none: one text must not stop the others for that.
            raise MailCutOffError(f"The SMS gateway's answer is not HTTP: {type(problem).__name__}.") from None
        except OSError as problem:
            raise MailServerGoneError(f"The SMS gateway does not answer: {type(problem).__name__}.") from None


def _kind_of(status: int) -> type[MailNotSentError]:
    if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        return MailRefusedError
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
        return MailServerGoneError
    return MailNotSentError
