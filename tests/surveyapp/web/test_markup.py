"""The questionnaire's longer texts become safe HTML."""

from __future__ import annotations

import pytest

from surveyapp.web.markup import html_of


def test_paragraphs_lines_lists_and_emphasis_are_kept() -> None:
    text = "En **viktig** linje\nog en til.\n\n- *først*\n- sist"
    assert html_of(text) == (
        "<p>En <strong>viktig</strong> linje<br>\nog en til.</p>\n<ul>\n<li><em>først</em></li>\n<li>sist</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[les](javascript:alert(1))",
        "![bilde](https://example.org/spor.png)",
        "<p style='position:fixed'>over</p>",
    ],
)
def test_nothing_that_could_run_or_load_comes_through(text: str) -> None:
    made = str(html_of(text))
    assert not any(tag in made for tag in ("<script", "<img", "<p style", 'href="javascript'))


def test_links_to_other_places_tell_them_nothing() -> None:
    assert html_of("[Les mer](https://example.org/)") == (
        '<p><a href="https://example.org/" rel="noopener noreferrer">Les mer</a></p>\n'
    )
