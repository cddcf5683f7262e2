"""What a file of answers is, in words that lie beside it: in Norwegian, and then in English."""

from __future__ import annotations

from collections.abc import Sequence

from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.notes import Note, What

WHOSE = {
    "anonymous": (
        "Svarene er anonyme. Rekkefølgen er tilfeldig, og det er ikke kjent når noen svarte.",
        "The answers are anonymous. Their order is random, and nobody knows when they were given.",
    ),
    "confidential": (
        "Svarene er fortrolige. Kolonnen participant er et pseudonym, som er det samme i alle runder.",
        "The answers are confidential. The column participant is a pseudonym, the same in all rounds.",
    ),
    "identified": (
        "Svarene er gitt i virksomhetens navn.",
        "The answers were given in the organisation's own name.",
    ),
}
TOGETHER = [
    ("Kolonnen round sier hvilken runde svaret er fra.", "The column round tells which round an answer is from."),
    (
        "Spørsmål som ikke kan sammenlignes, har hver sin variabel: NAVN_r1 er slik det var til og med runde 1.",
        "Questions that cannot be compared have a variable each: NAME_r1 is as it was until round 1.",
    ),
]
NOTED: dict[What, tuple[str, str]] = {
    "name": ("{format}: {variable} heter {became}", "{format}: {variable} is called {became}"),
    "label": (
        "{format}: teksten til {variable} er kortet ned: {became}",
        "{format}: the label of {variable} is cut: {became}",
    ),
    "code": (
        "{format}: en svartekst i {variable} er kortet ned: {became}",
        "{format}: a code's label in {variable} is cut: {became}",
    ),
    "text": (
        "{format}: svar i {variable} er kortet ned ({became})",
        "{format}: answers in {variable} are cut ({became})",
    ),
}
"""How each kind of note is told."""


def readme(extract: Extract, columns: Sequence[Column], notes: Sequence[Note]) -> str:
    """The text; the whole words of what was cut stand in the codebook."""
    return "\n".join((*_said(extract, columns, notes, 0), "", "---", "", *_said(extract, columns, notes, 1), ""))


def _said(extract: Extract, columns: Sequence[Column], notes: Sequence[Note], language: int) -> list[str]:
    about, info = extract.about, extract.about.info
    taken = about.taken_at.isoformat(timespec="minutes")
    lines = [
        (f"{about.title}: {info.label}", f"{about.title}: {info.label}"),
        (f"{extract.count} svar, hentet {taken}.", f"{extract.count} answers, taken out {taken}."),
        (f"{len(columns)} variabler.", f"{len(columns)} variables."),
        WHOSE[about.privacy],
    ]
    if extract.count == 0:
        lines += [("Ingen har levert svar ennå.", "Nobody has submitted an answer yet.")]
    if extract.parts:
        lines += TOGETHER
    if info.synthetic:
        lines += [
            (
                "Svarene er laget for en demonstrasjon, ikke gitt av noen.",
                "The answers are made up for a demonstration.",
            )
        ]
    for each in extract.each_round:
        lines += _of_round(each, together=bool(extract.parts))
    lines += [
        (
            "Tomt: ikke besvart. not_asked: ikke spurt, fordi svarene før førte forbi, eller runden ikke hadde det.",
            "Empty: not answered. not_asked: not asked, for earlier answers led past it, or the round did not have it.",
        ),
        (
            "Som tall er det å ikke svare negative tall (SPSS) eller .a, .b ... (Stata): se kodeboka.",
            "As numbers, ways of not answering are negative (SPSS) or .a, .b ... (Stata): see the codebook.",
        ),
        (
            "Datoer er datoer i Excel, SPSS, Stata og Parquet. Ellers er de skrevet som 2026-10-16.",
            "Dates are dates in Excel, SPSS, Stata and Parquet. Elsewhere they are written as 2026-10-16.",
        ),
    ]
    noted = [
        NOTED[note.what][language].format(format=note.format, variable=note.variable, became=note.became)
        for note in notes
    ]
    return [line[language] for line in lines] + noted


def _of_round(extract: Extract, *, together: bool) -> list[tuple[str, str]]:
    info, lines = extract.about.info, []
    if together:
        lines += [
            (
                f"Runde {extract.about.number}, {info.label}: {extract.count} svar.",
                f"Round {extract.about.number}, {info.label}: {extract.count} answers.",
            )
        ]
    if extract.about.is_open:
        lines += [("Runden er åpen: tallene kan endre seg.", "The round is open: the numbers may change.")]
    if info.denominator:
        lines += [
            (
                f"Nevner: {info.denominator} ({info.denominator_date}).",
                f"Denominator: {info.denominator} ({info.denominator_date}).",
            )
        ]
    if info.caveat:
        lines += [(f"Forbehold: {info.caveat}", f"Caveat: {info.caveat}")]
    return [*lines, ("Spørreskjema: " + extract.codebook.sha256, "Questionnaire: " + extract.codebook.sha256)]
