"""Nothing in a form is lost in silence, and nothing in a file can do harm."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from questionnaires.formats.fhir import read_fhir
from questionnaires.formats.fhir.importing import as_meant, form_in
from questionnaires.formats.json_text import DEEPEST, MOST_BYTES
from questionnaires.formats.report import FormatError
from questionnaires.loading import load
from tests.questionnaires.formats.fhir_forms import Json, coded, extension, form, item, read, told, when
from tests.questionnaires.formats.fhir_mutations import mutated_fhir

VALID = json.dumps(form(item("q", "boolean"))).encode()


def objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def whole_form() -> Json:
    return form(
        item("a", "boolean", prefix="1", required=True),
        item("b", "choice", answerValueSet="#vs", enableWhen=[when("a", "=", answerBoolean=True)]),
        item(
            "g",
            "group",
            "G",
            item=[item("c", "open-choice", repeats=True, answerOption=coded("x", "y")), item("d", "decimal")],
        ),
        item("e", "string", item=[item("e.1", "display", "Help")]),
        contained=[
            {
                "resourceType": "ValueSet",
                "id": "vs",
                "status": "active",
                "compose": {"include": [{"system": "urn:s", "concept": [{"code": "k", "display": "K"}]}]},
            }
        ],
    )


@pytest.mark.parametrize("seed", range(100))
def test_what_no_reader_knows_of_is_told_wherever_it_stands(seed: int) -> None:
    chance = random.Random(seed)
    resource = whole_form()
    marks, holders = [], [each for each in objects(resource) if "url" not in each]
    for number in range(chance.randint(1, 6)):
        mark = f"marked{seed}x{number}"
        holder = chance.choice(holders)
        if chance.random() < 0.5:
            holder.setdefault("extension", []).append(extension(f"urn:{mark}", valueString=mark))
        else:
            holder[mark] = {"deeper": [1, {"still": mark}]}
        marks.append(mark)
    _questionnaire, report = read(resource)
    lost = told(report, "not carried")
    assert [mark for mark in marks if mark not in lost] == []


@pytest.mark.parametrize("seed", range(60))
def test_every_value_is_taken_or_told(seed: int) -> None:
    try:
        resource = json.loads(mutated_fhir(seed))
    except ValueError:
        resource = whole_form()
    found = form_in(resource) if isinstance(resource, dict) else form_in(whole_form())
    as_meant(found)
    told_of = found.ledger.left()
    for path, _value in leaves_of(found.root.value):
        assert path in found.ledger.taken or any(written(path).startswith(each) for each in told_of)


def leaves_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    steps = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    if not steps:
        yield path, value
    for step, inner in steps:
        yield from leaves_of(inner, (*path, step))


def written(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def test_texts_of_a_form_are_in_the_questionnaire_or_told() -> None:
    resource = whole_form()
    words = {f"said{number}": each for number, each in enumerate(objects(resource)) if "text" in each}
    for mark, each in words.items():
        each["text"] = mark
    imported = read_fhir(json.dumps(resource).encode(), name="form.json")
    assert [mark for mark in words if mark not in imported.questionnaire_yaml] == []


def nested(depth: int) -> Json:
    inner = item("q", "boolean")
    for number in range(depth):
        inner = item(f"g{number}", "group", "G", item=[inner])
    return form(inner)


REFUSED = [
    (b"", "not JSON"),
    (b"<Questionnaire xmlns='http://hl7.org/fhir'/>", "XML"),
    (b"\xef\xbb\xbf <?xml version='1.0'?><Questionnaire/>", "XML"),
    (b'{"resourceType": "Questionnaire"', "not JSON"),
    (b"[]", "begins with"),
    (b"{}", "no FHIR resource"),
    (b'{"resourceType": "Patient"}', "'Patient'"),
    (b'{"resourceType": "Questionnaire", "title": "\xff"}', "not UTF-8"),
    (VALID.decode().encode("utf-16"), "not UTF-8"),
    (VALID.replace(b'"status"', b'"title": "Twice", "status"'), "stands twice"),
    (VALID.replace(b'"draft"', b"NaN"), "NaN"),
    (VALID.replace(b'"draft"', b"-Infinity"), "Infinity"),
    (VALID.replace(b'"draft"', b"1e999"), "too large"),
    (VALID.replace(b'"draft"', b"9" * 5000), "more digits"),
    (b"[" * 100_000, "levels deep"),
    (json.dumps(nested(DEEPEST)).encode(), "levels deep"),
    (VALID + b" " * MOST_BYTES, "20,000,000"),
    (json.dumps(form()).encode(), "no question"),
    (json.dumps(form(item("q", "display", None))).encode(), "no question"),
    (json.dumps(form(item("q", "string"), modifierExtension=[extension("urn:not")])).encode(), "urn:not"),
    (json.dumps(form(item("q", "string", modifierExtension=[extension("urn:not")]))).encode(), "urn:not"),
    (json.dumps(form(item("q", "string"), implicitRules="urn:rules")).encode(), "urn:rules"),
    (json.dumps({"resourceType": "Bundle", "entry": []}).encode(), "no questionnaire"),
]


@pytest.mark.parametrize(
    ("data", "why"), REFUSED, ids=[f"{number} {why}" for number, (_data, why) in enumerate(REFUSED)]
)
def test_a_file_that_cannot_be_trusted_is_refused_and_says_why(data: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_fhir(data, name="form.json")


def test_the_only_form_of_a_bundle_is_read_and_several_are_named() -> None:
    one, two = form(item("q", "boolean")), form(item("q", "boolean"), title="Another")
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one}]}
    assert load(read_fhir(json.dumps(bundle).encode(), name="b.json").questionnaire_yaml).title.plain == {
        "en": "Made for the test"
    }
    bundle["entry"] = [{"resource": one}, {"resource": two}]
    with pytest.raises(FormatError, match=r"2 questionnaires \(Made for the test, Another\)"):
        read_fhir(json.dumps(bundle).encode(), name="b.json")


def test_one_bad_value_does_not_cost_the_form() -> None:
    bad = item("q", "string", maxLength="twenty", answerOption={}, enableWhen="never", extension=[7, None, {"url": []}])
    questionnaire, report = read(form(bad, {"type": "boolean"}, 7, None, item("r", "boolean")))  # type: ignore[arg-type]
    assert len(list(questionnaire.questions())) == 3
    assert "not as FHIR has it" in told(report, "changed")
    assert "item[0].maxLength" in told(report, "not carried")


@pytest.mark.parametrize("words", ["\x00Ye\x07s", "Ye\ud800s", "Ye\ufffes"])
def test_characters_that_no_file_can_hold_are_left_out_and_told(words: str) -> None:
    questionnaire, report = read(form(item("q", "boolean", words)))
    assert questionnaire.question("q").text.plain["en"] == "Yes"
    assert "cannot be shown" in told(report, "changed")


def test_an_authors_pattern_is_never_run_and_answers_are_never_given_beforehand() -> None:
    pattern = extension("http://hl7.org/fhir/StructureDefinition/regex", valueString="(a+)+$")
    _questionnaire, report = read(form(item("q", "string", extension=[pattern], initial=[{"valueString": "x"}])))
    assert "is never run" in told(report, "not carried")
    assert "answered beforehand" in told(report, "not carried")


def test_a_condition_that_never_holds_is_left_out_and_told() -> None:
    never = [when("a", "=", answerBoolean=True), when("a", "=", answerBoolean=False)]
    questionnaire, report = read(
        form(item("a", "boolean"), item("q", "string", enableWhen=never, enableBehavior="all"))
    )
    assert questionnaire.question("q").show_when is None
    assert "show_when of q" in told(report, "not carried")


@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_form_is_read_or_refused_in_words(seed: int) -> None:
    data = mutated_fhir(seed)
    outcome = ""
    try:
        outcome = read_fhir(data, name="damaged.json").questionnaire_yaml
        load(outcome)
    except FormatError as error:
        outcome = error.text
    assert outcome
