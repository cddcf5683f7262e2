"""A municipality's report for itself: its own answers then and now, beside its county's and the country's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from analysis.facts.own import OwnAnswers, OwnQuestion
from analysis.figures import positions
from analysis.reports.grouping import home
from analysis.reports.material import LacksMaterialError, Material
from analysis.reports.model import (
    Block,
    Bullets,
    Column,
    Details,
    Drawing,
    Paragraph,
    Section,
    Statement,
    Statements,
    Table,
    Tone,
)
from analysis.reports.ownfigures import own_positions
from analysis.wording import cells
from analysis.wording.cells import NOTHING
from analysis.wording.numbers import count, percent
from analysis.wording.own import (
    COUNTRY,
    COUNTY,
    FEWEST,
    came_sentence,
    former_answers,
    moved_sentence,
    not_held_sentence,
    own_sentence,
    own_subject,
    took_part_sentence,
    written_answer,
    written_number,
)
from analysis.wording.phrases import say, words
from questionnaires.codebook import SUBGOALS

MOST_TOLD = 5
UNUSUAL = 1 / 3
"""An answer that no more than this part of the country gives is unlike most others'."""
ENOUGH = 10
"""So many others must have answered for that to be worth a sentence."""
TONES: dict[str, Tone] = {"better": "better", "worse": "worse"}


def own_of(material: Material) -> OwnAnswers:
    """The municipality's answers; raises `LacksMaterialError`."""
    if material.own is None:
        raise LacksMaterialError("This report needs a municipality's own answers.")
    return material.own


def own_opening(material: Material) -> Iterator[Section]:
    """The page that a councillor reads: who answered, what moved, what is unlike others, what cannot be said."""
    own = own_of(material)
    yield Section("svar", say("heading_own"), tuple(_who(own)))
    if not own.alone:
        yield Section("funn", say("heading_own_moved"), tuple(_moved(own)))
    yield Section("skiller-seg", say("heading_unlike"), tuple(_unlike(own)))
    limits = ("own_limit_one", "own_limit_who", "limit_causes", "own_limit_others")
    said = (say(each) for each in limits if not (own.alone and each == "limit_causes"))
    yield Section("forbehold", say("heading_limits"), (Bullets(tuple(said)),))


def _who(own: OwnAnswers) -> Iterator[Block]:
    yield Paragraph(" ".join(filter(None, (took_part_sentence(own), came_sentence(own)))))
    if own.alone:
        yield Paragraph(say("alone"))
    columns = (Column(say("col_area"), numeric=False), Column(say("col_answers")), Column(say("col_of")))
    rows = tuple((each.name or say("country"), count(each.answered), count(each.of)) for each in own.areas)
    yield Table(say("caption_areas", round=own.rounds[-1].label), columns, rows)


def _moved(own: OwnAnswers) -> Iterator[Block]:
    yield Paragraph(" ".join(filter(None, (moved_sentence(own), not_held_sentence(own)))))
    found = [each for each in own.questions if each.moved in TONES and each.level != "binary"]
    chosen = sorted(found, key=lambda each: not each.trend_core)[:MOST_TOLD]
    if chosen:
        yield Statements(tuple(_statement(each, own) for each in chosen))
        yield Paragraph(say("own_chosen"))


def _unlike(own: OwnAnswers) -> Iterator[Block]:
    found = [each for each in own.questions if each.level != "binary" and _is_unlike(each)]
    chosen = sorted(found, key=lambda each: each.share_alike(COUNTRY) or 0.0)[:MOST_TOLD]
    if not chosen:
        yield Paragraph(say("nothing_unlike"))
        return
    yield Statements(tuple(_statement(each, own) for each in chosen))
    yield Paragraph(say("unlike_chosen"))


def _is_unlike(question: OwnQuestion) -> bool:
    share = question.share_alike(COUNTRY)
    return share is not None and share <= UNUSUAL and question.areas[COUNTRY].valid >= ENOUGH


def _statement(question: OwnQuestion, own: OwnAnswers) -> Statement:
    tone = TONES.get(question.moved, "neutral")
    verdict = say(f"verdict_{question.moved}") if question.moved in TONES else ""
    return Statement(own_subject(question), verdict, tone, own_sentence(question, own), (), question.name)


def own_sections(material: Material) -> Iterator[Section]:
    """Where it stands in each sub-goal; a table per sub-goal, then and now, beside the others'; what is unanswered."""
    own = own_of(material)
    figure = positions(own_positions(own))
    if figure is not None:
        yield Section("plassering", say("heading_position"), (Drawing(0, figure),))
    for name, title, questions in _themes(own):
        blocks: list[Block] = [_table(title, questions, own)]
        former = _former(title, questions)
        if former is not None:
            blocks.append(Details(former.caption, (former,)))
        yield Section(name, title, tuple(blocks))
    lacking = tuple(own_subject(each) for each in own.questions if each.now is None and each.level != "binary")
    if lacking and own.rounds[-1].answered:
        shown = Details(say("open_lacking", n=count(len(lacking))), (Bullets(lacking),))
        yield Section("ubesvart", say("heading_lacking"), (Paragraph(say("lacking_intro")), shown))


def own_method(material: Material) -> Iterator[Section]:
    """How the answers were followed, and what the report does not do."""
    rules = ("register_merged", "register_split", "register_renumbered") if not own_of(material).alone else ()
    said = tuple(say(each) for each in ("own_method", *rules, "own_texts"))
    yield Section("metode", say("heading_methods"), (Bullets(said),))


def _themes(own: OwnAnswers) -> Iterator[tuple[str, str, tuple[OwnQuestion, ...]]]:
    letters = (*SUBGOALS, "across", "")
    found = {letter: tuple(each for each in own.questions if home(each.subgoal) == letter) for letter in letters}
    for letter, questions in found.items():
        if questions and letter in SUBGOALS:
            title = say("heading_subgoal", letter=letter, title=words(SUBGOALS[letter]))
            yield f"delmal-{letter}", title, questions
        elif questions:
            yield (
                ("pa-tvers", say("heading_across"), questions) if letter else ("andre", say("heading_rest"), questions)
            )


def _table(title: str, questions: Sequence[OwnQuestion], own: OwnAnswers) -> Table:
    rounds = [each.label for each in own.rounds]
    columns = (
        *(Column(each, numeric=False) for each in (say("col_question"), *rounds)),
        Column(say("col_alike_in", area=own.areas[COUNTY].name)),
        Column(say("col_alike_in", area=say("country").lower())),
    )
    rows = tuple(row for _, members in groupby(questions, key=_together) for row in _rows([*members], own))
    return Table(title, columns, rows, say("note_own"))


def _together(question: OwnQuestion) -> str:
    """Choices of one question stand on one line."""
    return question.question if question.level == "binary" else question.name


def _rows(questions: Sequence[OwnQuestion], own: OwnAnswers) -> Iterator[tuple[str, ...]]:
    first = questions[0]
    if first.level == "binary":
        before = () if own.alone else (_formerly_chosen(questions),)
        yield (words(first.text), *before, _chosen((each, each.now) for each in questions), NOTHING, NOTHING)
        return
    for each in questions:
        before = () if own.alone else (_before(each),)
        yield (own_subject(each), *before, written_answer(each, each.now), _county(each), _country(each))


def _before(question: OwnQuestion) -> str:
    if question.before is None and any(each.answer is not None for each in question.former):
        return former_answers(question)
    return written_answer(question, question.before)


def _chosen(answers: Iterable[tuple[OwnQuestion, str | None]], *, beside: bool = True) -> str:
    """The choices that were made, `beside` how much of the country made them; a dash where none is answered."""
    asked = [(each, code) for each, code in answers if code is not None]
    told = [_choice(each, beside=beside) for each, code in asked if code == each.codes[0][0]]
    return "; ".join(told) or (say("none_chosen") if asked else NOTHING)


def _formerly_chosen(questions: Sequence[OwnQuestion]) -> str:
    """The same of the first round; of former municipalities that are no one answer, how many of them made each."""
    if any(each.before is not None for each in questions):
        return _chosen(((each, each.before) for each in questions), beside=False)
    chosen = [(each, sum(one.answer == each.codes[0][0] for one in each.former)) for each in questions]
    told = [(words(each.part_label), count(n), count(len(each.former))) for each, n in chosen if n]
    return "; ".join(say("former_answer", answer=label, count=n, of=of) for label, n, of in told) or NOTHING


def _choice(question: OwnQuestion, *, beside: bool) -> str:
    share = question.share_alike(COUNTRY)
    label = words(question.part_label)
    if not beside or share is None:
        return label
    return say("chosen_by", choice=label, percent=percent(share, question.areas[COUNTRY].valid))


def _county(question: OwnQuestion) -> str:
    same, valid = question.same(COUNTY), question.areas[COUNTY].valid
    return NOTHING if same is None or valid < FEWEST else say("so_many_of", count=count(same), of=count(valid))


def _country(question: OwnQuestion) -> str:
    found = question.areas[COUNTRY]
    if question.level == "number" and found.median is not None:
        values = (found.median, found.lower_quartile or 0.0, found.upper_quartile or 0.0)
        median, low, high = (written_number(question, each) for each in values)
        return say("middle_cell", median=median, low=low, high=high)
    same, share = question.same(COUNTRY), question.share_alike(COUNTRY)
    if same is None or share is None:
        return NOTHING
    return say("share_cell", percent=percent(share, found.valid), count=cells.whole(same))


def _former(title: str, questions: Sequence[OwnQuestion]) -> Table | None:
    """What each former municipality answered, where there were several."""
    told = [each for each in questions if each.former and any(one.answer is not None for one in each.former)]
    if not told:
        return None
    names = [each.name for each in told[0].former]
    together = any(each.before is not None for each in told)
    headings = (say("col_question"), *names, *((say("col_together"),) if together else ()))
    rows = tuple(_former_row([*members], together=together) for _, members in groupby(told, key=_together))
    columns = tuple(Column(each, numeric=False) for each in headings)
    return Table(say("caption_former", heading=title), columns, rows, say("note_former") if together else "")


def _former_row(questions: Sequence[OwnQuestion], *, together: bool) -> tuple[str, ...]:
    """What each former municipality answered, or which choices it made, and the one answer that they stand for."""
    first = questions[0]
    given = tuple(zip(*((one.answer for one in each.former) for each in questions), strict=True))
    told = (*given, tuple(each.before for each in questions)) if together else given
    if first.level != "binary":
        return (own_subject(first), *(written_answer(first, code) for (code,) in told))
    return (words(first.text), *(_chosen(zip(questions, codes, strict=True), beside=False) for codes in told))
