"""Whole reports, read back from their HTML."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from analysis.comparing.compare import compare
from analysis.comparing.persons import CumulativeStep
from analysis.comparing.results import Comparison, FormerAnswer, ListedUnit
from analysis.comparing.values import Share
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import read_round
from analysis.reports import render, write_report
from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.reports.model import Details, Drawing, Report, Statements, Table
from questionnaires.library import paths
from tests.analysis.made import comparison, plan, question, random_comparison, score, shipped, written
from tests.analysis.pages import FEELING, Page

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@cache
def mood() -> Comparison:
    book = shipped(DATA / "mood.yaml")
    first, second = (read_round(DATA / f"mood_round{place}.csv", book, "id") for place in (1, 2))
    return protect(compare(first, second, book, pair_by="id"))


@cache
def municipalities() -> Comparison:
    return protect(random_comparison(shipped(paths()["kommuneundersokelsen"]), 200, synthetic=True))


@cache
def municipal_report() -> Report:
    return build(Material.of(municipalities()))


@pytest.mark.parametrize("name", [*paths(), "mood"])
def test_every_report_is_valid_accessible_html_that_needs_nothing_else(name: str) -> None:
    html = render(mood() if name == "mood" else protect(random_comparison(shipped(paths()[name]), 40)))

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
    path = write_report(protect(random_comparison(shipped(paths()["psfs"]), 100, synthetic=True)), tmp_path)
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

    report = build(Material.of(comparison(*changes)))

    funn = next(section for section in report.sections if section.id == "funn")
    told = [item.text for block in funn.blocks if isinstance(block, Statements) for item in block.items]
    assert len(told) == 5
    assert "med 8 prosentpoeng" in told[0]  # 8 of 98 pairs more came in than fell out


def test_synthetic_answers_are_marked_and_real_ones_are_not() -> None:
    made_up = protect(random_comparison(shipped(paths()["psfs"]), 30, synthetic=True))
    real = protect(random_comparison(shipped(paths()["psfs"]), 30))

    assert "Syntetiske svar" in render(made_up)
    assert "Syntetiske svar" not in render(real)


def test_sections_follow_the_sub_goals_when_questions_have_them_else_the_pages() -> None:
    by_goal = [section.title for section in municipal_report().sections]
    by_page = [section.title for section in build(Material.of(comparison(question()))).sections]

    assert "Delmål a: Mestringsevne hos pasienter og brukere" in by_goal
    assert [title[:9] for title in by_goal if title.startswith("Delmål")] == [f"Delmål {each}:" for each in "abcdef"]
    assert "Mål og planer" in by_page


def test_figures_are_numbered_from_first_to_last_and_then_those_that_a_reader_may_open() -> None:
    report = municipal_report()

    blocks = [block for section in report.sections for block in section.blocks]
    folded = [inner for block in blocks if isinstance(block, Details) for inner in block.blocks]
    numbers = [block.number for block in (*blocks, *folded) if isinstance(block, Drawing)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [block for block in folded if isinstance(block, Drawing)]


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


def test_the_ends_and_the_sum_of_the_changes_are_in_the_details_of_a_score() -> None:
    ends = tuple(
        Share(f"{end}_{when}", count, 97, count and count / 97, low, high, suppressed=count is None)
        for end, when, count, low, high in (
            ("lowest", "baseline", 12, 0.072, 0.204),
            ("highest", "baseline", None, None, None),
            ("lowest", "followup", 0, 0.0, 0.038),
            ("highest", "followup", 31, 0.235, 0.419),
        )
    )
    steps = (CumulativeStep(-1.5, 20, 20 / 97), CumulativeStep(3.0, 97, 1.0))

    rows = Page(render(comparison(unit="course", scores=(replace(score(), ends=ends, cumulative=steps),)))).rows

    assert ["Lavest mulige, 2017", "12 (12 %, KI 7–20)"] in rows
    assert ["Høyest mulige, 2017", "skjult"] in rows
    assert ["Høyest mulige, 2020", "31 (32 %, KI 24–42)"] in rows
    assert ["−1,5", "20", "21 %"] in rows
    assert ["+3,0", "97", "100 %"] in rows


def test_the_same_comparison_gives_the_same_bytes() -> None:
    found = protect(random_comparison(written(FEELING), 50))

    assert render(found) == render(found)


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


@pytest.mark.parametrize(
    ("name", "persons"), [*(("psfs", persons) for persons in (0, 1, 4)), *(("brukererfaring", n) for n in (0, 1, 2))]
)
def test_few_answers_or_none_still_give_a_report(name: str, persons: int) -> None:
    html = render(protect(random_comparison(shipped(paths()[name]), persons)))

    html5lib.HTMLParser(strict=True).parse(html)
    assert "<svg" not in html


def test_texts_of_authors_cannot_become_markup() -> None:
    text = {"nb": '<script>alert("x")</script> & "sitat"'}

    html = render(comparison(question(text=text), title=text))

    assert "<script>" not in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_missing_answers_of_both_rounds_stand_beside_each_other() -> None:
    appendix = next(each for each in municipal_report().sections if each.id == "vedlegg")
    (table,) = (
        inner
        for block in appendix.blocks
        if isinstance(block, Details) and block.summary == "Manglende svar per spørsmål og runde"
        for inner in block.blocks
        if isinstance(inner, Table)
    )

    names = [row[0] for row in table.rows]
    result = next(each for each in municipalities().questions if each.name == names[0])
    assert len(names) == len(set(names))
    assert result.baseline is not None
    assert result.followup is not None
    # After the name: how many answered in each round, then what stands outside the scale, and so on in pairs.
    assert table.rows[0][1:3] == (str(result.baseline.valid), str(result.followup.valid))
