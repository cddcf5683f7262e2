"""Old answers in new codes: the comparison is that of rows which were mapped by hand."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult, Recoding
from analysis.comparing.values import Caution
from analysis.disclosure.comparisons import protect
from analysis.reports.questions import question_sections
from analysis.wording.sentences import reading
from questionnaires.codebook import Codebook
from tests.analysis.made import random_comparison, rounds, written
from tests.analysis.service import about

OLD = """
id: tjeneste
title: {nb: Tjenesten}
languages: [nb]
unit: person
about: {nb: Om tjenesten.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Ingen}, 2: {nb: Liten}, 3: {nb: Noen}, 4: {nb: Stor}}
    missing: {dont_know: {nb: Vet ikke}, not_relevant: {nb: Ikke aktuelt}}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: plan
        type: choice
        text: {nb: Har du en plan?}
        choices: {yes: {nb: Ja}, partly: {nb: Delvis}, no: {nb: Nei}}
        missing: {dont_know: {nb: Vet ikke}, refused: {nb: Vil ikke svare}}
        indicator: {codes: [yes], label: {nb: har en plan}}
      - id: hjelp
        type: choices
        text: {nb: Hvem hjalp?}
        choices: {fastlege: {nb: Fastlege}, sykehus: {nb: Sykehus}, familie: {nb: Familien}}
        missing: {dont_know: {nb: Vet ikke}}
      - {id: rader, type: grid, scale: grad, text: {nb: I hvilken grad?}, rows: {a: {nb: Mål}, b: {nb: Tid}}}
      - id: timer
        type: count
        to: 9
        text: {nb: Hvor mange?}
        missing: {unknown: {nb: Vet ikke}, none_kept: {nb: Ikke ført}}
"""

NEW = """
id: tjeneste
title: {nb: Tjenesten}
languages: [nb]
unit: person
about: {nb: Om tjenesten.}
scales:
  grad:
    better: higher
    choices: {low: {nb: Liten}, some: {nb: Noen}, high: {nb: Stor}}
    missing: {unsure: {nb: Usikker}, not_relevant: {nb: Ikke aktuelt}}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: plan
        type: choice
        text: {nb: Har du en plan?}
        maps: {partly: yes}
        choices: {no: {nb: Nei}, yes: {nb: Ja}}
        missing: {dont_know: {nb: Vet ikke}}
        indicator: {codes: [yes], label: {nb: har en plan}}
      - id: hjelp
        type: choices
        text: {nb: Hvem hjalp?}
        maps: {fastlege: lege, sykehus: lege}
        choices: {lege: {nb: Lege}, familie: {nb: Familien}}
        missing: {dont_know: {nb: Vet ikke}}
      - id: rader
        type: grid
        scale: grad
        text: {nb: I hvilken grad?}
        maps: {1: low, 2: low, 3: some, 4: high, dont_know: unsure}
        rows: {a: {nb: Mål}, b: {nb: Tid}}
      - id: timer
        type: count
        to: 5
        text: {nb: Hvor mange?}
        maps: {none_kept: unknown}
        missing: {unknown: {nb: Vet ikke}}
"""
BEFORE, AFTER = written(OLD), written(NEW)
# The new version, with the old way of not answering that was mapped to nothing.
LIKE = written(
    NEW.replace(
        "missing: {dont_know: {nb: Vet ikke}}\n        indicator",
        "missing: {dont_know: {nb: Vet ikke}, refused: {nb: Vil ikke svare}}\n        indicator",
    ).replace("to: 5", "to: 9")
)

BY_HAND = {
    "plan": {"partly": "yes"},
    "rader.a": {"1": "low", "2": "low", "3": "some", "4": "high", "dont_know": "unsure"},
    "timer": {"none_kept": "unknown"},
}
BY_HAND["rader.b"] = BY_HAND["rader.a"]

Row = dict[str, str | None]


def answered(chance: random.Random, book: Codebook) -> Row:
    """One respondent who may skip any question, or not be asked it."""
    row: Row = {}
    for variables in book.by_question.values():
        first = variables[0]
        off = [None, "not_asked", *(entry.code for entry in first.missing)]
        if first.kind == "choices":
            skipped = chance.random() < 0.3
            same = chance.choice(off)
            row |= {each.name: same if skipped else chance.choice("01") for each in variables}
            continue
        for each in variables:
            numbers = [str(n) for n in range(10 if book is BEFORE else 6)]
            codes = [entry.code for entry in each.codes] or numbers
            row[each.name] = chance.choice(off) if chance.random() < 0.3 else chance.choice(codes)
    return row


def by_hand(row: Mapping[str, str | None]) -> Row:
    mapped: Row = {name: BY_HAND.get(name, {}).get(cell or "", cell) for name, cell in row.items()}
    both = [mapped.pop("hjelp.fastlege"), mapped.pop("hjelp.sykehus")]
    mapped["hjelp.lege"] = "1" if "1" in both else both[0]
    return mapped


def two_ways(seed: int, by: str | None) -> tuple[Comparison, Comparison]:
    """Compared across the versions, and compared with rows mapped by hand as if there were one version."""
    chance = random.Random(seed)
    first = [{"id": str(n), **answered(chance, BEFORE)} for n in range(80)]
    second = [{"id": str(n), **answered(chance, AFTER)} for n in range(10, 90)]
    before, _ = rounds(BEFORE, first, [])
    _, after = rounds(AFTER, [], second)
    across = compare(before, after, BEFORE, pair_by=by, followup_codebook=AFTER)
    mapped = [by_hand(row) for row in first]
    return across, compare(*rounds(LIKE, mapped, second), LIKE, pair_by=by)


def plainly(result: ItemResult) -> ItemResult:
    cautions = tuple(each for each in result.cautions if each.code != "recoded")
    return replace(result, comparability="same", recodings=(), cautions=cautions)


@pytest.mark.parametrize("by", ["id", None])
@pytest.mark.parametrize("seed", range(6))
def test_every_result_is_that_of_rows_mapped_by_hand(seed: int, by: str | None) -> None:
    across, mapped = two_ways(seed, by)

    assert {each.name: each.comparability for each in across.questions} == {
        "plan": "recoded", "hjelp.lege": "recoded", "hjelp.familie": "same", "rader.a": "recoded",
        "rader.b": "recoded", "timer": "recoded",
    }  # fmt: skip
    assert [plainly(each) for each in across.questions] == list(mapped.questions)


def test_the_rounds_fingerprint_is_of_the_answers_as_they_were_given() -> None:
    across, mapped = two_ways(1, "id")

    assert across.baseline.sha256 != mapped.baseline.sha256
    assert across.followup.sha256 == mapped.followup.sha256


def test_what_became_of_the_old_answers_is_told() -> None:
    across, _ = two_ways(1, "id")

    plan = about(across, "plan")
    assert plan.recodings == (Recoding(({"nb": "Ja"}, {"nb": "Delvis"}), {"nb": "Ja"}),)
    assert Caution("recoded") in plan.cautions
    assert (
        reading(plan, "person").caveats[-1] == "Svaralternativene er slått sammen: «Ja» og «Delvis» er regnet som «Ja»."
    )
    doctor = reading(about(across, "hjelp.lege"), "person").caveats
    assert doctor[-1] == "Svaralternativene er slått sammen: «Fastlege» og «Sykehus» er regnet som «Lege»."
    rows = reading(about(across, "rader.a"), "person").caveats
    assert rows[-1] == (
        "Svaralternativene er slått sammen: «Ingen» og «Liten» er regnet som «Liten»; "
        "«Vet ikke» er regnet som «Usikker»."
    )


def test_codes_that_only_have_new_names_are_told_in_general() -> None:
    newer = written(
        OLD.replace("yes: {nb: Ja}", "sure: {nb: Ja}")
        .replace("[yes]", "[sure]")
        .replace("text: {nb: Har du en plan?}", "maps: {yes: sure}\n        text: {nb: Har du en plan?}")
    )
    row = {"id": "a", "plan": "yes"}
    before, _ = rounds(BEFORE, [row], [])
    _, after = rounds(newer, [], [{"id": "a", "plan": "sure"}])

    plan = about(compare(before, after, BEFORE, pair_by="id", followup_codebook=newer), "plan")
    assert reading(plan, "person").caveats == (
        "Svaralternativene er kodet om mellom rundene: svarene i første runde er regnet om til de nye.",
    )


def test_the_report_tells_the_authors_reason_for_a_break() -> None:
    newer = written(
        OLD.replace(
            "text: {nb: Har du en plan?}",
            "breaks: {nb: Gjelder nå bare skriftlige planer.}\n        text: {nb: Har du en plan?}",
        )
    )
    chance = random.Random(3)
    rows = [{"id": str(n), **answered(chance, BEFORE)} for n in range(60)]
    comparison = protect(compare(*rounds(BEFORE, rows, rows), BEFORE, pair_by="id", followup_codebook=newer))

    plan = about(comparison, "plan")
    assert (plan.comparability, plan.reason, plan.pairs) == ("broken", "not_comparable", None)
    assert reading(plan, "person").text.endswith(
        "Spørsmålet eller svaralternativene er endret mellom rundene, så tallene kan ikke sammenlignes. "
        "Begrunnelse: Gjelder nå bare skriftlige planer."
    )
    assert "Gjelder nå bare skriftlige planer." in str(question_sections(comparison))


def test_a_recoded_question_whose_words_changed_too_says_both() -> None:
    newer = written(NEW.replace("Har du en plan?", "Har du fått en plan?"))
    before, _ = rounds(BEFORE, [{"id": "a", "plan": "partly"}], [])
    _, after = rounds(newer, [], [{"id": "a", "plan": "yes"}])

    plan = about(compare(before, after, BEFORE, pair_by="id", followup_codebook=newer), "plan")
    assert {each.code for each in plan.cautions} >= {"reworded", "recoded"}


def test_ways_of_not_answering_may_stand_in_another_order() -> None:
    turned = "missing: {refused: {nb: Vil ikke svare}, dont_know: {nb: Vet ikke}}"
    newer = written(OLD.replace("missing: {dont_know: {nb: Vet ikke}, refused: {nb: Vil ikke svare}}", turned))
    rows = [{"id": str(n), "plan": code} for n, code in enumerate(["dont_know", "refused", "yes"])]
    plan = about(compare(*rounds(newer, rows, rows), BEFORE, pair_by="id", followup_codebook=newer), "plan")

    assert plan.comparability == "same"
    assert plan.table is not None
    moved = [(i, j) for i, row in enumerate(plan.table.counts) for j, n in enumerate(row) if n and i != j]
    assert moved == []


def test_a_choice_of_which_a_file_lacks_a_part_is_not_put_together() -> None:
    before, _ = rounds(BEFORE, [{"id": "a", "hjelp.fastlege": "0", "hjelp.sykehus": "1"}], [])
    _, after = rounds(AFTER, [], [{"id": "a", "hjelp.lege": "1"}])
    less = replace(before, data=before.data.drop("hjelp.sykehus"))

    found = about(compare(less, after, BEFORE, pair_by="id", followup_codebook=AFTER), "hjelp.lege")
    assert (found.comparability, found.baseline) == ("new", None)


def test_a_comparison_of_one_version_says_nothing_of_codes() -> None:
    assert all(each.recodings == () and each.breaks is None for each in random_comparison(BEFORE).questions)
