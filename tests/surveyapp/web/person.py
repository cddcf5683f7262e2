"""A person at a browser without JavaScript: opens pages, fills in what stands there, presses what she reads.

Every page that she meets is checked: sound HTML, one heading, a language, and no reference to what is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

SPACE = re.compile(r"\s+")
INLINE = {"a", "span", "strong", "em", "b", "button"}
ATTRIBUTES = re.compile(
    "accept|action|alt|blocking|aria-(current|describedby|hidden|invalid|label|labelledby)|autocomplete|autofocus|as|charset|crossorigin|checked|class|content"
    "|data-(color|color-scheme|example|failed|field|look|passkey|sav(ed|ing)|say|size|stop|unsaved|variant|voices?|weight)|dir|enctype|for|form|formaction|formnovalidate|href|hreflang|http-equiv|id|inputmode|label|lang|list|loading|max"
    "|media|method|name|novalidate|rel|role|rows|scope|selected|size|src|tabindex|translate|type|value"
    "|c[xy]|d|height|hidden|open|r|viewBox|width|[xy][12]"
)
"""What our templates write; anything else is a slip, such as two attributes run together."""

ANSWERING = ("/s/", "/k/", "/svar/", "/inn", "/trekk", "/lesehjelp", "/nei-takk")
"""Where whoever answers goes; nobody there is asked to sign in."""

REFERENCES = ("for", "form", "aria-labelledby", "aria-describedby")


@dataclass
class Form:
    """A form as it stands on the page: where it goes, what is filled in, and its buttons."""

    action: str
    method: str
    fields: MultiDict[str, str]
    offered: dict[str, set[str]]
    buttons: list[tuple[str, str, str]]
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Where the buttons lead that send the form to another address than its own, by their words."""


@dataclass
class Page:
    """What came back, parsed."""

    status: int
    path: str
    root: Element
    forms: list[Form] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return words_of(self.root.find("body"))

    @property
    def title(self) -> str:
        return words_of(self.root.find(".//title"))

    @property
    def heading(self) -> str:
        return words_of(self.root.find(".//h1"))

    def links(self) -> list[tuple[str, str]]:
        return [(words_of(link), link.get("href", "")) for link in self.root.iter("a")]

    def element(self, element_id: str) -> Element:
        found = self.root.find(f".//*[@id='{element_id}']")
        assert found is not None, f"nothing has the id {element_id}"
        return found


def words_of(element: Element | None) -> str:
    """The text in an element, as it is read: what stands in boxes of its own is words apart."""
    assert element is not None
    return SPACE.sub(" ", _spoken(element)).strip()


def _spoken(element: Element) -> str:
    inner = (element.text or "") + "".join(_spoken(child) + (child.tail or "") for child in element)
    return inner if element.tag in INLINE else f" {inner} "


class Person:
    """Somebody with a browser of her own."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.page: Page
        self.before: list[Page] = []

    def opens(self, path: str) -> Self:
        """Go to an address, and wherever it leads."""
        return self.arrives(self.client.get(path, follow_redirects=True))

    def follows(self, words: str) -> Self:
        """Press a link."""
        href = next(href for text, href in self.page.links() if text == words)
        return self.opens(urljoin(self.page.path, href).partition("#")[0])

    def answers(self, **given: str | list[str]) -> Self:
        """Fill in fields by their names; __ stands for the dot in a name. An unknown choice is refused here."""
        for name, value in ((name.replace("__", "."), value) for name, value in given.items()):
            form = self._form_with(name)
            values = [value] if isinstance(value, str) else value
            assert not form.offered[name] or set(values) <= form.offered[name], f"{name}: {values} is not offered"
            form.fields.setlist(name, [value for value in values if value])
        return self

    def forges(self, **given: str | list[str]) -> Self:
        """Send what the page does not offer."""
        form = self.page.forms[-1]
        for name, value in ((name.replace("__", "."), value) for name, value in given.items()):
            form.fields.setlist(name, [value] if isinstance(value, str) else value)
        return self

    def presses(self, words: str) -> Self:
        """Send the form that has a button with these words."""
        form, button = next((form, button) for form in self.page.forms for button in form.buttons if button[2] == words)
        sent = MultiDict(form.fields.items(multi=True))
        if button[0]:
            sent.add(button[0], button[1])
        path = urljoin(self.page.path, form.elsewhere.get(words, form.action))
        self.sent = (path, sent)
        return self.arrives(self.client.post(path, data=sent, follow_redirects=True))

    def sends_again(self) -> Self:
        """Click twice, or reload a page that was sent."""
        path, sent = self.sent
        return self.arrives(self.client.post(path, data=sent, follow_redirects=True))

    def sends_the_like(self) -> Self:
        """The same from the page as it was opened another time, in another tab."""
        self.sent[1].add("tab", "2")
        return self.sends_again()

    def goes_on(self) -> Self:
        return self.presses("Neste")

    def goes_to_the_check_page(self) -> Self:
        """Pass by everything that is left, told or not."""
        for _ in range(30):
            if self.page.heading == "Se over svarene":
                return self
            self.goes_on()
        raise AssertionError(f"still on {self.page.heading}: {self.page.text}")

    def goes_back(self) -> Self:
        return self.presses("Forrige")

    def starts(self) -> Self:
        return self.presses("Start")

    def reloads(self) -> Self:
        return self.opens(self.page.path)

    def sees(self, *words: str) -> Self:
        """Read these words on the page."""
        for each in words:
            assert each in self.page.text, f"{each!r} is not among: {self.page.text}"
        return self

    def does_not_see(self, words: str) -> Self:
        assert words not in self.page.text
        return self

    def meets(self, status: int) -> Self:
        assert self.page.status == status, (self.page.status, self.page.text)
        return self

    def is_on(self, heading: str) -> Self:
        assert self.page.heading == heading, (self.page.heading, self.page.text)
        return self

    def holds(self, **given: str | list[str]) -> Self:
        """See what stands in fields."""
        for name, value in ((name.replace("__", "."), value) for name, value in given.items()):
            found = [each for each in self._form_with(name).fields.getlist(name) if each]
            assert found == ([value] if isinstance(value, str) and value else list(value)), (name, found)
        return self

    def new_tab(self) -> Person:
        """A second tab of the same browser, on the same page."""
        other = Person.__new__(Person)
        other.client, other.page, other.before = self.client, self.page, []
        other.page = _parsed(self.client.get(self.page.path), self.page.path)
        return other

    def _form_with(self, name: str) -> Form:
        found = next((form for form in self.page.forms if name in form.offered), None)
        assert found is not None, f"no field is called {name}: {[sorted(form.offered) for form in self.page.forms]}"
        return found

    def arrives(self, response: TestResponse) -> Self:
        """Be on the page that came back."""
        if hasattr(self, "page"):
            self.before.append(self.page)
        self.response = response
        path = response.request.path + (
            "?" + response.request.query_string.decode() if response.request.query_string else ""
        )
        self.page = _parsed(response, path)
        return self


def _parsed(response: TestResponse, path: str) -> Page:
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(response.get_data(as_text=True))
    check(root)
    if path.startswith(ANSWERING):
        check_nobody_is_asked_who_they_are(root)
    return Page(response.status_code, urlsplit(path).path, root, _forms(root))


def check_nobody_is_asked_who_they_are(root: Element) -> None:
    """A page of somebody who answers: no way to sign in, which would tell who they are."""
    ways = [element.get("href") or element.get("action") or "" for element in root.iter()]
    assert [way for way in ways if "/logg-inn" in way] == []
    assert [field for field in root.iter("input") if field.get("type") == "password"] == []


def check(root: Element) -> None:
    """What every page must have."""
    assert root.get("lang") in ("nb", "nn", "en")
    assert words_of(root.find(".//title"))
    assert len(list(root.iter("h1"))) == 1
    assert len(list(root.iter("main"))) == 1
    assert all((script.get("src") or "").startswith("/static/") and not script.text for script in root.iter("script"))
    ids = Counter(found for element in root.iter() if (found := element.get("id")))
    assert [element_id for element_id, times in ids.items() if times > 1] == []
    for element in root.iter():
        for name in REFERENCES:
            missing = set((element.get(name) or "").split()) - ids.keys()
            assert not missing, f"{element.tag} {name} refers to {missing}"
        href = element.get("href") or ""
        assert not href.startswith("#") or href[1:] in ids, f"a link leads to {href}"
        strange = [name for name in element.attrib if not ATTRIBUTES.fullmatch(name)]
        assert strange == [], f"{element.tag} has {strange}"


def _forms(root: Element) -> list[Form]:
    forms = {}
    for element in root.iter("form"):
        forms[element] = Form(element.get("action", ""), element.get("method", "get"), MultiDict(), {}, [])
    by_id = {element.get("id"): form for element, form in forms.items() if element.get("id")}
    for element, form in forms.items():
        for control in element.iter():
            _take(control, form)
    for control in root.iter("button"):
        if control.get("form"):
            by_id[control.get("form")].buttons.append(_button(control))
    return list(forms.values())


def _take(control: Element, form: Form) -> None:
    name = control.get("name") or ""
    if control.tag == "button":
        form.buttons.append(_button(control))
        if control.get("formaction"):
            form.elsewhere[words_of(control)] = control.get("formaction", "")
    elif control.tag == "input":
        _take_input(control, form, name)
    elif control.tag == "textarea":
        form.offered[name] = set()
        form.fields.add(name, control.text or "")
    elif control.tag == "select":
        options = list(control.iter("option"))
        form.offered[name] = {option.get("value", "") for option in options}
        form.fields.add(name, next((o.get("value", "") for o in options if "selected" in o.attrib), ""))


def _take_input(control: Element, form: Form, name: str) -> None:
    value = control.get("value", "")
    if control.get("type") in ("radio", "checkbox"):
        # A box for a number may stand beside boxes to tick off, all of the same name.
        beside_a_box = name in form.offered and not form.offered[name]
        form.offered.setdefault(name, set())
        if not beside_a_box:
            form.offered[name].add(value)
        if "checked" in control.attrib:
            form.fields.add(name, value)
    else:
        form.offered[name] = set()
        form.fields.add(name, value)


def _button(control: Element) -> tuple[str, str, str]:
    return control.get("name") or "", control.get("value") or "", words_of(control)
