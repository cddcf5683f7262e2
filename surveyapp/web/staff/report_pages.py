"""What the pages of reports say: the list, and one report with its faces."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length
from wtforms.validators import Optional as MayBeEmpty

from surveyapp.models import Account, Report
from surveyapp.models.ids import norwegian_date
from surveyapp.models.reports import NOTE_AT_MOST
from surveyapp.services.reporting import SOURCES, Audience, NotedSection
from surveyapp.web.languages import day
from surveyapp.web.staff.forms import NoNationalId, SharedForm
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.report_words import KINDS, LANGUAGES, PROBLEMS, STATES, title_of

SEEN_AT_ONCE = 10
"""A list of more reports can be narrowed down."""


@dataclass(frozen=True, slots=True)
class LookedFor:
    """Which reports somebody looks for: those with these words in the title, and of this kind."""

    words: str = ""
    kind: str = ""

    def has(self, found: Report) -> bool:
        """Whether it is one of them."""
        return self.words.lower() in title_of(found).lower() and self.kind in ("", found.kind)


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report in the list; `state` and its colour where it is not simply ready.

    `made_up`: what to call answers that nobody gave.
    """

    title: str
    href: str
    about: str
    state: str
    color: str
    made_up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage(StaffPage):
    """The reports that the account may see; `new`: where one is made, if it may.

    `kinds`: (kind, words, whether it is looked for) of those there are, where they are so many that one looks for some.
    """

    template: ClassVar[str] = "staff/reports/list.html"
    reports: tuple[ReportEntry, ...]
    kinds: tuple[tuple[str, str, bool], ...]
    words: str
    narrowed: bool
    new: str
    note: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section with its authors' paragraphs; `href`: where they are written."""

    title: str
    paragraphs: tuple[str, ...]
    changed: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage(StaffPage):
    """One report. `faces`: (address, words, about) of each that can be read.

    What follows `checksum` is for whoever may build it: where that is done, and whom it is published to; `shared`:
    it is about nobody alone, so it is handed on as a file.
    """

    template: ClassVar[str] = "staff/reports/report.html"
    note: str
    state: str
    color: str
    waits: bool
    problem: str
    facts: tuple[tuple[str, str], ...]
    faces: tuple[tuple[str, str, str], ...]
    here: str
    bundle: str
    checksum: str
    sections: tuple[SectionLine, ...] = ()
    again: str = ""
    delete: str = ""
    shared: bool = False
    organisations: tuple[str, ...] = ()
    readers: int = 0
    publish: str = ""
    unpublish: str = ""


class NoteForm(SharedForm):
    """What an author writes under a section; `numbers`: the fingerprint of those that she has read."""

    text = TextAreaField(
        _l("Avsnitt"),
        [
            MayBeEmpty(),
            Length(max=NOTE_AT_MOST, message=_l("Kort ned teksten til høyst 10 000 tegn.")),
            NoNationalId(),
        ],
        description=_l("Skriv med egne ord. En tom linje skiller avsnitt. Det står i alle utgaver av rapporten."),
    )
    numbers = HiddenField()


def reports_page(
    account: Account,
    reports: Sequence[Report],
    looked_for: LookedFor,
    synthetic: Collection[UUID],
    *,
    may_build: bool,
    note: str,
) -> ReportsPage:
    """The list, or those of it that are looked for; `synthetic`: those of what is made up."""
    narrowed = bool(looked_for.words or looked_for.kind)
    kinds = [kind for kind in SOURCES if any(each.kind == kind for each in reports)]
    return ReportsPage(
        title=_("Rapporter"),
        signed_in=account.name,
        synthetic=bool(synthetic),
        reports=tuple(_entry(each, synthetic=each.id in synthetic) for each in reports if looked_for.has(each)),
        kinds=tuple((kind, str(KINDS[kind][0]), kind == looked_for.kind) for kind in kinds)
        if narrowed or len(reports) > SEEN_AT_ONCE
        else (),
        words=looked_for.words,
        narrowed=narrowed,
        new=url_for("reports.new") if may_build else "",
        note=note,
    )


def report_page(account: Account, found: Report, note: str, *, synthetic: bool) -> ReportPage:
    """One report, to read."""
    state, color = STATES[found.state]
    return ReportPage(
        title=title_of(found),
        part_of=_("Rapporter"),
        signed_in=account.name,
        synthetic=synthetic,
        note=note,
        state=str(state),
        color=color,
        waits=found.state in ("waiting", "building"),
        problem=str(PROBLEMS[found.problem]) if found.state == "failed" and found.problem else "",
        facts=tuple(_facts(found)),
        faces=_faces(found),
        here=url_for("reports.show", report_id=found.id),
        bundle=url_for("reports.bundle", report_id=found.id) if found.is_readable else "",
        checksum=found.sha256 or "",
    )


def with_work(page: ReportPage, found: Report, sections: Sequence[NotedSection], audience: Audience) -> ReportPage:
    """The same for whoever may build it: authors' paragraphs, whom it is published to, and what may be done with it."""
    publishable = bool(found.area) and found.is_readable and not found.rehearsed
    return replace(
        page,
        sections=tuple(_section(found, each) for each in sections),
        again=url_for("reports.again", report_id=found.id),
        delete=url_for("reports.delete", report_id=found.id),
        shared=found.is_readable and not found.area and not found.rehearsed,
        organisations=audience.organisations if publishable else (),
        readers=len(audience.readers),
        publish=url_for("reports.publish", report_id=found.id) if publishable and not found.published_at else "",
        unpublish=url_for("reports.unpublish", report_id=found.id) if found.published_at else "",
    )


def _section(found: Report, noted: NotedSection) -> SectionLine:
    return SectionLine(
        noted.title or _("En del som ikke lenger er i rapporten"),
        tuple(each.strip() for each in re.split(r"\n\s*\n", noted.text) if each.strip()),
        noted.changed,
        url_for("reports.note", report_id=found.id, section=noted.id),
    )


def _entry(found: Report, *, synthetic: bool) -> ReportEntry:
    state, color = STATES[found.state]
    told = [str(KINDS[found.kind][0])]
    if found.built_at is not None:
        told.append(_("laget %(day)s", day=day(norwegian_date(found.built_at))))
    ready = found.state == "ready"
    where = url_for("reports.show", report_id=found.id)
    made_up = _("Prøvesvar") if found.rehearsed else _("Syntetisk") if synthetic else ""
    return ReportEntry(title_of(found), where, ", ".join(told), "" if ready else str(state), color, made_up)


def _facts(found: Report) -> list[tuple[str, str]]:
    name, readers = KINDS[found.kind]
    told = [(_("Rapport"), str(name)), (_("Lesere"), str(readers)), (_("Språk"), str(LANGUAGES[found.language]))]
    if found.published_at is not None:
        told.append((_("Publisert"), day(norwegian_date(found.published_at))))
    if found.rehearsed:
        told.append((_("Svar"), _("Prøvesvar som ingen har gitt")))
    if found.built_at is not None:
        told.append((_("Bygget"), day(norwegian_date(found.built_at))))
    return told


def _faces(found: Report) -> tuple[tuple[str, str, str], ...]:
    if not found.is_readable:
        return ()
    words = {
        "html": (_("Les på nett"), _("med figurer, tabeller og innholdsliste")),
        "pdf": (_("Last ned PDF"), _("tilgjengelig for skjermlesere, klar til utskrift")),
        "docx": (_("Last ned Word-fil"), _("til å gjøre ferdig selv")),
    }
    return tuple(
        (url_for("reports.read", report_id=found.id, face=face), str(name), str(about))
        for face, (name, about) in words.items()
    )
