"""Reports read back from their HTML, and a small questionnaire to make them of."""

from html.parser import HTMLParser

FEELING = """
id: folelse
title: {nb: Hvordan har du det?}
languages: [nb]
unit: person
about: {nb: Om hvordan du har det.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: Godt}, 4: {nb: Svært godt}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: form
    title: {nb: Nå}
    questions:
      - {id: formen, type: grade, scale: grad, text: {nb: Hvordan er formen?},
         indicator: {codes: [3, 4], label: {nb: har god form}}}
      - id: sted
        type: choice
        text: {nb: Hvor bor du?}
        choices: {by: {nb: I by}, bygd: {nb: I bygd}, oy: {nb: På øy}, fjell: {nb: På fjellet}}
"""


class Page(HTMLParser):
    """What the tests ask about: elements with their attributes, the cells of tables, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = self.in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        text = data.replace("\u00a0", " ").replace("\u202f", " ")
        self.text += text
        if self.in_cell:
            self.rows[-1][-1] += text.strip("\n")

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]
