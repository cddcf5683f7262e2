"""Two tabs or two people on the same answers: none is lost, and a person chooses where they differ."""

from __future__ import annotations

from collections.abc import Callable

from tests.sites import AskedRound
from tests.surveyapp.web.person import Person


def test_answers_to_different_questions_meet(begun: Person) -> None:
    other = begun.new_tab()
    begun.answers(kommune="0301", plan="no").goes_on()
    other.answers(plan="no").goes_on().is_on("Tall").goes_back().holds(kommune="0301", plan="no")


def test_different_answers_to_the_same_question_are_shown_side_by_side(begun: Person) -> None:
    other = begun.new_tab()
    begun.answers(plan="yes").goes_on()
    other.answers(plan="no").goes_on().meets(409).is_on("Velge")
    other.sees("Det som er lagret: Ja", "Ditt svar nå: Nei", "Velg hvilket svar som skal gjelde.")


def test_the_person_may_keep_what_was_saved(begun: Person) -> None:
    other = begun.new_tab()
    begun.answers(plan="yes").goes_on()
    other.answers(plan="no").goes_on().answers(_keep__plan="theirs").goes_on().reloads()
    begun.reloads().holds(plan="yes")


def test_the_person_may_take_her_own(begun: Person) -> None:
    other = begun.new_tab()
    begun.answers(plan="yes").goes_on()
    other.answers(plan="no").goes_on().answers(_keep__plan="mine").goes_on().is_on("Tall")
    begun.reloads().holds(plan="no")


def test_nothing_is_chosen_for_her(begun: Person) -> None:
    other = begun.new_tab()
    begun.answers(plan="yes").goes_on()
    other.answers(plan="no").goes_on().goes_on().meets(409).sees("Ditt svar nå: Nei")
    other.goes_on().meets(409)
    begun.reloads().holds(plan="yes")


def test_a_conflict_in_one_row_leaves_the_other_rows_saved(begun: Person) -> None:
    begun.answers(plan="no").goes_on()
    other = begun.new_tab()
    begun.answers(offers__day="own", offers__night="none").goes_on()
    other.answers(offers__day="bought", since="2019").goes_on().meets(409).sees("Det som er lagret: I egen regi")
    other.answers(**{"_keep.offers.day": "mine"}).goes_on()
    begun.opens(begun.page.path).holds(offers__day="bought", offers__night="none", since="2019")


def test_a_conflict_over_several_choices_and_over_words_is_shown_whole(begun: Person) -> None:
    begun.answers(plan="yes").goes_on()
    other = begun.new_tab()
    begun.answers(tools=["psfs"]).goes_on()
    other.answers(tools=["copm", "sppb"]).goes_on().meets(409)
    other.sees("Det som er lagret: PSFS", "Ditt svar nå: COPM, SPPB").answers(_keep__tools="mine").goes_on()
    begun.reloads().holds(tools=["copm", "sppb"])


def test_a_double_click_saves_once_and_conflicts_with_nothing(begun: Person) -> None:
    begun.answers(plan="no").goes_on().sends_again().meets(200).is_on("Tall").goes_back().holds(plan="no")


def test_the_back_button_and_the_form_behind_it_still_work(begun: Person) -> None:
    begun.answers(plan="no").goes_on()
    begun.page = begun.before[-1]
    begun.answers(plan="dont_know").goes_on().meets(409).answers(_keep__plan="mine").goes_on().is_on("Tall")


def test_two_people_with_the_same_link_write_in_the_same_answers(
    person: Person, somebody: Callable[[], Person], asked: AskedRound
) -> None:
    link = asked.invite("K1")
    person.opens(link).starts()
    colleague = somebody().opens(link).presses("Fortsett der du var").answers(plan="no").goes_on()
    colleague.answers(since="2019").goes_on()
    person.answers(kommune="0301").goes_on().goes_on().is_on("Tall").holds(since="2019")


def test_an_item_that_another_tab_took_out_is_told(begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(activity__1="gå", activity__2="stå").goes_on()
    other = begun.new_tab()
    begun.goes_back().answers(activity__1="").goes_on().meets(422).goes_on().is_on("Vurdering")
    other.answers(manages__1="5").goes_on().meets(400).is_on("Siden passer ikke lenger med svarene")
    other.follows("Fortsett der du var").does_not_see("dette: gå?")
