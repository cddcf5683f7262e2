"""A person names her own activities, and meets them again."""

from __future__ import annotations

from collections.abc import Callable

from tests.sites import PutSurvey, Site
from tests.surveyapp.web.person import Person


def rate(person: Person, *ratings: str) -> Person:
    given = {f"klarer__{slot}": rating for slot, rating in enumerate(ratings, start=1)}
    return person.is_on("Hvor godt klarer du det?").answers(**given).goes_on().is_on("Se over svarene")


def start(person: Person, survey: PutSurvey) -> Person:
    person.opens(survey.round("Start").invite("F1")).starts().answers(role="self").goes_on()
    person.answers(
        aktivitet__1="gå i trapp", aktivitet__2="lage middag", aktivitet__3="spille kort", aktivitet__4="bade"
    )
    return rate(person.goes_on(), "2", "4", "5", "not_tried").presses("Lever svarene")


def test_the_first_receipt_tells_the_mean_of_what_was_rated(site: Site, person: Person) -> None:
    start(person, site.put("psfs")).sees(
        "Snitt for egne gjøremål (PSFS): 3,7.", "Regnet av de 3 du satte tall på, av 4."
    )


def test_her_own_activities_meet_her_again_locked(site: Site, person: Person, somebody: Callable[[], Person]) -> None:
    survey = site.put("psfs")
    start(person, survey)
    again = somebody().opens(survey.round("Slutt").invite("F1")).starts().answers(role="with_help").goes_on()
    again.sees("Dette skrev du opp sist.", "gå i trapp lage middag spille kort bade", "Dette er fylt ut på forhånd")
    assert all("aktivitet.1" not in form.offered for form in again.page.forms)
    again.goes_on().sees("Sist skrev du: gå i trapp. Hvor godt klarer du det nå?")


def test_the_second_receipt_tells_the_change_over_what_was_rated_both_times(
    site: Site, person: Person, somebody: Callable[[], Person]
) -> None:
    survey = site.put("psfs")
    start(person, survey)
    again = somebody().opens(survey.round("Slutt").invite("F1")).starts().answers(role="self").goes_on().goes_on()
    rate(again, "4", "5", "6", "9").presses("Lever svarene")
    # By hand: (2 + 4 + 5) / 3 = 3.67 and (4 + 5 + 6) / 3 = 5; the fourth was rated only once.
    again.sees("Snittet ditt var 3,7 ved start og er 5,0 nå.", "Regnet av de 3 som har tall begge ganger, av 4.")


def test_the_third_receipt_compares_with_the_last_time_not_the_first(
    site: Site, person: Person, somebody: Callable[[], Person]
) -> None:
    survey = site.put("psfs")
    start(person, survey)
    second = somebody().opens(survey.round("Slutt").invite("F1")).starts().answers(role="self").goes_on().goes_on()
    rate(second, "4", "5", "6", "9").presses("Lever svarene")
    third = (
        somebody()
        .opens(survey.round("Etter tre måneder").invite("F1"))
        .starts()
        .answers(role="self")
        .goes_on()
        .goes_on()
    )
    rate(third, "6", "7", "8", "10").presses("Lever svarene").sees("Snittet ditt var 6,0 sist og er 7,8 nå.")


def test_another_person_starts_with_an_empty_list(site: Site, person: Person, somebody: Callable[[], Person]) -> None:
    survey = site.put("psfs")
    start(person, survey)
    somebody().opens(survey.round("Slutt").invite("F2")).starts().answers(role="self").goes_on().holds(aktivitet__1="")


def test_a_short_list_is_asked_about_once_and_a_thing_named_twice_is_told(site: Site, person: Person) -> None:
    person.opens(site.put("psfs").round().invite("F1")).starts().answers(role="self").goes_on()
    person.answers(aktivitet__1="gå i trapp").goes_on().meets(200).sees("Du har skrevet opp færre enn tre gjøremål.")
    person.answers(aktivitet__2="Gå i trapp").goes_on().meets(422).sees("står to ganger")
    person.answers(aktivitet__2="").goes_on().is_on("Hvor godt klarer du det?")
