"""Pages that are too long to answer in one go -> several pages."""

from __future__ import annotations

from questionnaires.formats.xlsform.form import Content, Form

MOST = 12
"""So many questions may stand on a page that the form did not make a page of itself."""
USUAL = 10
ENOUGH = 5
"""After so many, words to read begin a new page."""
FEWEST = 3
"""So few are not left for a page of their own."""


def divided(pages: list[Content], kept: set[str], form: Form) -> list[Content]:
    """The pages in their order, each long one as several under the same title; those that are kept stay whole."""
    found: list[Content] = []
    for page in pages:
        parts = _parts(page["questions"])
        if page["id"] in kept or _asked(page["questions"]) <= MOST or len(parts) == 1:
            found.append(page)
            continue
        cells = form.made_of.get(f"page {page['id']}", [])
        told = f"{_asked(page['questions'])} questions are too many for one page; they stand on {len(parts)}"
        form.ledger.beside(f"{cells[0].sheet} {cells[0].row}" if cells else "survey", f"page {page['id']}", told)
        for number, questions in enumerate(parts):
            page_id = form.new_page_id(None, page["id"]) if number else page["id"]
            form.made_of[f"page {page_id}"] = cells
            found.append({**page, "id": page_id, "questions": questions})
    return found


def _parts(questions: list[Content]) -> list[list[Content]]:
    parts: list[list[Content]] = [[]]
    for place, question in enumerate(questions):
        before, after = _asked(parts[-1]), _asked(questions[place:])
        full = before >= (ENOUGH if question["type"] == "information" else USUAL)
        if full and after >= FEWEST:
            parts.append([])
        parts[-1].append(question)
    return parts


def _asked(questions: list[Content]) -> int:
    """How many of them are answered."""
    return sum(question["type"] not in ("information", "calculated") for question in questions)
