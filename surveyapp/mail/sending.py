"""Handing a message to the post: one SMTP server, named by its address."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from surveyapp.mail.messages import Message

SECONDS = 10.0
"""How long one step with the server may take."""


class MailNotSentError(Exception):
    """The server did not take the message; why is told without the address it was for."""


@dataclass(frozen=True, slots=True)
class Post:
    """`url`: smtp://user:password@host:port (which turns to TLS where the server can), or smtps://; "" for none."""

    url: str = field(repr=False)
    sender: str

    @property
    def is_there(self) -> bool:
        """Whether mail can be sent at all."""
        return bool(self.url)

    def send(self, message: Message, seconds: float = SECONDS) -> None:
        """Hand one message over; raises `MailNotSentError`."""
        place = urlsplit(self.url)
        host, port = place.hostname or "", place.port or (465 if place.scheme == "smtps" else 25)
        try:
            with self._opened(place.scheme, host, port, seconds) as server:
                if place.username:
                    server.login(unquote(place.username), unquote(place.password or ""))
                server.send_message(message.written(self.sender))
        except (OSError, smtplib.SMTPException) as problem:
            # Their texts may name the address.
            raise MailNotSentError(f"The mail server did not take the message: {type(problem).__name__}.") from None

    def _opened(self, scheme: str, host: str, port: int, seconds: float) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=seconds, context=trusted)
        server = smtplib.SMTP(host, port, timeout=seconds)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=trusted)
            server.ehlo()
        return server
