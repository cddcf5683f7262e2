"""A real mail server on this machine, and the messages that reached it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from flask import Flask

from surveyapp.mail import Post
from surveyapp.web.context import PUBLIC_URL


@dataclass
class Postbox:
    """What came; `refusing`: how many messages to turn away first; `slow`: seconds to think about each.

    `answers`: what is said first to messages for an address, one for each time. "hang up" closes the connection.
    `raw`: the same as they went over the wire. `most`: so many messages are taken on one connection; 0 for any number.
    """

    messages: list[EmailMessage] = field(default_factory=list)
    refusing: int = 0
    slow: float = 0.0
    answers: dict[str, list[str]] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    most: int = 0
    url: str = ""

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        session.mails = getattr(session, "mails", 0) + 1
        if self.most and session.mails > self.most and server.transport is not None:
            server.transport.close()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.refusing:
            self.refusing -= 1
            return "451 Try again later"
        await asyncio.sleep(self.slow)
        if waiting := self.answers.get(envelope.rcpt_tos[0]):
            said = waiting.pop(0)
            if said == "hang up" and server.transport is not None:
                server.transport.close()
            return said
        self.raw.append(envelope.original_content)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"

    def last(self, to: str = "") -> EmailMessage:
        """The last message; `to`: the last to this address, where a worker may send what other tests left too."""
        return next(each for each in reversed(self.messages) if to in str(each["To"]))

    def words(self, to: str = "") -> str:
        """Its plain text."""
        body = self.last(to).get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@contextmanager
def opened() -> Iterator[Postbox]:
    """A server that listens while it is needed."""
    box = Postbox()
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.url = f"smtp://127.0.0.1:{port}"
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def delivering(app: Flask, address: str = "") -> Iterator[Postbox]:
    """The app sends its mail to a server, as long as it is needed; `address`: where the links in it lead."""
    without, elsewhere = app.extensions["post"], app.config[PUBLIC_URL]
    with opened() as box:
        app.extensions["post"] = Post(box.url, "Medvirk <medvirk@example.org>")
        app.config[PUBLIC_URL] = address or elsewhere
        try:
            yield box
        finally:
            app.extensions["post"], app.config[PUBLIC_URL] = without, elsewhere
