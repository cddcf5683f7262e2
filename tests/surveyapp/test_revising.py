"""What the command line says of two versions, and of the version that is published next."""

import json
from pathlib import Path

import pytest

from tests.questionnaires.test_revisions import BEFORE, PLAN, TWO
from tests.surveyapp.commands import at_home, called

AFTER = (
    BEFORE.replace(PLAN, TWO)
    .replace("b: {nb: Tid, en: Time}", "c: {nb: Sted, en: Place}")
    .replace("id: hours", "id: days")
    .replace("Med egne ord?", "Med dine ord?")
    .replace("text: {nb: Hvem hjalp?", "maps: {gp: doctor, hospital: doctor}\n        text: {nb: Hvem hjalp?")
    .replace("gp: {nb: Fastlege, en: GP}, hospital: {nb: Sykehus, en: Hospital}", "doctor: {nb: Lege, en: Doctor}")
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    at_home(tmp_path / "instance", monkeypatch)
    made = tmp_path / "old.yaml", tmp_path / "new.yaml"
    for path, text in zip(made, (BEFORE, AFTER), strict=True):
        path.write_text(text, "utf-8")
    return made


def test_a_diff_tells_each_change_and_what_it_does_to_the_trend(files: tuple[Path, Path]) -> None:
    assert called("diff", *files).output.splitlines() == [
        "plan (core): broken. The trend breaks here.",
        "  code partly (Delvis): taken away",
        "help (core): recoded. The trend goes on once the old answers are mapped.",
        "  code doctor (Lege): added",
        "  code gp (Fastlege): mapped to doctor",
        "  code hospital (Sykehus): mapped to doctor",
        "rows (core): same. The trend goes on.",
        "  rows.c (Sted): new",
        "  rows.b (Tid): gone",
        "days: new. A new trend begins.",
        "  text: Hvor mye?",
        "words: reworded. No trend is drawn, unless 'keeps' says why the new words ask the same.",
        "  text [nb]: Med egne ord? -> Med dine ord?",
        "hours (core): gone. The trend ends.",
        "  text: Hvor mye?",
        "To publish, plan: lead partly to new codes in 'maps', or say why in 'breaks'.",
        "To publish, rows.b: say why in 'retired: {rows.b: {nb: ...}}'.",
        "To publish, hours: say why in 'retired: {hours: {nb: ...}}'.",
        "tjeneste: 7 questions: 2 same, 1 reworded, 1 recoded, 1 broken, 1 new, 1 gone",
    ]


def test_a_diff_tells_why_new_words_keep_a_trend(files: tuple[Path, Path]) -> None:
    old, new = files
    keeps = "keeps: {nb: Bare rettskriving., en: Spelling only.}, text: {nb: Med dine ord?"
    new.write_text(BEFORE.replace("text: {nb: Med egne ord?", keeps), "utf-8")
    assert called("diff", old, new).output.splitlines() == [
        "words: reworded. The trend goes on, with a caution that the words are new.",
        "  text [nb]: Med egne ord? -> Med dine ord?",
        "  why: Bare rettskriving.",
        "tjeneste: 6 questions: 5 same, 1 reworded",
    ]


def test_a_diff_tells_a_machine_the_same(files: tuple[Path, Path]) -> None:
    found = json.loads(called("diff", *files, "--format", "json").output)
    assert {each["id"]: each["status"] for each in found["questions"]} == {
        "plan": "broken", "help": "recoded", "rows": "same", "days": "new", "words": "reworded", "read": "same",
        "hours": "gone",
    }  # fmt: skip
    assert [each["item"] for each in found["broken_trends"]] == ["plan", "rows.b", "hours"]


def test_a_diff_of_one_version_is_one_line() -> None:
    assert called("diff", "psfs", "psfs").output == "psfs: 3 questions: 3 same\n"


def test_two_questionnaires_are_told_apart(files: tuple[Path, Path]) -> None:
    first = called("diff", "psfs", files[0]).output.splitlines()[0]
    assert first == "These are two questionnaires, psfs and tjeneste: no trend goes from one to the other."


def test_a_map_of_what_never_was_is_refused_in_a_line(files: tuple[Path, Path]) -> None:
    old, new = files
    new.write_text(BEFORE.replace(PLAN, f"{TWO}\n        maps: {{partly: yes, perhaps: no}}"), "utf-8")
    refused = called("diff", old, new, code=1).stderr
    assert refused == (
        "'maps' of 'plan' leads from 'perhaps', which never was there. Its codes were: yes, partly, no, dont_know.\n"
    )


def test_publishing_tells_what_changed_and_refuses_to_end_a_promised_trend(files: tuple[Path, Path]) -> None:
    old, new = files
    called("db", "upgrade")
    called("organisation", "create", "Prøve kommune")
    called("publish", old, "--owner", "Prøve kommune")

    refused = called("publish", new, "--owner", "Prøve kommune", code=1)
    assert refused.stdout.startswith("Since the last version: 7 questions: 2 same, 1 reworded,")
    assert refused.stderr.splitlines()[0] == "These trends would end, though the last version said 'trend: core':"
    assert refused.stderr.splitlines()[-1] == "hours: say why in 'retired: {hours: {nb: ...}}'."

    new.write_text(BEFORE.replace("Med egne ord?", "Med dine ord?"), "utf-8")
    told = called("publish", new, "--owner", "Prøve kommune").stdout.splitlines()
    assert told[0] == "Since the last version: 6 questions: 5 same, 1 reworded"
    assert told[1].startswith("tjeneste version 2, sha256 ")
