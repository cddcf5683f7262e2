"""Two versions of a questionnaire made one: which variables are compared, and the old answers in the new codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from analysis.comparing.results import Recoding
from analysis.comparing.values import Comparability
from analysis.files.rounds import Round
from questionnaires.codebook import (
    Codebook,
    CodeEntry,
    Variable,
    Words,
    comparability,
    drawn,
    kept,
    led,
    said_anew,
    sources,
)


@dataclass(frozen=True, slots=True)
class Matched:
    """One variable in two versions: how each round's cells are read; None in a version that lacks it.

    Where a trend goes on both are read with the same codes in the same order. `recodings` are the old answers that
    became another, `earlier` the old variables that they stand in; `reworded` whether the question has new words,
    `keeps` why its trend goes on all the same, and `breaks` why it does not.
    """

    old: Variable | None
    new: Variable | None
    comparability: Comparability
    reworded: bool = False
    earlier: tuple[Variable, ...] = ()
    recodings: tuple[Recoding, ...] = ()
    keeps: Words | None = None
    breaks: Words | None = None

    @property
    def drawn(self) -> bool:
        """Whether a trend goes on from the one round to the other."""
        return drawn(self.comparability, self.keeps)

    @property
    def formerly(self) -> tuple[Words, ...]:
        """The older words of the question, and of its row or choice, where any of them are others now."""
        old = self.earlier[0] if self.earlier else self.old
        if old is None or self.new is None:
            return ()
        # What a choice was is told by its recoding.
        part = (old.part_label,) if old.part_label and not self.recodings else ()
        both = zip((old.text, *part), (self.new.text, self.new.part_label), strict=False)
        changed = any(was[lang] != now[lang] for was, now in both for lang in was.keys() & now.keys())
        return (old.text, *part) if changed else ()

    @property
    def variable(self) -> Variable:
        """The variable that speaks for both: the newer one."""
        variable = self.new or self.old
        if variable is None:
            raise LookupError("A question is in neither version.")
        return variable


def matched(old: Codebook, new: Codebook) -> dict[str, Matched]:
    """Every variable of the two versions by its name: those of the newer, then what only the older has."""
    status = comparability(old, new)
    before = {variable.name: variable for variable in old.variables}
    found = {}
    for variable in new.variables:
        found[variable.name] = _matched(old, before.get(variable.name), variable, status[variable.name])
    for name, variable in before.items():
        # A choice that was mapped to another stands in that one.
        if name not in found and not drawn(status[name], None):
            found[name] = Matched(variable, None, status[name])
    return found


def _matched(old: Codebook, before: Variable | None, new: Variable, status: Comparability) -> Matched:
    keeps = kept(before, new) if before and status == "reworded" else None
    if drawn(status, keeps):
        return replace(_joined(old, new, status), keeps=keeps)
    first = next(iter(old.by_question.get(new.question, ())), None)
    breaks = said_anew(first.breaks if first else None, new.breaks) if status == "broken" else None
    return Matched(before, new, status, breaks=breaks)


def _joined(old: Codebook, new: Variable, status: Comparability) -> Matched:
    earlier = sources(old, new)
    mapped = {code for each in earlier for code in led(each, new)}
    there = {entry.code for entry in (*new.codes, *new.missing)}
    # An old way of not answering that is gone, and mapped to nothing, stays what it was.
    kept = {e.code: e for each in earlier for e in each.missing if e.code not in mapped | there}
    after = new.model_copy(update={"missing": (*new.missing, *kept.values())})
    before = after.model_copy(update=_widest([*earlier, new]))
    if status != "recoded":
        labels = {entry.code: entry for entry in (*earlier[0].codes, *earlier[0].missing)}
        own = {"codes": _relabelled(new.codes, labels), "missing": _relabelled(new.missing, labels)}
        before = before.model_copy(update=own)
    reworded = any(earlier[0].text.get(lang) != new.text.get(lang) for lang in earlier[0].text.keys() & new.text.keys())
    recodings = tuple(_recodings(earlier, new)) if status == "recoded" else ()
    return Matched(before, after, status, reworded or status == "reworded", earlier, recodings)


def _relabelled(codes: tuple[CodeEntry, ...], labels: Mapping[str, CodeEntry]) -> tuple[CodeEntry, ...]:
    """The codes in the order of the newer version with the words of the older."""
    return tuple(entry.model_copy(update={"label": labels[entry.code].label}) for entry in codes)


def _widest(variables: list[Variable]) -> dict[str, float | None]:
    """Bounds that hold every version's numbers."""
    lows, highs = [each.low for each in variables], [each.high for each in variables]
    return {
        "low": None if None in lows else min(low for low in lows if low is not None),
        "high": None if None in highs else max(high for high in highs if high is not None),
    }


def _recodings(earlier: tuple[Variable, ...], new: Variable) -> Iterator[Recoding]:
    """For each new answer, the old ones that it stands for, where those are not just itself."""
    if [each.name for each in earlier] != [new.name]:
        yield Recoding(tuple(each.part_label for each in earlier), new.part_label)
    labels = {entry.code: entry.label for entry in (*new.codes, *new.missing)}
    old = {entry.code: entry.label for each in earlier for entry in (*each.codes, *each.missing)}
    leads = {code: each_led for each in earlier for code, each_led in led(each, new).items()}
    for code, label in labels.items():
        became = [before for before in old if leads.get(before, before) == code]
        if any(before != code for before in became):
            yield Recoding(tuple(old[before] for before in became), label)


def brought_forward(baseline: Round, matches: Mapping[str, Matched]) -> Round:
    """The older round with the cells of its recoded variables in the new codes, each in a column of its new name."""
    columns = {
        name: _mapped(baseline.data, match)
        for name, match in matches.items()
        if match.comparability == "recoded" and all(each.name in baseline.data.columns for each in match.earlier)
    }
    return replace(baseline, data=baseline.data.with_columns(**columns)) if columns else baseline


def _mapped(data: pl.DataFrame, match: Matched) -> pl.Series:
    """One column of what one variable held, or several choices: any of them that was chosen is."""
    cells = [data[each.name].cast(pl.String).replace(led(each, match.variable)) for each in match.earlier]
    if len(cells) == 1:
        return cells[0]
    together = pl.DataFrame({str(place): column for place, column in enumerate(cells)})
    chosen = pl.any_horizontal(pl.all().eq_missing("1"))
    return together.select(pl.when(chosen).then(pl.lit("1")).otherwise(pl.coalesce(pl.all()))).to_series()
