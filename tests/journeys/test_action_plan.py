"""A coordinating unit follows its plan: owners are asked by mail, one answers on a phone, and the year is rolled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests import postbox
from tests.journeys.respondent import Respondent
from tests.postbox import Postbox
from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN as QUESTIONNAIRE
from tests.surveyapp.web.plans_there import PutPlan, put_plan

LINK = re.compile(r"http://\S+/t/[\w-]+")
Sits = Callable[[int], Respondent]


@pytest.fixture
def box(site: Site, address: str) -> Iterator[Postbox]:
    with postbox.delivering(site.app, address) as box:
        yield box


@pytest.fixture
def sits(browser: Browser) -> Iterator[Sits]:
    """People, each with a browser of her own: at a desk or with a phone, by the width of its window."""
    contexts = []

    def sits_down(width: int) -> Respondent:
        contexts.append(browser.new_context(locale="nb-NO", viewport={"width": width, "height": 800}))
        return Respondent(contexts[-1].new_page())

    yield sits_down
    for context in contexts:
        context.close()


@pytest.fixture
def plan(site: Site) -> tuple[PutPlan, str]:
    """A plan whose first measure has an owner with an address, and the e-mail address of its coordinator."""
    survey = site.put(QUESTIONNAIRE)
    with site.session() as session:
        return put_plan(session, survey.organisation_id, told=False), site.employ(survey)


def test_a_plan_is_asked_about_answered_on_a_phone_and_rolled(
    plan: tuple[PutPlan, str], address: str, box: Postbox, sits: Sits
) -> None:
    found, email = plan
    quarter, following = f"{found.now.number}. kvartal {found.now.year}", found.now.year + 1
    coordinator = sits(1280).opens(address + found.path).fills(email=email, password=PASSWORD).presses("Logg inn")
    asking = coordinator.sees("0 av 2 tiltak har status").page.get_by_role(
        "link", name=re.compile(f"status.*{quarter}")
    )
    with coordinator.page.expect_navigation():
        asking.first.click()
    coordinator.sees("Én får e-post.")
    coordinator.presses("Be om status").sees("Én er spurt på e-post.").sees("Én må få lenken av deg.")
    assert str(box.last()["To"]) == "leder@example.org"
    (link,) = LINK.findall(box.words())

    owner = sits(360).opens(link).sees("Øke ergoterapiressursen fra 1 til 2 stillinger").starts()
    owner.fills(progress="in_progress", reached="1,5", comment="Stillingen er lyst ut").presses("Send statusen")
    owner.sees("Takk, statusen er mottatt.")
    assert owner.page.url.endswith(f"/tiltak/{found.measure_id}/{found.now.number}")

    coordinator.opens(address + found.path).sees("1 av 2 tiltak har status").sees("1,5 av 2 stillinger")
    strip = coordinator.page.get_by_role("row").filter(has_text="Øke ergoterapiressursen")
    assert "Under arbeid" in strip.get_by_role("cell").nth(found.now.number - 1).inner_text()

    coordinator.follows(f"Rullér til {following}").presses(f"Lag planen for {following}")
    coordinator.sees(f"Planen for {following} er laget.").follows("Øke ergoterapiressursen fra 1 til 2 stillinger")
    coordinator.sees("Stillingen er lyst ut").sees("Gitt av den ansvarlige").sees("Videreført")
    assert box.messages[1:] == []
