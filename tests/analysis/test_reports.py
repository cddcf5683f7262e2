"""Whole reports, read back from their HTML."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from analysis.comparing import compare
from analysis.disclosure import protect
from analysis.reports import render, write_report
from analysis.reports.build import build
from analysis.reports.model import Drawing, Statements
from analysis.results import Comparison, FormerAnswer, ListedUnit, QuestionResult
from analysis.rounds import read_round
from questionnaires.library import paths
from tests.analysis.made import comparison, plan, question, random_comparison, rounds, score, shipped, written

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

FEELING = """
id: folelse
title: {nb: Hvordan har du det?}
languages: [nb]
unit: person
about: {nb: Om hvordan du har det.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: Godt}, 4: {nb: Svært godt}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: form
    title: {nb: Nå}
    questions:
      - {id: formen, type: grade, scale: grad, text: {nb: Hvordan er formen?},
         indicator: {codes: [3, 4], label: {nb: har god form}}}
      - id: sted
        type: choice
        text: {nb: Hvor bor du?}
        choices: {by: {nb: I by}, bygd: {nb: I bygd}, oy: {nb: På øy}, fjell: {nb: På fjellet}}
"""


class Page(HTMLParser):
    """What the tests ask about: elements with their attributes, the cells of tables, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = self.in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        text = data.replace("\u00a0", " ").replace("\u202f", " ")
        self.text += text
        if self.in_cell:
            self.rows[-1][-1] += text.strip("\n")

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@cache
def mood() -> Comparison:
    book = shipped(DATA / "mood.yaml")
    first, second = (read_round(DATA / f"mood_round{place}.csv", book, "id") for place in (1, 2))
    return compare(first, second, book, pair_by="id")


@cache
def municipalities() -> Comparison:
    return random_comparison(shipped(paths()["kommuneundersokelsen"]), 200, synthetic=True)


def feeling(first: list[str], second: list[str]) -> Comparison:
    """Two linked rounds of where people live; nobody says how they are."""
    book = written(FEELING)
    answers = [[{"id": str(n), "sted": code} for n, code in enumerate(codes)] for codes in (first, second)]
    return compare(*rounds(book, *answers), book, pair_by="id")


@pytest.mark.parametrize("name", [*paths(), "mood"])
def test_every_report_is_valid_accessible_html_that_needs_nothing_else(name: str) -> None:
    html = render(mood() if name == "mood" else random_comparison(shipped(paths()[name]), 40))

    html5lib.HTMLParser(strict=True).parse(html)
    page = Page(html)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.all("html")[0]["lang"] == "nb"
    assert len(page.all("h1")) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#innhold"}
    assert all(link["href"][1:] in ids and link["href"][0] == "#" for link in page.all("a"))
    assert all(region["aria-labelledby"] in ids for region in page.all("section") + page.all("nav"))
    assert all(cell["scope"] in {"row", "col"} for cell in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(drawing["role"] == "img" and drawing["aria-label"] for drawing in page.all("svg"))
    assert not page.all("script") + page.all("link") + page.all("img") + page.all("iframe")
    assert not re.findall(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", html)


def test_a_report_asks_the_network_for_nothing_and_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    path = write_report(municipalities(), tmp_path)
    page = browser.new_page(viewport={"width": 360, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(path.as_uri())

    assert asked == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_about(browser: Browser, tmp_path: Path, scheme: str) -> None:
    path = write_report(random_comparison(shipped(paths()["psfs"]), 100, synthetic=True), tmp_path)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path.as_uri())
    page.add_script_tag(path=str(AXE))

    found = page.evaluate("axe.run().then(result => result.violations.map(each => [each.id, each.nodes[0].html]))")

    assert found == []


def test_the_first_page_says_who_answered_what_was_found_and_what_cannot_be_said() -> None:
    rose = plan((101, 248), (224, 356), (80, 20, 66, 65), verdict="increased", direction="better")
    unsure = question(verdict="cannot_say", reason="uncertain")

    text = Page(render(comparison(rose, unsure))).text

    first = text.index("2017: 248 av 426 kommuner svarte (58 %), regnet av kommunene slik de var 16. oktober 2017.")
    met = text.index("231 kommuner svarte i begge runder, 17 bare i første og 81 bare i andre.")
    tally = text.index("2 resultater kan vurderes: 1 har økt og 1 kan vi ikke si noe sikkert om.")
    finding = text.index("Økt, til det bedre. Har kommunen en plan?")
    limits = text.index("For 1 av resultatene kan vi ikke si om noe har endret seg, fordi usikkerheten er for stor.")
    assert first < met < tally < finding < limits


def test_a_report_where_nothing_changed_says_so() -> None:
    text = Page(render(comparison(question(verdict="cannot_say", reason="uncertain")))).text

    assert "Vi kan ikke si sikkert at noe har endret seg mellom rundene." in text


def test_at_most_five_findings_and_the_largest_first() -> None:
    changes = [plan((40, 100), (50, 100), (20, 5, 5 + n, 60), name=f"q{n}", verdict="increased") for n in range(9)]

    report = build(comparison(*changes))

    funn = next(section for section in report.sections if section.id == "funn")
    told = [item.text for block in funn.blocks if isinstance(block, Statements) for item in block.items]
    assert len(told) == 5
    assert "med 8 prosentpoeng" in told[0]  # 8 of 98 pairs more came in than fell out


def test_synthetic_answers_are_marked_and_real_ones_are_not() -> None:
    made_up = random_comparison(shipped(paths()["psfs"]), 30, synthetic=True)
    real = random_comparison(shipped(paths()["psfs"]), 30)

    assert "Syntetiske svar" in render(made_up)
    assert "Syntetiske svar" not in render(real)


def test_sections_follow_the_sub_goals_when_questions_have_them_else_the_pages() -> None:
    by_goal = [section.title for section in build(protect(municipalities())).sections]
    by_page = [section.title for section in build(comparison(question())).sections]

    assert "Delmål a: Mestringsevne hos pasienter og brukere" in by_goal
    assert [title[:9] for title in by_goal if title.startswith("Delmål")] == [f"Delmål {each}:" for each in "abcdef"]
    assert "Mål og planer" in by_page


def test_figures_are_numbered_from_first_to_last() -> None:
    report = build(protect(municipalities()))

    numbers = [block.number for section in report.sections for block in section.blocks if isinstance(block, Drawing)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_former_municipalities_answered_is_listed() -> None:
    former = tuple(
        FormerAnswer(nr, name, code)
        for nr, name, code in (("1017", "Songdalen", "yes"), ("1018", "Søgne", "yes"), ("1001", "Kristiansand", "no"))
    )
    unit = ListedUnit("4204", "Kristiansand", "merged", "share", former, "yes", 3, 3, 2, None, "no")
    part = ListedUnit("1875", "Hamarøy", "split", "share", former[:2], None, 1, 2, 1, None, "no")

    rows = Page(render(comparison(plan((101, 248), (224, 356), (80, 20, 66, 65), listed=(unit, part))))).rows

    assert ["Kristiansand", "2 av 3 tidligere kommuner", "Ja"] in rows
    assert ["Hamarøy (delt)", "1 av 2 tidligere kommuner (mangler svar fra 1 av 2)", "–"] in rows


def test_the_score_is_told_with_its_responders_and_its_caveat() -> None:
    with_score = comparison(unit="course", scores=(score(cautions=()),))

    page = Page(render(with_score))

    assert (
        "Av 97 personer med måling både ved start og slutt ble 51 (53 %, KI 43–62) bedre med minst 2,0 poeng"
        in page.text
    )
    assert "97 av 130 personer med måling ved start ble målt igjen." in page.text
    assert [
        "standard",
        "2,0",
        "Rysstad 2020",
        "51 (53 %, KI 43–62)",
        "40 (41 %, KI 32–51)",
        "6 (6 %, KI 3–13)",
    ] in page.rows


def test_the_same_comparison_gives_the_same_bytes() -> None:
    found = random_comparison(written(FEELING), 50)

    assert render(found) == render(found)


def test_no_caller_can_forget_to_protect_persons() -> None:
    found = random_comparison(written(FEELING), 12)

    assert not found.protected
    assert render(found) == render(protect(found))


def test_a_report_is_written_whole_beside_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("old")

    path = write_report(comparison(question()), tmp_path)

    assert path == tmp_path / "report.html"
    assert path.read_text(encoding="utf-8") == render(comparison(question()))
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_report_that_cannot_be_put_in_place_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()

    with pytest.raises(OSError, match=r"report\.html"):
        write_report(comparison(question()), tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("persons", [0, 1, 4])
@pytest.mark.parametrize("name", ["psfs", "brukererfaring"])
def test_few_answers_or_none_still_give_a_report(name: str, persons: int) -> None:
    html = render(random_comparison(shipped(paths()[name]), persons))

    html5lib.HTMLParser(strict=True).parse(html)
    assert "<svg" not in html


def test_texts_of_authors_cannot_become_markup() -> None:
    text = {"nb": '<script>alert("x")</script> & "sitat"'}

    html = render(comparison(question(text=text), title=text))

    assert "<script>" not in html
    html5lib.HTMLParser(strict=True).parse(html)


def counts(page: Page) -> list[str]:
    """The counts in the table of where all live, which has rows for the rounds and a column per answer."""
    return [cell for row in page.rows if row[0] in {"2017", "2020"} and len(row) == 7 for cell in row[1:5]]


PLACES = st.lists(st.sampled_from(["by", "bygd", "oy", "fjell"]), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None)
@given(PLACES, PLACES)
def test_a_count_of_one_to_four_persons_is_shown_nowhere(first: list[str], second: list[str]) -> None:
    html = render(feeling(first, second))

    counted = counts(Page(html))
    assert counted
    assert not [cell for cell in counted if re.match(r"[1-4]\b", cell)]
    for answers in (first, second):
        small = {
            round(100 * answers.count(code) / len(answers)) for code in set(answers) if 0 < answers.count(code) < 5
        }
        large = {round(100 * answers.count(code) / len(answers)) for code in set(answers) if answers.count(code) >= 5}
        told = {int(share) for share in re.findall(r">(\d+)</text>", html)}
        other = second if answers is first else first
        by_chance = {round(100 * other.count(code) / len(other)) for code in set(other)} | {len(first), len(second)}
        assert not (small - large - by_chance) & told


def test_hidden_answers_leave_no_trace_in_the_report() -> None:
    # Three on the island and two on the mountain, or the other way round: nobody must be able to tell.
    one = ["by"] * 40 + ["bygd"] * 30 + ["oy"] * 3 + ["fjell"] * 2
    other = ["by"] * 40 + ["bygd"] * 30 + ["oy"] * 2 + ["fjell"] * 3

    reports = [re.sub(r"[0-9a-f]{64}", "", render(feeling(codes, one[:70]))) for codes in (one, other)]

    assert reports[0] == reports[1]
    assert "skjult" in reports[0]


def test_a_lone_person_who_got_worse_is_shown_nowhere() -> None:
    book = shipped(paths()["psfs"])
    gains = [3] * 40 + [1] * 29 + [-4]
    first = [{"id": str(n), "klarer.1": "5"} for n in range(70)]
    second = [{"id": str(n), "klarer.1": str(5 + gain)} for n, gain in enumerate(gains)]

    page = Page(render(compare(*rounds(book, first, second), book, pair_by="id")))

    thresholds = next(row for row in page.rows if row[:1] == ["standard"])
    assert thresholds[-1] == "skjult"
    assert "skjult" in thresholds[3:5]
    assert "Verre: skjult" in page.text
    assert "-4" not in page.text
    assert "−4" not in page.text


def test_numbers_that_protection_took_out_cannot_come_back_by_another_field() -> None:
    """Every field beside a hidden number holds a sentinel that must not surface."""
    found = protect(random_comparison(written(FEELING), 14))
    planted = replace(found, questions=tuple(_planted(each) for each in found.questions))

    html = render(planted).replace("\u202f", "").replace("\u00a0", "")

    assert "987654" not in html


def _planted(result: QuestionResult) -> QuestionResult:
    gained = replace(result.indicator, gained=987654, lost=987654) if result.indicator else None
    table = replace(result.table, counts=((987654,),)) if result.table else None
    return replace(result, indicator=gained, table=table)
