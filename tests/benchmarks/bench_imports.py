"""Ten thousand spoilt forms of other formats: each gives a questionnaire or a named refusal, soon and in little memory.

They are read in processes of their own, a thousand at a time, so that a process's peak tells of those alone.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

from questionnaires.formats.fhir import read_fhir
from questionnaires.formats.report import FormatError, Imported
from questionnaires.formats.surveyjs import read_surveyjs
from questionnaires.formats.xlsform import read_xlsform
from tests.questionnaires.formats.fhir_mutations import mutated_fhir
from tests.questionnaires.formats.mutations import mutated_xlsforms
from tests.questionnaires.formats.surveyjs_mutations import mutated_surveyjs

SPOILT, AT_A_TIME = 10_000, 1_000
SECONDS, MEGABYTES = 1.0, 200

Reader = Callable[..., Imported]
FORMATS: dict[str, tuple[Reader, Callable[[int], bytes]]] = {
    "xlsform": (read_xlsform, mutated_xlsforms),
    "fhir": (read_fhir, mutated_fhir),
    "surveyjs": (read_surveyjs, mutated_surveyjs),
}


class OverLimitError(RuntimeError):
    """A form took longer, or more memory, than it may."""


@dataclass(frozen=True)
class Reading:
    """What became of some spoilt forms: how many could be used, the longest seconds, and the memory they added, MB."""

    used: int
    longest: float
    added: float


def main() -> None:
    """Print each format's figures beside the limits; fail when one is over."""
    share = SPOILT // len(FORMATS) + 1
    context = multiprocessing.get_context("spawn")
    for name in FORMATS:
        batches = [(name, first, min(first + AT_A_TIME, share)) for first in range(0, share, AT_A_TIME)]
        with context.Pool(1, maxtasksperchild=1) as pool:
            done = pool.starmap(read_some, batches, chunksize=1)
        longest, added = max(batch.longest for batch in done), max(batch.added for batch in done)
        used = sum(batch.used for batch in done)
        print(f"{share:,} spoilt {name} forms: {used:,} could be used all the same, {share - used:,} were refused")
        print(f"  the slowest: {longest:.2f} s (limit {SECONDS:.0f} s)")
        print(f"  memory added: {added:.0f} MB (limit {MEGABYTES} MB)")
        if longest > SECONDS or added > MEGABYTES:
            raise OverLimitError(f"{name}: {longest:.2f} s and {added:.0f} MB.")


def read_some(name: str, first: int, last: int) -> Reading:
    """Read the forms with these seeds; any exception but a refusal ends the benchmark."""
    read, spoilt = FORMATS[name]
    is_read(read, spoilt(first))  # what the first one loads stays loaded
    before = memory()
    used, longest = 0, 0.0
    for seed in range(first, last):
        data = spoilt(seed)
        began = time.perf_counter()
        used += is_read(read, data)
        longest = max(longest, time.perf_counter() - began)
    return Reading(used, longest, memory() - before)


def is_read(read: Reader, data: bytes) -> bool:
    """Whether the form could be used."""
    try:
        read(data, name="spoilt")
    except FormatError:
        return False
    return True


def memory() -> float:
    """The most that this process has held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
