"""From a round and its links to letters on paper: the words, the picture to scan, and the mark on each sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import segno
from flask_babel import gettext as _

from questionnaires.formats.paper.letters import Cover, Letter, write_letters
from questionnaires.words import Voice
from surveyapp.services.inviting import Batch, Issued
from surveyapp.web.languages import day, keeping_to
from surveyapp.web.scanning import QUIET
from surveyapp.web.starting import privacy_in_words

EXAMPLE = "XXXXX-XXXXX"
"""Where the code will stand, on a letter that only shows what they will look like."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters are made: for whom, with the form or not, and where it is handed in.

    `copies`: of an anonymous round's letter, which is the same for all. `return_to`: markdown; "" leaves it to the
    letter's own words.
    """

    voice: Voice
    with_form: bool = True
    copies: int = 1
    return_to: str = ""


def write(batch: Batch, style: Style, address: str) -> bytes:
    """The letters as one PDF; without issued links, one that shows what they will look like."""
    with keeping_to(style.voice.language):
        return write_letters(
            batch.questionnaire,
            _cover(batch, style, address),
            list(_letters(batch, style, address)),
            style.voice,
            with_form=style.with_form,
            return_to=style.return_to or None,
        )


def picture_of(link: str) -> str:
    """The link as a picture to scan (SVG), readable also when a seventh of it is hurt (error level M)."""
    drawn = io.BytesIO()
    segno.make(link, error="m", boost_error=False, micro=False).save(drawn, kind="svg", border=QUIET, xmldecl=False)
    return drawn.getvalue().decode()


def link_of(issued: Issued, address: str) -> str:
    """The whole link."""
    return f"{address}/s/{issued.token}"


def _cover(batch: Batch, style: Style, address: str) -> Cover:
    place = f"**{address.partition('://')[2]}**"
    scan = str(_("**Svar på nett:** Pek mobilkameraet på ruten, og trykk på lenken som kommer fram."))
    by_hand = _("Du kan også gå til %(place)s og skrive koden:", place=place)
    parts = [(_("Frist"), _("Siste dag å svare på er **%(day)s**.", day=day(batch.closes_on)))]
    if style.with_form:
        where = style.return_to or _("Lever eller send skjemaet til %(owner)s.", owner=batch.owner)
        once = _("Velg én måte å svare på: nett eller papir.")
        told = _("Vil du heller svare på papir, fyller du ut skjemaet som følger med.")
        parts.insert(0, (_("Svar på papir"), f"{told} {where} {once}"))
    parts.append((_("Personvern"), " ".join((privacy_in_words(batch.privacy), *_about_the_sheet(batch, style)))))
    return Cover(
        sender=batch.owner,
        heading=batch.questionnaire.title.said(style.voice),
        about=batch.questionnaire.about.said(style.voice),
        picture=str(_("Rute med prikker som et mobilkamera leser lenken av")),
        scan=f"{scan}\n\n{by_hand}",
        code="",
        parts=tuple((str(title), str(words)) for title, words in parts),
    )


def _about_the_sheet(batch: Batch, style: Style) -> Iterator[str]:
    if style.with_form and batch.privacy == "anonymous":
        yield str(_("Ikke skriv navnet ditt på skjemaet."))
    elif style.with_form:
        yield str(_("Skjemaet er merket med en kode, så vi ser hvilke ark som hører sammen."))


def _letters(batch: Batch, style: Style, address: str) -> Iterator[Letter]:
    if not batch.issued:
        first = next(iter(batch.addressees), None)
        yield _letter(address, first.key if first else "", first.label if first else "", EXAMPLE)
    elif batch.privacy == "anonymous":
        (shared,) = batch.issued
        yield from [_letter(link_of(shared, address), "", "", shared.code)] * style.copies
    else:
        for each, issued in zip(batch.addressees, batch.issued, strict=True):
            yield _letter(link_of(issued, address), each.key, each.label, issued.code)


def _letter(link: str, key: str, label: str, code: str) -> Letter:
    # Whoever opens the envelopes that come back must not be able to open the answers: the sheet has no code to type.
    number = key or "__________"
    mark = str(_("Skjema %(number)s", number=number))
    return Letter(to=(label,) if label else (), picture=picture_of(link), code=code, mark=mark)
