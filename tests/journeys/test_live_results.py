"""An owner follows an open round: too few, then figures that she waits for, and none new for one more answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from surveyapp.web.building import NAME, InAProcess
from tests.journeys.respondent import Respondent
from tests.sites import PASSWORD, SECRET, Site
from tests.surveyapp.web.handed_in import hand_in

PATIENCE = 120_000
"""Milliseconds that finding a step may take in a process that has just been started, on a busy machine."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(autouse=True)
def builder(site: Site) -> Iterator[None]:
    """Steps are found in a process of its own, as they are where the environment tells the settings."""
    before = site.app.extensions[NAME]
    told = {"SURVEYAPP_ENVIRONMENT": "development", "SECRET_KEY": SECRET, "INSTANCE_DIR": str(site.settings.instance)}
    beside = site.app.extensions[NAME] = InAProcess({**os.environ, **told})
    yield
    beside.wait()
    site.app.extensions[NAME] = before


def answered(many: int, role: str, understood: int) -> list[dict[str, object]]:
    return [{"role": role, "forsto": str(understood)} for _ in range(many)]


def table(page: Page) -> str:
    """All numbers that the page tells, folded ones too."""
    return "\n".join(page.locator("table").all_text_contents())


def test_an_owner_follows_an_open_round_without_learning_what_the_last_one_answered(
    site: Site, address: str, page: Page
) -> None:
    survey = site.put("brukererfaring", "anonymous")
    asked = survey.round()
    hand_in(asked, answered(19, "self", 5))
    owner = Respondent(page).opens(f"{address}/undersokelser/{survey.id}")
    owner.fills(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    page.get_by_role("link", name=re.compile("^Resultater")).click()
    owner.sees("Kan ikke vises: færre enn 20 har svart.")
    hand_in(asked, [*answered(1, "self", 5), *answered(10, "self", 4), *answered(10, "proxy", 5)])
    page.reload()
    owner.sees("Nye tall regnes ut nå.")
    # Without scripts the page comes anew by itself until the numbers are there.
    page.get_by_text("Tallene er fra da 40 hadde svart").wait_for(timeout=PATIENCE)
    before = table(page)
    assert before
    hand_in(asked, answered(1, "proxy", 1))
    page.reload()
    owner.sees("41 har svart.")
    assert table(page) == before
    assert page.locator("figure img").first.evaluate("each => each.complete && each.naturalWidth > 0")
    assert owner.complaints == []
