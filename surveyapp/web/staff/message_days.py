"""When a message goes out, in words; and what became of the plan when a round's last day was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from surveyapp.models import Round
from surveyapp.models.days import SUNDAY, day_of_sending
from surveyapp.models.planned import Followed, InTheWay, MessageInTheWayError
from surveyapp.services.contacting import WaveOverview
from surveyapp.web.context import now, sending_hours
from surveyapp.web.languages import day
from surveyapp.web.staff.message_words import KINDS

IN_THE_WAY: Mapping[InTheWay, LazyString] = {
    "past": _l("den dagen er passert"),
    "before_opening": _l("runden er ikke åpnet da"),
    "twice": _l("det sendes noe annet den dagen"),
    "first_a_reminder": _l("ingen er invitert da"),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """The day that a message goes or went out, and what there is to know of it; `never`: why it is not sent, or ""."""

    day: date
    notes: tuple[str, ...]
    never: str


def timing_of(wave: WaveOverview, asked: Round) -> Timing:
    """When a message of the round really goes out."""
    goes_on = wave.started_on or day_of_sending(wave.due_on, asked, now(), sending_hours())
    notes = [] if wave.days_before is None else [_relation(wave.days_before)]
    if goes_on is None:
        return Timing(wave.due_on, tuple(notes), _never(wave, asked))
    if goes_on != wave.due_on:
        notes.append(_planned(wave.due_on))
    return Timing(goes_on, tuple(notes), "")


def _relation(days_before: int) -> str:
    if days_before == 0:
        return str(_("På siste dag"))
    return str(ngettext("%(num)s dag før siste dag", "%(num)s dager før siste dag", days_before))


def _planned(due_on: date) -> str:
    if due_on.weekday() == SUNDAY and sending_hours() is not None:
        return str(_("Planlagt søndag %(day)s, men på søndager sendes ingenting", day=day(due_on)))
    return str(_("Planlagt %(day)s", day=day(due_on)))


def _never(wave: WaveOverview, asked: Round) -> str:
    if asked.closed_at is None and wave.due_on > asked.closes_on:
        return str(_("Blir ikke sendt, for dagen er etter rundens siste dag"))
    return str(_("Blir ikke sendt, for runden slutter før neste dag det sendes"))


def tell_moved(followed: Sequence[Followed], waves: Sequence[WaveOverview], asked: Round) -> None:
    """Say on the next page which messages followed the last day, and which are not sent as the round is now."""
    moved = ", ".join(f"{KINDS[each.kind]} {day(each.goes_on)}" for each in followed if each.goes_on)
    if moved:
        flash(_("Meldinger som følger siste dag, er flyttet med: %(messages)s.", messages=moved))
    timings = [(each, timing_of(each, asked)) for each in waves]
    never = ", ".join(f"{KINDS[each.kind]} {day(each.due_on)}" for each, timing in timings if timing.never)
    if never:
        words = _(
            "Blir ikke sendt, for runden slutter før: %(messages)s. Ta dem ut av planen, og planlegg dem på nytt.",
            messages=never,
        )
        flash(words, "warning")


def in_the_way(refusal: MessageInTheWayError) -> str:
    """Why the last day cannot be moved there, and what to do."""
    return str(
        _(
            "%(kind)s %(before)s følger siste dag og ville blitt flyttet til %(day)s, men %(why)s. "
            "Ta meldingen ut av planen først, eller velg en annen siste dag.",
            kind=KINDS[refusal.kind],
            before=day(refusal.before),
            day=day(refusal.day),
            why=IN_THE_WAY[refusal.reason],
        )
    )
