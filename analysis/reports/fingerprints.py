"""What a section tells, in one sum: other numbers, answers or names give another sum; other words of ours do not."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from itertools import chain

from analysis.reports.model import Block, Details, Drawing, Section, Statements, Table
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, spoken

QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”")
WORD = re.compile(r"\d+|[^\W\d_]+")

Told = tuple[str, ...]


def fingerprint(section: Section) -> str:
    """What tells whether a section's results have changed, whatever order and words of ours they stand in."""
    told = sorted(filter(None, chain.from_iterable(map(_told, section.blocks))))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _told(block: Block) -> Iterator[Told]:
    """The results in a block: each row of a table, each statement, and each other text apart."""
    match block:
        case Table():
            yield from _rows(block.rows)
            yield from map(_values, (block.caption, block.note, *(each.heading for each in block.columns)))
        case Drawing():
            yield from _rows(block.figure.table.rows)
            yield from (_values(text) for _, text in texts_of(block))
        case Statements():
            for item in block.items:
                said = (item.subject, item.text, *item.caveats)
                yield (item.tone, _cell(item.verdict), *chain.from_iterable(map(_values, said)))
        case Details():
            yield from chain.from_iterable(map(_told, block.blocks))
        case _:
            yield from (_values(text) for _, text in texts_of(block))


def _rows(rows: Iterable[Iterable[str]]) -> Iterator[Told]:
    return (tuple(map(_cell, row)) for row in rows)


def _cell(text: str) -> str:
    """A cell as it stands, or the name of the phrase of ours that it is."""
    return _keys(spoken().code).get(text, text)


def _values(text: str) -> Told:
    """What of a sentence is not ours: its numbers, what it quotes, and words that stand in no phrase."""
    quoted = tuple("".join(each) for each in QUOTED.findall(text))
    ours = _vocabulary(spoken().code)
    return (*quoted, *(each for each in WORD.findall(text) if each.isdigit() or each.casefold() not in ours))


@lru_cache
def _keys(code: str) -> dict[str, str]:
    """The names of a language's whole phrases."""
    tables = {each.name: getattr(LANGUAGES[code], each.name) for each in fields(LANGUAGES[code])}
    return {
        phrase: f"{name}: {key}"
        for name, table in tables.items()
        if isinstance(table, Mapping)
        for key, phrase in table.items()
        if isinstance(phrase, str)
    }


@lru_cache
def _vocabulary(code: str) -> frozenset[str]:
    """Every word that stands in a language's phrases."""
    tables = (getattr(LANGUAGES[code], each.name) for each in fields(LANGUAGES[code]))
    texts = chain.from_iterable(map(_texts, tables))
    return frozenset(word.casefold() for text in texts for word in WORD.findall(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, Iterable):
        yield from chain.from_iterable(map(_texts, value))
