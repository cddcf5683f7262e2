"""Rounds of two versions are compared where the questions are the same, and shown apart where not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from analysis.comparing.compare import DifferentQuestionnairesError, compare
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Caution
from analysis.files.rounds import Round
from analysis.reducing.counts import UnknownCodeError
from analysis.wording import cells
from analysis.wording.captions import message
from analysis.wording.scores import score_reading
from analysis.wording.sentences import reading, sentence
from tests.analysis.made import rounds, written
from tests.analysis.service import BOOK, SERVICE, Column, about, asked, counted, counts

GRADES: Column = ["1", "2", "3"] * 5


def test_rounds_of_different_questionnaires_are_refused() -> None:
    other = written(SERVICE.replace("id: tjeneste\n", "id: noe_annet\n"))
    first, second = rounds(BOOK, [{"plan": "yes"}], [{"plan": "yes"}])

    with pytest.raises(DifferentQuestionnairesError) as refused:
        compare(first, second, BOOK, followup_codebook=other)

    assert str(refused.value) == (
        "The rounds answer different questionnaires, 'tjeneste' and 'noe_annet'. "
        "Only rounds of one questionnaire can be compared."
    )


def test_a_code_that_the_codebook_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="plan: 'kanskje' is no answer that the codebook allows"):
        asked({"plan": ["kanskje"]}, {"plan": ["yes"]})


def revised(old: str, new: str, first: Mapping[str, Column], second: Mapping[str, Column]) -> Comparison:
    """The follow-up used a version in which `old` reads `new`."""
    assert old in SERVICE
    newer = written(SERVICE.replace(old, new))
    table = [
        [dict(zip(each, row, strict=True)) for row in zip(*each.values(), strict=True)] for each in (first, second)
    ]
    before, _ = rounds(BOOK, [{"id": str(n), **row} for n, row in enumerate(table[0])], [])
    _, after = rounds(newer, [], [{"id": str(n), **row} for n, row in enumerate(table[1])])
    return compare(before, after, BOOK, pair_by="id", followup_codebook=newer)


def without_change(question: ItemResult) -> bool:
    nothing = (question.pairs, question.table, question.change, question.estimates, question.tests, question.family)
    change = question.indicator.change if question.indicator else None
    return nothing == (None, None, None, (), (), None) and change is None and question.verdict == "cannot_say"


def test_a_question_with_new_words_is_shown_in_each_round_without_a_change() -> None:
    comparison = revised("Har du en plan?", "Har du plan?", {"plan": ["yes", "no"] * 6}, {"plan": ["yes"] * 12})

    question = about(comparison, "plan")
    assert (question.comparability, question.reason, question.keeps) == ("reworded", "not_comparable", None)
    assert question.indicator is not None
    assert (counted(question.indicator.baseline), counted(question.indicator.followup)) == ((6, 12), (12, 12))
    assert without_change(question)
    assert sentence(question, "person").endswith(
        "Ordlyden ble endret mellom rundene, så tallene sammenlignes ikke, og ingen trend er tegnet."
    )
    assert reading(question, "person").caveats == ("I første runde lød spørsmålet «Har du en plan?».",)
    # Nothing is hidden: there are no pairs, since nothing is compared.
    assert cells.pairs(question) == "–"


def test_a_choice_that_is_worded_anew_is_shown_with_its_old_words() -> None:
    answers = {"hjelp.familie": ["1", "0"] * 6, "hjelp.lege": ["0", "1"] * 6}
    family = about(revised("{nb: Familien}", "{nb: Familie}", answers, answers), "hjelp.familie")
    assert family.formerly == ({"nb": "Hvem hjalp deg?"}, {"nb": "Familien"})
    assert reading(family, "person").caveats[0] == "I første runde lød spørsmålet «Hvem hjalp deg? – Familien»."


def test_a_figure_of_what_is_not_compared_speaks_of_no_change() -> None:
    answers = {"plan": ["yes"] * 12, "kjent": ["yes"] * 12}
    comparison = revised("{nb: Ja}, no: {nb: Nei}", "{nb: Jo}, no: {nb: Nei}", answers, answers)
    both = [about(comparison, name) for name in answers]
    assert message(both, comparison) == "2 spørsmål som ikke kan sammenlignes mellom rundene"
    alike = asked(answers, answers)
    assert message([about(alike, name) for name in answers], alike).startswith("Ingen sikker endring")


NYTTE = "text: {nb: I hvilken grad nytter det?}"
KEPT = "text: {nb: Hvor mye nytter det?}, keeps: {nb: Vi spør om det samme.}"


def test_a_question_with_new_words_is_compared_with_a_caution_when_the_author_says_why() -> None:
    first, second = {"nytte": GRADES}, {"nytte": ["2", "3", "3"] * 5}
    comparison = revised(NYTTE, KEPT, first, second)

    question, plain = about(comparison, "nytte"), about(asked(first, second), "nytte")
    assert question.comparability == "reworded"
    assert Caution("reworded") in question.cautions
    assert question.text == {"nb": "Hvor mye nytter det?"}
    assert question.keeps == {"nb": "Vi spør om det samme."}
    assert reading(question, "person").caveats[:2] == (
        "I første runde lød spørsmålet «I hvilken grad nytter det?».",
        (
            "Ordlyden er endret mellom rundene, og det kan forklare noe av forskjellen. "
            "Tallene er likevel sammenlignet. Begrunnelse: Vi spør om det samme."
        ),
    )
    told = replace(question, comparability="same", keeps=None, formerly=(), text=plain.text, cautions=plain.cautions)
    assert told == plain


SCORED = "scores: {snitt: {label: {nb: Snitt}, mean_of: [nytte], better: higher}}\npages:"


@pytest.mark.parametrize("new", [KEPT, KEPT.partition(", keeps")[0]])
def test_a_score_goes_on_when_all_its_items_do(new: str) -> None:
    before, after = (written(SERVICE.replace(NYTTE, text).replace("pages:", SCORED)) for text in (NYTTE, new))
    rows = [{"id": str(n), "nytte": str(1 + n % 3)} for n in range(12)]
    (first, _), (_, second) = rounds(before, rows, []), rounds(after, [], rows)
    comparison = compare(first, second, before, pair_by="id", followup_codebook=after)

    if "keeps" in new:
        (score,) = comparison.scores
        assert (score.pairs, score.keeps) == (12, ({"nb": "Vi spør om det samme."},))
        assert Caution("reworded") in score.cautions
        assert score_reading(score, "person").caveats[0].endswith("Begrunnelse: Vi spør om det samme.")
    else:
        assert comparison.scores == ()
        assert Caution("score_left_out", 1) in comparison.cautions


def test_a_keeps_that_both_versions_have_is_about_an_earlier_change() -> None:
    older, newer = (written(SERVICE.replace(NYTTE, text)) for text in (KEPT, KEPT.replace("Hvor mye", "Hvor godt")))
    rows = [{"id": str(n), "nytte": "1"} for n in range(12)]
    (first, _), (_, second) = rounds(older, rows, []), rounds(newer, [], rows)

    question = about(compare(first, second, older, pair_by="id", followup_codebook=newer), "nytte")
    assert (question.comparability, question.keeps) == ("reworded", None)
    assert without_change(question)


def test_a_break_that_both_versions_tell_is_not_the_reason_of_a_new_one() -> None:
    older = written(SERVICE.replace(NYTTE, f"{NYTTE}, breaks: {{nb: Skalaen er ny.}}"))
    newer = written(
        SERVICE.replace(NYTTE, f"{NYTTE}, breaks: {{nb: Skalaen er ny.}}").replace(
            "{nb: Stor}", "{nb: Stor}, 4: {nb: All}"
        )
    )
    rows = [{"id": str(n), "nytte": "1"} for n in range(12)]
    (first, _), (_, second) = rounds(older, rows, []), rounds(newer, [], rows)

    question = about(compare(first, second, older, pair_by="id", followup_codebook=newer), "nytte")
    assert (question.comparability, question.breaks) == ("broken", None)


def test_a_choice_with_new_words_has_each_rounds_own() -> None:
    comparison = revised("{nb: Ja}, no: {nb: Nei}", "{nb: Jo}, no: {nb: Nei}", {"plan": ["yes"]}, {"plan": ["yes"]})

    question = about(comparison, "plan")
    assert question.comparability == "reworded"
    assert question.baseline is not None
    assert question.followup is not None
    assert [each.codes[0].label["nb"] for each in (question.baseline, question.followup)] == ["Ja", "Jo"]


def test_a_question_with_new_codes_is_counted_by_each_rounds_own() -> None:
    comparison = revised(
        "3: {nb: Stor}", "3: {nb: Stor}, 4: {nb: Svært stor}", {"nytte": GRADES}, {"nytte": ["4", "3", "1"] * 5}
    )

    question = about(comparison, "nytte")
    assert question.comparability == "broken"
    assert without_change(question)
    assert counts(question.baseline) == {"1": 5, "2": 5, "3": 5, "dont_know": 0}
    assert counts(question.followup) == {"1": 5, "2": 0, "3": 5, "4": 5, "dont_know": 0}


def test_a_share_of_a_broken_question_stands_in_each_round_without_a_change() -> None:
    comparison = revised(
        "choices: {yes: {nb: Ja}, no: {nb: Nei}}",
        "choices: {yes: {nb: Ja}, part: {nb: Delvis}, no: {nb: Nei}}",
        {"plan": ["yes", "no"] * 6},
        {"plan": ["yes", "part", "no"] * 4},
    )

    question = about(comparison, "plan")
    assert (question.comparability, question.reason) == ("broken", "not_comparable")
    assert question.indicator is not None
    assert (counted(question.indicator.baseline), counted(question.indicator.followup)) == ((6, 12), (4, 12))
    assert without_change(question)


KNOWN = "indicator: {codes: [yes], label: {nb: har en plan}}"


def test_a_share_that_is_defined_anew_over_the_same_codes_is_counted_so_in_both_rounds() -> None:
    newer = KNOWN.replace("[yes]", "[yes, no]")

    question = about(revised(KNOWN, newer, {"plan": ["no"] * 12}, {"plan": ["yes"] * 12}), "plan")

    found = question.indicator
    assert question.comparability == "same"
    assert found is not None
    assert (counted(found.baseline), counted(found.pairs_baseline), counted(found.followup)) == ((12, 12),) * 3


def test_a_share_of_a_broken_question_is_counted_by_each_rounds_own_definition() -> None:
    old = "choices: {yes: {nb: Ja}, no: {nb: Nei}}\n        missing: {dont_know: {nb: Vet ikke}}\n        " + KNOWN
    newer = old.replace("yes:", "sure:").replace("[yes]", "[sure]")

    question = about(revised(old, newer, {"plan": ["yes", "no"] * 6}, {"plan": ["sure"] * 12}), "plan")

    assert question.indicator is not None
    assert (counted(question.indicator.baseline), counted(question.indicator.followup)) == ((6, 12), (12, 12))


def test_a_new_question_has_a_follow_up_alone_and_one_that_is_gone_a_baseline_alone() -> None:
    old = "      - {id: nytte, type: grade, scale: grad, text: {nb: I hvilken grad nytter det?}}\n"

    comparison = revised(old, old.replace("nytte", "gagn"), {"nytte": GRADES}, {"gagn": GRADES})

    new, gone = about(comparison, "gagn"), about(comparison, "nytte")
    assert (new.comparability, gone.comparability) == ("new", "gone")
    assert (new.baseline, gone.followup) == (None, None)
    assert (counts(new.followup), counts(gone.baseline)) == ({"1": 5, "2": 5, "3": 5, "dont_know": 0},) * 2
    assert without_change(new)
    assert without_change(gone)
    assert comparison.baseline_version != comparison.followup_version


def test_a_column_that_one_file_lacks_is_like_a_question_of_one_round() -> None:
    before, after = rounds(BOOK, [{"id": "a", "nytte": "1"}], [{"id": "a", "nytte": "2"}])

    later = compare(before, Round(after.info, after.data.drop("nytte")), BOOK, pair_by="id")
    earlier = compare(Round(before.info, before.data.drop("nytte")), after, BOOK, pair_by="id")

    assert (about(later, "nytte").comparability, about(later, "nytte").followup) == ("gone", None)
    assert (about(earlier, "nytte").comparability, about(earlier, "nytte").baseline) == ("new", None)
