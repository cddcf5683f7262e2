"""What a type of question can do beside the plain thing: own words, importance, places, piping, roles, easy words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from surveyapp.models import Response
from tests.sites import Site
from tests.surveyapp.web.conftest import VARIANTS
from tests.surveyapp.web.person import Person, words_of

Begins = Callable[[str], Person]
WRITTEN = "<script>alert(1)</script> & *Åse* {home} {{ 7*7 }}"


def stored(site: Site, person: Person) -> dict[str, Any]:
    """What is stored of the response that she is at."""
    with site.session() as session:
        found = session.execute(select(Response.id, Response.answers)).all()
        return next(answers for response_id, answers in found if str(response_id) in person.page.path)


def with_activities(person: Person) -> Person:
    """She has come to the page that asks for the order of three activities."""
    person.answers(home="house").goes_on()
    return person.answers(does=["walk", "cook", "other"], does_other="danse").goes_on().is_on("Rekkefølge")


def test_own_words_stand_under_their_choice_and_are_saved_with_it(site: Site, in_variants: Begins) -> None:
    person = in_variants("nb").sees("Annet: skriv med egne ord")
    person.answers(home="other", home_other="i båt").goes_on().is_on("Gjøremål")
    assert stored(site, person)["home_other"] == "i båt"
    person.goes_back().holds(home="other", home_other="i båt")
    options = words_of(person.page.element("home"))
    assert options.index("Annet") < options.index("skriv med egne ord")
    person.goes_to_the_check_page().sees("Hvordan bor du? Annet: i båt")


def test_own_words_of_a_choice_that_is_not_made_are_not_kept(site: Site, in_variants: Begins) -> None:
    person = in_variants("nb").answers(home="house", home_other="i båt").goes_on().is_on("Gjøremål")
    assert "home_other" not in stored(site, person)
    person.goes_back().answers(home="other", home_other="i båt").goes_on().goes_back()
    person.answers(home="flat").goes_on()
    assert stored(site, person)["home"] == "flat"
    assert "home_other" not in stored(site, person)


def test_own_words_that_are_too_long_are_told_under_their_choice(in_variants: Begins) -> None:
    person = in_variants("nb").answers(home="other", home_other="x" * 201).goes_on().meets(422)
    assert "Teksten er 201 tegn." in words_of(person.page.element("home_other-error"))
    person.holds(home="other", home_other="x" * 201)


def test_importance_follows_its_grade_and_says_of_what(site: Site, in_variants: Begins) -> None:
    person = with_activities(in_variants("nb")).answers(first=["dont_know"]).goes_on().is_on("Hvert gjøremål")
    person.answers(well__walk="3", well_importance__walk="1").goes_on()
    assert stored(site, person)["well_importance"] == {"walk": "1"}
    person.goes_back().holds(well_importance__walk="1")
    assert "Hvordan går det?" in words_of(person.page.element("well_importance.walk").find("legend"))


def test_each_item_stands_under_a_heading_of_its_own(site: Site, in_variants: Begins) -> None:
    person = with_activities(in_variants("nb")).answers(first=["dont_know"]).goes_on()
    headings = [words_of(heading) for heading in person.page.root.iter("h2")]
    assert headings == ["Gå tur (1 av 3)", "Lage mat (2 av 3)", "Noe annet (3 av 3)"]
    person.answers(helped_by__cook=["family", "other"], helped_by_other__cook="naboen").goes_on()
    assert stored(site, person)["helped_by"] == {"cook": ["family", "other"]}
    assert stored(site, person)["helped_by_other"] == {"cook": "naboen"}
    person.goes_back().holds(helped_by__cook=["family", "other"], helped_by_other__cook="naboen")
    person.goes_to_the_check_page().sees("Lage mat: Hvem hjelper deg? Familie Andre: naboen")


def test_a_place_that_is_given_twice_is_told_at_the_second(in_variants: Begins) -> None:
    person = with_activities(in_variants("nb")).sees("Gi hvert svar en plass fra 1 til 3, der 1 er først.")
    person.answers(first__walk="1", first__cook="1", first__other="2").goes_on().meets(422)
    assert "Plass 1 er allerede gitt til «Gå tur»." in words_of(person.page.element("first.cook-error"))
    person.holds(first__walk="1", first__cook="1", first__other="2")
    person.answers(first__cook="3").goes_on().is_on("Hvert gjøremål")


def test_places_that_are_missing_are_told_where_they_are_missing(in_variants: Begins) -> None:
    person = with_activities(in_variants("nb")).answers(first__walk="1").goes_on().meets(422)
    assert "Velg plass for 3 av svarene." in words_of(person.page.element("first.cook-error"))


def test_no_order_and_an_order_give_way_to_each_other(site: Site, in_variants: Begins) -> None:
    person = with_activities(in_variants("nb")).answers(first=["dont_know"]).goes_on().is_on("Hvert gjøremål")
    assert stored(site, person)["first"] == "dont_know"
    person.goes_back().holds(first="dont_know")
    person.answers(first=[], first__walk="2", first__cook="1", first__other="3").goes_on().is_on("Hvert gjøremål")
    assert stored(site, person)["first"] == {"walk": 2, "cook": 1, "other": 3}
    person.goes_to_the_check_page().sees("1. Lage mat 2. Gå tur 3. Noe annet")


def test_an_order_and_no_order_together_are_asked_about(site: Site, in_variants: Begins) -> None:
    person = with_activities(in_variants("nb"))
    person.answers(first__walk="1", first__cook="2", first__other="3").goes_on().goes_back()
    person.answers(first=["dont_know"], first__walk="2", first__cook="1").goes_on().meets(422)
    assert "«Vet ikke» sammen med andre svar" in words_of(person.page.element("first-error"))
    person.holds(first="dont_know", first__walk="2", first__cook="1")
    assert stored(site, person)["first"] == {"walk": 1, "cook": 2, "other": 3}


def test_what_a_person_wrote_is_no_markup_wherever_it_is_put_in(in_variants: Begins) -> None:
    person = in_variants("nb").answers(nickname=WRITTEN, home="house").goes_on().is_on("Gjøremål")
    person.sees(
        f"Du heter {WRITTEN}.", f"Hei, {WRITTEN}. Les nøye.", f"Hva liker {WRITTEN} å gjøre?", f"Tenk på {WRITTEN}."
    )
    assert [words_of(each) for each in person.page.root.iter("em")] == ["nøye"]


def test_without_an_answer_the_text_says_what_else(in_variants: Begins) -> None:
    in_variants("en").presses("Next").sees(
        "Your name is unknown.", "Hello, you.", "What does your household like to do?"
    )


def test_a_text_speaks_to_whoever_answers(site: Site, person: Person) -> None:
    person.opens(site.put(VARIANTS).round().invite("K1")).starts().is_on("Hvem svarer?")
    person.answers(role="proxy").goes_on().sees("Hvordan bor den du svarer for?")


def test_a_text_speaks_in_easy_words_to_whoever_wants_that(in_variants: Begins) -> None:
    person = in_variants("nb").sees("Hvordan bor du?").answers(home="flat").presses("Lettlest")
    person.sees("Hvor bor du?").holds(home="flat").presses("Vanlig tekst").sees("Hvordan bor du?")


def test_a_classification_speaks_the_readers_language(site: Site, in_variants: Begins) -> None:
    person = in_variants("en").answers(country="Norway").presses("Next")
    assert stored(site, person)["country"] == "NO"
    person.presses("Previous").holds(country="Norway").presses("Nynorsk").holds(country="Noreg")


def test_how_many_to_choose_is_said_before_and_after(in_variants: Begins) -> None:
    person = in_variants("nb").goes_on().sees("Velg 2–3 svar.").does_not_see("Stelle hagen")
    person.answers(does=["walk"]).goes_on().meets(422).sees("Velg minst 2 svar. Nå har du valgt 1.")


def test_a_choice_that_hangs_on_an_answer_is_offered_with_it(in_variants: Begins) -> None:
    in_variants("nb").answers(home="house").goes_on().answers(does=["walk", "garden"]).goes_on().sees("Stelle hagen")


def test_a_question_with_nothing_to_choose_is_not_asked(in_variants: Begins) -> None:
    person = in_variants("nb")
    person.opens(person.page.path.replace("/side/you", "/side/nothing_left"))
    person.does_not_see("Hvilken etasje bor du i?").sees("Svarene mine kan brukes.")
    person.opens(person.page.path.replace("/side/nothing_left", "/side/order")).does_not_see("Hva er viktigst?")


def test_a_question_about_choices_just_made_is_met_at_once(begun: Person) -> None:
    begun.opens(begun.page.path.replace("/side/choosing", "/side/preferring")).does_not_see("Hva er viktigst?")
    begun.answers(barriers=["time", "money"]).goes_on().is_on("Valg og rekkefølge").sees("Hva er viktigst?", "Nytt")


def test_a_consent_that_is_needed_is_asked_for_at_its_box(site: Site, in_variants: Begins) -> None:
    person = in_variants("nb")
    person.opens(person.page.path.replace("/side/you", "/side/nothing_left")).goes_on().meets(422)
    assert "Kryss av for at svarene kan brukes." in words_of(person.page.element("agrees-error"))
    assert person.page.element("agrees-option-yes").get("aria-describedby") == "agrees-error"
    person.answers(agrees="yes").goes_on().is_on("Se over svarene")
    assert stored(site, person)["agrees"] == "yes"


def test_below_zero_takes_a_keyboard_with_a_minus(in_variants: Begins) -> None:
    person = in_variants("nb")
    person.opens(person.page.path.replace("/side/you", "/side/order"))
    assert person.page.element("temperature-input").get("inputmode") == "text"
    assert person.page.element("income-input").get("inputmode") == "decimal"
    person.answers(temperature="-5,5").goes_on().goes_back().holds(temperature="-5,5")
