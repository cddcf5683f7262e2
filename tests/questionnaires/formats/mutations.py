"""Forms that something has happened to: cells, names, types and bytes that no author meant."""

from __future__ import annotations

import io
import random
import zipfile
from functools import lru_cache

import openpyxl

from questionnaires.formats.xlsform import write_xlsform
from questionnaires.loading import load_file
from tests.questionnaires.formats.forms import CHOICES, RICH, SETTINGS, SURVEY, Cells, workbook

STRANGE = [
    "=1+1", "=cmd|'", "${", "${age}", "${nobody}", "{age}", "{age|x}", "yes", "no", "0", "-1", "1e9", "any", "role",
    "not_asked", "æøå", "a b", "a.b-c", "begin_group", "end_group", "begin_repeat", "end_repeat", "select_one yn",
    "select_multiple nothing", "null", "select_one yn or_other", "rank tools", "note", "hidden",
    "select_one_from_file a.csv", "calculate", "range", "label", "medvirk::type", "label::und", "type",
    "field-list", "((((((((", "not(not(not(${age} > 1)))", ". > 1 or . < 0", "likert", ". = 'x'",
    "selected(${tools}, 'none')", "count(${child})", "${age} > ${hours} * 2 + 1", "'", "<script>", "&amp;", "true",
    "start=5 end=1", "start=a", "true()", "99999999999999999999", "own_list", "grid", "{from: 1}", "[a", "count",
    "about", "rating", "companion", "child_number", "regex(., '^a+$')", "once(", "1 div 0", "${age} = ${age}",
    "date('2020-01-01')", "[[1], 2]", ". <= today()", "{a: {b: [c, {d: e}]}}", "{any: [{plan: yes}, 3]}",
    "table-list", "list-nolabel", "position(..)", "jr:choice-name(${work}, '${work}')", "round(${age} div 2, 1)",
    "${work} = ${plan}", "not(selected(., 'none')) or count-selected(.) = 1",
    "select_one degree", "x" * 400, "\u202e", "a\nb\n c", " ",
]  # fmt: skip
"""What may stand in a cell after a mutation."""


def mutated_xlsforms(seed: int) -> bytes:
    """The bytes of a form with a few mutations; the same seed gives the same form."""
    chance = random.Random(seed)
    original = _ORIGINAL if chance.random() < 0.6 else _rich()
    sheets = {name: [list(row) for row in rows] for name, rows in original.items()}
    for _time in range(chance.randint(1, 6)):
        _mutate(chance, sheets)
    data = workbook(sheets)
    return _damaged(chance, data) if chance.random() < 0.15 else data


@lru_cache(maxsize=1)
def _rich() -> dict[str, Cells]:
    """A form that we wrote, with our own columns."""
    data, _report = write_xlsform(load_file(RICH))
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


_ORIGINAL: dict[str, Cells] = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def _mutate(chance: random.Random, sheets: dict[str, list[list[object]]]) -> None:
    rows = sheets[chance.choice(("survey", "survey", "survey", "choices", "settings"))]
    place = chance.randrange(len(rows))
    row = rows[place]
    if str(row[0]).startswith(("begin", "end")) and chance.random() < 0.9:
        return
    match chance.randrange(8):
        case 0 | 1 | 2 if row:
            row[chance.randrange(len(row))] = chance.choice(STRANGE)
        case 3:
            row += [chance.choice(STRANGE)] * chance.randint(1, 3)
        case 4 if len(rows) > 2:
            del rows[place]
        case 5:
            rows.insert(place, list(chance.choice(rows)))
        case 6:
            other = chance.randrange(len(rows))
            rows[place], rows[other] = rows[other], rows[place]
        case 7:
            rows[0].append(chance.choice(("medvirk::type", "medvirk::show_when", "medvirk::is", "medvirk::items")))
            for below in rows[1:]:
                below.extend([None] * (len(rows[0]) - 1 - len(below)))
                below.append(chance.choice((None, chance.choice(STRANGE))))


def _damaged(chance: random.Random, data: bytes) -> bytes:
    """The file with bytes lost or changed, in the archive or in a part of it."""
    if chance.random() < 0.4:
        return data[: chance.randrange(len(data))]
    if chance.random() < 0.5:
        broken = bytearray(data)
        for _time in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        return bytes(broken)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        unlucky = chance.choice(old.namelist())
        for part in old.namelist():
            content = old.read(part)
            if part == unlucky:
                start = chance.randrange(len(content))
                content = content[:start] + chance.randbytes(chance.randint(0, 9)) + content[start + 5 :]
            new.writestr(part, content)
    return out.getvalue()
