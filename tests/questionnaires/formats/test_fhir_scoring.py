"""Numbers that a form works out of its answers: sums of points as the tools that make forms write them."""

import itertools
from datetime import date
from typing import Any

import pytest

from questionnaires.answers import Answers, Setting
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from tests.questionnaires.formats.fhir_forms import HL7, SDC, Json, asked, coded, extension, form, item, read, told

POINTS = {"never": 0, "often": 2, "always": 5}
ITEM = "%resource.item.where(linkId='{}').answer.value"
LOOKED_UP = (
    "%questionnaire.item.where(linkId = '{0}').answerOption.where(valueCoding.code=%resource.item.where(linkId = '{0}')"
    f".answer.valueCoding.code).extension.where(url='{HL7}ordinalValue').valueDecimal"
)
SCORING = "http://ehelse.no/scoringFormulas"


def scored(link: str, **more: Any) -> Json:
    """A question with points, which stand on the option."""
    options = coded(*POINTS)
    for option, points in zip(options, POINTS.values(), strict=True):
        option["extension"] = [extension(f"{HL7}ordinalValue", valueDecimal=points)]
    return item(link, "choice", answerOption=options, **more)


def worked_out(expression: str, *more: Json) -> Json:
    said = extension(
        f"{SDC}calculatedExpression", valueExpression={"language": "text/fhirpath", "expression": expression}
    )
    return item("total", "decimal", extension=[*more, said])


def variable(name: str, expression: str) -> Json:
    return extension(
        f"{HL7}variable", valueExpression={"name": name, "language": "text/fhirpath", "expression": expression}
    )


def counts(code: str) -> list[Json]:
    return [{"system": "http://ehelse.no/Score", "code": "score"}, {"system": SCORING, "code": code}]


def comes_to(questionnaire: Questionnaire, name: str, answers: Answers) -> object:
    return Route(questionnaire, answers, Setting(round_date=date(2026, 5, 4))).answer(name)


SUMS = [
    worked_out("%resource.item.where(linkId.matches('^q/[12]$')).answer.value.ordinal().sum()"),
    worked_out(" + ".join(f"iif({ITEM}.exists(), {ITEM}.ordinal(), 0)".format(link, link) for link in ("q/1", "q/2"))),
    worked_out(
        "iif(%any, iif(%a.exists(), %a, 0) + iif(%b.exists(), %b, 0), {})",
        variable("a", LOOKED_UP.format("q/1")),
        variable("b", LOOKED_UP.format("q/2")),
        variable("any", "%a.exists() or %b.exists()"),
    ),
]


@pytest.mark.parametrize("total", SUMS, ids=["alike", "or nothing", "variables"])
def test_a_sum_of_points_is_the_sum_of_those_that_are_answered(total: Json) -> None:
    questionnaire, report = read(form(scored("q/1"), scored("q/2"), total))
    for first, second in itertools.product((None, *POINTS), repeat=2):
        given = [each for each in (first, second) if each]
        answers: Answers = {
            key: str(POINTS[each]) for key, each in zip(("q_1", "q_2"), (first, second), strict=True) if each
        }
        expected = sum(POINTS[each] for each in given) if given else None
        assert comes_to(questionnaire, "total", answers) == expected
    assert "calculatedExpression" not in told(report, "not carried")
    assert "variable" not in told(report, "not carried")


def test_a_variable_of_the_form_is_known_in_all_its_items() -> None:
    bmi = worked_out("(%kg/((%cm/100).power(2))).round(1)")
    measures = [item("w", "decimal"), item("h", "decimal")]
    grouped = "%resource.item.where(linkId='g').item.where(linkId='{}').answer.value"
    known = [variable("kg", grouped.format("w")), variable("cm", grouped.format("h"))]
    questionnaire, _report = read(form(item("g", "group", item=[*measures, bmi]), extension=known))
    assert comes_to(questionnaire, "total", {"w": 80, "h": 200}) == 20.0
    assert comes_to(questionnaire, "total", {"w": 70, "h": 175}) == 22.9
    assert asked(item("g", "group", item=[*measures, bmi]), extension=known)["total"]["decimals"] == 1


@pytest.mark.parametrize(
    "expression",
    [
        "%resource.item.where(linkId.matches('^(q+)+$')).answer.value.ordinal().sum()",
        "%resource.item.where(linkId.matches('^z$')).answer.value.ordinal().sum()",
        f"iif({ITEM} > 3, 1, 0)".format("q/1"),
        f"{ITEM}.ln()".format("q/1"),
        f"{ITEM} + {ITEM}".format("q/1", "words"),
        f"{ITEM} + %unheard".format("q/1"),
        f"{ITEM} + q_1".format("words"),
        "%round.round(1)",
        "",
    ],
)
def test_what_is_no_plain_arithmetic_on_numbers_is_told_and_not_asked(expression: str) -> None:
    questionnaire, report = read(form(scored("q/1"), item("words", "string"), worked_out(expression)))
    assert [question.id for question in questionnaire.questions()] == ["q_1", "words"]
    assert "item of type decimal -> It is worked out by a rule that cannot be read here" in told(report, "not carried")


def test_variables_that_stand_in_one_another_end() -> None:
    round_and_round = [variable("a", "%b + 1"), variable("b", "%a + 1")]
    questionnaire, report = read(form(item("q", "integer"), worked_out("%a", *round_and_round)))
    assert [question.id for question in questionnaire.questions()] == ["q"]
    assert "item of type decimal" in told(report, "not carried")


def test_sections_and_the_whole_are_summed_as_helsenorge_does() -> None:
    """Of Helsenorge's Refero: a section is what counts in its group, the total is what counts anywhere, once."""
    inner = item("inner", "group", item=[scored("a", code=counts("QS")), item("sub", "integer", code=counts("SS"))])
    outer = item(
        "outer", "group", item=[inner, scored("b", code=counts("QS")), item("sec", "integer", code=counts("SS"))]
    )
    last = item(
        "last", "group", item=[scored("c", code=counts("QS")), scored("d"), item("whole", "integer", code=counts("TS"))]
    )
    questionnaire, report = read(form(outer, last))
    for chosen in itertools.product((None, *POINTS), repeat=4):
        a, b, c, _d = chosen
        answers: Answers = {key: str(POINTS[each]) for key, each in zip("abcd", chosen, strict=True) if each}
        for name, parts in (("sub", (a,)), ("sec", (a, b)), ("whole", (a, b, c))):
            given = [POINTS[each] for each in parts if each]
            assert comes_to(questionnaire, name, answers) == (sum(given) if given else None)
    assert "item.code" not in told(report, "not carried")


def test_a_sum_of_what_has_no_points_or_comes_later_is_told_and_not_asked() -> None:
    first = item("first", "integer", code=counts("TS"))
    questionnaire, report = read(form(first, scored("a", code=counts("QS"))))
    assert [question.id for question in questionnaire.questions()] == ["a"]
    assert "or from answers that come later" in told(report, "not carried")
    several = scored("b", code=counts("QS"), repeats=True)
    questionnaire, _report = read(form(several, item("sum", "integer", code=counts("SS"))))
    assert [question.id for question in questionnaire.questions()] == ["b"]


def test_a_sum_of_measures_keeps_their_decimals() -> None:
    either = " + ".join(f"iif({ITEM}.exists(), {ITEM}, 0)".format(link, link) for link in "ab")
    questionnaire, _report = read(form(item("a", "decimal"), item("b", "decimal"), worked_out(either)))
    assert comes_to(questionnaire, "total", {"a": 1.25, "b": 2.5}) == 3.75


def test_decimals_that_the_form_does_not_name_are_two_and_told() -> None:
    halved = worked_out(f"{ITEM} / 3".format("q"))
    questionnaire, report = read(form(item("q", "integer"), halved))
    assert comes_to(questionnaire, "total", {"q": 2}) == 0.67
    assert "two are shown" in told(report, "changed")


def test_variables_that_multiply_are_not_written_out() -> None:
    grown = [variable(name, f"%{inner} + " * 1000 + "1") for name, inner in itertools.pairwise("abcdef")]
    questionnaire, _report = read(form(item("q", "integer"), worked_out("%a", *grown, variable("f", ITEM.format("q")))))
    assert [question.id for question in questionnaire.questions()] == ["q"]
