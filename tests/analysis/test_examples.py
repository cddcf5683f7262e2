"""The examples in the docstrings say what really comes out."""

import doctest
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import analysis
from analysis.homes import HOMES

FOLDER = Path(analysis.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("analysis", *path.relative_to(FOLDER).with_suffix("").parts))
    for path in FOLDER.rglob("*.py")
    if ">>>" in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_come_out_as_they_stand(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert (found.failed, found.attempted > 0) == (0, True)


def test_every_public_name_is_there_and_no_module_of_the_same_name() -> None:
    assert set(analysis.__all__) == set(HOMES)
    assert [name for name in analysis.__all__ if isinstance(getattr(analysis, name), ModuleType)] == []
