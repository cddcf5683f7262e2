"""From how far municipalities have come to the pages of those who oversee them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from questionnaires.classifications import norwegian_order
from surveyapp.models import Account
from surveyapp.services.overseeing import Followed, OverseenSurvey, Receipt
from surveyapp.web.languages import day_and_time
from surveyapp.web.staff.life import STATES
from surveyapp.web.staff.oversight_now import Now, Wanted, round_at
from surveyapp.web.staff.pages import StaffPage

if TYPE_CHECKING:
    from surveyapp.services.comparing import Told

POLL_SECONDS = 10
"""How often an open page asks whether anything has changed."""


@dataclass(frozen=True, slots=True)
class SurveyToFollow:
    """One survey in the list, with (address, label) of its rounds; `switch_at`: where the owner opens or closes it."""

    title: str
    owner: str
    synthetic: bool
    rounds: tuple[tuple[str, str], ...]
    open: bool
    switch_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveysToFollowPage(StaffPage):
    """The surveys that somebody may follow."""

    template: ClassVar[str] = "staff/oversights.html"
    surveys: tuple[SurveyToFollow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a select."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPage(StaffPage):
    """A round: how many have answered, where and when, and who has not."""

    template: ClassVar[str] = "staff/oversight.html"
    live: bool = True
    now: Now
    label: str
    state: str
    opens_on: date
    closes_on: date
    classified_on: date
    areas: tuple[str, ...]
    some: bool
    rounds: tuple[tuple[str, str, bool], ...]
    here: str
    fragment_at: str
    seconds: int
    tag: str
    export_at: str
    sheet_at: str
    erased_on: date | None
    kept: int
    remind_at: str
    change_at: str
    since: str
    counties: tuple[Choice, ...]
    states: tuple[Choice, ...]
    orders: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage(StaffPage):
    """What has changed since the first round, in the area that the reader oversees."""

    template: ClassVar[str] = "staff/oversight_change.html"
    areas: tuple[str, ...]
    told: Told
    back: str


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition that a municipality has handed in."""

    number: int
    counts: bool
    reference: str
    submitted_on: date
    signed: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalReceiptPage(StaffPage):
    """What is known of one municipality's answer."""

    template: ClassVar[str] = "staff/oversight_receipt.html"
    number: str
    county: str
    round_label: str
    editions: tuple[EditionLine, ...]
    back: str


def surveys_to_follow(account: Account, found: Sequence[OverseenSurvey], notes: tuple[str, ...]) -> SurveysToFollowPage:
    """The list of surveys."""
    return SurveysToFollowPage(
        title=_("Oversikt"),
        signed_in=account.name,
        synthetic=any(each.synthetic for each in found),
        surveys=tuple(
            SurveyToFollow(
                each.title,
                each.owner,
                each.synthetic,
                tuple((round_at("oversight.show", (each.id, one.id)), one.label) for one in each.rounds),
                each.open,
                url_for("oversight.switch", survey_id=each.id) if each.can_be_opened else "",
            )
            for each in found
        ),
        notes=notes,
    )


def followed_page(
    account: Account, followed: Followed, at: tuple[UUID, UUID], wanted: Wanted, *, now: Now, tag: str
) -> FollowedPage:
    """The whole page."""
    asked: dict[str, Any] = {"fylke": wanted.county, "vis": wanted.state, "rekkefolge": wanted.order}
    named = {each.county_number: each.county for each in followed.municipalities}
    counties = sorted(named.items(), key=lambda item: norwegian_order(item[1]))
    return FollowedPage(
        title=followed.survey_title,
        part_of=_("Oversikt"),
        signed_in=account.name,
        synthetic=followed.synthetic,
        now=now,
        label=followed.label,
        state=str(STATES[followed.state][0]),
        opens_on=followed.opens_on,
        closes_on=followed.closes_on,
        classified_on=followed.classified_on,
        areas=followed.areas,
        some=followed.some,
        rounds=tuple(
            (round_at("oversight.show", (at[0], each.id)), each.label, each.id == at[1]) for each in followed.rounds
        ),
        here=round_at("oversight.show", at, **asked),
        fragment_at=round_at("oversight.fragment", at, **asked),
        seconds=POLL_SECONDS if followed.state == "open" else 0,
        tag=tag,
        export_at=round_at("oversight.export", at),
        sheet_at=round_at("oversight.sheet", at, **asked),
        erased_on=followed.erased_on,
        kept=followed.kept,
        remind_at=_remind_at(followed, at),
        change_at=round_at("oversight.change", at) if followed.rounds[0].id != at[1] else "",
        since=followed.rounds[0].label,
        counties=_choices(
            [("", _("Alle fylker")), *counties],
            wanted.county,
        ),
        states=_choices(
            [
                ("missing", _("Mangler svar")),
                ("not_begun", _("Ikke begynt")),
                ("begun", _("Påbegynt")),
                ("submitted", _("Levert")),
                ("all", _("Alle kommuner")),
            ],
            wanted.state,
        ),
        orders=_choices(
            [
                ("county", _("Fylke")),
                ("name", _("Kommune")),
                ("state", _("Tilstand")),
                ("contact", _("Sist kontaktet")),
            ],
            wanted.order,
        ),
    )


def _remind_at(followed: Followed, at: tuple[UUID, UUID]) -> str:
    """Where those who lack are reminded, for whoever may; "" when there is nobody to remind."""
    lacking = any(each.state != "submitted" for each in followed.municipalities)
    wanted = followed.may_write and followed.state in ("planned", "open") and lacking
    return round_at("messaging.overview", at) if wanted else ""


def _choices(options: Iterable[tuple[str, str]], wanted: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == wanted) for value, label in options)


def change_page(account: Account, followed: Followed, at: tuple[UUID, UUID], told: Told) -> ChangePage:
    """What has changed."""
    return ChangePage(
        title=_("Endring siden %(round)s", round=told.rounds[0]),
        part_of=followed.survey_title,
        signed_in=account.name,
        synthetic=followed.synthetic,
        areas=followed.areas,
        told=told,
        back=round_at("oversight.show", at),
    )


def receipt_page(account: Account, found: Receipt, at: tuple[UUID, UUID]) -> MunicipalReceiptPage:
    """A municipality's receipt."""
    return MunicipalReceiptPage(
        title=found.name,
        part_of=found.survey_title,
        signed_in=account.name,
        synthetic=found.synthetic,
        number=found.number,
        county=found.county,
        round_label=found.round_label,
        editions=tuple(
            EditionLine(
                each.number,
                each.counts,
                each.reference,
                each.submitted_on,
                day_and_time(each.signed_at) if each.signed_at else "",
                each.sha256,
            )
            for each in found.editions
        ),
        back=round_at("oversight.show", at),
    )
