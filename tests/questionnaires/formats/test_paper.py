import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from questionnaires.answers import Setting
from questionnaires.definition import Questionnaire
from questionnaires.formats.paper import PaperError, write_paper
from questionnaires.formats.paper.fields import FIELDS
from questionnaires.formats.paper.jumps import jump_after
from questionnaires.formats.paper.phrases import PHRASES
from questionnaires.formats.paper.saying import only_if
from questionnaires.formats.paper.sheet import Sheet, options_of
from questionnaires.loading import load_file
from questionnaires.question_types import QUESTION_TYPES, Calculated, Choice, Grade
from questionnaires.routing import Route
from questionnaires.variables import sha256_of
from questionnaires.words import Voice

ROUND = date(2026, 11, 1)
LIBRARY = sorted((Path(__file__).parents[3] / "questionnaires" / "library").glob("*.yaml"))


def small(*questions: dict[str, Any], **more: Any) -> Questionnaire:
    page = {"id": "p", "title": {"nb": "Del", "nn": "Del", "en": "Part"}, "questions": list(questions)}
    return Questionnaire.model_validate(
        {"id": "small", "title": {"nb": "T"}, "languages": ["nb", "nn", "en"], "unit": "person", "about": {"nb": "A"}}
        | {"pages": [page]}
        | more
    )


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def asked(question_id: str, kind: str = "short_text", **more: Any) -> dict[str, Any]:
    return {"id": question_id, "type": kind, "text": {"nb": f"Om {question_id}?"}} | more


YES_NO = {"yes": {"nb": "Ja", "en": "Yes"}, "no": {"nb": "Nei", "en": "No"}}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_every_questionnaire_we_ship_prints_with_all_its_questions_numbered(path: Path) -> None:
    questionnaire = load_file(path)
    role = (questionnaire.roles or ("self",))[0]
    for language in questionnaire.languages:
        text = read(write_paper(questionnaire, language, role=role))
        sheet = Sheet(questionnaire, Voice(language, role))
        numbers = [one.number for part in sheet.parts for one in part.printed if one.number is not None]
        assert numbers == list(range(1, len(numbers) + 1))
        at = 0
        for part in sheet.parts:
            for one in part.printed:
                words = f"{one.number or ''} " + " ".join(sheet.said(one.question.text, part).split())
                found = text.find(" ".join(words.split()[1:]), at)
                assert found >= 0, words
                assert one.number is None or str(one.number) in text[at:found].split()
                at = found


def test_the_pdf_is_tagged_names_its_language_and_says_that_it_is_pdf_ua(everything: Questionnaire) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_paper(everything, "en")))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Every type of question"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]  # A4 in points


def test_every_type_of_question_has_a_place_to_answer_it() -> None:
    assert FIELDS.keys() == set(QUESTION_TYPES) - {Calculated}


def test_every_phrase_is_there_in_three_languages() -> None:
    assert all(words.keys() == {"nb", "nn", "en"} and all(words.values()) for words in PHRASES.values())


def test_each_page_says_which_version_it_is_of_and_its_number(everything: Questionnaire) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_paper(everything)))
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert f"everything · nb · {sha256_of(everything)[:12]}" in text
        assert f"Side {number} av {len(reader.pages)}" in text


CONDITIONS: list[tuple[Any, str, str]] = [
    ({"c": "yes"}, "Svar bare hvis du svarte «Ja» på spørsmål 1.", "Answer only if you answered “Yes” to question 1."),
    (
        {"c": ["yes", "no"]},
        "Svar bare hvis du svarte «Ja» eller «Nei» på spørsmål 1.",
        "Answer only if you answered “Yes” or “No” to question 1.",
    ),
    (
        {"not": {"c": "yes"}},
        "Hopp over hvis du svarte «Ja» på spørsmål 1.",
        "Skip this if you answered “Yes” to question 1.",
    ),
    ({"m": "a"}, "Svar bare hvis du krysset av for «A» på spørsmål 2.", "Answer only if you ticked “A” in question 2."),
    (
        {"m": {"at_least": 2}},
        "Svar bare hvis antallet svar på spørsmål 2 er minst 2.",
        "Answer only if the number of answers to question 2 is at least 2.",
    ),
    (
        {"n": {"at_most": 0}},
        "Svar bare hvis svaret på spørsmål 3 er 0.",
        "Answer only if the answer to question 3 is 0.",
    ),
    (
        {"n": {"more_than": 2.5}},
        "Svar bare hvis svaret på spørsmål 3 er mer enn 2,5.",
        "Answer only if the answer to question 3 is more than 2.5.",
    ),
    (
        {"n": {"at_least": "n2 * 2"}},
        "Svar bare hvis svaret på spørsmål 3 er minst (svaret på spørsmål 4) * 2.",
        "Answer only if the answer to question 3 is at least (the answer to question 4) * 2.",
    ),
    (
        {"n": {"answered": False}},
        "Svar bare hvis du ikke har svart på spørsmål 3.",
        "Answer only if you have not answered question 3.",
    ),
    (
        {"d": {"less_than": "2020-05-01"}},
        "Svar bare hvis svaret på spørsmål 5 er tidligere enn 01.05.2020.",
        "Answer only if the answer to question 5 is earlier than 01.05.2020.",
    ),
    (
        {"g.r1": {"at_least": 2}},
        "Svar bare hvis du svarte «To» eller «Tre» på spørsmål 6 for «Rad».",
        "Answer only if you answered “Two” or “Three” to question 6 for “Row”.",
    ),
    (
        {"any": [{"c": "yes"}, {"not": {"m": "a"}}]},
        "Svar bare hvis du svarte «Ja» på spørsmål 1, eller hvis du ikke krysset av for «A» på spørsmål 2.",
        "Answer only if you answered “Yes” to question 1, or if you did not tick “A” in question 2.",
    ),
    (
        {"c": "yes", "any": [{"m": "a"}, {"m": "b"}]},
        (
            "Svar bare hvis du svarte «Ja» på spørsmål 1, og hvis (minst ett stemmer: "
            "du krysset av for «A» på spørsmål 2; du krysset av for «B» på spørsmål 2)."
        ),
        (
            "Answer only if you answered “Yes” to question 1, and if (at least one is so: "
            "you ticked “A” in question 2; you ticked “B” in question 2)."
        ),
    ),
    (
        {"earlier.c": "yes"},
        "Svar bare hvis du svarte «Ja» på spørsmål 1 forrige gang.",
        "Answer only if you answered “Yes” to question 1 last time.",
    ),
    (
        {"n": {"change_over": 5}},
        "Svar bare hvis svaret på spørsmål 3 er mer enn 5 høyere eller lavere enn forrige gang.",
        "Answer only if the answer to question 3 is more than 5 higher or lower than last time.",
    ),
    (
        {"round": {"at_least": 3}},
        "Svar bare hvis antallet ganger du har svart, med denne, er minst 3.",
        "Answer only if the number of times you have answered, with this one, is at least 3.",
    ),
    (
        {"round": {"at_least": 2}},
        "Svar bare hvis du har svart en gang før.",
        "Answer only if you have answered once before.",
    ),
    (
        {"round": 1},
        "Svar bare hvis dette er første gang du svarer.",
        "Answer only if this is the first time you answer.",
    ),
    ({"k": "yes"}, "Svar bare hvis du krysset av på spørsmål 7.", "Answer only if you ticked the box in question 7."),
]


@pytest.mark.parametrize(("condition", "norwegian", "english"), CONDITIONS, ids=lambda value: str(value)[:40])
def test_a_condition_reads_as_an_instruction(condition: Any, norwegian: str, english: str) -> None:
    questionnaire = small(
        asked("c", "choice", choices=YES_NO),
        asked("m", "choices", choices={"a": {"nb": "A"}, "b": {"nb": "B"}}),
        asked("n", "count"),
        asked("n2", "count"),
        asked("d", "date"),
        asked("g", "grid", scale="s", rows={"r1": {"nb": "Rad", "en": "Row"}}),
        asked("k", "consent"),
        asked("last", show_when=condition),
        scales={"s": {"choices": {1: {"nb": "En"}, 2: {"nb": "To", "en": "Two"}, 3: {"nb": "Tre", "en": "Three"}}}},
    )
    for language, expected in (("nb", norwegian), ("en", english)):
        sheet = Sheet(questionnaire, Voice(language))
        part = sheet.parts[0]
        assert only_if(sheet, part, part.printed[-1].settled) == expected


def test_instructions_and_jumps_stand_on_the_paper() -> None:
    questionnaire = small(
        asked("c", "choice", choices=YES_NO),
        asked("why", show_when={"c": "yes"}),
        asked("how", show_when={"why": {"answered": True}}),
        asked("all"),
    )
    text = read(write_paper(questionnaire, "nb"))
    assert "Nei → Gå til spørsmål 4" in text  # what hangs on a question that is passed is passed too
    assert text.count("Gå til") == 1
    assert "Svar bare hvis du svarte «Ja» på spørsmål 1." in text
    assert "Svar berre viss du svarte «Ja» på spørsmål 1." in read(write_paper(questionnaire, "nn"))
    assert "Go to question 4" in read(write_paper(questionnaire, "en"))


def test_bounds_are_written_as_the_reader_writes_numbers() -> None:
    questionnaire = small(asked("n", "number", **{"from": 0.5, "to": 100_000}))
    assert "Fra 0,5 til 100 000." in read(write_paper(questionnaire))
    assert "From 0.5 to 100,000." in read(write_paper(questionnaire, "en"))


def test_an_answer_that_leaves_out_the_rest_leads_to_the_end() -> None:
    questionnaire = small(asked("c", "choice", choices=YES_NO), asked("why", show_when={"c": "yes"}))
    assert "Nei → Gå til slutten av skjemaet" in read(write_paper(questionnaire, "nb"))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_no_jump_passes_a_question_that_the_screen_would_ask(path: Path) -> None:
    questionnaire = load_file(path)
    sheet = Sheet(questionnaire, Voice("nb", (questionnaire.roles or ("self",))[0]))
    chance = random.Random(path.stem)
    plain = [(part, one) for part in sheet.parts if part.item is None for one in part.printed]
    for part, one in plain:
        if not isinstance(one.question, Choice | Grade):
            continue
        for option in options_of(one.question):
            to = jump_after(sheet, part, one, option.code)
            if to is None:
                continue
            last = len(sheet._numbers) + 1 if to == "end" else int(to)
            passed = {each.question.id for _part, each in plain if one.number < (each.number or 0) < last}  # type: ignore[operator]
            for _try in range(20):
                answers = {
                    each.question.id: chance.choice([code.code for code in options_of(each.question)])
                    for _part, each in plain
                    if isinstance(each.question, Choice | Grade)
                }
                route = Route(questionnaire, answers | {one.question.id: option.code}, Setting(ROUND))
                met = {shown.question.id for page in route.pages() for shown in page.asked}
                assert one.question.id not in met or not passed & met


def test_a_form_for_one_role_speaks_to_that_role_alone() -> None:
    words = {"nb": "Har du det bra?", "nb.proxy": "Har personen det bra?", "nb.easy": "Går det bra?"}
    questionnaire = small(
        asked("a") | {"text": words},
        asked("b", show_when={"role": "proxy"}),
        asked("c", show_when={"role": "self"}),
        roles=["self", "proxy"],
    )
    own, proxy = read(write_paper(questionnaire)), read(write_paper(questionnaire, role="proxy"))
    assert "Har du det bra?" in own
    assert "Om b?" not in own
    assert "Om c?" in own
    assert "Jeg svarer selv" in own
    assert "Har personen det bra?" in proxy
    assert "Om b?" in proxy
    assert "Svar bare hvis" not in proxy
    assert "Går det bra?" in read(write_paper(questionnaire, easy=True))


HOSTILE = r'#panic("x") $1/0$ *a* _b_ [c] ]} \\ @ref <tag> // `raw` "q" ~ -- = + 1. ☺ #import "/etc/passwd"'


def test_what_looks_like_markup_in_a_text_is_printed_as_it_stands() -> None:
    text = {"nb": HOSTILE}
    choices = {"a": text, "b": {"nb": "B", "own_text": True}}
    questionnaire = small(
        asked("c", "choice", choices=choices) | {"text": text},
        asked("d", missing={"x": text}, type="count", unit=text),
        title=text,
    )
    text_read = read(write_paper(questionnaire)).replace(" ", "")  # lines break anywhere
    assert text_read.count(HOSTILE.replace(" ", "")) == 5  # title, question, choice, unit, missing


def test_a_text_from_right_to_left_is_printed() -> None:
    questionnaire = small(asked("a") | {"text": {"ar": "هل أنت بخير؟"}}, languages=["ar"], title={"ar": "استبيان"})
    reader = pypdf.PdfReader(io.BytesIO(write_paper(questionnaire, "ar")))
    assert str(reader.root_object["/Lang"]) == "ar"
    assert "استبيان" in "".join(page.extract_text() for page in reader.pages)


def test_a_character_that_no_font_has_is_refused_with_what_to_do() -> None:
    questionnaire = small(asked("a") | {"text": {"nb": "x \U0010fffd"}})
    with pytest.raises(PaperError, match="Take the character out of the text, or install a font"):
        write_paper(questionnaire)


def test_a_language_or_role_that_is_not_there_is_refused(everything: Questionnaire) -> None:
    with pytest.raises(PaperError, match="Its languages: nb, en"):
        write_paper(everything, "nn")
    with pytest.raises(PaperError, match="Its roles: self"):
        write_paper(everything, role="proxy")


def test_a_list_of_ones_own_has_a_block_for_each_line_it_may_have(everything: Questionnaire) -> None:
    text = read(write_paper(everything, "en"))
    for line in range(1, 5):
        assert f"Line {line} of question 12" in text
    assert "Skip this if you wrote nothing on line 3 of question 12." in text
    assert "Skip this if you wrote nothing on line 2 of question 12." not in text  # at least two are asked for


def test_the_return_instruction_is_there_only_when_it_is_given(everything: Questionnaire) -> None:
    assert "svarkonvolutten" in read(write_paper(everything, return_to="Bruk **svarkonvolutten**."))
    assert "svarkonvolutten" not in read(write_paper(everything))


def test_a_long_grid_repeats_its_heading_on_every_page() -> None:
    rows = {f"r{number}": {"nb": f"Rad nummer {number}"} for number in range(60)}
    scale = {"choices": {1: {"nb": "Dårlig"}, 2: {"nb": "Bra"}}}
    pdf = write_paper(small(asked("g", "grid", scale="s", rows=rows), scales={"s": scale}))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    with_rows = [page for page in pages if "Rad nummer" in page]
    assert len(with_rows) > 1
    assert all("Dårlig" in page and "Bra" in page for page in with_rows)
