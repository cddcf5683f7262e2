"""The report on experience, service by service and level by level of the rehabilitation pyramid."""

from collections.abc import Sequence

import pytest

from analysis.comparing.compare import compare
from analysis.disclosure.comparisons import protect
from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.reports.model import Table
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import rounds, shipped
from tests.analysis.test_experience import said, section

Row = dict[str, str]


def book() -> Codebook:
    return shipped(paths()["brukererfaring"])


def answers(level: str, satisfied: int, of: int) -> list[Row]:
    return [{"tilbudsniva": level, "fornoyd": "5" if at < satisfied else "2", "role": "self"} for at in range(of)]


def told(before: Sequence[Row], after: Sequence[Row]) -> tuple[str, Table]:
    first, second = rounds(book(), list(before), list(after))
    found = protect(compare(first, second, book(), by="tilbudsniva"))
    part = section(build(Material.of(found), "experience"), "grupper")
    (table,) = (block for block in part.blocks if isinstance(block, Table))
    return said(part), table


BEFORE = (*answers("2", 10, 40), *answers("4", 20, 40))
AFTER = (*answers("2", 34, 40), *answers("4", 20, 40))


def test_each_level_is_named_with_its_service_and_how_many_answered() -> None:
    text, _ = told(BEFORE, AFTER)
    assert "Nivå 2: Hverdagsrehabilitering eller hjemmetjeneste (40 svar)" in text


def test_the_levels_stand_beside_each_other_in_the_order_of_the_pyramid() -> None:
    _, table = told(BEFORE, AFTER)
    assert [each.heading for each in table.columns] == ["Andelen som …", *(f"Nivå {level}" for level in range(1, 6))]


def test_a_level_is_told_of_with_its_share_and_how_many_that_is_of() -> None:
    _, table = told(BEFORE, AFTER)
    row = next(each for each in table.rows if "fornøyd" in each[0])
    # 34 of 40 is 85 per cent, 20 of 40 is 50.
    assert [row[level].replace("\xa0", " ") for level in (2, 4)] == ["85 % (40)", "50 % (40)"]


def test_a_level_that_three_persons_answered_of_is_hidden() -> None:
    _, table = told((*BEFORE, *answers("5", 3, 3)), (*AFTER, *answers("5", 3, 3)))
    assert next(each for each in table.rows if "fornøyd" in each[0])[5] == "skjult"


def test_a_level_whose_size_is_hidden_is_told_nothing_of() -> None:
    # Level 5 is three persons, so the size of level 2 is hidden as well: its answers would tell how many they are.
    asked = (*answers("1", 6, 12), *answers("2", 10, 40), *answers("4", 20, 40), *answers("5", 3, 3))
    text, table = told(asked, asked)
    assert "Nivå 2: Hverdagsrehabilitering eller hjemmetjeneste (antall svar vises ikke)" in text
    assert next(each for each in table.rows if "fornøyd" in each[0])[2] == "skjult"


def test_a_level_that_changed_gets_a_sentence_with_its_verdict_and_interval() -> None:
    text, _ = told(BEFORE, AFTER)
    # From 10 to 34 of 40: 25 to 85 per cent.
    assert (
        "Nivå 2: Hverdagsrehabilitering eller hjemmetjeneste: Andelen som alt i alt er fornøyd eller svært "
        "fornøyd med tilbudet: 25 % før, 85 % nå – økt, til det bedre: +60 prosentpoeng (95 % KI" in text
    )


def test_a_level_that_did_not_change_is_said_not_to_have_changed_for_certain() -> None:
    text, _ = told(BEFORE, AFTER)
    assert "Ingen endring som vi kan si noe sikkert om: Nivå 4." in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_tells_of_the_levels(code: str) -> None:
    with speaking(code):
        text, _ = told(BEFORE, AFTER)
    assert "2: " in text
