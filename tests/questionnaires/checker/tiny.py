"""The smallest questionnaires, for tests that break one rule each."""

B1 = "{id: B1, type: choice, text: {nb: Plan?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}"
MANY = "{id: many, type: choices, text: {nb: Hvilke?}, choices: {a: {nb: A}, b: {nb: B}, c: {nb: C}}}"
COUNT = "{id: antall, type: count, to: 10, text: {nb: Hvor mange?}}"
LIST = "{id: ting, type: own_list, items: {from: 1, to: 3}, text: {nb: Hvilke ting?}}"
GRADE = "{id: G, type: grade, scale: grad, text: {nb: I hvilken grad?}}"
GRID = "{id: E1, type: grid, scale: grad, text: {nb: Hvor?}, rows: {dag: {nb: Dag}, natt: {nb: Natt}}}"
GRAD = "{better: higher, choices: {1: {nb: Lite}, 2: {nb: Noe}, 3: {nb: Mye}}, missing: {na: {nb: Ikke aktuelt}}}"
HEAD = "id: prove\ntitle: {nb: Prøve}\nlanguages: [nb]\nunit: person\nabout: {nb: En prøve.}\n"


def note(more: str, words: str = "{nb: Hvorfor?}") -> str:
    """A question for free words with more keys."""
    return f"{{id: hvorfor, type: short_text, text: {words}{more and ', '}{more}}}"


def doc(*pages: str | tuple[str, ...], head: str = HEAD, scale: str = GRAD, top: str = "") -> str:
    """A questionnaire with these pages: a question or several, each on a line; the first may be `key: value`."""
    text = f"{head}scales:\n  grad: {scale}\npages:\n"
    for number, page in enumerate(pages):
        lines = (page,) if isinstance(page, str) else page
        keys = [line for line in lines if not line.lstrip("▸").startswith("{")]
        text += f"  - id: side{number}\n" + "".join(f"    {key}\n" for key in keys or ["title: {nb: Side}"])
        text += "" if not keys or any("title" in key for key in keys) else "    title: {nb: Side}\n"
        text += "    questions:\n" + "".join(f"      - {line}\n" for line in lines if line not in keys)
    return text + top
