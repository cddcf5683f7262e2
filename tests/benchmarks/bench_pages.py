"""What the answering pages weigh and how soon they are drawn, for a phone that has never been here, on a slow network.

Chromium simulates the network: 1.6 Mbit/s down, 0.75 Mbit/s up and 150 ms to an answer, but no slower processor.
HTML is counted before compression, and sent without; all is counted as it is sent, with its headers.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Browser, Page

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.synthetic import Person, answers
from tests.benchmarks.serving import served
from tests.browser import chromium_started
from tests.journeys.respondent import Respondent
from tests.sites import SECRET, Site, built
from tests.watching import MOST_HTML

CONFIG = "python:surveyapp.web.gunicorn_conf"
CONTACT = "another secret of this benchmark only, 987654"
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""Slow 4G, in milliseconds and bytes a second."""
MOST_BYTES, LATEST_PAINT = 120 * 1024, 1.5
VISITS = 3
"""Times that each page is drawn for the first time; the soonest counts: what else the machine does only delays."""
CHOICE = Path(__file__).parents[1] / "questionnaires/examples/choice.yaml"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
READ = """() => ({
    html: performance.getEntriesByType('navigation')[0].decodedBodySize,
    seconds: performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000,
})"""


class TooHeavyError(RuntimeError):
    """A page is above a limit."""


@dataclass(frozen=True)
class Visit:
    """Bytes of HTML, bytes in all, and seconds until something is drawn."""

    html: int
    sent: int
    seconds: float


def main() -> None:
    """Print each page's figures; fail above the limits."""
    logging.disable()
    print(f"limits: HTML {MOST_HTML:,} bytes, first visit {MOST_BYTES:,} bytes, first paint {LATEST_PAINT} s")
    with tempfile.TemporaryDirectory() as folder, built(Path(folder)) as site:
        env = {"DATABASE_URL": site.settings.database_url, "SECRET_KEY": SECRET, "CONTACT_KEY": CONTACT}
        env |= {"SECURE_COOKIES": "false", "INSTANCE_DIR": folder}
        with served("surveyapp:create_app()", CONFIG, env) as server, chromium_started() as browser:
            broken = [
                told
                for way in (patient, user, municipality, in_other_letters)
                for name, page in way(site, server.address, browser)
                for told in weighed(browser, name, page)
            ]
    if broken:
        raise TooHeavyError(" ".join(broken))


def weighed(browser: Browser, name: str, page: Page) -> Iterator[str]:
    """Print what the page that stands in this tab costs in other, empty browsers, and tell what is above a limit."""
    visits = [visited_twice(browser, page) for _visit in range(VISITS)]
    first, second = visits[0]
    seconds = min(new.seconds for new, _again in visits)
    told = f"{first.html:,} bytes of HTML, {first.sent:,} in all, {second.sent:,} again; drawn in {seconds:.2f} s"
    print(f"{name}: {told}", flush=True)
    if first.html > MOST_HTML:
        yield f"{name} has {first.html:,} bytes of HTML."
    if first.sent > MOST_BYTES:
        yield f"{name} sends {first.sent:,} bytes."
    if seconds > LATEST_PAINT:
        yield f"{name} is drawn in {seconds:.2f} s."


def visited_twice(browser: Browser, page: Page) -> tuple[Visit, Visit]:
    """With the same cookies, but nothing kept; and then once more."""
    context = browser.new_context(
        storage_state=page.context.storage_state(), locale="nb-NO", viewport={"width": 360, "height": 740}
    )
    try:
        return visited(context.new_page(), page.url), visited(context.new_page(), page.url)
    finally:
        context.close()


def visited(page: Page, address: str) -> Visit:
    """Go there by the slow network."""
    sent: dict[str, int] = {}
    network = page.context.new_cdp_session(page)
    network.on("Network.loadingFinished", lambda told: sent.update({told["requestId"]: int(told["encodedDataLength"])}))
    network.on("Network.requestServedFromCache", lambda told: sent.update({told["requestId"]: 0}))
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(PAINTED)
    told: dict[str, Any] = page.evaluate(READ)
    return Visit(told["html"], sum(sent.values()), told["seconds"])


def somebody(browser: Browser) -> Respondent:
    """A person with a tab of her own."""
    return Respondent(browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740}).new_page())


def made_up(questionnaire: str) -> dict[str, Any]:
    """Synthetic answers to a shipped questionnaire."""
    person = Person(0.5, 2.5, 0.0, date(2025, 1, 1), "", 1, None)
    return answers(load_file(paths()[questionnaire]), person, Random(5))


def patient(site: Site, address: str, browser: Browser) -> Iterator[tuple[str, Page]]:
    """PSFS at a follow-up, which draws the change on its receipt."""
    survey = site.put("psfs", synthetic=True)
    start, followup = survey.round("Start"), survey.round("Oppfølging")
    first = {"role": "self", "aktivitet": {"1": "gå i trapp", "2": "lage middag"}, "klarer": {"1": 3, "2": 4}}
    somebody(browser).opens(address + start.invite("P1")).starts().answers_everything(first).hands_in()
    her = somebody(browser).opens(address + followup.invite("P1"))
    yield "PSFS, start", her.page
    her.starts().fills(role="self").goes_on()
    yield "PSFS, a page", her.page
    her.answers_everything({"role": "self", "klarer": {"1": 7, "2": 8}})
    yield "PSFS, check", her.page
    yield "PSFS, receipt", her.hands_in().page


def user(site: Site, address: str, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The users' survey, by the link that is open to all."""
    given = made_up("brukererfaring") | {"role": "self"}
    her = somebody(browser).opens(address + site.put("brukererfaring", "anonymous").round().open_link())
    yield "users' survey, start", her.page
    her.starts().fills(role="self").goes_on()
    yield "users' survey, a page", her.page
    yield "users' survey, check", her.answers_everything(given).page
    yield "users' survey, receipt", her.hands_in().page


def municipality(site: Site, address: str, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The municipalities' survey, with its heaviest page."""
    asked = site.put("kommuneundersokelsen", "identified", synthetic=True).round()
    given = made_up("kommuneundersokelsen")
    them = somebody(browser).opens(address + asked.invite("4204", "Kristiansand kommune"))
    yield "municipality, start", them.page
    yield "municipality, overview", them.starts().page
    them.follows("Om svaret")
    yield "municipality, a page", them.page
    them.page.goto(them.page.url.replace("om_svaret", "tilbud"))
    yield "municipality, services", them.page
    them.page.go_back()
    yield "municipality, check", them.answers_everything(given).page
    them.presses("Til godkjenning").fills(name="Ola Eksempel", job="Kommunedirektør", may="yes")
    yield "municipality, sign-off", them.page
    yield "municipality, receipt", them.presses("Godkjenn og lever").page


def in_other_letters(site: Site, address: str, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The start page and a page in languages that need more of the typeface than Norwegian does."""
    for language, name in (("se", "Northern Sámi"), ("pl", "Polish"), ("uk", "Ukrainian")):
        words = CHOICE.read_text("utf-8").replace("nb", language)
        page = browser.new_context().new_page()
        page.goto(address + site.put(words).round().invite("K1"))
        yield f"{name}, start", page
        with page.expect_navigation():
            page.get_by_role("main").locator("form button.ds-button").first.click()
        yield f"{name}, a page", page


if __name__ == "__main__":
    main()
