"""What the respondents' pages say: one frozen dataclass per template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from flask import render_template
from markupsafe import Markup

from surveyapp.models.looks import PLAIN, Branding
from surveyapp.web.asides import Aside
from surveyapp.web.picture import Picture
from surveyapp.web.progress import Progress
from surveyapp.web.reading import Reading, reading_now
from surveyapp.web.views import QuestionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has: `title` is its heading and begins the browser's title.

    `owner` stands in the header, in the `look` that it has chosen.
    `place`: (number, of) where a page is one of several; `form`: the form that the language buttons save on their way.
    `readable`: readers may choose here how to read; `reading`: what they have chosen.
    """

    readable: ClassVar[bool] = False
    template: ClassVar[str]
    title: str
    part_of: str = ""
    owner: str = ""
    synthetic: bool = False
    failed: bool = False
    place: tuple[int, int] | None = None
    form: str = ""
    look: Branding = PLAIN
    reading: Reading = field(default_factory=reading_now)


def render(page: Page, status: int = 200) -> tuple[str, int]:
    """The page in its own template."""
    return render_template(page.template, page=page), status


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary: what to do, and where; `about` when the words alone don't tell.

    A `soft` one asks to look again, and may be passed by.
    """

    href: str
    text: str
    about: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage(Page):
    """What Medvirk is, for whoever comes without a link."""

    template: ClassVar[str] = "front.html"
    code: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(Page):
    """What is asked, by whom and why, before anything is begun."""

    template: ClassVar[str] = "respond/start.html"
    readable: ClassVar[bool] = True
    about: Markup
    minutes: int | None
    consents: tuple[QuestionView, ...]
    errors: tuple[ErrorLink, ...]
    privacy: str
    privacy_at: str
    participant: str
    round_label: str
    closes_on: date
    answer_by: date
    begun: bool
    submitted: bool
    anonymous: bool
    withdrawable: bool
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that stand together: all of a page, or those about one item, with its words and (number, of)."""

    questions: tuple[QuestionView, ...]
    id: str = ""
    heading: str = ""
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage(Page):
    """One page of questions, or one question of it: the one named `alone`.

    It has no `place` when the number of pages depends on the answers; `progress` is what is certain then.
    `role`: who answers, in words. `back`: where the person came from to change something: `check`, or a page.
    """

    template: ClassVar[str] = "respond/page.html"
    readable: ClassVar[bool] = True
    address: str
    intro: Markup | None
    blocks: tuple[Block, ...]
    errors: tuple[ErrorLink, ...]
    notes: tuple[str, ...]
    revision: int
    shown: str
    told: str
    told_empty: bool
    clashed: str
    back: str
    first: bool
    alone: str
    progress: Progress
    asides: Mapping[str, Aside] = field(default_factory=dict)
    role: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One question on the check page; without `href`, `fixed` says why it cannot be changed.

    `html`: what the page makes of it, where that is kept.
    """

    text: str
    lines: tuple[str, ...]
    href: str
    fixed: str = ""
    problem: str = ""
    html: Markup | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One page of questions, on the check page."""

    title: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(Page):
    """All answers, what is missing, and the button that hands in."""

    template: ClassVar[str] = "respond/check.html"
    readable: ClassVar[bool] = True
    sections: tuple[Section, ...]
    errors: tuple[ErrorLink, ...]
    refused: bool
    role: str
    role_at: str
    shared: bool
    submit_to: str
    previous: str
    later: str


@dataclass(frozen=True, slots=True)
class ScoreText:
    """What a person's own scores say, what it rests on, and a picture of the change if there is one."""

    sentence: str
    basis: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage(Page):
    """Proof of handing in."""

    template: ClassVar[str] = "respond/receipt.html"
    readable: ClassVar[bool] = True
    reference: str
    submitted_on: date
    round_label: str
    privacy: str
    role: str
    scores: tuple[ScoreText, ...]
    closes_on: date
    copy_at: str
    close_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage(Page):
    """How to come back; `code` is "" where nobody has asked for one, and `mail_at` where no mail can be sent."""

    template: ClassVar[str] = "respond/later.html"
    readable: ClassVar[bool] = True
    anonymous: bool
    closes_on: date
    code: str
    ask_code_at: str
    resume: str
    close_at: str
    notes: tuple[str, ...] = ()
    mail_at: str = ""
    address: str = ""
    problem: str = ""
    sent_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidsPage(Page):
    """How to read: the choices, and where to go afterwards."""

    template: ClassVar[str] = "aids.html"
    back: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenPage(Page):
    """That this browser no longer opens the response."""

    template: ClassVar[str] = "respond/forgotten.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """What went wrong, in words that say what to do; `link` is (address, words)."""

    template: ClassVar[str] = "error.html"
    lines: tuple[str, ...]
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPage(Page):
    """Take an answer back by its reference code: first what it is, then for certain; `survey`: what it answers."""

    template: ClassVar[str] = "respond/withdraw.html"
    code: str
    problem: str
    survey: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnPage(Page):
    """That the answer is gone."""

    template: ClassVar[str] = "respond/withdrawn.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppingPage(Page):
    """No more messages about a survey; `fixed`: a public body, which is asked in its own name."""

    template: ClassVar[str] = "respond/stopping.html"
    stopped: bool
    fixed: bool
