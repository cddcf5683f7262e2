"""The page of components: all of them, in every state, for those who make pages and nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from surveyapp import create_app
from surveyapp.web.questions import TEMPLATES
from tests.sites import Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_accessibility import examine

COMPONENTS = Path(__file__).parents[3] / "surveyapp/web/templates/components"
ON_EVERY_PAGE = {"aids", "aloud", "language_switch", "saving"}
"""Those that stand around a page, or do nothing without a script."""
WITHIN_QUESTIONS = {"choices", "question", "rating"}
"""Those that all the types of question are made of."""
IN_ONE_MORE_TEMPLATE = {"grid": "grid", "number_grid": "grid"}
"""Types that look like another's rows."""


def test_every_component_and_every_type_of_question_is_shown(person: Person) -> None:
    text = person.opens("/stilguide").page.text
    files = {path.stem for path in COMPONENTS.glob("*.html")} - ON_EVERY_PAGE - WITHIN_QUESTIONS
    assert {name for name in files if f"components/{name}.html" not in text} == set()
    templates = {IN_ONE_MORE_TEMPLATE.get(name, name) for name in {*TEMPLATES.values(), "locked"}}
    assert {name for name in templates if f"questions/{name}.html" not in text} == set()


def test_it_is_not_there_in_production(site: Site) -> None:
    app = create_app(replace(site.settings, environment="production"))
    assert app.test_client().get("/stilguide").status_code == 404


@pytest.mark.parametrize("scheme", ["auto", "light", "dark"])
def test_every_component_is_accessible_in_every_state(scheme: str, address: str, browser: Browser) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{address}/stilguide?farger={scheme}")
    examine(page, f"the style guide, {scheme}")
    page.close()


def test_every_component_fits_a_phone_in_the_largest_type(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/stilguide")
    page.evaluate("document.documentElement.dataset.size = 'lg'; document.documentElement.className = 'largest'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
