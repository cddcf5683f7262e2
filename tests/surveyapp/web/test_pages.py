"""Saving a page: what is right is kept, what is wrong is told where it stands, and nothing is lost."""

from __future__ import annotations

from tests.surveyapp.web.person import Person, words_of


def test_answers_stand_on_the_page_when_the_person_comes_back(begun: Person) -> None:
    begun.answers(plan="yes").goes_on().answers(tools=["psfs", "copm"]).goes_on()
    begun.answers(known="2").goes_on().is_on("Tall").goes_back()
    begun.holds(plan="yes", tools=["psfs", "copm"], known="2")


def test_nothing_is_chosen_beforehand(begun: Person) -> None:
    begun.holds(plan="", kommune="")


def test_a_question_that_comes_into_view_is_met_before_the_next_page(begun: Person) -> None:
    begun.answers(plan="yes").goes_on().is_on("Velge").sees("Hvilke verktøy?", "Nytt spørsmål")
    assert "new=tools" in begun.response.request.query_string.decode()
    begun.goes_on().is_on("Tall")


def test_the_same_questions_are_not_shown_as_new_twice(begun: Person) -> None:
    begun.answers(plan="yes").goes_on().goes_on().goes_back().does_not_see("Nytt spørsmål")


def test_a_required_question_left_empty_is_told_once_and_then_left_for_the_check(begun: Person) -> None:
    begun.goes_on().meets(422).is_on("Velge").sees("Feil: Velg om dere har en plan.")
    assert begun.page.title.startswith("Feil:")
    begun.goes_on().meets(200).is_on("Tall")


def test_the_summary_leads_to_the_first_control_and_the_control_tells_its_error(begun: Person) -> None:
    begun.goes_on()
    assert ("Velg om dere har en plan.", "#plan-option-yes") in begun.page.links()
    assert begun.page.element("plan-option-yes").get("aria-invalid") == "true"
    assert "plan-error" in (begun.page.element("plan").get("aria-describedby") or "")
    assert words_of(begun.page.element("plan-error")) == "Feil: Velg om dere har en plan."
    assert "autofocus" in begun.page.element("error-summary").attrib


def test_what_was_right_on_a_page_with_an_error_is_saved(begun: Person) -> None:
    begun.answers(kommune="0301").goes_on().meets(422).reloads().holds(kommune="0301")


def test_going_back_is_never_blocked(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(since="i fjor").goes_back().is_on("Velge")
    begun.sees("Ett svar ble ikke lagret:", "Skriv svaret som et tall")
    begun.goes_on().is_on("Tall").holds(since="")


def test_a_wrong_answer_stays_in_its_box_with_the_reason(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(since="1789").goes_on().meets(422)
    begun.holds(since="1789").sees("Skriv et årstall fra 1990")


def test_a_wrong_answer_does_not_replace_the_one_that_was_saved(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(since="2019").goes_on().goes_back()
    begun.answers(since="1789").goes_on().meets(422).reloads().holds(since="2019")


def test_decimals_are_written_with_a_comma_or_a_point(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(posts="1,5", staff__physio="2.5").goes_on().is_on("Ord")
    begun.goes_back().holds(posts="1,5", staff__physio="2,5")


def test_a_number_that_may_mean_two_things_is_asked_for_again(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(posts="1.500").goes_on().meets(422).holds(posts="1.500")


def test_a_reason_for_having_no_number_stands_in_for_it(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(offers__day="own").goes_on().sees("Hvor mange plasser?")
    begun.answers(places=["no_figures"]).goes_on().is_on("Ord").goes_back().holds(places="no_figures")


def test_a_number_and_a_reason_for_having_none_is_one_too_many(begun: Person) -> None:
    begun.answers(plan="no").goes_on().answers(offers__day="own").goes_on()
    begun.answers(places=["12", "no_figures"]).goes_on().meets(422)
    begun.sees("Du har både skrevet et svar og krysset av.").holds(places=["12", "no_figures"])


def test_too_many_and_exclusive_choices_are_told_in_words(begun: Person) -> None:
    begun.answers(plan="yes").goes_on().answers(tools=["psfs", "copm", "sppb"]).goes_on().meets(422)
    begun.sees("Velg høyst 2 svar. Nå har du valgt 3.").answers(tools=["psfs", "none"]).goes_on().meets(422)
    begun.sees("Du har valgt «Ingen av disse» sammen med andre svar.")


def test_a_code_that_the_page_does_not_offer_is_refused_at_the_question(begun: Person) -> None:
    begun.answers(kommune="0301").forges(plan="perhaps").goes_on().meets(400)
    begun.sees("Velg et av svarene i listen.").holds(kommune="0301")
    assert begun.page.element("plan-error") is not None


def test_a_code_that_the_page_does_not_offer_changes_nothing(begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_back().forges(plan="perhaps").goes_on().reloads().holds(plan="no")


def test_two_codes_for_one_question_are_refused(begun: Person) -> None:
    begun.forges(plan=["yes", "no"]).goes_on().meets(400).reloads().holds(plan="")


def test_a_row_that_the_page_does_not_have_is_refused(begun: Person) -> None:
    begun.answers(plan="no").goes_on().forges(offers__moon="own").goes_on().meets(400)


def test_a_form_that_forgets_its_revision_is_refused(begun: Person) -> None:
    begun.forges(revision="soon").goes_on().meets(400).is_on("Siden passer ikke lenger med svarene")


def test_an_answer_can_be_taken_out_again(begun: Person) -> None:
    begun.answers(plan="yes").goes_on().answers(tools=["psfs"]).goes_on().answers(known="3").goes_on().goes_back()
    begun.presses("Fjern svaret: Er planen kjent?").is_on("Velge").holds(known="", plan="yes", tools=["psfs"])


def test_text_keeps_its_lines_and_loses_the_space_around(begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(short="  nei  ", long="en\r\nto").goes_on().meets(422)
    begun.reloads().holds(short="nei", long="en\nto")


def test_a_text_that_is_too_long_says_by_how_much(begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().sees("Du kan skrive inntil 20 tegn.")
    begun.answers(short="x" * 25).goes_on().meets(422).sees("Teksten er 25 tegn. Kort den ned til høyst 20.")


def test_what_a_person_writes_is_shown_as_she_wrote_it(begun: Person) -> None:
    written = "<b>1 & 2</b> {{ 7*7 }}"
    begun.answers(plan="no").goes_on().goes_on()
    begun.answers(activity__1=written, activity__2="{activity}").goes_on().is_on("Vurdering")
    begun.sees(f"Hvor godt klarer du dette: {written}?", "Hvor godt klarer du dette: {activity}?")


def test_each_item_of_the_list_is_rated_and_may_bring_up_a_question_of_its_own(begun: Person) -> None:
    begun.answers(plan="no").goes_on().goes_on().answers(activity__1="gå i trapp", activity__3="lage mat").goes_on()
    begun.answers(manages__1="2", manages__3="10").goes_on().is_on("Vurdering").sees("Nytt spørsmål")
    begun.answers(why__1="vondt kne").goes_to_the_check_page().sees("vondt kne", "10 – Uten vansker")


def test_changing_language_saves_the_page_and_keeps_the_place(begun: Person) -> None:
    begun.answers(plan="no").presses("English").is_on("Choosing").holds(plan="no").sees("Do you have a plan?")


def test_enter_in_a_text_box_means_next(begun: Person) -> None:
    form = next(form for form in begun.page.forms if "plan" in form.offered)
    document = [button for button in begun.page.root.iter("button") if button.get("name") == "go"]
    assert document[0].get("value") == "next"
    assert form.buttons


def test_a_page_that_is_hidden_gives_way_to_the_next(begun: Person) -> None:
    begun.opens(begun.page.path.replace("choosing", "rating")).is_on("Tid og penger")


def test_a_page_that_is_not_there_is_not_found(begun: Person) -> None:
    begun.opens(begun.page.path.replace("choosing", "losing")).meets(404).is_on("Vi finner ikke siden")
