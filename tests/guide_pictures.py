"""The pictures of the guide for newcomers, of the demonstration: `make screenshots` takes them anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page

from surveyapp.demo import filling
from surveyapp.demo.courses import UNITS
from surveyapp.demo.filling import EMAIL, Tour
from surveyapp.oidc.providers import Provider
from tests import report_pictures
from tests.browser import serving
from tests.sites import Site, built
from tests.vouching import offering

FOLDER = Path(__file__).parents[1] / "docs/brukerveiledning/bilder"
WIDTH, TALLEST = 1280, 1300
COLOURS = 64

WAYS: Mapping[str, tuple[str, ...]] = {
    "undersokelse": ("/undersokelser", "Kommuneundersøkelsen"),
    "tilgang": ("/medlemmer",),
    "nokler": ("/tilgangsnokler",),
    "oversikt": ("/oversikt", "Oppfølging"),
    "forlop": ("/forlop", UNITS[0]),
    "plan": ("/planer", "Handlingsplan"),
    "tiltak": ("/planer", "Handlingsplan", "Utarbeide rutiner"),
    "pilot": ("/piloter", "Fremtidsrettet"),
    "rapport": ("/rapporter", "Kristiansand"),
    "ny-rapport": ("/rapporter/ny",),
    "uttak": ("/undersokelser", "Kommuneundersøkelsen", "Ta ut data"),
    "sletting": ("/undersokelser", "PSFS i rehabilitering", "Sletting: hva som slettes, og når"),
}
"""Picture -> the address to begin at, and the links to follow from there, each by the beginning of its words."""
NAMES = {*WAYS, "endring", "runde", "meldinger", "start", "lesehjelp", "kommune", "logg-inn"}


def take(browser: Browser) -> int:
    """Walk through a fresh demonstration with a camera, its reports too; how many pictures the guide has."""
    FOLDER.mkdir(exist_ok=True)
    taken = set()
    with tempfile.TemporaryDirectory() as folder, built(Path(folder)) as site:
        tour = _filled(site)
        sign_ins = Provider(
            key="ansattporten",
            name="Ansattporten",
            issuer="https://example.org",
            client_id="medvirk",
            client_secret="none",
        )
        with serving(site.app) as address, offering(site.app, sign_ins):
            for name, page in _walk(browser, address, tour):
                _keep(name, page.screenshot(full_page=True))
                taken.add(name)
        report_pictures.take(browser, site)
    if taken != NAMES:
        raise AssertionError(taken ^ NAMES)
    return len(taken)


def _filled(site: Site) -> Tour:
    with site.session() as session:
        tour = filling.fill(filling.Site(session, site.settings, datetime.now(UTC)), progress=lambda _words: None)
        session.commit()
        return tour


def _keep(name: str, taken: bytes) -> None:
    whole = Image.open(BytesIO(taken)).convert("RGB")
    picture = whole.crop((0, 0, WIDTH, min(whole.height, TALLEST))).quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


def _walk(browser: Browser, address: str, tour: Tour) -> Iterator[tuple[str, Page]]:
    yield from _responds(_tab(browser, address), address, tour)
    page = _tab(browser, address)
    page.goto(f"{address}/logg-inn")
    yield "logg-inn", page
    page.fill("#email", EMAIL)
    page.fill("#password", tour.password)
    _press(page, "Logg inn")
    for name, (start, *links) in WAYS.items():
        page.goto(address + start)
        for words in links:
            _follow(page, words)
        yield name, page
    yield from _looks_back(page, address)
    yield from _sets_up(page, address)


def _responds(page: Page, address: str, tour: Tour) -> Iterator[tuple[str, Page]]:
    """A user reads the first page and gets help with reading; a municipality opens its overview."""
    links = {stop.title.partition(" ")[0]: stop.links[-1][1] for stop in tour.stops}
    page.goto(f"{address}/s/{links['Brukererfaring']}")
    yield "start", page
    page.get_by_role("button", name="Lesehjelp").click()
    page.get_by_role("heading", name="Lesehjelp").wait_for()
    yield "lesehjelp", page
    page.goto(f"{address}/s/{links['Kommuneundersøkelsen']}")
    _press(page, "Start")
    yield "kommune", page


def _looks_back(page: Page, address: str) -> Iterator[tuple[str, Page]]:
    """A unit shows the change in the first course that has one."""
    page.goto(f"{address}/forlop")
    _follow(page, UNITS[0])
    courses = page.locator("main a[href^='/forlop/']").evaluate_all("links => links.map(each => each.href)")
    for course in courses:
        page.goto(course)
        if page.get_by_role("link", name="Vis endringen").count():
            _follow(page, "Vis endringen")
            yield "endring", page
            return


def _sets_up(page: Page, address: str) -> Iterator[tuple[str, Page]]:
    """An owner adds a round, sees what is missing, and plans an invitation and a reminder."""
    page.goto(f"{address}/undersokelser")
    _follow(page, "Kommuneundersøkelsen")
    _follow(page, "Ny runde")
    page.fill("#label", "Neste oppfølging")
    page.select_option("#county", label="Agder")
    _press(page, "Legg til runden")
    yield "runde", page
    _follow(page, "Invitasjoner og påminnelser")
    overview = page.url
    _follow(page, "Legg inn kontaktliste")
    rows = ["deltaker;e-post", *(f"{number};post-{number}@example.org" for number in range(4201, 4205))]
    page.set_input_files(
        "#file", FilePayload(name="kontakter.csv", mimeType="text/csv", buffer="\n".join(rows).encode())
    )
    _press(page, "Les listen")
    _press(page, "Legg inn adressene")
    for kind, before in (("invitation", 20), ("reminder", 7)):
        page.goto(f"{overview}/ny")
        page.check(f"[name=kind][value={kind}]")
        page.fill("#before", str(before))
        _press(page, "Legg i planen")
    page.goto(overview)
    yield "meldinger", page


def _tab(browser: Browser, address: str) -> Page:
    context = browser.new_context(
        locale="nb-NO", reduced_motion="reduce", color_scheme="light", viewport={"width": WIDTH, "height": 600}
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


def _follow(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=words).first.click()


def _press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()
