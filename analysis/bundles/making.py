"""The files of a bundle that its numbers are worked out of again; without a numbers library, so that a page may ask."""

from __future__ import annotations

import json
from collections.abc import Iterable

from questionnaires.codebook import Codebook

RESULTS = "results.json"
COUNTS = "counts.json"
CODEBOOKS = "codebooks/"
COUNTED = ("baseline", "followup", "table")
"""What of a question is counts."""


def files_of_results(results: bytes, codebooks: Iterable[Codebook]) -> dict[str, bytes]:
    """The results as a report keeps them, protected, with the counts that they show, and the codebooks."""
    told = json.loads(results)
    compared = [*told["comparisons"], *(each["comparison"] for each in told["wider"])]
    counts = [
        {each["name"]: {part: each[part] for part in COUNTED} for each in comparison["questions"]}
        for comparison in compared
    ]
    books = {f"{CODEBOOKS}{each.sha256}.json": each.model_dump_json(indent=1).encode() for each in codebooks}
    return {RESULTS: results, COUNTS: json.dumps(counts, ensure_ascii=False, indent=1).encode(), **books}
