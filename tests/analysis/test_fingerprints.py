"""An author is told when any result under her words is another, and never when only our words are."""

import datetime as dt
from dataclasses import replace

import pytest

from analysis.facts.pilots import CoverageFacts, MeetingFacts, PilotFacts, UnitFacts
from analysis.facts.plans import PlanFacts
from analysis.reports.build import build
from analysis.reports.fingerprints import fingerprint
from analysis.reports.material import Material
from analysis.reports.model import Bullets, Column, Paragraph, Report, Section, Statement, Statements, Table
from analysis.wording.language import LANGUAGES, speaking
from tests.analysis.test_own_reports import material as of_municipality
from tests.analysis.test_plan_reports import measure

DAY = dt.date(2018, 7, 15)


def sums(report: Report) -> dict[str, str]:
    return {each.id: fingerprint(each) for each in report.sections}


def changed(before: Report, after: Report) -> set[str]:
    """The sections whose results are others."""
    first, second = sums(before), sums(after)
    return {name for name in first if first[name] != second.get(name)}


def told(*blocks: object) -> str:
    return fingerprint(Section("del", "Del", blocks))  # type: ignore[arg-type]


def table(*rows: tuple[str, ...], caption: str = "Svar", heading: str = "Svar") -> Table:
    return Table(caption, (Column("Spørsmål"), Column(heading)), rows)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_municipalitys_other_answer_is_noticed_where_no_digit_changes(code: str) -> None:
    """Nobody else's answer is another, so that the shares are what they were."""
    found = of_municipality("4223")
    own = found.own
    assert own is not None
    plan = next(each for each in own.questions if each.name == "plan")
    # The county's and the country's other answers hide how many said the same.
    alone = [replace(each, counts=(), valid=0) for each in plan.areas]
    rest = [each for each in own.questions if each is not plan]

    def report(answer: str) -> Report:
        told = replace(plan, now=answer, moved="", before=None, areas=tuple(alone))
        return build(replace(found, own=replace(own, questions=(told, *rest))), "municipality")

    with speaking(code):
        assert "andre" in changed(report("yes"), report("no"))


@pytest.mark.parametrize("kind", ["plan_quarter", "plan_year"])
def test_two_measures_that_change_status_with_each_other_are_noticed(kind: str) -> None:
    def report(*progress: str) -> Report:
        measures = tuple(measure(number, "-", each) for number, each in enumerate(progress, 1))
        return build(Material(plan=PlanFacts("Plan", 2026, 2, measures)), kind)

    assert changed(report("done", "planned"), report("planned", "done")) == {"tiltak"}


def test_another_unit_that_waits_is_noticed_by_its_name() -> None:
    def report(waiting: str, begun: str) -> Report:
        units = (
            UnitFacts(begun, 1, 9, CoverageFacts(20, 20, 12)),
            UnitFacts(waiting, 1, 9, CoverageFacts(0, 0, 0)),
        )
        return build(Material(pilot=PilotFacts("Pilot", DAY, units)), "pilot")

    assert changed(report("Kløvertun", "Hjemmet"), report("Hjemmet", "Kløvertun")) == {"gjenstar", "virksomheter"}


def test_other_advice_of_a_meeting_is_noticed() -> None:
    def report(advice: str) -> Report:
        return build(
            Material(pilot=PilotFacts("P", DAY, meetings=(MeetingFacts("Bodø", DAY, {}, advice),))), "meetings"
        )

    assert changed(report("Mer opplæring"), report("Flere stillinger")) == {"moter"}


def test_an_option_that_a_sentence_quotes_is_noticed_and_one_more_space_is_not() -> None:
    def said(text: str) -> str:
        return told(Statements((Statement("Plan", "", "neutral", text),)))

    assert said("Dere svarte «Ja».") != said("Dere svarte «Nei».")
    assert said("Dere svarte «Ja».") == said("Dere  svarte «Ja» .")


def test_a_verdict_is_noticed() -> None:
    better, worse = (Statement("Plan", verdict, "open", "") for verdict in ("økt", "uendret"))

    assert told(Statements((better,))) != told(Statements((worse,)))


def test_numbers_that_change_places_in_a_row_are_noticed_and_rows_that_do_are_not() -> None:
    assert told(table(("Plan", "41 %", "63 %"))) != told(table(("Plan", "63 %", "41 %")))
    assert told(table(("A", "1"), ("B", "2"))) == told(table(("B", "2"), ("A", "1")))


def test_other_words_of_ours_in_sentences_headings_and_cells_are_not_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {
        "state_done": "Gjort ferdig",
        "took_part": "Kommunen deltok undervegs i {rounds}.",
        "caption_former": "{heading}: formerkommunenes besvarelser",
        "own_limit_one": "Besvarelsen kommer fra én eneste kommune.",
    }
    later = replace(LANGUAGES["nb"], code="later", phrases={**LANGUAGES["nb"].phrases, **others})
    monkeypatch.setitem(LANGUAGES, "later", later)

    def seen(code: str) -> str:
        words = LANGUAGES[code].phrases
        rows = table(("Plan", words["state_done"]), caption=words["caption_former"].format(heading="Delmål"))
        with speaking(code):
            return told(rows, Paragraph(words["took_part"].format(rounds="2017")), Bullets((words["own_limit_one"],)))

    assert seen("nb") == seen("later")


def test_another_round_in_a_columns_heading_is_noticed() -> None:
    assert told(table(heading="Fase 1")) != told(table(heading="Fase 2"))
