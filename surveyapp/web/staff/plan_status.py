"""The page on which a status is given, by the coordinator or by the owner behind her link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Account
from surveyapp.models.ids import norwegian_date
from surveyapp.services.planning import MeasureLine, Status, StatusOffer, Target, YearOfPlan
from surveyapp.web.pages import Page, render
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.plan_forms import StatusForm
from surveyapp.web.staff.plan_words import Mark


@dataclass(frozen=True, slots=True)
class TheirWord:
    """A status that somebody else gave meanwhile, beside one's own."""

    mark: Mark
    reached: str
    comment: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorStatusPage(StaffPage):
    """The coordinator's status."""

    template: ClassVar[str] = "staff/plan_status.html"
    form_data: StatusForm
    back: tuple[str, str]
    measure: str
    about: tuple[str, ...]
    theirs: TheirWord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage(Page):
    """What an owner meets behind her link, before she begins."""

    template: ClassVar[str] = "sharing/status_offer.html"
    measure: str
    about: tuple[str, ...]
    quarter: str
    plan: str
    last: Mark | None
    closed: bool
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerStatusPage(Page):
    """The owner's status; `note`: that it is received."""

    template: ClassVar[str] = "sharing/status.html"
    form_data: StatusForm
    measure: str
    about: tuple[str, ...]
    quarter: str
    before: Mark | None
    before_words: str
    theirs: TheirWord | None
    note: str
    close_at: str


def status_page(
    account: Account, plan: YearOfPlan, measure: MeasureLine, quarter: int, form: StatusForm, *, theirs: Status | None
) -> tuple[str, int]:
    """The coordinator's page; with a conflict, what stands now beside what she wrote."""
    settle(form, theirs)
    page = CoordinatorStatusPage(
        title=_("Status for %(quarter)s", quarter=plan_words.quarter(quarter, plan.year)),
        part_of=plan.title,
        signed_in=account.name,
        synthetic=plan.synthetic,
        failed=bool(form.problems) or theirs is not None,
        form_data=form,
        back=(url_for("plans.year", plan_id=plan.plan_id, year=plan.year), f"{plan.title}, {plan.year}"),
        measure=f"{measure.number}. {measure.title}",
        about=_about(measure.owner, measure.target),
        theirs=_their_word(theirs, measure.target),
    )
    return render(page, 409 if theirs else 422 if form.problems else 200)


def offer_page(offer: StatusOffer, token: str) -> OwnerPage:
    """What the owner is asked for."""
    return OwnerPage(
        title=_("Status på et tiltak"),
        part_of=offer.plan,
        owner=offer.organisation,
        synthetic=offer.synthetic,
        measure=f"{offer.number}. {offer.title}",
        about=_about(offer.owner, offer.target),
        quarter=plan_words.quarter(offer.asked.quarter, offer.year),
        plan=offer.plan,
        last=plan_words.mark(offer.last.progress) if offer.last else None,
        closed=offer.closed,
        address=url_for(".begin", token=token),
    )


def owner_page(offer: StatusOffer, form: StatusForm, theirs: Status | None, note: str) -> tuple[str, int]:
    """Where the owner gives her status."""
    settle(form, theirs)
    page = OwnerStatusPage(
        title=_("Status for %(quarter)s", quarter=plan_words.quarter(offer.asked.quarter, offer.year)),
        part_of=offer.plan,
        owner=offer.organisation,
        synthetic=offer.synthetic,
        failed=bool(form.problems) or theirs is not None,
        form_data=form,
        measure=f"{offer.number}. {offer.title}",
        about=_about(offer.owner, offer.target),
        quarter=plan_words.quarter(offer.asked.quarter, offer.year),
        before=plan_words.mark(offer.before.progress) if offer.before else None,
        before_words=offer.before.comment if offer.before else "",
        theirs=_their_word(theirs, offer.target),
        note=note,
        close_at=url_for(".leave", measure_id=offer.asked.measure_id, quarter=offer.asked.quarter),
    )
    return render(page, 409 if theirs else 422 if form.problems else 200)


def settle(form: StatusForm, theirs: Status | None) -> None:
    """Whoever has read the other's word may send her own again."""
    if theirs is not None:
        form.seen.data = str(theirs.revision)


def _their_word(status: Status | None, target: Target | None) -> TheirWord | None:
    if status is None:
        return None
    by = _("Gitt av den ansvarlige") if status.given_by == "owner" else _("Lagt inn av koordinator")
    reached = plan_words.reached_in_words(target, status)
    return TheirWord(plan_words.mark(status.progress), reached, status.comment, by, norwegian_date(status.given_at))


def _about(owner: str, target: Target | None) -> tuple[str, ...]:
    return (owner, *((plan_words.target_in_words(target),) if target else ()))
