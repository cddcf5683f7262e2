"""The grammar below was written from the documentation of DDI-Codebook 2.5: order, how often, and attributes.

It holds the elements that we write, and is no substitute for the schema itself, which is not shipped here.
"""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from questionnaires.definition import Questionnaire
from questionnaires.formats.ddi import write_ddi
from questionnaires.loading import load_file
from questionnaires.variables import codebook_of

LIBRARY = sorted((Path(__file__).parents[3] / "questionnaires" / "library").glob("*.yaml"))
DDI = {"d": "ddi:codebook:2_5"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Element -> its children in their order, with ? * + for how often; "text" for words alone.
CONTENT = {
    "codeBook": "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    "docDscr": "citation? guide? docStatus? docSrc* controlledVocabUsed* notes*",
    "stdyDscr": "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    "citation": "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*",
    "titlStmt": "titl subTitl* altTitl* parTitl* IDNo*",
    "verStmt": "version? verResp* notes*",
    "stdyInfo": "studyBudget* subject* abstract* sumDscr* qualityStatement? notes* exPostEvaluation*",
    "sumDscr": "timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly* anlyUnit* universe* dataKind*",
    "method": "dataColl* notes* anlyInfo? stdyClas*",
    "dataColl": (
        "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* "
        "collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*"
    ),
    "sources": "dataSrc* sourceCitation* srcOrig* srcChar* srcDocu* sources*",
    "dataDscr": "varGrp* nCubeGrp* var* nCube* notes*",
    "varGrp": "labl* txt* concept* defntn? universe? notes*",
    "var": (
        "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* "
        "universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? "
        "varFormat? geoMap* catLevel* notes*"
    ),
    "qstn": "preQTxt* qstnLit* postQTxt* forward* backward* ivuInstr*",
    "valrng": "range+ key? notes*",
    "range": "",
    "catgry": "catValu? labl* txt* catStat* mrow?",
    "derivation": "drvdesc? drvcmd?",
}
WORDS = [
    "titl parTitl IDNo version abstract anlyUnit resInstru instrumentDevelopment dataSrc notes labl security preQTxt",
    "qstnLit postQTxt ivuInstr universe catValu concept drvdesc varFormat",
]
# Attributes: what each may hold; "!" for one that must be there.
ATTRIBUTES: dict[str, dict[str, str]] = {
    "codeBook": {"version": "2.5"},
    "var": {
        "name!": "",
        "dcml": "",
        "intrvl": "contin|discrete",
        "measUnit": "",
        "nature": "nominal|ordinal|interval|ratio|percent|other",
    },
    "varGrp": {
        "name": "",
        "var": "",
        "type": (
            "section|multipleResp|grid|display|repetition|subject|version|iteration|analysis|pragmatic|record|file|"
            "randomized|other"
        ),
    },
    "qstn": {"responseDomainType": "text|numeric|code|category|datetime|geographic|multiple|other"},
    "range": {"UNITS": "INT|REAL", "min": "", "max": ""},
    "universe": {"clusion": "I|E"},
    "catgry": {"missing": "Y|N", "missType": ""},
    "concept": {"vocab": "", "vocabURI": ""},
    "derivation": {"var": ""},
    "varFormat": {
        "type": "character|numeric",
        "formatname": "",
        "schema": "SAS|SPSS|IBM|ANSI|ISO|XML-Data|other",
        "otherSchema": "",
        "category": "date|time|currency|other",
    },
    "notes": {"type": "", "subject": "", "level": ""},
    "version": {"type": "", "date": ""},
    "resInstru": {"type": ""},
}
OFTEN = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}


def grammar() -> etree.RelaxNG:
    """The tables above as RELAX NG; a child that we never write is not allowed at all."""
    written = {*CONTENT, *" ".join(WORDS).split()}
    defined = []
    for name in sorted(written):
        children = CONTENT.get(name, "text").split()
        inside = "<text/>" if children == ["text"] else "".join(_child(child, written) for child in children)
        own = "".join(_attribute(key, values) for key, values in ATTRIBUTES.get(name, {}).items())
        shared = "".join(_attribute(key, "") for key in ("ID", "xml:lang", "elementVersion"))
        defined.append(
            f'<define name="{name}"><element name="{name}">{own}{shared}{inside or "<empty/>"}</element></define>'
        )
    start = '<start><ref name="codeBook"/></start>'
    return etree.RelaxNG(
        etree.fromstring(
            f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{DDI["d"]}">{start}{"".join(defined)}</grammar>'
        )
    )


def _child(child: str, written: set[str]) -> str:
    name, often = (child[:-1], OFTEN[child[-1]]) if child[-1] in OFTEN else (child, "")
    if name not in written:
        return ""
    return f'<{often}><ref name="{name}"/></{often}>' if often else f'<ref name="{name}"/>'


def _attribute(key: str, values: str) -> str:
    allowed = "".join(f"<value>{value}</value>" for value in values.split("|")) if values else "<text/>"
    found = f'<attribute name="{key.rstrip("!")}" ns=""><choice>{allowed}</choice></attribute>'
    if key == "xml:lang":
        found = '<attribute name="lang" ns="http://www.w3.org/XML/1998/namespace"><text/></attribute>'
    return found if key.endswith("!") else f"<optional>{found}</optional>"


def written(questionnaire: Questionnaire) -> etree._Element:
    return etree.fromstring(write_ddi(questionnaire))


def found(root: etree._Element, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=DDI))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_every_questionnaire_we_ship_is_written_by_the_rules_of_ddi(path: Path) -> None:
    rules = grammar()
    root = written(load_file(path))
    assert rules.validate(root), str(rules.error_log)[:2000]


def test_every_type_of_question_is_written_by_the_rules_of_ddi(everything: Questionnaire) -> None:
    rules = grammar()
    assert rules.validate(written(everything)), str(rules.error_log)[:2000]


def test_the_rules_refuse_what_stands_in_the_wrong_order_or_lacks_its_name(everything: Questionnaire) -> None:
    rules = grammar()
    disordered, nameless, odd = written(everything), written(everything), written(everything)
    var = found(disordered, "//d:var")[0]
    var.append(var[0])
    del found(nameless, "//d:var")[0].attrib["name"]
    found(odd, "//d:var")[0].set("nature", "odd")
    assert not any(rules.validate(root) for root in (disordered, nameless, odd))


def test_ids_are_used_once_and_every_reference_leads_somewhere(everything: Questionnaire) -> None:
    root = written(everything)
    ids = [str(each) for each in found(root, "//@ID")]
    assert len(ids) == len(set(ids))
    references = [one for each in found(root, "//d:varGrp/@var | //d:derivation/@var") for one in str(each).split()]
    assert references
    assert set(references) <= set(ids)


def test_all_that_the_codebook_knows_of_a_variable_is_written(everything: Questionnaire) -> None:
    root = written(everything)
    book = codebook_of(everything)
    variables = {str(var.get("name")): var for var in found(root, "//d:var")}
    assert list(variables) == [*(each.name for each in book.variables), *(each.name for each in book.scores)]
    for variable in book.variables:
        var = variables[variable.name]
        asked = everything.question(variable.question).text.plain
        assert {each.get(LANG): each.text for each in found(var, "d:qstn/d:qstnLit")} == asked
        labels = {each.get(LANG): each.text for each in found(var, "d:labl")}
        assert all(labels[language].startswith(words) for language, words in variable.text.items())
        codes = {each.findtext("d:catValu", None, DDI): each for each in found(var, "d:catgry")}
        assert list(codes) == [*(e.code for e in variable.codes), *(e.code for e in variable.missing), "not_asked"]
        for entry in (*variable.codes, *variable.missing):
            assert {each.get(LANG): each.text for each in found(codes[entry.code], "d:labl")} == entry.label
        missing = {code for code, each in codes.items() if each.get("missing") == "Y"}
        assert missing == {"not_asked", *(entry.code for entry in variable.missing)}
        ranges = [(each.get("min"), each.get("max")) for each in found(var, "d:valrng/d:range")]
        low, high = variable.low, variable.high
        bounds = tuple(None if end is None else float(end) for end in (low, high))
        assert [tuple(end and float(end) for end in each) for each in ranges] == (
            [] if bounds == (None, None) else [bounds]
        )
        concepts = [each.text.split()[0] for each in found(var, "d:concept") if each.get(LANG) == "nb"]
        assert concepts == [*variable.subgoal, *variable.challenge]
        notes = {each.get("type"): each.text for each in found(var, "d:notes")}
        assert notes["kind"] == variable.kind
        assert notes.get("merge", "none") == variable.merge
        assert notes.get("better", "none") == variable.better
        assert notes.get("small_cell") == (str(variable.small_cell) if variable.small_cell else None)
        assert ("indicator" in notes) is (variable.indicator is not None)
        assert ("security" in {etree.QName(each).localname for each in var}) is variable.sensitive


@pytest.mark.parametrize(
    ("name", "nature", "interval", "kind"),
    [
        ("plan", "nominal", "discrete", "character"),
        ("known", "ordinal", "discrete", "numeric"),
        ("posts", "interval", "contin", "numeric"),
        ("places", "interval", "discrete", "numeric"),
        ("long", None, "discrete", "character"),
        ("tools.psfs", "nominal", "discrete", "numeric"),
    ],
)
def test_a_variable_says_how_it_is_measured(
    everything: Questionnaire, name: str, nature: str | None, interval: str, kind: str
) -> None:
    (var,) = found(written(everything), f"//d:var[@name='{name}']")
    assert var.get("nature") == nature
    assert var.get("intrvl") == interval
    assert found(var, "d:varFormat")[0].get("type") == kind


def test_a_score_says_how_it_is_worked_out_and_which_changes_count(everything: Questionnaire) -> None:
    (var,) = found(written(everything), "//d:var[@name='psfs']")
    assert "The mean of manages.1, manages.2" in found(var, "d:derivation/d:drvdesc")[0].text
    assert [(each.get("subject"), each.text) for each in found(var, "d:notes[@type='threshold']")] == [
        ("standard", "2 (Rysstad 2020)")
    ]


def test_the_study_is_titled_in_every_language_and_knows_its_version(everything: Questionnaire) -> None:
    root = written(everything)
    title = found(root, "d:stdyDscr/d:citation/d:titlStmt/*[self::d:titl or self::d:parTitl]")
    assert {each.get(LANG): each.text for each in title} == everything.title.plain
    assert found(root, "d:docDscr//d:version")[0].text == codebook_of(everything).sha256
    assert [each.text for each in found(root, "d:stdyDscr/d:notes[@type='language']")] == ["nb", "en"]


def test_what_looks_like_xml_in_a_text_stays_text() -> None:
    words = '<labl>&amp; "x" ]]> \u0007</labl>'
    questionnaire = Questionnaire.model_validate(
        {
            "id": "q",
            "title": {"nb": words},
            "languages": ["nb"],
            "unit": "person",
            "about": {"nb": words},
            "pages": [
                {
                    "id": "p",
                    "title": {"nb": words},
                    "questions": [{"id": "a", "type": "long_text", "text": {"nb": words}}],
                }
            ],
        }
    )
    (literal,) = found(written(questionnaire), "//d:qstnLit")
    assert literal.text == words.replace("\u0007", "")  # XML 1.0 has no way of writing a bell
