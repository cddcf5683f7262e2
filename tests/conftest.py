from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import browser as browsers
from tests import sites
from tests.sites import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app, built once; each test puts surveys of its own on it."""
    with sites.built(tmp_path_factory.mktemp("site")) as built:
        yield built


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the app is served for a browser."""
    with browsers.serving(site.app) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, started once."""
    with browsers.chromium_started() as started:
        yield started
