"""What is mailed leads on: a municipality answers with many hands, and somebody goes on in another browser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.services import exporting
from surveyapp.synthetic import Person, answers
from tests import postbox
from tests.journeys.respondent import Respondent, fields
from tests.postbox import Postbox
from tests.sites import AskedRound, Site

LINK = re.compile(r"http://\S+/k/[\w-]+")
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
PLAN, UNIT = "Plan og forankring", "Koordinerende enhet"
PARTS = {PLAN: "Kari", UNIT: "Per"}
COMMENT = "Planen ble vedtatt i mai"
REASON = "Vi hadde krysset feil"

Somebody = Callable[[], Respondent]


@pytest.fixture
def box(site: Site, address: str) -> Iterator[Postbox]:
    with postbox.delivering(site.app, address) as box:
        yield box


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Somebody]:
    """People, each with a browser of her own."""
    contexts = []

    def sits_down() -> Respondent:
        contexts.append(browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740}))
        return Respondent(contexts[-1].new_page())

    yield sits_down
    for context in contexts:
        context.close()


@pytest.fixture
def given() -> dict[str, Any]:
    """Synthetic answers for a whole municipality."""
    person = Person(0.5, 2.5, 0.0, date(2025, 1, 1), "", 1, None)
    return answers(load_file(paths()["kommuneundersokelsen"]), person, Random(5)) | {"A1": "4204"}


def mailed(box: Postbox, to: str) -> str:
    """The link in the last message, which went to this address."""
    assert to in str(box.last()["To"])
    found = LINK.search(box.words())
    assert found is not None, box.words()
    return found[0]


def hands_out(coordinator: Respondent, part: str, name: str) -> None:
    coordinator.fills(label=name, address=f"{name.lower()}@example.org")
    coordinator.page.get_by_label(part, exact=True).check()
    coordinator.presses("Fordel").sees(f"Lenken til {name} er klar").sees("Vi har sendt den på e-post")


def answers_a_part(colleague: Respondent, part: str, wanted: dict[str, Any]) -> None:
    colleague.starts().follows(part)
    while "/side/" in colleague.page.url:
        colleague.fills(**wanted).goes_on()
    colleague.presses("Ferdig med min del").sees("Du har meldt fra at du er ferdig")


def counted(asked: AskedRound) -> dict[str, Any]:
    """The one answer that counts."""
    with asked.site.session() as session:
        (counts,) = exporting.documents(session, asked.survey_id, asked.id).answers
        return dict(counts[0])


def archived(person: Respondent) -> str:
    """The words of the receipt, downloaded."""
    with person.page.expect_download() as arriving:
        person.page.get_by_role("link", name="Last ned kvittering til arkivet (PDF)").click()
    pages = PdfReader(io.BytesIO(arriving.value.path().read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def comments(colleague: Respondent, part: str, question: str, words: str) -> None:
    colleague.starts().follows(part)
    colleague.page.locator("summary").filter(has_text="Kommenter til kollegaene").first.click()
    colleague.fills(**{f"_comment.{question}": words})
    colleague.presses_beside(question, "Lagre kommentaren").sees(words)


def signs(person: Respondent) -> Respondent:
    person.fills(name="Ola Eksempel", job="Kommunedirektør", may="yes")
    return person.presses("Godkjenn og lever").sees("Takk, svaret er godkjent og levert")


@pytest.fixture
def answered(
    site: Site, address: str, box: Postbox, somebody: Somebody, given: dict[str, Any]
) -> tuple[AskedRound, Respondent]:
    """All is answered, by three people; the coordinator stands before the sign-off."""
    asked = site.put("kommuneundersokelsen", "identified").round()
    coordinator = somebody().opens(address + asked.invite("4204", "Kristiansand kommune")).starts()
    links = {}
    for part, name in PARTS.items():
        hands_out(coordinator, part, name)
        links[part] = mailed(box, f"{name.lower()}@example.org")
    kari, per = (somebody().opens(link).sees("Kristiansand kommune") for link in links.values())
    comments(kari, PLAN, "B1", COMMENT)
    kari.opens(links[PLAN])
    wanted = fields(given)
    answers_a_part(kari, PLAN, {name: each for name, each in wanted.items() if name.startswith("B")})
    answers_a_part(per, UNIT, {name: each for name, each in wanted.items() if name.startswith("C")})
    coordinator.opens(coordinator.page.url.split("/oversikt")[0] + "/oversikt").sees(COMMENT).sees("Ferdig")
    rest = {name: each for name, each in given.items() if name[0] not in "BC"}
    coordinator.follows("Om svaret").answers_everything(rest).presses("Til godkjenning")
    return asked, coordinator


def test_a_municipality_answers_with_many_hands_signs_and_corrects(
    answered: tuple[AskedRound, Respondent], box: Postbox, somebody: Somebody, given: dict[str, Any]
) -> None:
    asked, coordinator = answered
    coordinator.fills(label="Ola", address="ola@example.org").presses("Send til godkjenning")
    signs(somebody().opens(mailed(box, "ola@example.org")).starts().sees("Godkjenn svaret"))
    first = counted(asked)
    assert {name: first.get(name) for name in given} == given

    words = archived(coordinator.opens(coordinator.page.url.partition("/godkjenning")[0] + "/signert"))
    assert "Kristiansand kommune" in words
    assert "Ola Eksempel, Kommunedirektør" in words
    assert COMMENT not in words
    coordinator.fills(reason=REASON).presses("Start en retting").follows(PLAN)
    other = next(code for code in ("own_plan", "no") if code != given["B1"])
    coordinator.fills(B1=other).goes_on()
    assert counted(asked)["B1"] == given["B1"]
    coordinator.opens(coordinator.page.url.partition("/side/")[0] + "/godkjenning")
    signs(coordinator).sees("Utgave 2").sees(REASON).sees("Erstattet")
    assert counted(asked)["B1"] == other


def test_a_code_that_is_mailed_opens_the_draft_in_another_browser(
    site: Site, address: str, box: Postbox, somebody: Somebody
) -> None:
    asked = site.put("brukererfaring", "anonymous").round()
    phone = somebody().opens(address + asked.open_link()).starts().fills(role="self").goes_on()
    phone.page.get_by_label("I noen grad").first.check()
    phone.presses("Fortsett senere").fills(address="kari@example.org").presses("Send koden")
    phone.sees("Vi sender koden til kari@example.org")
    found = CODE.search(box.words())
    assert found is not None
    assert "kari@example.org" in str(box.last()["To"])

    machine = somebody().opens(address).fills(code=found[0].lower()).presses("Åpne undersøkelsen")
    machine.presses("Forrige")
    assert machine.page.get_by_label("I noen grad").first.is_checked()
