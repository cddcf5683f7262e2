"""A message to one person: plain text and HTML, in one language."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

ADDRESS = re.compile(r"[^@\s,;:<>\"()\[\]\\\x00-\x1f\x7f]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
"""One plain address: no names, lists or line breaks, which could become headers."""

LONGEST_ADDRESS = 254


class WrongAddressError(ValueError):
    """What was written is not one e-mail address."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; `to` is one address. Raises `WrongAddressError`."""

    to: str
    subject: str
    text: str
    html: str
    language: str = "nb"

    def __post_init__(self) -> None:
        if len(self.to) > LONGEST_ADDRESS or not ADDRESS.fullmatch(self.to):
            raise WrongAddressError("That is not one e-mail address.")

    def sealed_words(self) -> str:
        """All of it as one text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def fingerprint(self) -> str:
        """What the same message to the same address has in common, and nobody can turn back."""
        return hashlib.sha256(self.sealed_words().encode()).hexdigest()

    @classmethod
    def from_words(cls, words: str) -> Message:
        """The message that `sealed_words` wrote."""
        return cls(**json.loads(words))

    def written(self, sender: str) -> EmailMessage:
        """The message as it goes over the wire."""
        name, _, domain = self.to.rpartition("@")
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = Address(username=name, domain=domain)
        mail["Subject"] = " ".join(self.subject.split())
        mail["Date"] = formatdate(usegmt=True)
        mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">") or "localhost")
        mail["Content-Language"] = self.language
        # Nobody answers a machine's mail with another (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(self.text)
        mail.add_alternative(self.html, subtype="html")
        return mail
