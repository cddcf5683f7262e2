"""Handing a message to the post: one SMTP server, named by its address."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from surveyapp.mail.messages import Message

SECONDS = 10.0
"""How long one step with the server may take."""


class MailNotSentError(Exception):
    """The server did not take the message now; why is told without the address it was for."""


class MailRefusedError(MailNotSentError):
    """The server will never take a message to this address."""


class MailServerGoneError(MailNotSentError):
    """The server does not answer, so no other message can be sent now either."""


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
        with self.opened(seconds) as hand_over:
            hand_over(message)

    @contextmanager
    def opened(self, seconds: float = SECONDS) -> Iterator[Callable[[Message], None]]:
        """Hand many messages over on one connection, which is made at the first; raises `MailNotSentError`."""
        server: smtplib.SMTP | None = None

        def hand_over(message: Message) -> None:
            nonlocal server
            try:
                if server is None:
                    server = self._connected(seconds)
                server.send_message(message.written(self.sender), from_addr=message.bounces_to or None)
            except (OSError, smtplib.SMTPException) as problem:
                if _is_gone(problem):
                    server = None
                elif server is not None:
                    with suppress(OSError, smtplib.SMTPException):
                        server.rset()
                # Their texts may name the address.
                raise _kind_of(problem)(
                    f"The mail server did not take the message: {type(problem).__name__}."
                ) from None

        try:
            yield hand_over
        finally:
            if server is not None:
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()

    def _connected(self, seconds: float) -> smtplib.SMTP:
        place = urlsplit(self.url)
        host, port = place.hostname or "", place.port or (465 if place.scheme == "smtps" else 25)
        trusted = ssl.create_default_context()
        if place.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=seconds, context=trusted)
        else:
            server = smtplib.SMTP(host, port, timeout=seconds)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=trusted)
                server.ehlo()
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
        return server


def _is_gone(problem: Exception) -> bool:
    """Whether the connection is lost; an SMTPException is an OSError too."""
    lost = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
    return isinstance(problem, lost) or not isinstance(problem, smtplib.SMTPException)


def _kind_of(problem: Exception) -> type[MailNotSentError]:
    if _is_gone(problem) or isinstance(problem, smtplib.SMTPAuthenticationError):
        return MailServerGoneError
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return MailRefusedError
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
    else:
        codes = [problem.smtp_code] if isinstance(problem, smtplib.SMTPResponseException) else []
    return MailRefusedError if codes and all(code >= 500 for code in codes) else MailNotSentError
