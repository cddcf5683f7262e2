"""Bounds, decimals and units of the numbers that a form asks for."""

from __future__ import annotations

from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.enabling import bound_of
from questionnaires.formats.fhir.forms import Form
from questionnaires.formats.fhir.ledger import Node


def limit(item: Node, url: str) -> int | float | None:
    """The least or greatest number, not taken yet."""
    found = item.extension(url)
    bound = bound_of("number", found, "value") if found else None
    return bound if isinstance(bound, int | float) else None


def take_limits(item: Node) -> None:
    """The first of each limit is in the questionnaire now."""
    for url in (urls.MIN_VALUE, urls.MAX_VALUE):
        found = item.extension(url)
        if found is not None:
            found.take_all()


def decimals_of(item: Node) -> int:
    """How many decimals are asked for: two when the form does not say."""
    found = item.extension(urls.DECIMALS)
    places = found.whole("valueInteger") if found else None
    if found is None or places is None:
        item.tell("item of type decimal", "changed", "The form does not say how many decimals; two are asked for.")
        return 2
    found.take("url", outcome="carried" if 0 <= places <= 6 else "changed")
    return min(max(places, 0), 6)


def unit_of(form: Form, item: Node) -> dict[str, str] | None:
    """What is counted or measured."""
    options = item.extensions(urls.UNIT, urls.UNIT_OPTION)
    coding = options[0].child("valueCoding") if options else None
    if coding is None:
        return None
    words = form.speech.words(coding, "display")
    if words is None and (code := coding.text("code")) is not None:
        words = form.speech.as_it_is(code)
    if words is not None:
        options[0].take("url")
    for other in options[1:]:
        other.because("A question has one unit: the first.")
    return words


def measures_of(form: Form, item: Node) -> dict[str, Any]:
    """Bounds, decimals and unit of a number, as a questionnaire says them."""
    found: dict[str, Any] = {"decimals": 0 if item.peek("type") == "integer" else decimals_of(item)}
    low, high = limit(item, urls.MIN_VALUE), limit(item, urls.MAX_VALUE)
    if low is None or high is None or low < high:
        take_limits(item)
        found.update({key: bound for key, bound in (("from", low), ("to", high)) if bound is not None})
    unit = unit_of(form, item)
    if unit is not None:
        found["unit"] = unit
    return found
