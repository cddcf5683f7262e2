"""New words for a question: its trend goes on only when the author says why, anew for each change."""

from collections.abc import Callable

import pytest

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import read_fhir, write_fhir
from questionnaires.formats.report import ExportReport, Imported
from questionnaires.formats.xlsform import read_xlsform, write_xlsform
from questionnaires.loading import load
from questionnaires.revisions import RevisionError, revise
from tests.questionnaires.test_revisions import OLD, PLAN, PLAN_TEXT, TWO, WHOLE_MAP, about, changed, status

KEEPS = "keeps: {nb: Bare rettskriving., en: Spelling only.}"
REWORDED = ("Har du en plan?", "Har du en plan nå?")


def kept_with(*replacements: tuple[str, str], keeps: str = KEEPS) -> Questionnaire:
    """The plan has new words, and the author's word on them."""
    return changed((PLAN_TEXT, f"{PLAN_TEXT}\n        {keeps}"), REWORDED, *replacements)


def test_new_words_keep_the_trend_when_the_author_says_why() -> None:
    revision = revise(OLD, kept_with())
    plan = about(revision, "plan")
    assert (plan.status, plan.trend["en"]) == (
        "reworded",
        "The trend goes on, with a caution that the words are new.",
    )
    assert plan.reason == {"nb": "Bare rettskriving.", "en": "Spelling only."}
    assert revision.broken_trends == ()


def test_a_keeps_of_the_last_version_does_not_excuse_new_words_in_this() -> None:
    again = kept_with(("Har du en plan nå?", "Har du noen plan?"))
    revision = revise(kept_with(), again)
    assert {each.item: each.write for each in revision.broken_trends} == {
        "plan": "say in words other than the last version's, in 'keeps' why the new words ask the same, "
        "or in 'breaks' why not"
    }
    assert about(revision, "plan").reason is None
    anew = kept_with(("Har du en plan nå?", "Har du noen plan?"), keeps="keeps: {nb: Nok en rettelse., en: Again.}")
    assert revise(kept_with(), anew).broken_trends == ()


def test_a_keeps_is_history_where_nothing_or_something_else_changed() -> None:
    assert about(revise(kept_with(), kept_with()), "plan").unchanged
    unneeded = changed((PLAN_TEXT, f"{PLAN_TEXT}\n        {KEEPS}"))
    assert about(revise(OLD, unneeded), "plan").unchanged
    later = kept_with((PLAN, f"{TWO}\n        {WHOLE_MAP}"))
    assert status(later, "plan", old=kept_with()) == "recoded"


@pytest.mark.parametrize("coding", [(PLAN, TWO), (PLAN, f"{TWO}\n        {WHOLE_MAP}")])
def test_a_keeps_where_the_answers_changed_is_refused(coding: tuple[str, str]) -> None:
    with pytest.raises(RevisionError) as refused:
        revise(OLD, kept_with(coding))
    assert str(refused.value) == (
        "'keeps' of 'plan' speaks for new words, but its answers changed too. "
        "Take it out: lead old codes to new ones in 'maps', or say why the trend ends in 'breaks'."
    )


def test_a_trend_cannot_both_go_on_and_end() -> None:
    # Not through a file, whose reader would refuse it by itself.
    both = kept_with().canonical_json().replace('"keeps":{', '"breaks":{"nb":"Ny.","en":"New."},"keeps":{')
    with pytest.raises(RevisionError, match="'plan' has both 'keeps' and 'breaks'"):
        revise(OLD, Questionnaire.model_validate_json(both))


def test_some_choices_may_be_mapped_and_others_kept() -> None:
    doctor = (
        ("gp: {nb: Fastlege, en: GP}, hospital: {nb: Sykehus, en: Hospital}", "doctor: {nb: Lege, en: Doctor}"),
        ("text: {nb: Hvem hjalp?", "maps: {gp: doctor, hospital: doctor}\n        text: {nb: Hvem hjalp?"),
        ("kin: {nb: Familie", "kin: {nb: Familien"),
    )
    untold = revise(OLD, changed(*doctor))
    assert about(untold, "help").status == "reworded"
    assert [each.item for each in untold.broken_trends] == ["help.kin"]
    told = changed(*doctor, ("maps: {gp", f"{KEEPS}\n        maps: {{gp"))
    assert about(revise(OLD, told), "help").status == "recoded"
    assert revise(OLD, told).broken_trends == ()


def test_what_gives_no_answers_has_no_trend_to_lose() -> None:
    read = about(revise(OLD, changed(("nb: Takk.", "nb: Tusen takk."))), "read")
    assert (read.status, read.trend["en"]) == ("reworded", "There is no trend here.")


def test_a_core_trend_with_new_words_and_no_more_is_listed() -> None:
    found = {each.item: each.write for each in revise(OLD, changed(REWORDED)).broken_trends}
    assert found == {"plan": "say in 'keeps' why the new words ask the same, or in 'breaks' why not"}


@pytest.mark.parametrize(("write", "read"), [(write_fhir, read_fhir), (write_xlsform, read_xlsform)])
def test_the_reason_goes_out_in_other_formats_and_comes_back(
    write: Callable[[Questionnaire], tuple[bytes, ExportReport]], read: Callable[..., Imported]
) -> None:
    told = kept_with()
    again = load(read(write(told)[0], name="form").questionnaire_yaml)
    assert again.canonical_json() == told.canonical_json()
    assert again.question("plan").keeps == told.question("plan").keeps is not None
