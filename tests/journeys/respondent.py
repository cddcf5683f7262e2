"""A person at a browser, who reads what is on the page and answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page


@dataclass
class Respondent:
    """Answers page by page from an answers document, and keeps what the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def opens(self, link: str) -> Respondent:
        response = self.page.goto(link)
        assert response is not None
        assert response.ok, f"{link} gave {response.status}"
        return self

    def starts(self) -> Respondent:
        start, resume = (
            self.page.get_by_role("button", name=name, exact=True) for name in ("Start", "Fortsett der du var")
        )
        start.or_(resume).first.click()
        return self

    def answers_everything(self, answers: Mapping[str, Any]) -> Respondent:
        """Fill in page after page until the check page is there."""
        for _ in range(100):
            if "/kontroll" in self.page.url:
                return self
            self._one_heading()
            self._fills(fields(answers))
            self.goes_on()
        raise AssertionError("There were more than a hundred pages.")

    def goes_on(self) -> Respondent:
        self.page.get_by_role("button", name="Neste", exact=True).click()
        return self

    def hands_in(self) -> Respondent:
        self.page.get_by_role("button", name="Lever svarene", exact=True).click()
        self.page.wait_for_url("**/kvittering")
        return self

    def sees(self, words: str) -> Respondent:
        assert words in self.text, f"{words!r} is not on the page:\n{self.text}"
        return self

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def _one_heading(self) -> None:
        assert self.page.locator("h1").count() == 1
        assert self.page.title()

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
                control.select_option(str(answer))
            elif control.get_attribute("type") not in ("radio", "checkbox"):
                control.fill(str(answer).replace(".", ",") if isinstance(answer, float) else str(answer))

    def _ticks(self, control: Locator, codes: list[str]) -> bool:
        wanted = control.get_attribute("value") in codes
        if wanted and not control.is_checked():
            # As a finger does: on the words beside the box.
            self.page.locator(f'label[for="{control.get_attribute("id")}"]').click()
        return wanted


def fields(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The document, taken apart into the fields of the form."""
    found: dict[str, Any] = {}
    for question, answer in answers.items():
        if isinstance(answer, Mapping):
            found.update({f"{question}.{part}": given for part, given in answer.items()})
        else:
            found[question] = answer
    return found
