"""Working with free text from the command line. No text leaves the machine."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.comparing.values import Estimate
from analysis.texts.agreement import Agreement, theme_agreement
from analysis.texts.coding import CodingError, read_codings, read_themes
from analysis.texts.files import TextFileError, read_texts
from analysis.texts.searching import SearchError, frequent_terms, search
from analysis.texts.themes import theme_counts, themes_to_json

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
REFUSALS = (CodingError, SearchError, TextFileError)
COLUMN = click.option("--column", required=True, help="The column that holds the texts.")
KEY = click.option("--id", "key", default="id", show_default=True, help="The column that tells the texts apart.")
THEMES = click.option("--themes", "book", type=FILE, required=True, help="The themes: columns code and label.")
ONE_EACH = click.option("--one-each", is_flag=True, help="Each text has one theme.")


class _Refusing(click.Group):
    """Answers what cannot be done with a sentence, and the exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except REFUSALS as refusal:
            click.echo(str(refusal), err=True)
            raise SystemExit(1) from refusal


@click.group(cls=_Refusing)
def texts() -> None:
    """Search answers in people's own words, and see how far their coders agree."""


@texts.command("search")
@click.argument("path", metavar="FILE", type=FILE)
@click.argument("query")
@COLUMN
@KEY
@click.option("--show", is_flag=True, help="Print the texts too. They may tell of single persons.")
def search_texts(path: Path, query: str, *, column: str, key: str, show: bool) -> None:
    """Find the texts that hold all the words, in whatever form.

    Example: python -m analysis texts search answers.csv "lang ventetid" --column kommentar
    """
    found = read_texts(path, column, key)
    hits = search(found, query)
    for hit in hits:
        click.echo(f"{hit.text}: {found[hit.text]}" if show else hit.text)
    click.echo(f"{len(hits)} of {len(found)} texts")


@texts.command("terms")
@click.argument("path", metavar="FILE", type=FILE)
@COLUMN
@KEY
@click.option("--most", default=30, show_default=True, help="How many terms to give.")
def terms_of_texts(path: Path, *, column: str, key: str, most: int) -> None:
    """Suggest terms that many texts use. Words that fewer than five use are left out.

    Example: python -m analysis texts terms answers.csv --column kommentar
    """
    for term in frequent_terms(read_texts(path, column, key), most=most):
        others = ", ".join(form for form in term.forms if form != term.word)
        click.echo(f"{term.texts:>6}  {term.word}" + (f" ({others})" if others else ""))


@texts.command("agreement")
@click.argument("path", metavar="CODINGS", type=FILE)
@THEMES
@ONE_EACH
def agreement_of_coders(path: Path, *, book: Path, one_each: bool) -> None:
    """Say how far the coders agree on each theme, beyond chance.

    CODINGS has the columns id, coder and theme, and a row for each theme that a coder found.

    Example: python -m analysis texts agreement codings.csv --themes themes.csv
    """
    themes = read_themes(book, one_each=one_each)
    click.echo(f"{'theme':<24} {'texts':>6} {'same':>6}  {'kappa':<22} alpha")
    for each in theme_agreement(read_codings(path, themes), themes):
        observed = "" if each.observed is None else f"{each.observed:.0%}"
        kappa, alpha = (_told(each, name) for name in ("cohen_kappa", "krippendorff_alpha"))
        click.echo(f"{each.name:<24} {each.texts:>6} {observed:>6}  {kappa:<22} {alpha}".rstrip())


@texts.command("themes")
@click.argument("path", metavar="CODINGS", type=FILE)
@THEMES
@ONE_EACH
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the counts to this file.")
def themes_of_texts(path: Path, *, book: Path, one_each: bool, output: Path | None) -> None:
    """Count the texts of each theme that all their coders found; small counts are hidden.

    Example: python -m analysis texts themes codings.csv --themes themes.csv --json themes.json
    """
    themes = read_themes(book, one_each=one_each)
    counts = theme_counts(read_codings(path, themes), themes)
    if output is not None:
        output.write_text(themes_to_json(counts), "utf-8")
    for each in counts.themes:
        value = each.share.value
        told = "hidden" if each.share.count is None or value is None else f"{each.share.count:>6} {value:>6.0%}"
        click.echo(f"{each.label:<32} {told}")
    click.echo(f"{counts.texts} texts")


def _told(agreement: Agreement, name: str) -> str:
    found: Estimate | None = next((each for each in agreement.estimates if each.name == name), None)
    if found is None:
        return ""
    if found.value is None:
        return "all alike"
    interval = "" if found.low is None or found.high is None else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.value:.2f}{interval}"
