"""What WCAG 2.2 asks for and axe does not look at, as far as a program can tell, on pages of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sites import Site
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.test_accessibility import AXE, fits, press

SCRIPTS = sorted((Path(__file__).parents[3] / "surveyapp/web/static").glob("*.js"))
ASKING = ("choosing", "numbers", "words", "rating", "moments", "registers", "preferring")
PHONE = {"width": 360, "height": 640}
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""The spacing of success criterion 1.4.12."""
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
    const style = getComputedStyle(each);
    if (!each.checkVisibility() || each.matches('.ds-sr-only, .ds-skip-link, select, option')) return false;
    return each.innerText?.trim() && (style.overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1
            || style.overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 120))"""
STOPS = """() => {
    const seen = new Set();
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(each => {
        if (each.tabIndex < 0 || each.disabled || each.type === 'hidden') return false;
        if (!each.checkVisibility({visibilityProperty: true})) return false;
        if (each.type !== 'radio') return true;
        // A group of radio buttons is one stop.
        if (seen.has(each.name)) return false;
        seen.add(each.name);
        return true;
    }).map(each => each.type === 'radio' ? each.name : each.id || each.name + each.value + each.textContent.trim());
}"""
HERE = """() => {
    const each = document.activeElement;
    if (each === document.body || each === document.documentElement) return '';
    return each.type === 'radio' ? each.name : each.id || each.name + each.value + each.textContent.trim();
}"""
HIDDEN = """() => {
    const each = document.activeElement;
    // Between the last control and the first, the browser has focus itself.
    if (each === document.body) return '';
    const line = document.querySelector('.saving:not(:empty)');
    const one = each.getBoundingClientRect(), other = line?.getBoundingClientRect();
    // Of a tall box the browser brings the line that is written on.
    const foot = each.matches('textarea') ? one.top + 48 : one.bottom;
    const over = other && one.left < other.right && one.right > other.left && one.top < other.bottom
        && foot > other.top;
    return over || foot > innerHeight + 1 || one.top < -1 ? each.outerHTML.slice(0, 120) : '';
}"""
USE = """() => {
    window.__here = true;
    const lost = [];
    for (const each of document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')) {
        if (!each.checkVisibility({visibilityProperty: true})) continue;
        each.focus();
        if (each.matches('[type=radio], [type=checkbox]')) each.click();
        else if (each.matches('select')) each.selectedIndex = each.options.length - 1;
        else each.value = '7';
        for (const kind of ['input', 'change']) each.dispatchEvent(new Event(kind, {bubbles: true}));
        if (document.activeElement !== each) lost.push(each.outerHTML.slice(0, 120));
    }
    return lost;
}"""
SEEN_AND_SAID = "axe.run(document, {runOnly: ['label-content-name-mismatch', 'css-orientation-lock']})"
"""Rules of axe that it does not run by itself."""
STRANGE = {
    "media": "audio, video, object, embed, iframe, canvas, marquee, blink",
    "pictures of text": "img:not(.logo)",
    "keys of our own": "[accesskey]",
    "what comes on hover": "[title], [popover]",
}
LISTENED = {"input", "change", "submit", "click", "online", "pagehide", "visibilitychange", "beforeunload"}
SPOKEN = {"voiceschanged", "end"}
"""All that our scripts hear: nothing of single keys, of pointers that move or are held, of pasting or of motion."""


@dataclass(frozen=True)
class Shown:
    """Addresses of pages of every kind, and a way to open them in a browser of one's own."""

    addresses: tuple[str, ...]
    open: Callable[..., Any]

    def asking(self) -> list[str]:
        return [address for address in self.addresses if address.rpartition("/")[2] in ASKING]


@pytest.fixture(scope="module")
def shown(site: Site, address: str, browser: Browser) -> Shown:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    link = address + site.put(EVERYTHING).round().invite("K1")
    page.goto(link)
    press(page, "Start")
    draft = page.url.partition("/side/")[0]
    page.goto(address + site.put("kommuneundersokelsen", "identified").round().invite("4204", "Kristiansand kommune"))
    press(page, "Start")
    shared = page.url.removesuffix("/oversikt")
    kept = context.storage_state()
    context.close()

    @contextmanager
    def opened(**how: Any) -> Iterator[Page]:
        inner = browser.new_context(storage_state=kept, locale="nb-NO", **{"viewport": PHONE, **how})
        yield inner.new_page()
        inner.close()

    plain = (link, *(address + path for path in ("/", "/lesehjelp", "/trekk", "/logg-inn")))
    ours = (f"{draft}/kontroll", f"{draft}/senere", f"{shared}/oversikt", f"{shared}/godkjenning")
    return Shown((*plain, *(f"{draft}/side/{name}" for name in ASKING), *ours), opened)


def pages(shown: Shown, addresses: list[str] | None = None, **how: Any) -> Iterator[Page]:
    with shown.open(**how) as page:
        for address in addresses or shown.addresses:
            page.goto(address)
            yield page


def test_text_can_be_spaced_out(shown: Shown) -> None:
    cut = {}
    for page in pages(shown, bypass_csp=True):
        page.add_style_tag(content=SPACED)
        fits(page, f"{page.url}, spaced out")
        cut[page.url] = page.evaluate(CUT)
    assert {where: found for where, found in cut.items() if found} == {}


@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 256)])
def test_a_window_magnified_or_turned_is_not_scrolled_sideways(width: int, height: int, shown: Shown) -> None:
    # 1280 by 1024 at 200 % and 400 %; the first is a phone on its side too.
    for page in pages(shown, viewport={"width": width, "height": height}):
        fits(page, f"{page.url} at {width}")


def test_tab_goes_through_a_page_in_order_and_out_of_it(shown: Shown) -> None:
    for page in pages(shown):
        page.evaluate("document.activeElement.blur()")
        wanted = page.evaluate(STOPS)
        met = []
        for _stop in wanted:
            page.keyboard.press("Tab")
            met.append(page.evaluate(HERE))
        assert met == wanted, page.url
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(HERE) == wanted[-2], page.url


def test_what_has_focus_is_never_behind_what_is_told(shown: Shown) -> None:
    hidden = []
    for page in pages(shown, shown.asking()):
        first = page.locator("main .question").locator("input:visible, textarea:visible").first
        if first.get_attribute("type") in ("radio", "checkbox"):
            first.check()
        else:
            first.fill("7")
        first.evaluate("each => each.dispatchEvent(new Event('change', {bubbles: true}))")
        expect(page.locator(".saving")).not_to_be_empty()
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        stops = len(page.evaluate(STOPS))
        for key in ["Tab"] * (stops + 1) + ["Shift+Tab"] * (stops + 1):
            page.keyboard.press(key)
            hidden.append((page.url.rpartition("/")[2], key, page.evaluate(HIDDEN)))
    assert not (behind := [found for found in hidden if found[2]]), behind


def test_focus_and_answers_send_nobody_elsewhere(shown: Shown) -> None:
    for page in pages(shown):
        before = page.url
        page.context.on("page", lambda other: pytest.fail(f"{other.url} was opened"))
        assert page.evaluate(USE) == [], page.url
        page.wait_for_timeout(300)
        assert page.evaluate("window.__here") is True
        assert page.url == before


def test_nothing_sounds_moves_or_comes_by_itself(shown: Shown) -> None:
    found = {}
    for page in pages(shown, reduced_motion="no-preference"):
        for what, selector in STRANGE.items():
            found[page.url, what] = page.locator(selector).count()
        found[page.url, "movement"] = page.evaluate("document.getAnimations().length")
        found[page.url, "speech"] = page.evaluate("Number(!!globalThis.speechSynthesis?.speaking)")
    assert {where: count for where, count in found.items() if count} == {}


def test_scripts_hear_nothing_of_single_keys_gestures_or_pasting() -> None:
    heard = {
        kind
        for script in SCRIPTS
        for kind in re.findall(r"addEventListener\??\.?\(\s*\"(\w+)\"|\.on([a-z]+)\s*=", script.read_text("utf-8"))
    }
    kinds = {word for pair in heard for word in pair if word}
    assert "submit" in kinds
    assert kinds - LISTENED - SPOKEN == set()


def test_the_same_frame_and_the_same_words_stand_on_every_page(shown: Shown) -> None:
    frames, words = set(), set()
    for page in pages(shown, shown.asking()):
        frames.add(tuple(page.locator("header").locator("a, button").all_inner_texts()))
        buttons = page.locator("main .actions button:visible").all()
        words |= {(button.get_attribute("value"), button.inner_text()) for button in buttons}
    assert len(frames) == 1
    assert len({value for value, _text in words}) == len(words) >= 2


def test_boxes_say_what_browsers_may_fill_in(shown: Shown) -> None:
    told = set()
    for page in pages(shown):
        for box in page.locator("input[autocomplete]").all():
            told.add((box.get_attribute("name"), box.get_attribute("autocomplete")))
        unmarked = page.locator("[type=email]:not([autocomplete]), [type=tel]:not([autocomplete])")
        assert unmarked.count() == 0, page.url
    assert {("email", "username"), ("password", "current-password"), ("email", "email"), ("phone", "tel")} <= told


def test_what_is_read_on_a_control_is_in_its_name_and_no_way_to_hold_a_phone_is_locked(shown: Shown) -> None:
    broken, passed = {}, set()
    for page in pages(shown):
        page.evaluate(f"() => {{ {AXE} }}")
        found: dict[str, Any] = page.evaluate(f"async () => await {SEEN_AND_SAID}")
        broken[page.url] = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
        passed |= {each["id"] for each in found["passes"]}
    assert {where: rules for where, rules in broken.items() if rules} == {}
    assert "css-orientation-lock" in passed
