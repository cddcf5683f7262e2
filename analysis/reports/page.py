"""Report -> one HTML page that needs nothing else: no script, no font, no picture, no address."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from analysis.figures import style
from analysis.reports.model import Report
from analysis.wording.phrases import say

THEMED = {
    style.INK: "ink",
    style.MUTED: "muted",
    style.RULE: "rule",
    style.PAPER: "paper",
    style.BASELINE: "first",
    style.FOLLOWUP: "second",
    style.MISSING: "missing",
    style.HIDDEN: "hidden",
    style.NEUTRAL: "neutral",
    style.FIELD: "field",
}
"""Colours that the page may change in dark mode: SVG colour -> name of the page's own."""

INDENT = re.compile(r"\n\s+")
TAG = re.compile(r"<[^>]*>")
COLOUR = re.compile(r"(fill|stroke): (#[0-9a-f]{6})")
FAMILY = re.compile(r" ?font-family: [^;\"]*;?")


def to_html(report: Report) -> str:
    """The page; the same report gives the same text."""
    # Half of the bytes would be the template's indentation.
    return INDENT.sub("\n", _template().render(report=report))


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("analysis.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["themed"] = themed
    environment.globals["say"] = say
    return environment.get_template("report.html")


def themed(svg: str) -> Markup:
    """An SVG that takes the page's font and, where the page has one, the page's colour."""
    # Only tags are touched: what respondents and authors wrote stands between them.
    return Markup(TAG.sub(_theme_tag, svg))  # noqa: S704 - our own drawing, whose texts matplotlib has escaped


def _theme_tag(tag: re.Match[str]) -> str:
    def colour(found: re.Match[str]) -> str:
        name = THEMED.get(found[2])
        return f"{found[1]}: var(--{name})" if name else found[0]

    return COLOUR.sub(colour, FAMILY.sub("", tag[0]))
