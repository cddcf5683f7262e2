"""Expected values that R computed: `r/TOPIC.json`, written by `r/TOPIC.R`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "r"


@cache
def truth(topic: str) -> Any:
    return json.loads((FOLDER / f"{topic}.json").read_text("utf-8"))


def near(expected: Any) -> Any:
    """An estimate or statistic: within a millionth."""
    return pytest.approx(expected, abs=1e-6, rel=0)


def near_p(expected: Any) -> Any:
    """A p: within a millionth of itself."""
    return pytest.approx(expected, rel=1e-6, abs=0)
