"""The groups and repeats of a form -> pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from questionnaires.formats.xlsform import matrices, ours, questions
from questionnaires.formats.xlsform.columns import OURS
from questionnaires.formats.xlsform.form import Content, Form, Words, as_name
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.meanings import Known, Lines, both
from questionnaires.formats.xlsform.structure import Block, type_of

NUMBER = {"nb": "Nummer ", "nn": "Nummer ", "en": "Number "}
LISTED = {
    "nb": "Skriv én linje for hver av dem som gjelder.",
    "nn": "Skriv éi linje for kvar av dei som gjeld.",
    "en": "Write one line for each one that there is.",
}
COUNTED = {
    "nb": "Du har skrevet et annet antall her enn du svarte tidligere. Se over begge svarene.",
    "nn": "Du har skrive eit anna tal her enn du svarte tidlegare. Sjå over begge svara.",
    "en": "The number of lines here is not the number you gave earlier. Look at both answers again.",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a row stands in: the page that is to come, and what must hold for it."""

    title: Words
    name: str = "page"
    row: Row | None = None
    conditions: Lines = field(default_factory=dict)
    inner: Lines = field(default_factory=dict)
    wider: bool = False
    one_page: bool = False
    for_each: str | None = None

    def is_same_page(self, other: Around) -> bool:
        """Whether questions of both stand on one page."""
        return self.row is other.row and self.name == other.name


class Pages:
    """Walks through a form and gathers its pages."""

    def __init__(self, form: Form, title: Words) -> None:
        self.form = form
        self.pages: list[Content] = []
        self.kept: set[str] = set()
        self.about: Words | None = None
        self._open: tuple[Around, Content] | None = None
        self._intro: Content = {}
        self._top = Around(title)

    def walk(self, parts: list[Row | Block], around: Around | None = None) -> None:
        """The rows and blocks of one level."""
        here = around or self._top
        for part in parts if here.for_each else matrices.tabled(self.form, parts):
            if isinstance(part, matrices.Table):
                self._table(part, self.form.text(part.head, "label"), here)
            elif isinstance(part, Block):
                if part.kind == "group":
                    self._group(part, here)
                else:
                    self._repeat(part, here)
            else:
                self._row(part, here)

    def _row(self, row: Row, around: Around) -> None:
        form = self.form
        own = form.own(row)
        kind = own.get("is")
        if kind in ("about", "intro", "companion", "role"):
            self._ours(row, str(kind), own)
        elif ours.is_ours(row, form):
            self._add(ours.question(form, row, around.inner), around)
        elif (content := questions.question(form, row, around.inner)) is not None:
            self._add(content, around)

    def _table(self, table: matrices.Table, words: Words | None, around: Around) -> None:
        if (content := matrices.grid(self.form, table, words or around.title, around.inner)) is not None:
            self._add(content, around)

    def _ours(self, row: Row, kind: str, own: Content) -> None:
        """Rows that we wrote for those who fill in the form elsewhere."""
        words = self.form.text(row, "label") if kind in ("about", "intro") else None
        more = own.get("text")
        said = {**words, **(more if isinstance(more, dict) else {})} if words else None
        if kind == "about":
            self.about = said
        elif kind == "intro" and said:
            self._intro["intro"] = said
        if kind == "companion":
            self._companion(row, own)
        ours.tick(self.form, row, "" if said else "it comes with the question that it belongs to")

    def _companion(self, row: Row, own: Content) -> None:
        """Later rows may speak of a companion, or of what a repeat is about this time."""
        name, listed = row.text("name"), own.get("of")
        if isinstance(listed, str):
            self.form.known[name] = Known(listed, "short_text")
            self.form.piped.add(listed)
        else:
            self.form.known[name] = Known(name, "grade" if type_of(row).startswith("select") else "short_text")

    def _add(self, content: Content, around: Around) -> None:
        if self._open is None or not self._open[0].is_same_page(around):
            page: Content = {"id": self.form.new_page_id(None, around.name), "title": around.title}
            own = self.form.own(around.row) if around.row is not None else {}
            if around.one_page or around.for_each or "id" in own:
                self.kept.add(page["id"])
            if around.row is not None:
                ours.variants(self.form, around.row, page, own)
                self.form.made_of[f"page {page['id']}"] = list(around.row.cells)
            page |= {"for_each": around.for_each} if around.for_each else {}
            page |= {"show_when": around.conditions} if around.conditions else {}
            page |= {"questions": []}
            self.pages.append(page)
            self._open = (around, page)
        if around.wider or content["id"] in self.form.wider:
            self._freed(content)
        page = self._open[1]
        page |= self._intro
        self._intro = {}
        page["questions"].append(content)

    def _freed(self, content: Content) -> None:
        """Nobody must answer what the form might not have asked them."""
        if content.pop("required", False):
            for cell in self.form.cells.get((content["id"], "required"), []):
                self.form.ledger.changed(cell, "not required, since it is shown to more people than the form asks")

    def _begun(self, block: Block) -> tuple[Lines, Words | None, str]:
        """What the begin row of a block says: when it is shown, its words, and its name here."""
        form, row = self.form, block.row
        own = form.own(row)
        name = str(own["id"]) if isinstance(own.get("id"), str) else row.text("name") or "page"
        form.ledger.carried(row.cell("type"))
        if as_name(name, ()) == name:
            form.ledger.carried(row.cell("name"))
        else:
            form.ledger.changed(row.cell("name"), f"it is called '{as_name(name, ())}' here")
        form.ledger.carried(row.cell(f"{OURS}id"))
        if isinstance(own.get("show_when"), dict):
            form.took(row, f"{OURS}show_when", f"page {name}", "show_when")
            lines = own["show_when"]
        else:
            lines = questions.relevant(form, row, f"page {name}")
        return lines, form.text(row, "label"), name

    def _group(self, block: Block, around: Around) -> None:
        form, row = self.form, block.row
        if ours.is_ours(row, form):
            self._add(ours.question(form, row, around.inner, block), around)
            return
        if form.own(row).get("is") == "role":
            for each in (row, *block.rows):
                ours.tick(form, each, "it follows from who may answer")
            form.derived_lists.add("_role")
            form.known["role"] = Known("role", "choice")
            return
        lines, words, name = self._begun(block)
        table = None if around.for_each else matrices.whole(form, block)
        if around.one_page:
            inner = replace(around, inner=both(around.inner, lines), wider=self._is_wider(name, around))
            if table:
                self._table(table, words, inner)
                return
            if words:
                label = form.new_id(row)
                self._add(_shown(label, words, both(around.inner, lines)), around)
                form.ledger.changed(row.cell("type"), "a group on a page is a heading to read, and a condition of each")
            self.walk(block.inside, inner)
            return
        shown = row.text("appearance").split()
        wider, one_page = self._is_wider(name, around), "field-list" in shown
        page = Around(words or around.title, name, row, both(around.conditions, lines), {}, wider, one_page)
        if page.one_page:
            form.ledger.carried(row.cell("appearance"), "a page")
        if table:
            self._table(table, words, page)
            self._open = None
            return
        self._inside(block, page)

    def _is_wider(self, name: str, around: Around) -> bool:
        return around.wider or f"page {name}" in self.form.wider

    def _inside(self, block: Block, page: Around) -> None:
        before = len(self.pages)
        self.walk(block.inside, page)
        self._open = None
        if len(self.pages) == before:
            for cell in block.row.cells:
                self.form.ledger.lost(cell, "nothing that stands in it could be carried")

    def _repeat(self, block: Block, around: Around) -> None:
        form, row = self.form, block.row
        if ours.is_ours(row, form):
            self._add(ours.question(form, row, around.inner, block), around)
            return
        if around.one_page:
            why = "a repeat inside a page or another repeat"
            for each in (row, *block.rows):
                form.ledger.row_lost(each.cells, f"the language has no room for {why}")
            return
        lines, words, name = self._begun(block)
        conditions = both(around.conditions, lines)
        page = Around(words or around.title, name, row, conditions, {}, self._is_wider(name, around), True)
        for_each = self._repeated_for(row, name, words or around.title, page)
        form.item = for_each or ""
        form.piped |= {for_each} if for_each else set()
        self._inside(block, replace(page, for_each=for_each))
        form.item = ""

    def _repeated_for(self, row: Row, name: str, words: Words, page: Around) -> str | None:
        """What a repeat is asked for: a list of ours, so many times, each choice, or a list the respondent makes."""
        form, own = self.form, self.form.own(row)
        count, cell = row.text("repeat_count"), row.cell("repeat_count")
        if isinstance(own.get("for_each"), str):
            form.took(row, f"{OURS}for_each", f"page {name}", "for_each")
            return str(own["for_each"])
        if count.isdigit() and 2 <= int(count) <= 200:
            scale = as_name(f"{name}_number", form.scales)
            numbers = [str(number) for number in range(1, int(count) + 1)]
            form.scales[scale] = {
                "choices": {number: form.every(NUMBER, with_all=number) for number in numbers},
                "ordered": False,
            }
            form.ledger.carried(cell, f"once for each of the numbers 1 to {count}")
            return scale
        if found := re.fullmatch(r"count-selected\(\s*\$\{\s*([^{}\s]+)\s*\}\s*\)", count):
            known = form.known.get(found[1])
            if known is not None and known.kind == "choices":
                form.ledger.carried(cell, f"once for each answer to '{known.variable}'")
                return known.variable
        if count == "1":
            form.ledger.carried(cell, "once, so it is a page")
            return None
        asked = re.fullmatch(r"\$\{\s*([^{}\s]+)\s*\}", count)
        known = form.known.get(asked[1]) if asked else None
        if known is None or known.kind not in ("number", "calculated"):
            form.ledger.lost(cell, "how often it is asked follows from a list that the respondent makes")
            return self._own_list(row, name, words, page)
        lines = both(page.conditions, {known.variable: {"more_than": 0}})
        listed = self._own_list(row, name, words, replace(page, conditions=lines))
        form.checks[as_name(listed, form.checks)] = {
            "when": {listed: {"answered": True}, "not": {listed: {"equals": known.variable}}},
            "at": listed,
            "level": "warn",
            "say": form.every(COUNTED),
        }
        form.ledger.changed(cell, f"the respondent names each one, and is warned if they are not '{known.variable}'")
        return listed

    def _own_list(self, row: Row, name: str, words: Words, page: Around) -> str:
        """A repeat without a fixed number: first name each one, then answer for each."""
        form = self.form
        listed = as_name(name, form.ids)
        form.ids.add(listed)
        question: Content = {
            "id": listed,
            "type": "own_list",
            "text": words,
            "help": form.every(LISTED),
            "items": {"from": 0, "to": 20, "each": "short_text"},
        }
        self._add(question, replace(page, name=f"{name}_list", row=None))
        self._open = None
        form.ledger.changed(row.cell("type"), "the respondent first names each one, at most 20, on a page before")
        return listed


def _shown(name: str, words: Words, lines: Lines) -> dict[str, Any]:
    content: Content = {"id": name, "type": "information", "text": words}
    return {**content, "show_when": lines} if lines else content
