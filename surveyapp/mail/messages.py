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


def is_address(words: str) -> bool:
    """Whether the words are one plain e-mail address."""
    return len(words) <= LONGEST_ADDRESS and ADDRESS.fullmatch(words) is not None


class WrongAddressError(ValueError):
    """What was written is not one e-mail address."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; `to` is one address. Raises `WrongAddressError`.

    `id`: what names the message, so that the same one sent twice is known for it. `stop_at`: where its recipient can
    say no to more, by one press. `bounces_to`: the address that servers tell when it cannot be delivered.
    """

    to: str
    subject: str
    text: str
    html: str
    language: str = "nb"
    id: str = ""
    stop_at: str = ""
    bounces_to: str = ""

    def __post_init__(self) -> None:
        if not is_address(self.to):
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
        name, _, place = self.to.rpartition("@")
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = Address(username=name, domain=place)
        mail["Subject"] = " ".join(self.subject.split())
        mail["Date"] = formatdate(usegmt=True)
        domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
        mail["Message-ID"] = f"<{self.id}@{domain}>" if self.id else make_msgid(domain=domain)
        # Nobody answers a machine's mail with another (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        if self.stop_at:
            # One press, without opening the page (RFC 8058).
            mail["List-Unsubscribe"] = f"<{self.stop_at}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(self.text)
        mail.add_alternative(self.html, subtype="html")
        # What is said of the content before there are two parts moves into the first.
        mail["Content-Language"] = self.language
        return mail
