"""What goes out as FHIR is FHIR, says what it can in FHIR's own words, and comes back as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as Form

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import read_fhir, write_fhir
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.question_types import Choice
from questionnaires.variables import codebook

EVERYTHING = Path(__file__).parents[2] / "data" / "everything.yaml"
FILES = [*paths().values(), EVERYTHING]


def exported(questionnaire: Questionnaire) -> dict[str, Any]:
    data, _report = write_fhir(questionnaire)
    resource: dict[str, Any] = json.loads(data)
    return resource


def items(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in node.get("item", ()):
        yield item
        yield from items(item)


def changed(resource: dict[str, Any]) -> Questionnaire:
    return load(read_fhir(json.dumps(resource).encode(), name="form.json").questionnaire_yaml)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_questionnaire_comes_back_as_it_was(path: Path) -> None:
    before = load_file(path)
    data, _report = write_fhir(before)
    imported = read_fhir(data, name="form.json")
    after = load(imported.questionnaire_yaml)
    assert json.loads(after.canonical_json()) == json.loads(before.canonical_json())
    assert codebook(after).model_dump(exclude={"sha256"}) == codebook(before).model_dump(exclude={"sha256"})
    assert imported.report.with_outcome("not carried") == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_goes_out_is_fhir_with_link_ids_of_its_own(path: Path) -> None:
    resource = exported(load_file(path))
    assert Form.model_validate(resource).get_resource_type() == "Questionnaire"
    links = [item["linkId"] for item in items(resource)]
    assert len(links) == len(set(links))
    assert {each["question"] for item in items(resource) for each in item.get("enableWhen", ())} <= set(links)


def test_a_label_that_another_system_changed_is_the_one_that_counts(everything: Questionnaire) -> None:
    resource = exported(everything)
    plan = next(item for item in items(resource) if item["linkId"] == "plan")
    plan["answerOption"][0]["valueCoding"]["display"] = "Ja, det har vi"
    degree = next(each for each in resource["contained"] if each["id"] == "degree")
    degree["compose"]["include"][0]["concept"][0]["display"] = "Nesten ikke"
    after = changed(resource)
    plan_now = after.question("plan")
    assert isinstance(plan_now, Choice)
    assert plan_now.all_choices[0].label.plain["nb"] == "Ja, det har vi"
    assert after.scales["degree"].choices[0].label.plain["nb"] == "Nesten ikke"
    assert after.scales["degree"].better == "higher"


def test_a_condition_that_another_system_changed_is_the_one_that_counts(everything: Questionnaire) -> None:
    resource = exported(everything)
    tools = next(item for item in items(resource) if item["linkId"] == "tools")
    tools["enableWhen"][0]["answerCoding"]["code"] = "no"
    condition = changed(resource).question("tools").show_when
    assert condition is not None
    assert condition.root == {"plan": "no"}
