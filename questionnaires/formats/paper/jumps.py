"""Where to go after an answer: past the questions that it leaves out."""

from __future__ import annotations

from questionnaires.companions import ROLE
from questionnaires.formats.paper.sheet import Part, Printed, Sheet, options_of, settle, together
from questionnaires.question_types import Choice, Grade


def jump_after(sheet: Sheet, part: Part, printed: Printed, code: str) -> int | str | None:
    """The number of the next question after this answer, or "end"; None when it is simply the next one.

    A question is passed only when this answer alone leaves it out, whatever else was answered; what was passed is
    not answered, which may leave out more.
    """
    answers: dict[str, object] = {printed.question.id: code, ROLE: sheet.voice.role}
    passed = 0
    for other, next_one in _after(sheet, part, printed):
        if not _left_out(other, next_one, answers, part):
            return next_one.number if passed else None
        answers[next_one.question.id] = None
        passed += next_one.number is not None
    return "end" if passed else None


def jumps(sheet: Sheet, part: Part, printed: Printed) -> dict[str, str]:
    """Code -> where to go after it, in words; only for those that pass something by."""
    if not isinstance(printed.question, Choice | Grade):
        return {}
    found = {option.code: jump_after(sheet, part, printed, option.code) for option in options_of(printed.question)}
    return {
        code: sheet.phrase("go_to_end") if to == "end" else sheet.phrase("go_to", number=to)
        for code, to in found.items()
        if to is not None
    }


def _after(sheet: Sheet, part: Part, printed: Printed) -> list[tuple[Part, Printed]]:
    """All that stands after a question, with the part it stands in."""
    everything = [(each, one) for each in sheet.parts for one in each.printed]
    here = next(place for place, (each, one) in enumerate(everything) if each is part and one is printed)
    return everything[here + 1 :]


def _left_out(other: Part, printed: Printed, answers: dict[str, object], part: Part) -> bool:
    """Whether the answers so far settle that this question is not asked."""
    if part.item is not None and other is not part:
        return False  # another item of the list has answers of its own
    if other.page.for_each is not None and answers.get(other.page.for_each, "") is None:
        return True

    def known(variable: str) -> bool:
        return variable.partition(".")[0] in answers

    def answer_to(variable: str) -> object:
        return answers.get(variable.partition(".")[0])

    shown = together(other.settled, printed.settled)
    return settle(shown, answer_to, known) is False if isinstance(shown, dict) else not shown
