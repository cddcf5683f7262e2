"""What is known of a form while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.languages import Speech
from questionnaires.formats.fhir.ledger import Ledger, Node

Lines = dict[str, Any]
"""A condition as a questionnaire writes it."""
READ_ONLY = ("inline", "sidebar", "highlight", "help", "header", "footer", "legal", "security", "summary")
"""Controls that make an item of type text (as forms for Helsenorge have it) something to read."""
LOOKS = (
    "drop-down",
    "radio-button",
    "autocomplete",
    "lookup",
    "text-box",
    "check-box",
    "list",
    "table",
    "grid",
    "gtable",
    "htable",
    "atable",
    "page",
    "step",
    "slider",
    "spinner",
    "inline",
    "unit",
    "header",
    "highlight",
    "sidebar",
)
"""Controls that say how something looks, which Medvirk decides by itself."""


@dataclass(slots=True)
class Link:
    """What conditions may ask of one item: the variable it became, its codes, and how FHIR compares it."""

    variable: str
    kind: str
    codes: dict[str, str] = field(default_factory=dict)
    """The file's code, word or number -> ours."""


@dataclass(slots=True)
class Form:
    """One form while it is read. `ids`: link id -> the id it gets; `links`: what has been read so far."""

    root: Node
    ledger: Ledger
    speech: Speech
    own: bool
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """The ids that are in use."""
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    """The place of an item -> the id it gets."""
    links: dict[str, Link] = field(default_factory=dict)
    scales: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    overlays: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """What an extension of our own says of a page, question or scale."""
    head: dict[str, Any] = field(default_factory=dict)
    """What stands before the pages."""

    def contained(self, reference: str, kind: str) -> Node | None:
        """The contained resource that `#id` (or its canonical address) points to."""
        for each in self.root.children("contained"):
            if each.peek("resourceType") == kind and (
                reference == f"#{each.peek('id')}"
                or (each.peek("url") and reference.partition("|")[0] == each.peek("url"))
            ):
                return each
        return None


def controls(node: Node) -> dict[str, Node]:
    """How the form wants something shown: the codes of its item controls, each with its extension."""
    found: dict[str, Node] = {}
    for extension in node.extensions(urls.ITEM_CONTROL):
        concept = extension.child("valueCodeableConcept")
        for coding in concept.children("coding") if concept else ():
            code = coding.peek("code")
            if isinstance(code, str):
                found[code] = extension
    return found
