from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.loading import load_file
from surveyapp.models import Participant, Response, Round
from surveyapp.models.errors import NotFoundError, WrongPrivacyError
from surveyapp.models.ids import uuid7
from surveyapp.services import importing, surveying
from surveyapp.services.importing import (
    Imported,
    ImportLimits,
    ImportRefusedError,
    RoundNotEmptyError,
    UnreadableFileError,
)
from tests.surveyapp.stage import NOW, Stage, set_up

DATA = Path(__file__).parents[2] / "data"
LIMITS = ImportLimits(max_bytes=1_000_000, max_rows=5000)

Write = Callable[[str, "str | bytes"], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def take_in(stage: Stage, path: Path, key: str | None = "id", limits: ImportLimits = LIMITS) -> Imported:
    return importing.import_round(
        stage.session, stage.survey_id, stage.round_ids[0], path, key_column=key, limits=limits, now=NOW
    )


def stored(session: Session) -> dict[str | None, dict[str, Any]]:
    rows = session.execute(
        select(Participant.key, Response.answers)
        .select_from(Response)
        .outerjoin(Participant, Participant.id == Response.participant_id)
    )
    return {key: answers for key, answers in rows}  # noqa: C416 -- a row is no pair to dict()


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def told(refused: pytest.ExceptionInfo[ImportRefusedError]) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in refused.value.problems]


ROWS = {
    "1001": {"har": "yes", "antall": 3, "hvem": ["brukere", "ansatte"]},
    "1017": {"har": "no"},
    "1018": {"merknad": "bare =ord"},
}
CSV = (
    "id,har,antall,merknad,hvem.brukere,hvem.parorende,hvem.ansatte\n"
    "1001,yes,3,,1,0,1\n"
    "1017,no,,,,,\n"
    "1018,,,bare =ord,not_asked,not_asked,not_asked\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("komma.csv", CSV),
        ("semikolon.csv", CSV.replace(",", ";")),
        ("tabulator.tsv", CSV.replace(",", "\t")),
        ("tekst.txt", CSV),
        ("merke.csv", b"\xef\xbb\xbf" + CSV.encode()),
        ("windows.csv", CSV.replace("\n", "\r\n")),
        ("tomme.csv", CSV + ",,,,,,\n\n"),
        ("STORE.CSV", CSV),
    ],
)
def test_a_round_done_elsewhere_is_taken_in(session: Session, write: Write, name: str, content: str | bytes) -> None:
    done = take_in(set_up(session), write(name, content))
    assert (done.responses, done.new_participants) == (3, 3)
    assert stored(session) == ROWS


def test_a_workbook_is_taken_in(session: Session, write: Write) -> None:
    content = workbook(
        ("id", "har", "antall", "merknad"), (1001, "yes", 3.0, None), (None,), (1017.0, "no", None, " ord ")
    )
    take_in(set_up(session), write("runde.xlsx", content))
    assert stored(session) == {"1001": {"har": "yes", "antall": 3}, "1017": {"har": "no", "merknad": "ord"}}


def test_columns_and_cells_may_be_labels(session: Session, write: Write) -> None:
    content = (
        "id;har dere  en PLAN?;Hvem var med? [Brukere];Pårørende;hvem.ansatte\n"
        "1001;Ja;Valgt;Ikke valgt;valgt\n"
        "1017;nei;;;\n"
    )
    take_in(set_up(session), write("etiketter.csv", content))
    assert stored(session) == {"1001": {"har": "yes", "hvem": ["brukere", "ansatte"]}, "1017": {"har": "no"}}


def test_the_respondents_words_are_kept_whole(session: Session, write: Write) -> None:
    take_in(set_up(session), write("ord.csv", 'id,har,merknad\n1,yes,"Først, så\n""videre"""\n'))
    assert stored(session)["1"]["merknad"] == 'Først, så\n"videre"'


def test_a_round_tells_which_file_it_came_from(session: Session, write: Write) -> None:
    stage, path = set_up(session), write("runde 1.csv", CSV)
    done = take_in(stage, path)
    held = session.get_one(Round, (stage.survey_id, stage.round_ids[0]))
    assert held.source_name == done.source_name == "runde 1.csv"
    assert held.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert surveying.overview(session, stage.survey_id, NOW)[0].source_name == "runde 1.csv"


def test_participants_of_an_earlier_round_are_met_again(session: Session, write: Write) -> None:
    stage = set_up(session)
    known = stage.participant("1001")
    assert take_in(stage, write("runde.csv", CSV)).new_participants == 2
    assert session.scalars(select(Participant.id).where(Participant.key == "1001")).one() == known


def test_imported_responses_have_references_of_their_own(session: Session, write: Write) -> None:
    take_in(set_up(session), write("runde.csv", CSV))
    assert session.scalar(select(func.count(Response.reference.distinct()))) == 3


def test_every_problem_is_told_with_row_and_column(session: Session, write: Write) -> None:
    content = (
        "id,har,antall,merknad,hvem.brukere,hvem.parorende,hvem.ansatte\n"
        "1001,kanskje,3,,,,\n"
        "1017,yes,3.5,,1,1,1\n"
        "1018,yes,101,xxxxxxxxxxxxxxxxxxxxx,1,1,1\n"
        "1001,no,,,1,,\n"
        ",yes,tre,,2,,\n"
    )
    with pytest.raises(ImportRefusedError) as refused:
        take_in(set_up(session), write("feil.csv", content))
    assert told(refused) == [
        (2, "har"),
        (3, "antall"),
        (4, "antall"),
        (4, "merknad"),
        (4, "hvem"),
        (5, "id"),
        (6, "antall"),
        (6, "hvem.brukere"),
        (6, "id"),
    ]
    lines = str(refused.value).splitlines()
    assert lines[0] == "feil.csv:2:har: 'kanskje' is not allowed here. Allowed: yes, no."
    assert lines[5] == "feil.csv:5:id: '1001' stands in row 2 too. Keep one of them."


def test_an_answer_that_routing_hides_is_told(session: Session, write: Write) -> None:
    with pytest.raises(ImportRefusedError, match="hide this question") as refused:
        take_in(set_up(session), write("skjult.csv", "id,har,hvem.brukere\n1001,no,1\n"))
    assert told(refused) == [(2, "hvem")]


def test_what_was_left_open_elsewhere_stays_open(session: Session, write: Write) -> None:
    take_in(set_up(session), write("tomt.csv", "id,har,antall\n1001,,3\n"))
    assert stored(session) == {"1001": {"antall": 3}}


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("id,har,alder", ["alder"]),
        ("id,har,", ["column 3"]),
        ("id,har,har", ["har"]),
        ("id,har,Har dere en plan?", ["Har dere en plan?"]),
        ("har,antall", ["id"]),
        ("id,id,har", ["id"]),
    ],
)
def test_a_heading_that_is_not_understood_is_told_before_any_cell(
    session: Session, write: Write, header: str, columns: list[str]
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        take_in(set_up(session), write("hode.csv", f"{header}\n1001,kanskje,x\n"))
    assert told(refused) == [(1, column) for column in columns]


def test_a_heading_that_two_variables_share_is_none_of_them(session: Session, write: Write) -> None:
    questionnaire = load_file(DATA / "mood.yaml")
    labels = {question.text.in_language("en") for question in questionnaire.questions()}
    assert len(labels) > 70
    with pytest.raises(ImportRefusedError):
        take_in(set_up(session, questionnaire), write("hode.csv", "id,Not at all\n1,0\n"))


def test_many_problems_are_counted_and_the_first_listed(session: Session, write: Write) -> None:
    content = "id,har\n" + "".join(f"{number},kanskje\n" for number in range(1000))
    with pytest.raises(ImportRefusedError) as refused:
        take_in(set_up(session), write("mange.csv", content))
    assert (len(refused.value.problems), refused.value.more) == (50, 950)
    assert str(refused.value).splitlines()[-1] == "... and 950 more."


def test_nothing_of_a_refused_file_is_stored(session: Session, write: Write) -> None:
    stage = set_up(session)
    with pytest.raises(ImportRefusedError):
        take_in(stage, write("feil.csv", CSV + "1019,kanskje,,,,,\n"))
    assert stored(session) == {}
    assert session.scalar(select(func.count()).select_from(Participant)) == 0
    assert session.get_one(Round, (stage.survey_id, stage.round_ids[0])).source_name is None


def test_a_row_longer_than_the_heading_is_told(session: Session, write: Write) -> None:
    with pytest.raises(ImportRefusedError, match="beyond the last heading"):
        take_in(set_up(session), write("lang.csv", "id,har\n1001,yes,3\n"))
    with pytest.raises(ImportRefusedError, match="beyond the last heading"):
        take_in(set_up(session, owner="To"), write("lang.xlsx", workbook(("id", "har"), (1, "yes", 3))))


def test_a_round_with_answers_takes_no_file(session: Session, write: Write) -> None:
    stage, path = set_up(session), write("runde.csv", CSV)
    take_in(stage, path)
    with pytest.raises(RoundNotEmptyError, match="3 responses"):
        take_in(stage, path)
    assert session.scalar(select(func.count()).select_from(Response)) == 3


def test_an_anonymous_round_keeps_neither_key_nor_order(session: Session, write: Write) -> None:
    stage = set_up(session, privacy="anonymous")
    with pytest.raises(WrongPrivacyError):
        take_in(stage, write("runde.csv", CSV))
    content = "har,antall\n" + "".join(f"yes,{number}\n" for number in range(100))
    take_in(stage, write("uten.csv", content), key=None)
    rows = session.execute(select(Response).order_by(Response.id)).scalars().all()
    assert {row.id.version for row in rows} == {4}
    assert {row.participant_id for row in rows} == {row.submitted_at for row in rows} == {None}
    given = [row.answers["antall"] for row in rows]
    assert sorted(given) == list(range(100)) != given


def test_who_answered_must_be_told_unless_the_answers_say_it(session: Session, write: Write) -> None:
    with pytest.raises(ImportRefusedError, match="--key"):
        take_in(set_up(session), write("uten.csv", "har\nyes\n"), key=None)


def test_municipalities_are_known_by_their_numbers(session: Session, write: Write) -> None:
    stage = set_up(session, load_file(DATA / "everything.yaml"))
    path = write("kommuner.csv", "kommune,plan\n301,yes\n4204,Nei\n")
    take_in(stage, path, key=None)
    assert {key: answers["kommune"] for key, answers in stored(session).items()} == {"0301": "0301", "4204": "4204"}
    assert session.scalars(select(Participant.label).where(Participant.key == "4204")).one() != "4204"


def test_a_municipality_that_is_not_there_that_year_is_told(session: Session, write: Write) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        take_in(
            set_up(session, load_file(DATA / "everything.yaml")),
            write("kommuner.csv", "kommune,plan\n1001,yes\n"),
            key=None,
        )
    assert told(refused) == [(2, "kommune")]


def test_numbers_may_have_a_norwegian_comma(session: Session, write: Write) -> None:
    stage = set_up(session, load_file(DATA / "everything.yaml"))
    content = "kommune;plan;staff.physio;staff.ergo\n0301;yes;1,5;2.5\n4204;yes;3;\n"
    take_in(stage, write("tall.csv", content), key=None)
    assert [answers["staff"] for _, answers in sorted(stored(session).items(), key=str)] == [
        {"physio": 1.5, "ergo": 2.5},
        {"physio": 3.0},
    ]


@pytest.mark.parametrize("cell", ["1e3", "nan", "inf", "1 000", "1.5.2", "٣", "0x10", "1,234", "1" * 400])
def test_what_is_no_number_as_people_write_it_is_told(session: Session, write: Write, cell: str) -> None:
    stage = set_up(session, load_file(DATA / "everything.yaml"))
    with pytest.raises(ImportRefusedError) as refused:
        take_in(stage, write("tall.csv", f'kommune,plan,staff.physio\n0301,yes,"{cell}"\n'), key=None)
    assert told(refused) == [(2, "staff.physio")]


def test_a_file_or_round_that_is_not_there_is_told(session: Session, tmp_path: Path, write: Write) -> None:
    stage = set_up(session)
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        take_in(stage, tmp_path / "ingen.csv")
    with pytest.raises(NotFoundError):
        importing.import_round(
            session, stage.survey_id, uuid7(), write("a.csv", CSV), key_column="id", limits=LIMITS, now=NOW
        )
