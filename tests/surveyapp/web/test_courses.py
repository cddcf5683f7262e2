"""The pages of PSFS courses, met by those who work in the unit, next door and above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from babel.dates import format_date
from playwright.sync_api import Page

from surveyapp.models import Organisation
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import Role
from surveyapp.models.tokens import token_key
from surveyapp.services import accounts, coursing, surveying
from surveyapp.services.coursing import CourseLine
from tests.sites import PASSWORD, SECRET, Site
from tests.surveyapp.wards import Ward, taken_up
from tests.surveyapp.web.person import Person

KEY = token_key(SECRET)
TODAY = norwegian_date(datetime.now(UTC))
MONTH = timedelta(days=30)
NUMBERS = iter(range(1, 1000))


def in_words(day: date) -> str:
    return format_date(day, "d. MMMM y", "nb")


@pytest.fixture
def unit(site: Site) -> Ward:
    return a_unit(site)


def a_unit(site: Site, part_of: UUID | None = None, *, assessed: bool = True) -> Ward:
    session, now = site.session(), datetime.now(UTC)
    made = surveying.create_organisation(session, f"Enhet {next(NUMBERS)}", now, kind="unit", part_of=part_of)
    return taken_up(session, made, now, assessed=assessed)


def employ(site: Site, organisation_id: UUID, role: Role) -> str:
    """The e-mail address of a fresh account with this role."""
    email = f"ansatt{next(NUMBERS)}@courses.example"
    with site.session() as session:
        account = accounts.create_account(session, email, "Ansatt", PASSWORD, datetime.now(UTC))
        accounts.add_member(session, account.id, organisation_id, role, datetime.now(UTC))
    return email


def signs_in(site: Site, person: Person, organisation_id: UUID, role: Role = "unit_staff") -> Person:
    email = employ(site, organisation_id, role)
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


def signs_in_at(site: Site, page: Page, organisation_id: UUID, goal: str, role: Role = "unit_staff") -> str:
    """The same in a real browser, on the way to a page; returns the e-mail address."""
    email = employ(site, organisation_id, role)
    page.goto(goal)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_url(goal)
    return email


@pytest.fixture
def staff(site: Site, person: Person, unit: Ward) -> Person:
    return signs_in(site, person, unit.unit_id)


def rated(unit: Ward, *, start: tuple[int, ...] = (2, 4, 5), later: tuple[int | str, ...] = ()) -> UUID:
    made = unit.opens(TODAY - timedelta(weeks=7))
    unit.rates(made, 1, *start, on=TODAY, key=KEY)
    if later:
        unit.rates(made, 2, *later, on=TODAY, key=KEY)
    return made


def courses_of(unit: Ward) -> list[CourseLine]:
    unit.session.rollback()  # what the app has done since is seen by a fresh transaction only
    return list(coursing.board(unit.session, unit.survey_id, datetime.now(UTC)).courses)


def path(unit: Ward, participant_id: UUID, page: str = "") -> str:
    return f"/forlop/{unit.survey_id}/{participant_id}{page}"


def test_a_course_is_opened_in_three_presses(staff: Person, unit: Ward) -> None:
    staff.follows("Forløp").follows("Nytt forløp").presses("Start forløpet").sees("Skriv koden på kodelista nå")
    (line,) = courses_of(unit)
    assert staff.page.heading == f"Forløp {line.pseudonym}"
    assert line.started_on == TODAY


@pytest.mark.parametrize("written", ["13097248022", "Kari 130972 48022", "53097248016", "17912099997"])
def test_a_national_identity_number_is_refused_with_what_to_do(staff: Person, unit: Ward, written: str) -> None:
    staff.follows("Forløp").follows("Nytt forløp").answers(note=written).presses("Start forløpet").meets(422)
    staff.sees("Ta bort fødselsnummeret.")
    assert courses_of(unit) == []


def test_a_start_far_ahead_is_refused_in_plain_words(staff: Person, unit: Ward) -> None:
    staff.follows("Forløp").follows("Nytt forløp").answers(started_on=f"{TODAY.year + 9}-01-01")
    staff.presses("Start forløpet").meets(422).sees("Startdatoen kan ikke være mer enn ett år fram i tid")
    assert courses_of(unit) == []
    made = unit.opens(TODAY)
    far = {f"due_{number}": f"{TODAY.year + 9}-01-0{number}" for number in range(1, 5)}
    staff.opens(path(unit, made, "/datoer")).answers(**far).presses("Lagre").meets(422)
    staff.sees("Startdatoen kan ikke være mer enn ett år fram i tid")


def test_a_patient_reads_the_last_day_of_the_link_and_not_of_the_round(staff: Person, unit: Ward) -> None:
    staff.opens(path(unit, unit.opens(TODAY))).presses("Svar her sammen")
    staff.sees(f"Frist {in_words(TODAY + MONTH)}")


def test_the_board_tells_who_is_due(staff: Person, unit: Ward) -> None:
    unit.opens(TODAY)
    rated(unit)
    staff.follows("Forløp").sees("Forfalt 1", "Forfaller i dag 1", "Denne uka 0")


def test_a_code_leads_to_its_course_and_a_slip_is_told(staff: Person, unit: Ward) -> None:
    made = unit.opens()
    code = coursing.course(unit.session, unit.survey_id, made).line.pseudonym
    staff.follows("Forløp").answers(code=code[:-1]).presses("Finn").meets(422).sees("Vi finner ikke koden hos dere.")
    staff.answers(code=code.lower().replace("-", " ")).presses("Finn").is_on(f"Forløp {code}")


def test_giving_the_device_away_signs_out_and_answering_together_does_not(staff: Person, unit: Ward) -> None:
    made = unit.opens()
    staff.opens(path(unit, made)).presses("Svar her sammen").sees("Start")
    staff.opens(path(unit, made)).meets(200).presses("Svar her, og logg meg ut").sees("Start")
    assert staff.opens(path(unit, made)).page.path == "/logg-inn"


def test_a_link_is_given_with_its_picture_and_a_code_to_type(
    staff: Person, unit: Ward, somebody: Callable[[], Person]
) -> None:
    made = unit.opens()
    staff.opens(path(unit, made)).presses("Lenke og QR-kode").sees("Den gjelder bare denne målingen")
    (picture,) = staff.page.root.iter("img")
    link = link_shown(staff)
    assert (picture.get("src") or "").startswith("data:image/svg+xml")
    somebody().opens(link[link.index("/s/") :]).is_on("Gjøremål som er viktige for deg (PSFS)")


def link_shown(staff: Person) -> str:
    return next(element.text or "" for element in staff.page.root.iter("code"))


def test_a_link_is_the_same_until_a_new_one_is_asked_for(
    staff: Person, unit: Ward, somebody: Callable[[], Person]
) -> None:
    made = unit.opens()
    link = link_shown(staff.opens(path(unit, made)).presses("Lenke og QR-kode"))
    assert link_shown(staff.opens(staff.page.path)) == link
    staff.opens(path(unit, made)).presses("Svar her sammen").is_on("Gjøremål som er viktige for deg (PSFS)")
    somebody().opens(link[link.index("/s/") :]).meets(200)
    staff.opens(path(unit, made)).sees(f"Lenke laget {in_words(TODAY)}, virker til {in_words(TODAY + MONTH)}")
    assert link_shown(staff.follows("Vis lenken: Start")) == link
    staff.follows("Lag ny lenke").sees("slutter lenken dere har gitt ut, å virke").presses("Lag ny lenke")
    assert link_shown(staff) != link
    somebody().opens(link[link.index("/s/") :]).meets(404)


def test_the_page_of_a_link_leads_back_once_there_is_none(staff: Person, unit: Ward) -> None:
    made = unit.opens(TODAY)
    unit.rates(made, 1, 2, 3, 4, on=TODAY, key=KEY)
    staff.opens(path(unit, made, f"/lenke/{unit.round_id(1)}")).sees("Det er ingen lenke som virker nå.")


def test_the_change_is_shown_without_any_clinical_claim(staff: Person, unit: Ward) -> None:
    made = rated(unit, later=(5, 6, "no_longer_relevant"))
    staff.opens(path(unit, made)).follows("Vis endringen")
    # By hand: (2 + 4) / 2 = 3 and (5 + 6) / 2 = 5,5; two activities only, so the threshold is that of a single one.
    staff.sees("Snittet var 3,0 ved start og er 5,5 nå.", "Basert på 2 av 3 aktiviteter.", "Stratford 1995")
    staff.sees(
        "gå i trapp 2 5", "spille kort 5 Ikke aktuelt lenger", "Færre enn tre aktiviteter", "Aktivitet Start Avslutning"
    )
    assert staff.page.heading == "Fra start til avslutning"
    staff.does_not_see("klinisk")


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("proxy", "self", "en annen, for pasienten, ved start og pasienten selv ved målingen «Avslutning»"),
        ("self", "with_help", "pasienten selv ved start og pasienten selv, med hjelp, ved målingen «Avslutning»"),
    ],
)
def test_the_change_tells_who_answered_and_warns_when_it_was_not_the_patient_both_times(
    staff: Person, unit: Ward, first: str, then: str, told: str
) -> None:
    made = unit.opens(TODAY - timedelta(weeks=7))
    for number, role in ((1, first), (2, then)):
        unit.rates(made, number, 2, 4, 5, on=TODAY, key=KEY, role=role)
    staff.opens(path(unit, made, "/endring")).sees(f"Svart av {told}.")
    warns = "Tallene kan derfor ikke uten videre sammenlignes" in staff.page.text
    assert warns == (first == "proxy")


def test_the_threshold_is_named_with_its_source(staff: Person, unit: Ward) -> None:
    made = rated(unit, later=(5, 6, 8))
    staff.opens(path(unit, made, "/endring"))
    staff.sees("Endringen er på minst 2 poeng – trolig større enn målefeilen.", "2 poeng, er hentet fra Rysstad 2020.")


def test_a_change_is_not_shown_before_there_is_one(staff: Person, unit: Ward) -> None:
    staff.opens(path(unit, rated(unit), "/endring")).sees("Endringen kan vises når startmålingen")


def test_a_high_start_and_few_activities_are_warned_of(staff: Person, unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 9, 3, activities=("gå i trapp", "bade"), on=TODAY, key=KEY)
    staff.opens(path(unit, made)).sees("Færre enn tre aktiviteter.", "det kan knapt bli bedre: «gå i trapp».")


def test_a_missing_rating_gets_a_reason_which_can_be_undone(staff: Person, unit: Ward) -> None:
    made = rated(unit)
    staff.opens(path(unit, made)).follows("Målingen blir ikke gjort: Avslutning").presses("Lagre grunnen").meets(422)
    staff.sees("Velg en grunn.").answers(reason="moved").presses("Lagre grunnen")
    assert staff.page.text.count("Flyttet") == 3
    staff.presses("Angre grunnen: Avslutning").sees("Grunnen er angret for 3 målinger.", "Svar her sammen")
    assert staff.page.text.count("Flyttet") == 0


def test_dates_are_moved_and_a_wrong_order_is_told_at_its_field(staff: Person, unit: Ward) -> None:
    made = rated(unit)
    staff.opens(path(unit, made, "/datoer")).answers(due_2="2020-01-01").presses("Lagre").meets(422)
    staff.sees("Datoen må ikke være før den forrige.").answers(due_2=str(TODAY)).presses("Lagre").sees("I dag")


def test_an_end_that_is_rated_is_no_longer_dated_and_the_rest_is_counted_from_it(staff: Person, unit: Ward) -> None:
    made = rated(unit, later=(5, 6, 7))
    staff.opens(path(unit, made, "/datoer")).sees(f"Regnes fra dagen avslutningen ble målt, {in_words(TODAY)}")
    assert {"due_1", "due_3"} == {"due_1", "due_2", "due_3"} & staff.page.forms[-1].fields.keys()
    staff.answers(due_1=str(TODAY + timedelta(days=1))).presses("Lagre").meets(422)
    staff.sees("Datoen må ikke være etter dagen avslutningen ble målt.").answers(due_1=str(TODAY)).presses("Lagre")
    staff.sees("Datoene er lagret.")


def test_an_end_that_is_rated_while_its_date_is_being_moved_is_told(
    staff: Person, unit: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.opens(path(unit, rated(unit), "/datoer"))

    def too_late(*_: object, **__: object) -> None:
        raise coursing.AlreadyGivenError("The end was rated between the two looks at it, which no test can time.")

    monkeypatch.setattr(coursing, "change_dates", too_late)
    staff.answers(due_2=str(TODAY)).presses("Lagre").sees("Sluttmålingen ble levert imens, så datoene er ikke endret.")


def test_activities_are_coded_by_chapter(staff: Person, unit: Ward) -> None:
    made = rated(unit)
    staff.opens(path(unit, made, "/icf")).answers(**{"slot-1": "d4", "slot-3": "d7-d9"}).presses("Lagre")
    staff.sees("gå i trapp 2 d4 Mobilitet", "spille kort 5 d7–d9 Livet med andre")


def test_a_course_is_deleted_only_once_that_is_confirmed(staff: Person, unit: Ward) -> None:
    made = rated(unit)
    staff.opens(path(unit, made)).follows("Slett forløpet").sees("kan ikke angres")
    assert len(courses_of(unit)) == 1
    staff.presses("Slett forløpet").sees("er slettet", "Dere har ingen forløp ennå.")
    staff.opens(path(unit, made)).meets(404)


def test_the_code_list_has_codes_and_no_activities(staff: Person, unit: Ward) -> None:
    made = rated(unit)
    code = coursing.course(unit.session, unit.survey_id, made).line.pseudonym
    staff.opens(f"/forlop/{unit.survey_id}/kodeliste").sees(code, "lås den inn").does_not_see("gå i trapp")
    staff.opens(path(unit, made, "/kode")).is_on("Kodelinje").sees(code, "Klipp ut linja")


def test_staff_of_one_unit_never_see_anothers_courses(site: Site, staff: Person, unit: Ward) -> None:
    other = a_unit(site)
    made = rated(other, later=(5, 6, 7))
    for page in ("", "/datoer", "/icf", "/endring", "/kode", "/slett", f"/mangler/{other.round_id(3)}"):
        staff.opens(path(other, made, page)).meets(404)
        # Nor by naming one's own unit with somebody else's course.
        staff.opens(f"/forlop/{unit.survey_id}/{made}{page}").meets(404)
    staff.opens(f"/forlop/{other.survey_id}").meets(404)
    staff.opens(f"/forlop/dekning/{other.unit_id}").meets(404)


def test_an_owner_takes_psfs_up_for_a_unit(site: Site, person: Person) -> None:
    with site.session() as session:
        made = surveying.create_organisation(session, f"Ny enhet {next(NUMBERS)}", datetime.now(UTC), kind="unit")
        unit_id, name = made.id, made.name
    signs_in(site, person, unit_id, "owner").follows("Forløp").presses(f"Ta i bruk: {name}")
    person.is_on(f"Forløp: {name}").follows("Forløp").is_on(f"Forløp: {name}")


def test_somebody_with_nothing_to_follow_is_told_so(site: Site, person: Person) -> None:
    with site.session() as session:
        elsewhere = surveying.create_organisation(session, f"Sted {next(NUMBERS)}", datetime.now(UTC)).id
    signs_in(site, person, elsewhere, "reader").follows("Forløp").sees("Ingen av virksomhetene dine bruker PSFS-forløp")


def test_a_unit_and_those_above_it_see_its_coverage_and_only_the_unit_sees_few(site: Site, person: Person) -> None:
    with site.session() as session:
        whole = surveying.create_organisation(session, f"Kommune {next(NUMBERS)}", datetime.now(UTC)).id
    unit, empty = a_unit(site, whole), a_unit(site, whole)
    for _ in range(3):
        rated(unit, later=(5, 6, 7))
    with site.session() as session:
        name = session.get_one(Organisation, unit.unit_id).name
        other = session.get_one(Organisation, empty.unit_id).name
    signs_in(site, person, whole, "project_group").opens(f"/forlop/dekning/{whole}")
    person.sees(
        "1 av 2 virksomheter har startet forløp.", f"{name} under 5 vises ikke vises ikke –", f"{other} 0 0 0 –"
    )
    person.does_not_see("gå i trapp")
    signs_in(site, Person(site.app), unit.unit_id).opens(f"/forlop/dekning/{unit.unit_id}").sees(f"{name} 3 3 3 100 %")
