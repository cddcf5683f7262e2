"""A county governor's report: the area's own municipalities beside the rest of the country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.comparing.values import Estimate
from analysis.facts.areas import AreaFacts, AreaResult
from analysis.figures import county_tiles, forest
from analysis.figures.forests import Difference, Differences
from analysis.reports.countyresponse import response_map
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
from analysis.wording import cells
from analysis.wording.areas import (
    area_row,
    area_subject,
    bare_area_interval,
    beside_the_rest,
    moved_in_area,
    moved_word,
    share_told,
    standing_cell,
    standing_word,
    tally_standing,
    who_answered,
)
from analysis.wording.cells import NOTHING
from analysis.wording.numbers import count, points
from analysis.wording.phrases import say, words
from analysis.wording.sentences import caveats
from questionnaires.codebook import SUBGOALS

MOST_TOLD = 5
MOST_ROWS = 12
CLEAR = {"increased", "decreased"}
TONES: dict[str, Tone] = {"better": "better", "worse": "worse"}


def area_of(material: Material) -> AreaFacts:
    """The area's facts; raises `LacksMaterialError`."""
    if material.area is None:
        raise LacksMaterialError("This report needs an area of municipalities.")
    return material.area


def governor_opening(material: Material) -> Iterator[Section]:
    """The page that is read first: who answered, what moved, how the area stands, what cannot be said."""
    facts, main = area_of(material), material.main
    yield Section("svar", say("heading_who"), tuple(_who(facts, material)))
    if not main.alone:
        yield Section("funn", say("heading_area_moved", area=facts.name), tuple(_moved(facts)))
    yield Section("beside", say("heading_beside", area=facts.name), tuple(_beside(facts)))
    limits = ["area_limit_small", "limit_nonresponse", "limit_causes", "area_limit_many"]
    said = (*caveats(main.cautions), *(say(each) for each in limits if not (main.alone and each == "limit_causes")))
    yield Section("forbehold", say("heading_limits"), (Bullets(said),))


def governor_sections(material: Material) -> Iterator[Section]:
    """A table per sub-goal, then who answered of the area's municipalities."""
    facts = area_of(material)
    for letter in (*SUBGOALS, "across", ""):
        results = [each for each in facts.results if home(each.subgoal) == letter]
        if results:
            name, title = _titled(letter)
            yield Section(name, title, tuple(_theme(title, results, facts, material)))
    yield Section("kommunene", say("heading_members", area=facts.name), (_members(facts, material),))


def governor_method(material: Material) -> Iterator[Section]:
    """How intervals of few municipalities are made, and how mergers are followed."""
    rules = () if material.main.alone else ("register_merged", "register_split", "register_renumbered")
    said = tuple(say(each) for each in ("area_method_finite", "area_method_beside", "area_method_rest", *rules))
    yield Section("metode", say("heading_methods"), (Bullets(said),))


def _rounds(material: Material) -> tuple[str, ...]:
    main = material.main
    return (main.baseline.label,) if main.alone else (main.baseline.label, main.followup.label)


def _who(facts: AreaFacts, material: Material) -> Iterator[Block]:
    rounds = _rounds(material)
    if material.main.alone:
        yield Paragraph(say("alone"))
    yield Paragraph(who_answered(facts, rounds))
    columns = (
        Column(say("col_round"), numeric=False),
        *(Column(each) for each in (say("col_own_answers", area=facts.name), say("col_of"))),
        *(Column(each) for each in (say("col_rest_answers"), say("col_of"))),
    )
    counted = zip(rounds, facts.answered, facts.of, facts.rest_answered, facts.rest_of, strict=True)
    rows = tuple((label, *map(count, numbers)) for label, *numbers in counted)
    yield Table(say("caption_area_rounds", area=facts.name), columns, rows)
    if material.responses:
        own = {each.key[:2] for each in facts.members}
        figure = county_tiles(response_map(material.responses[-1], own))
        if figure is not None:
            yield Drawing(0, figure)


def _moved(facts: AreaFacts) -> Iterator[Block]:
    found = [each for each in facts.results if each.verdict in CLEAR]
    chosen = sorted(found, key=lambda each: (each.binary, not each.trend_core, -_size(each.change)))[:MOST_TOLD]
    if not chosen:
        yield Paragraph(say("area_nothing_moved", area=facts.name))
        return
    yield Statements(
        tuple(
            Statement(
                area_subject(each), moved_word(each), _tone(each.direction), moved_in_area(each, facts), (), each.name
            )
            for each in chosen
        )
    )


def _beside(facts: AreaFacts) -> Iterator[Block]:
    single = tuple(each for each in facts.results if not each.binary)
    if not single:
        yield Paragraph(say("beside_none"))
        return
    yield Paragraph(say("beside_summary", of=count(len(single)), told=tally_standing(single)))
    clear = [each for each in single if each.standing in CLEAR]
    chosen = sorted(clear, key=lambda each: (not each.trend_core, -_size(each.difference)))[:MOST_TOLD]
    if chosen:
        yield Statements(
            tuple(
                Statement(
                    area_subject(each),
                    standing_word(each),
                    _tone(each.standing_direction),
                    beside_the_rest(each, facts),
                    (),
                    each.name,
                )
                for each in chosen
            )
        )
    core = [each for each in single if each.trend_core] or list(single)
    figure = forest(_differences(core[:MOST_ROWS], facts))
    if figure is not None:
        yield Drawing(0, figure)


def _size(found: object) -> float:
    value = getattr(found, "value", None)
    return abs(value) if isinstance(value, float) else 0.0


def _tone(direction: str) -> Tone:
    return TONES.get(direction, "neutral")


def _differences(results: Sequence[AreaResult], facts: AreaFacts) -> Differences:
    both = ((each, each.difference, each.own[-1]) for each in results)
    rows = tuple(
        Difference(area_row(each), found.value, found.low, found.high, own.of)
        for each, found, own in both
        if found is not None and own is not None
    )
    return Differences(
        say("forest_area", area=facts.name),
        rows,
        lower=say("forest_area_lower"),
        higher=say("forest_area_higher"),
    )


def _titled(letter: str) -> tuple[str, str]:
    if letter in SUBGOALS:
        return f"delmal-{letter}", say("heading_subgoal", letter=letter, title=words(SUBGOALS[letter]))
    return ("pa-tvers", say("heading_across")) if letter else ("andre", say("heading_rest"))


def _theme(title: str, results: Sequence[AreaResult], facts: AreaFacts, material: Material) -> Iterator[Block]:
    single = [each for each in results if not each.binary]
    choices = [each for each in results if each.binary]
    if single:
        yield _table(title, single, facts, material)
    if choices:
        table = _table(say("caption_choices", heading=title), choices, facts, material)
        yield Details(table.caption, (table,)) if single else table


def _table(caption: str, results: Sequence[AreaResult], facts: AreaFacts, material: Material) -> Table:
    rounds, alone = _rounds(material), material.main.alone
    own = [say("col_area_in", area=facts.name, round=each) for each in rounds]
    rest = [say("col_rest_in", round=each) for each in rounds]
    change = [] if alone else [say("col_change"), say("col_verdict")]
    texts = {say("col_result"), say("col_verdict"), say("col_standing")}
    headings = [
        say("col_result"),
        *own,
        *change,
        *rest,
        say("col_difference"),
        say("col_standing"),
    ]
    columns = tuple(Column(each, numeric=each not in texts) for each in headings)
    rows = tuple(
        (
            area_row(each),
            *(share_told(one) or NOTHING for one in each.own),
            *(() if alone else (_with_interval(each.change), moved_word(each))),
            *(cells.share(one) for one in each.rest),
            _with_interval(each.difference),
            standing_cell(each),
        )
        for each in results
    )
    return Table(caption, columns, rows, say("note_area"))


def _with_interval(found: Estimate | None) -> str:
    if found is None or found.value is None:
        return NOTHING
    interval = bare_area_interval(found)
    told = points(found.value, None)
    return say("change_cell", change=told, interval=interval) if interval else told


def _members(facts: AreaFacts, material: Material) -> Table:
    rounds = _rounds(material)
    columns = tuple(Column(each, numeric=False) for each in (say("col_municipality"), *rounds))
    rows = tuple(
        (each.name, *(say("answered_yes" if done else "answered_no") for done in each.answered))
        for each in facts.members
    )
    return Table(
        say("caption_members", area=facts.name), columns, rows, "" if material.main.alone else say("note_members")
    )
