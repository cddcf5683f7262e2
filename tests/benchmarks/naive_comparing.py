"""Two rounds compared as an analyst would with pandas, scipy and statsmodels: pivot, then one item after the other.

It does what ours does of every item, and is dealt with kindly: words arrive as categories, what needs every pair of
persons (Hodges-Lehmann) or is in no library (the exact distributions, the ordered test of the margins) is left out, and
the bootstrap draws from the counts of the changes, as ours does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from scipy.stats import rankdata, ttest_rel, wilcoxon
from statsmodels.stats.contingency_tables import SquareTable, mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

DRAWS = 1_000
TOP = 4
"""From this code on an answer is in the share that the report speaks of."""


def compare(path: Path) -> dict[str, dict[str, Any]]:
    """Item -> name of a number -> number."""
    wide = read(path).pivot(index=["variable", "id"], columns="round", values="code").dropna().astype(np.int8)
    found = {str(item): compare_item(both) for item, both in wide.groupby(level="variable", observed=True)}
    for method in ("holm", "fdr_bh"):
        adjusted = multipletests([item["signed_rank"] for item in found.values()], method=method)[1]
        for item, p in zip(found.values(), adjusted, strict=True):
            item[method] = p
    return found


def read(path: Path) -> pd.DataFrame:
    """The file as pandas with pyarrow would give it: words are categories."""
    table = pl.read_parquet(path)
    columns = {}
    for column in table.get_columns():
        if column.dtype.is_integer():
            columns[column.name] = column.to_numpy()
            continue
        words = column.cast(pl.String)
        distinct = words.unique().sort().to_list()
        places = words.cast(pl.Enum(distinct)).to_physical().to_numpy()
        columns[column.name] = pd.Categorical.from_codes(places.astype(np.int32), distinct)
    return pd.DataFrame(columns)


def compare_item(both: pd.DataFrame) -> dict[str, Any]:
    """Every paired test of one item."""
    before, after = both.iloc[:, 0].to_numpy(np.int64), both.iloc[:, 1].to_numpy(np.int64)
    change, n = after - before, len(before)
    table = pd.crosstab(pd.Series(before, name="before"), pd.Series(after, name="after"))
    square = SquareTable(table, shift_zeros=False)
    top = pd.crosstab(before >= TOP, after >= TOP).reindex(index=[False, True], columns=[False, True], fill_value=0)
    ranks = rankdata(np.abs(change[change != 0]))
    rose, fell = ranks[change[change != 0] > 0].sum(), ranks[change[change != 0] < 0].sum()
    values, counts = np.unique(change, return_counts=True)
    drawn = np.random.default_rng(1979).multinomial(n, counts / n, size=DRAWS) @ values / n
    return {
        "n": n,
        "mean_change": float(change.mean()),
        "t": float(ttest_rel(after, before).statistic),
        "signed_rank": float(wilcoxon(change, method="approx").pvalue),
        "signed_rank_corrected": float(wilcoxon(change, method="approx", correction=True).pvalue),
        "rank_biserial": float((rose - fell) / (rose + fell)),
        "signed_rank_pratt": float(wilcoxon(change, zero_method="pratt", method="approx").pvalue),
        "symmetry": square.symmetry().statistic,
        "homogeneity": square.homogeneity().statistic,
        "mcnemar": mcnemar(top, exact=True).pvalue,
        "distributions": [
            [proportion_confint(int((side == code).sum()), n, method="wilson") for code in range(1, 6)]
            for side in (before, after)
        ],
        "shares": [proportion_confint(int((side >= TOP).sum()), n, method="wilson") for side in (before, after)],
        "moved": [
            proportion_confint(int(way.sum()), n, method="wilson") for way in (change > 0, change == 0, change < 0)
        ],
        "bootstrap": np.percentile(drawn, [2.5, 97.5]).tolist(),
    }
