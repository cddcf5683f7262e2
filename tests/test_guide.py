"""The guide for newcomers is true: its words, addresses, commands and links are those of the app."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from PIL import Image
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from surveyapp.cli import main as surveyapp_commands
from tests import guide_pictures
from tests.sites import Site

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs/brukerveiledning"
INDEX = GUIDE / "README.md"
PAGES = sorted(page for page in GUIDE.glob("*.md") if page != INDEX)
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
COMMAND = re.compile(r"(?:^    |`)(surveyapp [^`\n#]+)", re.MULTILINE)
PATH = re.compile(r"`(/[^`\s]*)`")
LINK = re.compile(r"\]\(([^)#]+)\)")
HEADINGS = ["Hva du kan gjøre", "Steg for steg", "Når noe går galt"]
AFTERWARDS = "For den som drifter"


def pages() -> Iterator[tuple[Path, str]]:
    """Every page of the guide, and what it says."""
    for page in (INDEX, *PAGES):
        yield page, page.read_text("utf-8")


def said_by_the_app() -> set[str]:
    """What the pages say in Norwegian, where no name or number comes in between."""
    with (ROOT / "surveyapp/translations/nn/LC_MESSAGES/messages.po").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id and not message.python_format}


def test_the_index_leads_to_every_page() -> None:
    assert sorted(LINK.findall(INDEX.read_text("utf-8"))) == sorted(["../../README.md", *(page.name for page in PAGES)])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_is_built_alike(page: Path) -> None:
    headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert [each for each in headings if each != AFTERWARDS] == HEADINGS
    assert AFTERWARDS not in headings[:-1]


def test_what_stands_in_bold_is_said_by_the_app() -> None:
    bold = {" ".join(words.split()) for _page, text in pages() for words in BOLD.findall(text)}
    assert len(bold) > 100
    assert bold - said_by_the_app() == {"fete ord"}


def test_every_address_is_one_of_the_apps(site: Site) -> None:
    there = site.app.url_map.bind("localhost")
    found = {path for _page, text in pages() for path in PATH.findall(text)}
    assert "/undersokelser/ny" in found
    assert [path for path in found if not _answered(there, path)] == []


def _answered(there: MapAdapter, path: str) -> bool:
    try:
        there.match(path)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def test_every_command_is_there_with_its_options() -> None:
    texts = [text for _page, text in pages()] + [(ROOT / "README.md").read_text("utf-8")]
    commands = {command for text in texts for command in COMMAND.findall(text)}
    assert len(commands) > 10
    assert {command: problem for command in commands if (problem := _problem(command))} == {}


def _problem(written: str) -> str:
    """What is wrong with a command line; empty for one that the program understands."""
    words = shlex.split(written)[1:]
    command: click.Command = surveyapp_commands
    while isinstance(command, click.Group):
        name = words.pop(0) if words else ""
        if name not in command.commands:
            return f"no command {name}"
        command = command.commands[name]
    options = {option for param in command.params for option in param.opts}
    strange = [word for word in words if word.startswith("-") and word not in options]
    return f"no option {strange}" if strange else ""


def test_everything_that_a_page_links_to_is_there() -> None:
    missing = [
        (page.name, where) for page, text in pages() for where in LINK.findall(text) if not (GUIDE / where).is_file()
    ]
    assert missing == []


def test_every_page_shows_pictures_that_are_made_again_by_a_command() -> None:
    shown = {page.name: re.findall(r"!\[.{20,}\]\(bilder/([a-z-]+)\.png\)", page.read_text("utf-8")) for page in PAGES}
    assert [page for page, pictures in shown.items() if not pictures] == []
    assert sorted(name for pictures in shown.values() for name in pictures) == sorted(guide_pictures.NAMES)


def test_a_picture_is_small_enough_to_lie_in_the_repository() -> None:
    pictures = list(guide_pictures.FOLDER.iterdir())
    assert {picture.stem for picture in pictures} == guide_pictures.NAMES
    assert [picture.name for picture in pictures if picture.stat().st_size > 60_000] == []
    assert {Image.open(BytesIO(picture.read_bytes())).width for picture in pictures} == {1280}
