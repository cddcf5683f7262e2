"""What is laid out otherwise on paper than on the page: first what must be read first, last what one may open."""

from analysis.reports.breaks import BREAK, breakable
from analysis.reports.model import (
    Bullets,
    Column,
    Details,
    Heading,
    Paragraph,
    Reference,
    Remark,
    Report,
    Section,
    Statement,
    Statements,
    Table,
)
from analysis.reports.printed import printed, running_title

TABLE = Table("Tall", (Column("Navn", numeric=False), Column("n")), (("Å", "1"),))
FOUND = Statements((Statement("Plan", "Økt", "better", "Flere har plan."),))


def of(*sections: Section) -> Report:
    return Report("nb", "Tittel", "", "", sections)


def test_all_up_to_what_should_happen_next_stands_on_the_first_page() -> None:
    told = printed(of(Section("a", "A", ()), Section("b", "B", (), opening=True), Section("c", "C", ())))

    assert [each.id for each in told.front] == ["a", "b"]
    assert [each.id for each in told.rest] == ["c"]


def test_tables_and_explanations_follow_the_first_page_and_authors_words_stay_on_it() -> None:
    said, explained, ours = Paragraph("Sagt."), Paragraph("Forklart."), Remark(("Vårt.",))
    how = (Heading("Slik leser du"), Bullets(("Slik.",)))

    told = printed(of(Section("a", "A", (said, FOUND, explained, TABLE, *how, ours), opening=True)))

    assert told.front[0].blocks == (said, FOUND, ours)
    assert told.rest[0].blocks == (explained, TABLE, *how)


def test_a_report_without_a_first_page_begins_with_its_contents() -> None:
    assert printed(of(Section("a", "A", (TABLE,)))).front == ()


def test_what_one_may_open_stands_last_under_its_sections_name_and_is_pointed_to() -> None:
    folded = Details("Mer om dette", (TABLE, Details("Enda mer", (TABLE,))))

    told = printed(of(Section("a", "A", (folded,)), Section("b", "B", (folded,))))

    more = told.rest[-1].blocks
    titles = [each.text for each in more if isinstance(each, Heading) and each.level == 3]
    places = {each.id for each in more if isinstance(each, Heading) and each.id}
    pointed = {each.to for part in told.sections for each in part.blocks if isinstance(each, Reference)}
    assert titles == ["A", "B"]
    assert sum(each == TABLE for each in more) == 4
    assert pointed == places
    assert len(places) == 4


def test_a_long_title_is_cut_at_the_foot_of_the_page_only() -> None:
    assert running_title(Report("nb", "Kort", "", "", ())) == "Kort"
    assert len(running_title(Report("nb", "ord " * 90, "", "", ()))) <= 90


def test_what_is_made_up_is_marked_at_the_foot_of_every_page() -> None:
    told = running_title(Report("nb", "ord " * 90, "", "", (), mark="Prøvesvar"))
    assert told.startswith("Prøvesvar: ord")
    assert len(told) <= 90


def test_an_ordinary_word_is_left_to_hyphenation_and_an_endless_one_is_not() -> None:
    assert breakable("habiliteringstjenestene i kommunene", 10) == "habiliteringstjenestene i kommunene"
    assert breakable("x" * 60, 10).count(BREAK) == 5
    assert breakable("a_b_" * 20, 10).replace(BREAK, "") == "a_b_" * 20


def test_letters_that_are_drawn_as_one_are_not_parted() -> None:
    family = "👩\u200d👩\u200d👧"

    parts = breakable(family * 30 + "e\u0301" * 30, 10).split(BREAK)

    assert len(parts) > 5
    assert all(not each.startswith(("\u200d", "\u0301")) and not each.endswith("\u200d") for each in parts)
