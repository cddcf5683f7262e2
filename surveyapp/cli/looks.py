"""How a survey looks to those who answer, set on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.opening import now, opened
from surveyapp.cli.surveys import SURVEY
from surveyapp.services import finding, looking
from surveyapp.web.colours import darkened


@click.command("look")
@SURVEY
@click.option("--name", help="What stands at the top of each page; the owner's name if left out.")
@click.option("--colour", help="The colour of buttons and links, as #rrggbb.")
@click.option("--logo", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="PNG, JPEG or WebP.")
@click.option("--alt", help="What the logo shows, for those who do not see it.")
@click.option("--plain", is_flag=True, help="Take away what was changed before.")
def look(
    survey_name: str, *, name: str | None, colour: str | None, logo: Path | None, alt: str | None, plain: bool
) -> None:
    """Give a survey its owner's name, colour and logo.

    Example: surveyapp survey look "Erfaringer" --colour "#0055aa" --logo logo.png --alt "Eksempel kommune"
    """
    before = looking.Change("", "", b"", "") if plain else looking.Change()
    change = looking.Change(
        before.name if name is None else name,
        before.colour if colour is None else colour,
        before.logo if logo is None else logo.read_bytes(),
        before.logo_words if alt is None else alt,
    )
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        made = looking.change_look(work.session, found.id, change, now())
    click.echo(
        f"{survey_name}: name {made.name or '-'}, colour {made.colour or '-'}, logo {'yes' if made.logo else '-'}"
    )
    if made.colour and (darker := darkened(made.colour)):
        click.echo(f"{made.colour} is too light to be read on white, so buttons and links become {darker}.")
