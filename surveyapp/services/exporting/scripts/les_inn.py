"""Leser svar.csv med kodeboka i Python (pip install polars). / Reads svar.csv with its codebook in Python.

>>> from les_inn import read
>>> answers, why = read(".")
>>> answers["VARIABEL"].value_counts()

answers: koder som kategorier, tall som tall, datoer som datoer; null der det ikke er noe svar
         codes as categories, numbers as numbers, dates as dates; null where there is no answer
why:     samme form, med koden for hvorfor det ikke er noe svar; null er ikke besvart
         the same shape, with the code of why there is no answer; null is not answered
"""

from pathlib import Path

import polars as pl


def read(folder: str | Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The answers, and why some are missing."""
    # A ' stands before what a spreadsheet would take for a formula.
    variables, codes, raw = (
        pl.read_csv(Path(folder) / f"{name}.csv", infer_schema=False).with_columns(
            pl.all().str.replace(r"^'([-=+@\t\r])", "$1")
        )
        for name in ("kodebok", "koder", "svar")
    )
    answers, why = [], []
    for variable in variables.iter_rows(named=True):
        name = variable["variable"]
        own = codes.filter(pl.col("variable") == name)
        missing = own.filter(pl.col("missing") == "1")["code"].to_list()
        is_missing = pl.col(name).is_in(missing)
        cells: pl.Expr = pl.when(~is_missing).then(pl.col(name))
        if variable["kind"] == "number":
            cells = cells.cast(pl.Float64)
        elif variable["kind"] == "date":
            cells = cells.str.to_date()
        elif variable["kind"] == "coded":
            cells = cells.cast(pl.Enum(own.filter(pl.col("missing") == "0")["code"]))
        answers.append(cells.alias(name))
        why.append(pl.when(is_missing).then(pl.col(name)).alias(name))
    return raw.select(answers), raw.select(why)
