from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import vouching
from tests.vouching import Running


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A provider in a process of its own."""
    with vouching.running() as running:
        yield running


@pytest.fixture
def provider(running: Running) -> Running:
    """The same, with nothing wrong."""
    running.does()
    return running
