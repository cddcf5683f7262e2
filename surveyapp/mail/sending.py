"""Handing a message to the post: one SMTP server, named by its address."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from surveyapp.mail.messages import Message

CLOSING = 421
"""The server's word for that it hangs up now (RFC 5321, 3.8)."""

SECONDS = 10.0
"""How long one step with the server may take."""


class MailNotSentError(Exception):
    """The server did not take the message now; why is told without the address it was for."""


class MailRefusedError(MailNotSentError):
    """The server will never take a message to this address."""


class MailServerGoneError(MailNotSentError):
    """The server does not answer, so no other message can be sent now either."""


class MailCutOffError(MailNotSentError):
    """The connection was lost while the server was reading the message: it may have it, or choke on it."""


class _Smtp(smtplib.SMTP):
    """Knows whether the server has begun to read a message."""

    reading = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.reading = True
        answer = super().data(msg)
        self.reading = False
        return answer


class _SmtpOverTls(_Smtp, smtplib.SMTP_SSL):
    """The same where TLS comes first."""


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
        server: _Smtp | None = None

        def hand_over(message: Message) -> None:
            nonlocal server
            if not message.to.isascii():
                raise MailRefusedError("No server takes such letters in an address.")
            used = server is not None
            try:
                server = server or self._connected(seconds)
                self._hand(server, message)
            except (OSError, smtplib.SMTPException) as problem:
                lost, reading = _is_lost(problem), server is not None and server.reading
                if lost:
                    server = None
                if lost and used and not reading:
                    # It takes so many on one connection, or so long. None of this message had gone.
                    return hand_over(message)
                # Their texts may name the address.
                told = f"The mail server did not take the message: {type(problem).__name__}."
                raise _kind_of(problem, reading=reading)(told) from None

        try:
            yield hand_over
        finally:
            if server is not None:
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()

    def _hand(self, server: _Smtp, message: Message) -> None:
        server.reading = False
        sender = message.bounces_to or parseaddr(self.sender)[1]
        server.sendmail(sender, [message.to], message.written(self.sender))

    def _connected(self, seconds: float) -> _Smtp:
        place = urlsplit(self.url)
        host, port = place.hostname or "", place.port or (465 if place.scheme == "smtps" else 25)
        trusted = ssl.create_default_context()
        if place.scheme == "smtps":
            server: _Smtp = _SmtpOverTls(host, port, timeout=seconds, context=trusted)
        else:
            server = _Smtp(host, port, timeout=seconds)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=trusted)
                server.ehlo()
        if place.username:
            server.login(unquote(place.username), unquote(place.password or ""))
        return server


def _is_lost(problem: Exception) -> bool:
    """Whether the connection is lost; an SMTPException is an OSError too."""
    lost = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
    closed = CLOSING in _codes(problem)
    return closed or isinstance(problem, lost) or not isinstance(problem, smtplib.SMTPException)


def _kind_of(problem: Exception, *, reading: bool) -> type[MailNotSentError]:
    if _is_lost(problem):
        return MailCutOffError if reading else MailServerGoneError
    codes = _codes(problem)
    never = bool(codes) and all(code >= 500 for code in codes)
    strangers = isinstance(problem, smtplib.SMTPAuthenticationError)
    if strangers or (never and isinstance(problem, smtplib.SMTPSenderRefused)):
        # It is not about this address, and would be the same for the next.
        return MailServerGoneError
    return MailRefusedError if never else MailNotSentError


def _codes(problem: Exception) -> list[int]:
    """What the server answered."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in problem.recipients.values()]
    return [problem.smtp_code] if isinstance(problem, smtplib.SMTPResponseException) else []
