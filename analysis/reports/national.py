"""What a report on the whole country has besides: response by county, challenges, all rounds, the register, wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures import Figure, changes_forest, county_multiples, county_tiles, funnel
from analysis.figures.curves import Curves, response_curves
from analysis.reports.countyresponse import response_funnel, response_map, response_rounds
from analysis.reports.material import Material, Responses
from analysis.reports.model import Block, Bullets, Column, Details, Drawing, Paragraph, Section, Table
from analysis.responding.nonresponse import GroupResponse
from analysis.wording import cells, shown
from analysis.wording.captions import row_label, tally
from analysis.wording.cells import NOTHING
from analysis.wording.language import spoken
from analysis.wording.numbers import count, date, listed, percent
from analysis.wording.phrases import say, words
from analysis.wording.rounds import paired
from analysis.wording.sentences import subject
from analysis.wording.versions import kept
from questionnaires.codebook import CHALLENGES

CHANGED = ("broken", "reworded", "recoded", "new", "gone")
"""Questions that were not asked alike in both rounds, from most to least in need of a word."""
MOST_ROWS = 12
"""Rows that a forest holds and still fits a printed page."""
MOST_NAMED = 4
"""Results that a cell names; the column beside it counts them all."""


def response_section(material: Material) -> Iterator[Section]:
    """Who answered by county, and how much those who did not could change."""
    if material.responses:
        yield Section("fylker", say("heading_counties"), tuple(_responses(material)))


def _responses(material: Material) -> Iterator[Block]:
    last = material.responses[-1]
    yield Paragraph(_most_and_fewest(last))
    figure = county_tiles(response_map(last))
    if figure is not None:
        yield Drawing(0, figure)
    both = response_rounds(material.responses[0], last)
    through = county_multiples(both) if both is not None else None
    if through is not None:
        yield Drawing(0, through)
    daily = response_curves(Curves(material.curves))
    if daily is not None:
        yield Drawing(0, daily)
    by_size = funnel(response_funnel(last))
    if by_size is not None:
        yield Drawing(0, by_size, tabled=False)
    for each in reversed(material.responses):
        table = _by_county(each)
        yield table if each is last and figure is None else Details(table.caption, (table,))
    bounds = _bounds(material.main)
    if bounds is not None:
        yield Paragraph(say("bounds_intro"))
        yield bounds


def _most_and_fewest(responses: Responses) -> str:
    """«Flest svarte i Agder (25 av 25), færrest i Finnmark (9 av 18)», of counties that have several municipalities."""
    known = [each for each in responses.table.groups if each.rate.value is not None and _of(each) > 1]
    ordered = sorted(known, key=lambda each: -(each.rate.value or 0.0))
    all_of_them = [each.group for each in ordered if not each.not_answered]
    said = [say("all_counties_answered", counties=listed(all_of_them))] if all_of_them else []
    rest = [each for each in ordered if each.not_answered]
    if rest:
        said.append(say("fewest_answered", round=responses.round, fewest=_county(rest[-1])))
        if not all_of_them:
            said.insert(0, say("most_answered", round=responses.round, most=_county(rest[0])))
    return " ".join(said)


def _of(group: GroupResponse) -> int:
    return group.answered + group.not_answered


def _county(group: GroupResponse) -> str:
    return say("county_answered", county=group.group, count=count(group.answered), of=count(_of(group)))


def _by_county(responses: Responses) -> Table:
    columns = (
        Column(say("col_county"), numeric=False),
        *(Column(say(each)) for each in ("col_answers", "col_of", "col_rate", "col_answered_share", "col_other_share")),
    )
    rows = tuple(
        (
            each.group,
            count(each.answered),
            count(_of(each)),
            percent(each.rate.value or 0.0, None),
            NOTHING if each.share_of_answered is None else percent(each.share_of_answered, None),
            NOTHING if each.share_of_others is None else percent(each.share_of_others, None),
        )
        for each in responses.table.groups
    )
    caption = say("caption_counties", round=responses.round, date=date(responses.on))
    return Table(caption, columns, rows, say("note_counties"))


def _bounds(comparison: Comparison) -> Table | None:
    """Core questions: the share of those who answered, and what it would be at the worst of all."""
    core = [each for each in comparison.questions if each.trend_core]
    rows = tuple((row_label(each, core), *cells) for each in core for cells in _bounds_rows(each, comparison))
    if not rows:
        return None
    headings = ("col_result", "col_round", "col_share", "col_if_none", "col_if_all")
    columns = tuple(Column(say(each), numeric=each not in {"col_result", "col_round"}) for each in headings)
    return Table(say("caption_bounds"), columns, rows, say("note_bounds"))


def _bounds_rows(result: ItemResult, comparison: Comparison) -> Iterator[tuple[str, ...]]:
    found = result.indicator
    if found is None:
        return
    both = (
        (comparison.baseline.label, found.baseline, found.bounds_baseline),
        (comparison.followup.label, found.followup, found.bounds_followup),
    )
    for label, share, bounds in both[:1] if comparison.alone else both:
        ends = shown.bounds(bounds)
        if ends is not None and bounds is not None:
            yield (label, cells.share(share), *(percent(each, bounds.denominator) for each in ends))


def challenge_section(material: Material) -> Iterator[Section]:
    """The four main challenges: how many results each has, and how they fell out."""
    told = [(code, [each for each in material.main.questions if code in each.challenge]) for code in CHALLENGES]
    judged = [(code, [each for each in results if each.judged is not None]) for code, results in told]
    if not any(results for _, results in judged):
        return
    columns = tuple(Column(say(each), numeric=each == "col_results") for each in _CHALLENGE_COLUMNS)
    rows = tuple(
        (
            words(CHALLENGES[code]),
            count(len(results)),
            tally(results) if results else NOTHING,
            _moved_most(results),
        )
        for code, results in judged
    )
    table = Table(say("caption_challenges"), columns, rows, say("note_challenges"))
    drawn = [figure for code, results in judged if (figure := _forest(code, results, material.main)) is not None]
    figures = tuple(Drawing(0, each, tabled=False) for each in drawn)
    shown_below = (Details(say("open_challenges"), figures),) if figures else ()
    yield Section("utfordringer", say("heading_challenges"), (Paragraph(say("challenges_intro")), table, *shown_below))


_CHALLENGE_COLUMNS = ("col_challenge", "col_results", "col_fell_out", "col_moved")


def _forest(code: str, results: Sequence[ItemResult], comparison: Comparison) -> Figure | None:
    """The changes in the shares of a challenge's questions, core questions first; its title names the challenge."""
    told = [each for each in results if each.judged == "share_change" and each.level != "binary" and each.part is None]
    chosen = sorted(told, key=lambda each: not each.trend_core)[:MOST_ROWS]
    return changes_forest(chosen, comparison, words(CHALLENGES[code])) if len(chosen) > 1 else None


def _moved_most(results: Sequence[ItemResult]) -> str:
    """The first that moved clearly, core questions before others and choices of several last."""
    moved = [*_moved(sorted(results, key=lambda each: (each.level == "binary", not each.trend_core)))]
    more = [say("moved_more")] if len(moved) > MOST_NAMED else []
    return "; ".join([*moved[:MOST_NAMED], *more]) or NOTHING


def _moved(results: Sequence[ItemResult]) -> Iterator[str]:
    for each in results:
        if each.verdict in {"increased", "decreased"}:
            told = words(each.indicator.label) if each.indicator is not None and not each.part else subject(each)
            yield say("moved_so", told=told, verdict=spoken().verdicts[each.verdict].lower())


def register_section(material: Material) -> Iterator[Section]:
    """How many municipalities there were in each round, and how those that changed are followed."""
    main = material.main
    if main.unit != "municipality" or main.alone:
        return
    blocks: list[Block] = [Paragraph(" ".join([*_how_many(material), paired(main.pairing, main.unit)]))]
    blocks.append(Bullets(tuple(say(f"register_{each}") for each in ("merged", "split", "renumbered"))))
    yield Section("kommuner", say("heading_register"), tuple(blocks))


def _how_many(material: Material) -> Iterator[str]:
    for each in material.responses:
        of = each.table.answered + each.table.not_answered
        yield say("register_on", n=count(of), date=date(each.on), round=each.round)


def ledger_section(material: Material) -> Iterator[Section]:
    """Which questions were asked alike, and which were not."""
    main = material.main
    if main.alone:
        return
    known = Counter[str](each.comparability for each in main.questions)
    columns = (Column(say("col_asked"), numeric=False), Column(say("col_results")))
    rows = tuple((say(f"asked_{each}"), count(known[each])) for each in ("same", *CHANGED) if known[each])
    blocks: list[Block] = [Paragraph(say("ledger_intro")), Table(say("caption_ledger"), columns, rows)]
    changed = [each for each in main.questions if each.comparability in CHANGED]
    if changed:
        ordered = sorted(changed, key=lambda each: CHANGED.index(each.comparability))
        table = Table(
            say("caption_changed"),
            tuple(Column(say(each), numeric=False) for each in ("col_question", "col_asked", "col_why")),
            tuple((subject(each), say(f"asked_{each.comparability}"), _why(each)) for each in ordered),
        )
        blocks.append(Details(table.caption, (table,)))
    yield Section("endrede-sporsmal", say("heading_ledger"), tuple(blocks))


def _why(result: ItemResult) -> str:
    if result.breaks is not None:
        return words(result.breaks)
    return " ".join(kept(result.keeps)) or NOTHING
