"""The author's word on a new version, held against what really changed: `maps`, `keeps` and `retired`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from questionnaires.codebook import Codebook, Comparability, Variable, Words, kept
from questionnaires.definition import Questionnaire


def problems(
    old: Questionnaire, new: Questionnaire, books: tuple[Codebook, Codebook], status: Mapping[str, Comparability]
) -> Iterator[str]:
    """Each thing that cannot be so, in a sentence; `status` is by variable."""
    yield from _maps(old, new, books)
    yield from _keeps(new, books, status)
    yield from _retired(old, new, books)


def labels(variables: Sequence[Variable]) -> dict[str, Words]:
    """Code -> words: the choices where each is a variable, else the codes; and the ways of not answering."""
    if not variables:
        return {}
    first = variables[0]
    if first.kind in ("choices", "ranking"):
        own = {(each.part or "").rpartition(".")[2]: each.part_label for each in variables}
    else:
        own = {entry.code: entry.label for entry in first.codes}
    return own | {entry.code: entry.label for entry in first.missing}


def _maps(old: Questionnaire, new: Questionnaire, books: tuple[Codebook, Codebook]) -> Iterator[str]:
    before_by_id = {each.id: each for each in old.questions()}
    for after in new.questions():
        before = before_by_id.get(after.id)
        had, has = (labels(book.by_question.get(after.id, ())) for book in books)
        known = {*had, *before.maps} if before is not None and before.type == after.type else after.maps.keys()
        for code, led_to in after.maps.items():
            where = f"'maps' of '{after.id}' leads"
            if led_to not in has:
                yield f"{where} to '{led_to}', which is not there. Its codes: {', '.join(has)}."
            if code not in known:
                yield f"{where} from '{code}', which never was there. Its codes were: {', '.join(had)}."


def _keeps(new: Questionnaire, books: tuple[Codebook, Codebook], status: Mapping[str, Comparability]) -> Iterator[str]:
    for after in new.questions():
        was, became = (book.by_question.get(after.id, ()) for book in books)
        if after.keeps is not None and after.breaks is not None:
            yield f"'{after.id}' has both 'keeps' and 'breaks': its trend goes on or ends. Take one of them out."
        elif was and became and kept(was[0], became[0]):
            found = {status[each.name] for each in became}
            # Of several choices some may be mapped to others, and some have new words only.
            if found & {"recoded", "broken"} and "reworded" not in found:
                yield (
                    f"'keeps' of '{after.id}' speaks for new words, but its answers changed too. "
                    "Take it out: lead old codes to new ones in 'maps', or say why the trend ends in 'breaks'."
                )


def _retired(old: Questionnaire, new: Questionnaire, books: tuple[Codebook, Codebook]) -> Iterator[str]:
    was, became = ({each.name for each in book.variables} for book in books)
    asked, is_asked = ({each.id for each in version.questions()} for version in (old, new))
    for item in new.retired:
        if item in became or item in is_asked:
            yield f"'retired' names '{item}', which is still asked. Take one of them out."
        elif item not in was | asked | old.retired.keys():
            yield f"'retired' names '{item}', which never was asked."
