"""How templates are read and kept, where Flask's own way costs each page too much."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2.ext import Extension

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class WithoutIndentation(Extension):
    """Leaves out the indentation of our templates, a quarter of a page: what is inside a line stands as it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return INDENTATION.sub("", source)


class Templates(Environment):
    """Jinja2, but what all templates know is one plain mapping: walking through a chain of them took a sixth of a page.

    What is added to the globals after a template was first used, that template does not know.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}
