"""The key pages are read as they were when somebody last looked; `python -m tests.snapshots` writes them down anew."""

from __future__ import annotations

from difflib import unified_diff

import pytest
from playwright.sync_api import Browser

from tests.sites import Site
from tests.snapshots.reading import FOLDER, read

NAMES = sorted(place.stem for place in FOLDER.glob("*.aria"))


@pytest.fixture(scope="module")
def told(site: Site, address: str, browser: Browser) -> dict[str, str]:
    return dict(read(site, address, browser))


def test_every_page_that_is_read_is_written_down(told: dict[str, str]) -> None:
    assert sorted(told) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_it_was(name: str, told: dict[str, str]) -> None:
    before = (FOLDER / f"{name}.aria").read_text(encoding="utf-8")
    changed = list(unified_diff(before.splitlines(), told[name].splitlines(), "written down", "now", lineterm=""))
    assert not changed, "\n".join([f"{name} is read in another way:", *changed])
