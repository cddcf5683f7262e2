"""Letters lead to the same invitation, by a picture that other programs read, and only the owner's staff make them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import update

from questionnaires.formats.paper.letters import Cover, Letter, write_letters
from questionnaires.words import Voice
from surveyapp.models import Invitation
from surveyapp.services import inviting
from surveyapp.web.lettering import picture_of
from surveyapp.web.staff.letter_pages import MOST_COPIES
from tests import postbox
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_delivering import ask, contact, send

A_LINK = "https://medvirk.example.no/s/" + "x7" * 21 + "A"
"""As long as a real one."""


def read_pictures(pdf: bytes) -> list[str]:
    """What ZXing reads off every page, drawn by PDFium: neither is ours."""
    pages = pypdfium2.PdfDocument(pdf)
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]


def words(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def owner(site: Site, person: Person, everything: PutSurvey) -> Person:
    return signed_in(person, site, everything)


def signed_in(person: Person, site: Site, survey: PutSurvey) -> Person:
    return person.opens("/logg-inn").answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")


def letters_of(asked: AskedRound) -> str:
    return f"/undersokelser/{asked.survey_id}/runder/{asked.id}/brev"


def made(owner: Person, asked: AskedRound, **given: str) -> bytes:
    """The PDF that comes back when the form is sent like this."""
    token = owner.opens(letters_of(asked)).page.forms[-1].fields["csrf_token"]
    sent = {"csrf_token": token, "language": "nb", "role": "self", "go": "make"} | given
    answer = owner.client.post(letters_of(asked), data=sent)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf"), answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


def test_each_letter_leads_to_its_own_invitation(site: Site, owner: Person, asked: AskedRound) -> None:
    given = asked.invite("K1", "Kari"), asked.invite("K2", "Ola")
    links = [re.sub(r"^http://[^/]+", "", link) for link in read_pictures(made(owner, asked))]
    assert links == list(given)
    for link, name in zip(links, ("Kari", "Ola"), strict=True):
        Person(site.app).opens(link).sees(name)


def test_new_links_for_letters_that_went_astray_end_those_from_before(
    site: Site, owner: Person, asked: AskedRound
) -> None:
    old = asked.invite("K1", "Kari")
    (link,) = read_pictures(made(owner, asked, fresh="y"))
    Person(site.app).opens(re.sub(r"^http://[^/]+", "", link)).sees("Kari")
    Person(site.app).opens(old).meets(404)


def test_a_letter_and_a_mail_have_the_same_link_in_any_order(site: Site, owner: Person, asked: AskedRound) -> None:
    with postbox.opened() as box:
        ask(asked, contact(key="K1", name="Kari"))
        before = read_pictures(made(owner, asked))
        send(site, box.url)
        after = read_pictures(made(owner, asked))
        (mailed,) = re.findall(r"/s/\S+", box.words())
    assert before == after
    assert before[0].endswith(mailed)
    Person(site.app).opens(mailed).sees("Du svarer for K1").starts()


def test_the_letters_of_an_anonymous_round_have_its_open_link(site: Site, person: Person) -> None:
    survey = site.put(NO_CONTACT, "anonymous")
    owner, asked = signed_in(person, site, survey), survey.round()
    link = asked.open_link()
    assert {each.removeprefix("http://127.0.0.1:8000") for each in read_pictures(made(owner, asked, copies="2"))} == {
        link
    }


@pytest.mark.parametrize("change", [{"issue": 0}, {"expires_on": date(2026, 1, 1)}])
def test_a_link_that_ran_out_or_cannot_be_made_again_is_renewed(
    change: dict[str, Any], site: Site, owner: Person, asked: AskedRound
) -> None:
    asked.invite("K1", "Kari")
    with site.session() as session:
        session.execute(update(Invitation).where(Invitation.survey_id == asked.survey_id).values(**change))
        session.commit()
    (link,) = read_pictures(made(owner, asked))
    Person(site.app).opens(re.sub(r"^http://[^/]+", "", link)).sees("Kari")


def test_a_letter_says_who_asks_when_and_what_becomes_of_the_answers(
    owner: Person, asked: AskedRound, everything: PutSurvey
) -> None:
    asked.invite("K1", "Kari")
    text = words(made(owner, asked))[0]
    for each in (everything.owner, "Kari", "127.0.0.1:8000", "Siste dag å svare på er", "Svaret er fortrolig"):
        assert each in text


def test_the_form_follows_on_sheets_of_its_own_with_the_participants_mark(owner: Person, asked: AskedRound) -> None:
    asked.invite("K1", "Kari")
    asked.invite("K2", "Ola")
    pages = words(made(owner, asked, with_form="y"))
    marked = {key: [number for number, text in enumerate(pages) if f"Skjema {key}" in text] for key in ("K1", "K2")}
    for sheets in marked.values():
        assert sheets[0] % 2 == 0
        assert sheets == list(range(sheets[0], sheets[0] + len(sheets)))
        assert [pages[sheet].split()[-4:] for sheet in sheets] == [
            ["Side", str(number), "av", str(len(sheets))] for number in range(1, len(sheets) + 1)
        ]


def test_who_has_handed_in_gets_no_letter(owner: Person, asked: AskedRound, somebody: Callable[[], Person]) -> None:
    done = somebody().opens(asked.invite("K1")).starts().answers(plan="no").goes_on().goes_on()
    done.answers(activity__1="gå", activity__2="stå").goes_to_the_check_page().presses("Lever svarene")
    asked.invite("K2", "Ola")
    assert len(read_pictures(made(owner, asked))) == 1


def test_an_example_changes_nothing_and_leads_nowhere(site: Site, owner: Person, asked: AskedRound) -> None:
    link = asked.invite("K1", "Kari")
    assert read_pictures(made(owner, asked, go="example")) == ["http://127.0.0.1:8000"]
    Person(site.app).opens(link).meets(200).sees("Kari")


def test_letters_of_an_anonymous_round_are_all_alike(site: Site, person: Person) -> None:
    survey = site.put(NO_CONTACT, "anonymous")
    owner, asked = signed_in(person, site, survey), survey.round()
    pdf = made(owner, asked, copies="3", with_form="y")
    assert len(read_pictures(pdf)) == 3
    assert len(set(read_pictures(pdf))) == 1
    pages = [text for text in words(pdf) if text]
    third = len(pages) // 3
    assert pages[:third] == pages[third : 2 * third] == pages[2 * third :]


def test_letters_speak_the_chosen_language_whatever_staff_reads(owner: Person, asked: AskedRound) -> None:
    asked.invite("K1")
    assert f"{datetime.now(UTC) + timedelta(days=30):%Y}" in words(made(owner, asked, language="en"))[0]
    assert "is confidential" in words(made(owner, asked, language="en"))[0].lower()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"language": "xx"}, "Velg et språk som skjemaet finnes på."),
        ({"role": "proxy"}, "Velg hvem som skal svare."),
        ({"return_to": "x" * 501}, "Kort ned teksten"),
    ],
)
def test_what_cannot_be_made_is_told_and_old_links_live(
    given: dict[str, str], told: str, site: Site, owner: Person, asked: AskedRound
) -> None:
    link = asked.invite("K1")
    owner.opens(letters_of(asked)).forges(**given).presses("Lag brevene (PDF)")
    owner.meets(422).sees(told)
    Person(site.app).opens(link).meets(200)


@pytest.mark.parametrize("copies", ["", "0", "-1", "mange", str(MOST_COPIES + 1)])
def test_a_strange_number_of_letters_is_told(copies: str, site: Site, person: Person) -> None:
    survey = site.put(NO_CONTACT, "anonymous")
    owner = signed_in(person, site, survey).opens(letters_of(survey.round())).answers(copies=copies)
    owner.presses("Lag brevene (PDF)").meets(422).sees("Skriv hvor mange brev du trenger")


def test_a_round_without_invitations_has_nobody_to_write_to(owner: Person, asked: AskedRound) -> None:
    owner.opens(letters_of(asked)).presses("Lag brevene (PDF)").meets(422)
    owner.sees("Det er ingen å skrive til.")


def test_a_closed_round_has_no_letters(owner: Person, asked: AskedRound) -> None:
    asked.close()
    owner.opens(letters_of(asked)).meets(410)


def test_another_organisations_round_is_not_found(site: Site, owner: Person) -> None:
    other = site.put(NO_CONTACT).round()
    owner.opens(letters_of(other)).meets(404)
    own = f"/undersokelser/{other.survey_id}/runder/{other.id}/brev"
    assert owner.client.post(own, data={"go": "make"}).status_code in (400, 404)


def test_a_picture_is_read_with_a_seventh_of_it_gone(everything: PutSurvey, tmp_path: Path) -> None:
    """Level M mends 15 % of the code words (ISO/IEC 18004, table 12); a corner spot takes fewer than that."""
    letter = Letter((), picture_of(A_LINK), "", "")
    with everything.site.session() as session:
        batch = inviting.plan_letters(session, everything.id, everything.round().id, datetime.now(UTC))
    pdf = write_letters(batch.questionnaire, COVER, [letter], Voice("nb"), with_form=False)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    box = zxingcpp.read_barcodes(picture)[0].position
    width = box.top_right.x - box.top_left.x
    spot = (box.top_left.x + width // 2, box.top_left.y + width // 2)
    picture.paste((255, 255, 255), (*spot, spot[0] + width // 5, spot[1] + width // 5))
    picture.save(tmp_path / "hurt.png")
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [A_LINK]


COVER = Cover(
    "Eksempel kommune", "Spørsmål", "Vi spør.", "Rute med prikker", "Pek på ruten.", "", (("Frist", "I dag."),)
)


def test_the_letters_are_tagged_name_their_language_and_say_that_they_are_pdf_ua(
    owner: Person, asked: AskedRound
) -> None:
    asked.invite("K1")
    reader = pypdf.PdfReader(io.BytesIO(made(owner, asked, with_form="y")))
    root: Any = reader.root_object
    assert root["/Lang"] == "nb"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
