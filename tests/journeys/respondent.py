"""A person at a browser, who reads what is on the page and answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from tests.watching import Watch

MOST_STOPS = 400
"""More presses of Tab than any page needs; beyond it a control cannot be reached."""


@dataclass
class Respondent:
    """Answers page by page from an answers document, by mouse or by keyboard alone; every page is looked over."""

    page: Page
    by_keyboard: bool = False
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch.beside(self.page)

    @property
    def complaints(self) -> list[str]:
        """What the browser has complained of."""
        return self.watch.complaints

    def opens(self, link: str) -> Respondent:
        response = self.page.goto(link)
        assert response is not None
        assert response.ok, f"{link} gave {response.status}"
        self.watch.look()
        return self

    def starts(self) -> Respondent:
        start, resume = (
            self.page.get_by_role("button", name=name, exact=True) for name in ("Start", "Fortsett der du var")
        )
        return self._presses(start.or_(resume).first)

    def answers_everything(self, answers: Mapping[str, Any]) -> Respondent:
        """Fill in page after page until the check page is there."""
        for _ in range(100):
            if "/kontroll" in self.page.url:
                return self
            self._fills(fields(answers))
            self.goes_on()
        raise AssertionError("There were more than a hundred pages.")

    def goes_on(self) -> Respondent:
        return self.presses("Neste")

    def presses(self, words: str) -> Respondent:
        return self._presses(self.page.get_by_role("button", name=words, exact=True))

    def presses_beside(self, question: str, words: str) -> Respondent:
        """A button that stands under each question."""
        button = self.page.get_by_role("button", name=words, exact=True)
        return self._presses(button.and_(self.page.locator(f'[value$=":{question}"]')))

    def follows(self, words: str) -> Respondent:
        return self._presses(self.page.get_by_role("main").get_by_role("link", name=words, exact=True))

    def fills(self, **wanted: Any) -> Respondent:
        self._fills(wanted)
        return self

    def hands_in(self) -> Respondent:
        self.presses("Lever svarene")
        self.page.wait_for_url("**/kvittering")
        return self

    def _presses(self, button: Locator) -> Respondent:
        with self.page.expect_navigation():
            if self.by_keyboard:
                self._reaches(button)
                self.page.keyboard.press("Enter")
            else:
                button.click()
        self.watch.look()
        return self

    def _reaches(self, control: Locator) -> None:
        """Press Tab until the control, or its group of radio buttons, has focus."""
        here = "(each) => each === document.activeElement || !!each.name && each.type === 'radio' && "
        here += "document.activeElement.type === 'radio' && each.name === document.activeElement.name"
        for _ in range(MOST_STOPS):
            if control.evaluate(here):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {control.evaluate('each => each.outerHTML')}")

    def sees(self, words: str) -> Respondent:
        assert words in self.text, f"{words!r} is not on the page:\n{self.text}"
        return self

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def _fills(self, wanted: Mapping[str, Any]) -> None:
        """Put each answer into the control that has its name; a text box stands beside the ways of not answering."""
        controls = self.page.locator("main form [name]")
        names = dict.fromkeys(control.get_attribute("name") or "" for control in controls.all())
        for name in names:
            if name in wanted:
                self._fill(name, wanted[name])

    def _fill(self, name: str, answer: Any) -> None:
        controls = self.page.locator(f'main form [name="{name}"]:not([type=hidden]):not([type=submit])')
        codes = [str(code) for code in (answer if isinstance(answer, list) else [answer])]
        ticked = False
        for control in controls.all():
            if control.get_attribute("type") in ("radio", "checkbox"):
                ticked = self._ticks(control, codes) or ticked
        if ticked:
            return
        for control in controls.all():
            tag = control.evaluate("element => element.tagName")
            if tag == "SELECT":
                self._chooses(control, str(answer))
            elif control.get_attribute("type") not in ("radio", "checkbox"):
                self._writes(control, str(answer).replace(".", ",") if isinstance(answer, float) else str(answer))

    def _chooses(self, control: Locator, code: str) -> None:
        if not self.by_keyboard:
            control.select_option(code)
            return
        self._reaches(control)
        self.page.keyboard.press("Home")
        for _ in range(MOST_STOPS):
            if control.input_value() == code:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to {code}.")

    def _writes(self, control: Locator, words: str) -> None:
        if self.by_keyboard:
            self._reaches(control)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)
        else:
            control.fill(words)

    def _ticks(self, control: Locator, codes: list[str]) -> bool:
        wanted = control.get_attribute("value") in codes
        if wanted and not control.is_checked():
            if self.by_keyboard:
                self._ticks_by_keyboard(control)
            else:
                # As a finger does: on the words beside the box.
                control.locator("xpath=ancestor::label | following-sibling::label").click()
        return wanted

    def _ticks_by_keyboard(self, control: Locator) -> None:
        self._reaches(control)
        if control.get_attribute("type") == "checkbox" or control.evaluate("each => each === document.activeElement"):
            self.page.keyboard.press("Space")
        for _ in range(MOST_STOPS):
            if control.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The arrows do not lead to the choice.")


def fields(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The document, taken apart into the fields of the form."""
    found: dict[str, Any] = {}
    for question, answer in answers.items():
        if isinstance(answer, Mapping):
            found.update({f"{question}.{part}": given for part, given in answer.items()})
        else:
            found[question] = answer
    return found
