"""Whatever page a browser test comes to is looked over: console, title, focus, error words, weight."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from surveyapp.web.languages import direction

MOST_HTML = 30 * 1024
"""Bytes before compression."""
EXPECTED = re.compile("Failed to load resource: .* status of 4")
"""The browser tells of every page whose status is an error; ours are errors that we mean."""
ERROR = {"nb": "Feil: ", "nn": "Feil: ", "en": "Error: "}
"""How a title begins when something must be mended, in the languages that we stand for ourselves."""
GENERIC = re.compile(r"ikke fylt ut|ugyldig|er påkrevd|feil format|invalid|is required|not valid", re.IGNORECASE)
"""Error words that do not say what to do."""
OURS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/s/)[^/?]+")
"""What makes the address of one person's page another than her neighbour's."""

# On a busy machine a font that is just in time moves one line by 0.0005; 0.1 is what people are said to notice.
SHIFTS = """
addEventListener('securitypolicyviolation', event => __told(`${event.violatedDirective}: ${event.blockedURI}`));
new PerformanceObserver(list => list.getEntries().filter(each => !each.hadRecentInput && each.value > 0.002).forEach(
    each => __told(`moved by ${each.value}: ${each.sources.map(source => source.node?.outerHTML?.slice(0, 80))}`)
)).observe({type: 'layout-shift', buffered: true});
"""

FOCUSED = """() => {
    const summary = document.querySelector('.ds-error-summary, .look-again');
    return !summary || summary.contains(document.activeElement);
}"""

READ = """() => {
    const summary = document.querySelector('.ds-error-summary, .look-again');
    const focusable = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
        each => each.tabIndex >= 0 && !each.disabled && each.type !== 'hidden'
            && each.checkVisibility({visibilityProperty: true}));
    const before = document.activeElement, unseen = [], scrolled = [scrollX, scrollY];
    // A box shows its focus itself, or the row with its words does.
    const row = each => [each, each.parentElement, each.parentElement?.parentElement].filter(Boolean);
    const style = each => { const s = getComputedStyle(each); return s.outlineStyle + s.outlineWidth + s.boxShadow; };
    const look = each => row(each).map(style).join();
    for (const each of focusable) {
        const still = look(each);
        each.focus({preventScroll: true, focusVisible: true});
        const {width, height} = each.getBoundingClientRect();
        if (document.activeElement !== each || width * height === 0 || look(each) === still && each !== before)
            unseen.push(each.outerHTML.slice(0, 120));
    }
    before === document.body ? document.activeElement.blur() : before.focus({preventScroll: true});
    scrollTo(...scrolled);
    const led = [...(summary?.querySelectorAll('li a') ?? [])].map(link => {
        // The check page leads to the pages where the questions stand; these are looked at when they come.
        if (link.pathname !== location.pathname) return {text: link.textContent.trim(), control: true};
        const there = document.querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
        return {text: link.textContent.trim(), control: !!there?.matches('input, select, textarea, button')};
    });
    return {
        title: document.title, lang: document.documentElement.lang, dir: document.documentElement.dir,
        headings: document.querySelectorAll('h1').length, unseen, led,
        jumping: document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])').length,
        failed: !!document.querySelector('.ds-error-summary'), focused: !summary || before === summary,
        html: performance.getEntriesByType('navigation')[0].decodedBodySize,
    };
}"""


@dataclass
class Watch:
    """Beside one tab: `look` at each page, and hear what the browser complains of meanwhile."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._hear(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._arrive)
        self.page.expose_function("__told", self._hear)
        self.page.add_init_script(SHIFTS)

    @classmethod
    def beside(cls, page: Page) -> Watch:
        """The one watch of this tab."""
        if page not in _WATCHES:
            _WATCHES[page] = cls(page)
            page.once("close", _forget)
        return _WATCHES[page]

    def look(self) -> None:
        """Every page must be in order, and none may have been complained of."""
        self.page.wait_for_load_state()
        # The browser gives the summary focus a moment after the page is there; `focused` tells if it never does.
        with suppress(PlaywrightTimeout):
            self.page.wait_for_function(FOCUSED, timeout=5_000)
        seen: dict[str, Any] = self.page.evaluate(READ)
        where = OURS.sub("*", urlsplit(self.page.url).path)
        wrong = {
            "one h1": seen["headings"] == 1,
            "a direction that goes with the language": seen["dir"] == direction(seen["lang"]),
            "at most 30 KB of HTML": seen["html"] <= MOST_HTML,
            "focus in the order of the page": seen["jumping"] == 0,
            "a focus that can be seen": seen["unseen"] == [],
            "a title of its own": self.status >= 400 or self.titles.setdefault(seen["title"], where) == where,
            "a title that tells of errors": self._tells(seen),
            "focus on the summary": seen["focused"],
            "links from the summary to controls": all(each["control"] for each in seen["led"]),
            "errors that say what to do": not any(GENERIC.search(each["text"]) for each in seen["led"]),
            "nothing that the browser complains of": self.complaints == [],
        }
        broken = [rule for rule, kept in wrong.items() if not kept]
        assert not broken, f"{where} lacks {broken}: {json.dumps(seen, ensure_ascii=False)} {self.complaints}"

    def _tells(self, seen: dict[str, Any]) -> bool:
        begins = ERROR.get(seen["lang"], seen["title"])
        return bool(seen["title"]) and (not seen["failed"] or seen["title"].startswith(begins))

    def _hear(self, text: str) -> None:
        if not EXPECTED.search(text):
            self.complaints.append(text)

    def _arrive(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status


_WATCHES: dict[Page, Watch] = {}


def _forget(page: Page) -> None:
    del _WATCHES[page]
