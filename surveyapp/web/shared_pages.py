"""What the pages of a shared answer say: one frozen dataclass per template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from surveyapp.web.asides import RemarkLine
from surveyapp.web.pages import ErrorLink, Page, Section


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who was asked, as the coordinator sees it; `send` and `take` are addresses, if she may."""

    label: str
    does: str
    state: str
    on: str
    send: str = ""
    take: str = ""
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the answer; without `href` it is not this reader's."""

    id: str
    title: str
    href: str
    who: tuple[str, ...]
    answered: int
    asked: int
    missing: tuple[ErrorLink, ...]
    warnings: tuple[ErrorLink, ...]
    last: str
    comments: int


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made, told this once; `sent`: it went by mail as well."""

    label: str
    address: str
    sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(Page):
    """Who has what, what is missing, and where to go on."""

    template: ClassVar[str] = "sharing/overview.html"
    participant: str
    closes_on: date
    coordinates: bool
    done: bool
    parts: tuple[Part, ...]
    colleagues: tuple[Colleague, ...]
    remarks: tuple[RemarkLine, ...]
    new_link: NewLink | None
    go_on: str
    check: str
    sign: str
    hand_out: str
    finish: str
    problems: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage(Page):
    """What a colleague meets behind her link."""

    template: ClassVar[str] = "sharing/offer.html"
    label: str
    participant: str
    closes_on: date
    approves: bool
    sections: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPage(Page):
    """The whole answer to read, and who answers for it."""

    template: ClassVar[str] = "sharing/sign.html"
    participant: str
    sections: tuple[Section, ...]
    errors: tuple[ErrorLink, ...]
    remarks: tuple[RemarkLine, ...]
    approves: bool
    asked: tuple[Colleague, ...]
    new_link: NewLink | None
    sign_at: str
    ask_at: str
    return_at: str
    overview: str
    name: str = ""
    job: str = ""
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition of the answer, on the page about what was signed."""

    number: int
    state: str
    signed: str
    reason: str
    reference: str
    pdf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPage(Page):
    """Proof of what was signed, its editions, and how to correct it."""

    template: ClassVar[str] = "sharing/signed.html"
    participant: str
    reference: str
    signed: str
    sha256: str
    editions: tuple[EditionLine, ...]
    pdf: str
    correct_at: str
    go_on: str
    close_at: str
    problems: Sequence[str] = ()
