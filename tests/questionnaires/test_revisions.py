"""What changed between two versions, and what that does to trends."""

import pytest

from questionnaires.codebook import Comparability, comparability
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.revisions import CodeChange, QuestionChange, Revision, RevisionError, revise
from questionnaires.variables import codebook

BEFORE = """
id: tjeneste
title: {nb: Tjenesten, en: The service}
languages: [nb, en]
unit: person
about: {nb: Om tjenesten., en: About the service.}
scales:
  grad:
    choices: {1: {nb: Liten, en: Small}, 2: {nb: Noen, en: Some}, 3: {nb: Stor, en: Large}}
    missing: {dont_know: {nb: Vet ikke, en: Don't know}}
pages:
  - id: first
    title: {nb: Planen, en: The plan}
    questions:
      - id: plan
        type: choice
        trend: core
        text: {nb: Har du en plan?, en: Do you have a plan?}
        choices: {yes: {nb: Ja, en: Yes}, partly: {nb: Delvis, en: Partly}, no: {nb: Nei, en: No}}
        missing: {dont_know: {nb: Vet ikke, en: Don't know}}
      - id: help
        type: choices
        trend: core
        text: {nb: Hvem hjalp?, en: Who helped?}
        choices: {gp: {nb: Fastlege, en: GP}, hospital: {nb: Sykehus, en: Hospital}, kin: {nb: Familie, en: Family}}
      - id: rows
        type: grid
        trend: core
        scale: grad
        text: {nb: I hvilken grad?, en: To what extent?}
        rows: {a: {nb: Mål, en: Goals}, b: {nb: Tid, en: Time}}
  - id: second
    title: {nb: Tall, en: Numbers}
    questions:
      - {id: hours, type: count, trend: core, unit: {nb: timer, en: hours}, text: {nb: Hvor mye?, en: How much?}}
      - {id: words, type: short_text, text: {nb: Med egne ord?, en: In your own words?}}
      - {id: read, type: information, text: {nb: Takk., en: Thank you.}}
"""
OLD = load(BEFORE)

PLAN = "choices: {yes: {nb: Ja, en: Yes}, partly: {nb: Delvis, en: Partly}, no: {nb: Nei, en: No}}"
TWO = "choices: {yes: {nb: Ja, en: Yes}, no: {nb: Nei, en: No}}"
WHOLE_MAP = "maps: {partly: yes}"
MISSING_UNSURE = "missing: {unsure: {nb: Usikker, en: Unsure}}\n      - id: help"
PLAN_TEXT = "text: {nb: Har du en plan?, en: Do you have a plan?}"


def changed(*replacements: tuple[str, str], of: str = BEFORE) -> Questionnaire:
    for old, new in replacements:
        assert old in of
        of = of.replace(old, new)
    return load(of)


def about(revision: Revision, name: str) -> QuestionChange:
    return next(each for each in revision.questions if each.id == name)


def status(new: Questionnaire, name: str, old: Questionnaire = OLD) -> Comparability:
    return about(revise(old, new), name).status


def mapped(maps: str) -> Questionnaire:
    return changed((PLAN, f"{TWO}\n        {maps}"))


def test_a_version_and_itself_are_the_same_all_through() -> None:
    for path in paths().values():
        shipped = load_file(path)
        revision = revise(shipped, shipped)
        assert all(each.unchanged and each.status == "same" for each in revision.questions)
        assert revision.broken_trends == ()


def test_new_words_make_it_reworded_and_both_are_told() -> None:
    revision = revise(OLD, changed(("Har du en plan?", "Har du fått en plan?")))
    plan = about(revision, "plan")
    assert plan.status == "reworded"
    assert (plan.old_text, plan.new_text) == (
        {"nb": "Har du en plan?", "en": "Do you have a plan?"},
        {"nb": "Har du fått en plan?", "en": "Do you have a plan?"},
    )
    assert plan.trend["en"] == "No trend is drawn, unless 'keeps' says why the new words ask the same."
    assert revision.summary == "6 questions: 5 same, 1 reworded"


def test_a_language_that_one_version_lacks_changes_nothing() -> None:
    one = OLD.model_copy(update={"languages": ("nb",)})
    assert status(one, "plan") == "same"


def test_a_code_with_other_words_is_shown_with_both() -> None:
    plan = about(revise(OLD, changed(("{nb: Delvis, en: Partly}", "{nb: Til dels, en: Partly}"))), "plan")
    assert plan.status == "reworded"
    assert plan.codes == (CodeChange("partly", {"nb": "Delvis", "en": "Partly"}, {"nb": "Til dels", "en": "Partly"}),)


def test_a_choice_taken_away_breaks_the_trend() -> None:
    plan = about(revise(OLD, changed((PLAN, TWO))), "plan")
    assert plan.status == "broken"
    assert plan.codes == (CodeChange("partly", {"nb": "Delvis", "en": "Partly"}, None),)


def test_a_map_of_every_old_code_keeps_the_trend() -> None:
    plan = about(revise(OLD, mapped(WHOLE_MAP)), "plan")
    assert plan.status == "recoded"
    assert plan.codes == (CodeChange("partly", {"nb": "Delvis", "en": "Partly"}, None, led_to="yes"),)


def test_a_map_that_forgets_a_code_does_not() -> None:
    fewer = TWO.replace("no: {nb: Nei, en: No}", "never: {nb: Aldri, en: Never}")
    plan = about(revise(OLD, changed((PLAN, f"{fewer}\n        {WHOLE_MAP}"))), "plan")
    assert plan.status == "broken"


def test_a_missing_code_may_be_mapped_too_and_need_not() -> None:
    unsure = ("missing: {dont_know: {nb: Vet ikke, en: Don't know}}\n      - id: help", MISSING_UNSURE)
    assert status(changed((PLAN, f"{TWO}\n        {WHOLE_MAP}"), unsure), "plan") == "recoded"
    assert (
        status(changed((PLAN, f"{TWO}\n        maps: {{partly: unsure, dont_know: unsure}}"), unsure), "plan")
        == "recoded"
    )
    assert status(changed(unsure), "plan") == "broken"


def test_a_new_choice_breaks_the_trend_also_beside_a_map_of_an_earlier_change() -> None:
    more = TWO.replace("no: {", "never: {nb: Aldri, en: Never}, no: {")
    assert status(changed((PLAN, PLAN.replace("no: {", "never: {nb: Aldri, en: Never}, no: {"))), "plan") == "broken"
    second, third = mapped(WHOLE_MAP), changed((PLAN, f"{more}\n        {WHOLE_MAP}"))
    assert status(third, "plan", old=second) == "broken"
    assert status(third, "plan", old=OLD) == "recoded"


@pytest.mark.parametrize(
    ("maps", "told"),
    [
        ('{"partly":"maybe"}', "leads to 'maybe', which is not there. Its codes: yes, no, dont_know."),
        (
            '{"partly":"yes","never":"no"}',
            "leads from 'never', which never was there. Its codes were: yes, partly, no, dont_know.",
        ),
    ],
)
def test_a_map_of_codes_that_are_not_there_is_refused(maps: str, told: str) -> None:
    # Not through a file, whose reader would refuse the first of these by itself.
    new = Questionnaire.model_validate_json(mapped(WHOLE_MAP).canonical_json().replace('{"partly":"yes"}', maps))
    with pytest.raises(RevisionError) as refused:
        revise(OLD, new)
    assert str(refused.value) == f"'maps' of 'plan' {told}"


def test_a_map_that_is_kept_in_the_next_version_is_history() -> None:
    second = mapped(WHOLE_MAP)
    third = Questionnaire.model_validate_json(second.canonical_json().replace("Har du en plan?", "Har du plan?"))
    assert status(third, "plan", old=second) == "reworded"
    assert status(third, "plan", old=OLD) == "recoded"


def test_a_break_that_the_author_tells_breaks_what_looks_the_same() -> None:
    reason = "breaks: {nb: Spørsmålet gjelder nå hele året., en: It is now about the whole year.}"
    second = changed((PLAN_TEXT, f"{PLAN_TEXT}\n        {reason}"))
    plan = about(revise(OLD, second), "plan")
    assert plan.status == "broken"
    assert plan.reason == {"nb": "Spørsmålet gjelder nå hele året.", "en": "It is now about the whole year."}
    assert status(second, "plan", old=second) == "same"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: short_text", "type: long_text"),
        ("unit: {nb: timer, en: hours}", "unit: {nb: dager, en: days}"),
        ("type: count", "type: number"),
        ("type: information", "type: short_text"),
    ],
)
def test_another_type_or_unit_breaks_the_trend(old: str, new: str) -> None:
    name = {"short_text": "words", "information": "read"}.get(old.partition(": ")[2], "hours")
    assert status(changed((old, new)), name) == "broken"


def test_a_choice_that_becomes_several_is_broken_as_a_question_and_in_every_variable() -> None:
    several = changed(
        ("type: choice\n", "type: choices\n"),
        ("        missing: {dont_know: {nb: Vet ikke, en: Don't know}}\n      - id: help", "      - id: help"),
    )
    plan = about(revise(OLD, several), "plan")
    assert plan.status == "broken"
    assert {each.status for each in plan.variables} == {"broken"}


def test_a_scale_that_turns_round_breaks_the_trend() -> None:
    up, down = (changed(("  grad:\n", f"  grad:\n    better: {way}\n")) for way in ("higher", "lower"))
    assert status(down, "rows", old=up) == "broken"
    assert status(up, "rows") == "same"


def test_rows_come_and_go_by_themselves() -> None:
    rows = about(revise(OLD, changed(("b: {nb: Tid, en: Time}", "c: {nb: Sted, en: Place}"))), "rows")
    assert rows.status == "same"
    assert {each.name: each.status for each in rows.variables} == {"rows.a": "same", "rows.b": "gone", "rows.c": "new"}
    assert not rows.unchanged


def test_choices_of_several_are_merged_by_their_map() -> None:
    doctor = changed(
        ("gp: {nb: Fastlege, en: GP}, hospital: {nb: Sykehus, en: Hospital}", "doctor: {nb: Lege, en: Doctor}"),
        ("text: {nb: Hvem hjalp?", "maps: {gp: doctor, hospital: doctor}\n        text: {nb: Hvem hjalp?"),
    )
    found = {each.name: each.status for each in about(revise(OLD, doctor), "help").variables}
    assert found == {"help.doctor": "recoded", "help.kin": "same", "help.gp": "recoded", "help.hospital": "recoded"}


def test_a_question_that_is_new_and_one_that_is_gone() -> None:
    revision = revise(OLD, changed(("id: words", "id: tale")))
    assert (about(revision, "tale").status, about(revision, "words").status) == ("new", "gone")
    assert about(revision, "words").new_text is None
    assert about(revision, "words").trend["en"] == "The trend ends."


def test_what_moved_and_who_meets_it_is_told_beside_the_trend() -> None:
    asked = "{id: hours, type: count, trend: core, unit: {nb: timer, en: hours}, text: {nb: Hvor mye?, en: How much?}}"
    hours = f"      - {asked}\n"
    moved = changed((hours, ""), ("      - id: help\n", f"{hours}      - id: help\n"))
    assert about(revise(OLD, moved), "hours").also == ("page", "order")
    assert about(revise(OLD, moved), "help").also == ()

    routed = changed(("id: words,", "id: words, show_when: {plan: yes}, "))
    assert (status(routed, "words"), about(revise(OLD, routed), "words").also) == ("same", ("routing",))
    hidden = changed(("  - id: second\n", "  - id: second\n    show_when: {plan: yes}\n"))
    assert about(revise(OLD, hidden), "hours").also == ("routing",)

    needed = changed(("id: words,", "id: words, required: true, when_empty: {nb: Skriv noe., en: Write something.}, "))
    assert about(revise(OLD, needed), "words").also == ("required",)
    assert about(revise(needed, OLD), "words").also == ("optional",)
    longer = changed(("id: words,", "id: words, at_most: 50,"))
    assert about(revise(OLD, longer), "words").also == ("bounds",)
    easy = changed(("text: {nb: Med egne ord?", "text: {nb.easy: Skriv., nb: Med egne ord?"))
    assert about(revise(OLD, easy), "words").also == ("other_words",)
    helped = changed(("id: words,", "id: words, help: {nb: Kort., en: Short.},"))
    assert about(revise(OLD, helped), "words").also == ("help",)


def test_a_core_trend_that_breaks_without_a_word_is_listed_with_what_to_write() -> None:
    new = changed((PLAN, TWO), ("b: {nb: Tid, en: Time}", "c: {nb: Sted, en: Place}"), ("id: hours", "id: days"))
    found = {each.item: each.write for each in revise(OLD, new).broken_trends}
    assert found == {
        "plan": "lead partly to new codes in 'maps', or say why in 'breaks'",
        "rows.b": "say why in 'retired: {rows.b: {nb: ...}}'",
        "hours": "say why in 'retired: {hours: {nb: ...}}'",
    }


def test_what_is_told_is_not_listed() -> None:
    new = changed(
        (PLAN, f"{TWO}\n        breaks: {{nb: Delvis er borte., en: Partly is gone.}}"),
        ("b: {nb: Tid, en: Time}", "c: {nb: Sted, en: Place}"),
        ("id: hours", "id: days"),
        (
            "pages:\n",
            "retired:\n  rows.b: {nb: Ingen brukte det., en: Nobody used it.}\n  hours: {nb: Ja., en: Yes.}\npages:\n",
        ),
    )
    revision = revise(OLD, new)
    assert revision.broken_trends == ()
    assert about(revision, "hours").reason == {"nb": "Ja.", "en": "Yes."}


def test_a_question_of_no_core_trend_may_end_without_a_word() -> None:
    assert revise(OLD, changed(("id: words", "id: tale"))).broken_trends == ()


def test_a_break_of_the_last_version_does_not_excuse_one_in_this() -> None:
    reason = "breaks: {nb: Ny., en: New.}"
    second = changed((PLAN_TEXT, f"{PLAN_TEXT}\n        {reason}"))
    third = changed((PLAN_TEXT, f"{PLAN_TEXT}\n        {reason}"), (PLAN, TWO))
    assert [each.item for each in revise(second, third).broken_trends] == ["plan"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("plan", "'retired' names 'plan', which is still asked."),
        ("plam", "'retired' names 'plam', which never was asked."),
    ],
)
def test_retiring_what_is_asked_or_never_was_is_refused(item: str, told: str) -> None:
    with pytest.raises(RevisionError, match=told):
        revise(OLD, changed(("pages:\n", f"retired: {{{item}: {{nb: Slutt., en: The end.}}}}\npages:\n")))


def test_the_codebooks_alone_say_the_same() -> None:
    new = changed(
        (PLAN, TWO),
        ("Hvor mye?", "Hvor mange?"),
        ("id: words", "id: tale"),
        ("b: {nb: Tid", "b: {nb: Tida"),
    )
    by_name = comparability(codebook(OLD), codebook(new))
    told = {each.name: each.status for change in revise(OLD, new).questions for each in change.variables}
    assert told == by_name


def test_what_an_earlier_version_retired_may_stay_told() -> None:
    told = ("pages:\n", "retired: {words: {nb: Ingen skrev., en: Nobody wrote.}}\npages:\n")
    second = changed(told, ("id: words", "id: tale"))
    third = changed(told, ("id: words", "id: tale"), ("Hvor mye?", "Hvor mange?"))
    assert revise(second, third).summary == "6 questions: 5 same, 1 reworded"
