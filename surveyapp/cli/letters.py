"""Letters on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import click

from questionnaires.words import Voice
from surveyapp.cli.formats import write_whole
from surveyapp.cli.opening import in_the_app, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.config import SettingsError
from surveyapp.models.tokens import token_key
from surveyapp.services import finding, inviting


@click.command()
@SURVEY
@ROUND
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The .pdf file to write.")
@click.option("--language", help="One of the questionnaire's languages; else its first.")
@click.option("--easy", is_flag=True, help="The form in easy words, where the questionnaire has them.")
@click.option("--role", help="Who will answer: self, with_help, proxy or relative; else the questionnaire's first.")
@click.option("--without-questionnaire", is_flag=True, help="Only the letters: people answer on the web.")
@click.option("--copies", default=1, show_default=True, type=click.IntRange(1), help="Letters of an anonymous round.")
@click.option("--return-to", default="", help="Where the form on paper is handed in or sent.")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Also write who got which link: keep it safe.")
@click.option("--fresh", is_flag=True, help="With new links: those that were given out before stop working.")
def letters(survey_name: str, round_name: str, *, output: Path, table: Path | None, fresh: bool, **made: Any) -> None:
    """Write a letter to each who has yet to answer.

    One PDF to print, with the same links as mail.

    Example: surveyapp letters "Erfaringer" 1 -o brev.pdf --language nn
    """
    # The app speaks the letters' languages, and takes half a second to import.
    from surveyapp.web.lettering import Style, link_of, write  # noqa: PLC0415

    with opened() as work:
        address = work.settings.public_url
        if not address:
            raise SettingsError("Letters need PUBLIC_URL: the address that people reach the app at.")
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        planned = inviting.plan_letters(work.session, found.id, asked.id, now())
        known = planned.questionnaire
        voice = Voice(
            made["language"] or known.languages[0], made["role"] or next(iter(known.roles), "self"), made["easy"]
        )
        style = Style(voice, not made["without_questionnaire"], made["copies"], made["return_to"])
        with in_the_app(work):
            # What cannot be printed is found while the old links still work.
            write(planned, style, address)
            key = token_key(work.settings.secret_key)
            batch = inviting.issue_letters(work.session, found.id, asked.id, key, now(), fresh=fresh)
            write_whole(output, write(batch, style, address), private=True)
        if table is not None:
            labels = {each.key: each.label for each in batch.addressees}
            rows: list[tuple[str, ...]] = [
                (
                    link.participant_key or "",
                    labels.get(link.participant_key or "", ""),
                    link_of(link, address),
                    link.code,
                )
                for link in batch.issued
            ]
            write_whole(table, _csv(rows), private=True)
        click.echo(f"Wrote {output}")


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([("participant", "label", "link", "code"), *rows])
    return file.getvalue().encode()
