"""How long questionnaire files take to load and check: a real one, a huge one, and many spoilt ones."""

import resource
import statistics
import time
import timeit
from collections.abc import Callable
from functools import partial

from questionnaires.formats.fhir import read_fhir
from questionnaires.formats.report import FormatError
from questionnaires.formats.xlsform import read_xlsform
from questionnaires.library import paths
from questionnaires.loading import QuestionnaireError, check
from tests.questionnaires.formats.fhir_mutations import mutated_fhir
from tests.questionnaires.formats.mutations import mutated_xlsforms
from tests.questionnaires.yaml_mutations import mutated_yaml

RUNS = 20
SPOILT = 10_000
HUGE = 2_000
REAL_LIMIT, HUGE_LIMIT, SPOILT_LIMIT = 0.050, 2.0, 1.0
"""Seconds for the municipality survey, for the huge questionnaire, and for the slowest spoilt file."""
DAMAGED, MOST_TIMES = 200, 10
"""Forms of other formats with damage, and how many times the middle one the slowest may take."""
MEMORY_LIMIT = 300
"""MB that the process may come to hold."""


class TooSlowError(RuntimeError):
    """A benchmark went over its limit."""


def main() -> None:
    """Print each figure beside its limit; fail when one is over."""
    real = paths()["kommuneundersokelsen"].read_bytes()
    tell("load and check kommuneundersokelsen.yaml", fastest(lambda: check(real), RUNS), REAL_LIMIT)
    huge = huge_questionnaire(HUGE)
    tell(f"load and check {HUGE:,} questions in a chain", fastest(lambda: check(huge), 3), HUGE_LIMIT)
    broken = huge.replace("{nb: Ja}", "Ja")
    tell(f"refuse {HUGE:,} questions that are all wrong", fastest(lambda: is_loaded(broken), 3), HUGE_LIMIT)
    loaded, longest = 0, 0.0
    for seed in range(SPOILT):
        text = mutated_yaml(seed)
        began = time.perf_counter()
        loaded += is_loaded(text)
        longest = max(longest, time.perf_counter() - began)
    print(f"{SPOILT:,} spoilt files: {loaded:,} could be used all the same, {SPOILT - loaded:,} were refused")
    tell("the slowest of them", longest, SPOILT_LIMIT)
    for name, damaged, read in (("XLSForm", mutated_xlsforms, read_xlsform), ("FHIR", mutated_fhir, read_fhir)):
        times = [fastest(partial(is_read, read, damaged(seed)), 1) for seed in range(DAMAGED)]
        longer = max(times) / statistics.median(times)
        print(f"the slowest of {DAMAGED} damaged {name} forms: {longer:.1f} times the middle one (limit {MOST_TIMES})")
        if longer > MOST_TIMES:
            raise TooSlowError(f"A damaged {name} form took too long.")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most: {megabytes:.0f} MB (limit {MEMORY_LIMIT} MB)")
    if megabytes > MEMORY_LIMIT:
        raise TooSlowError("The spoilt files took too much memory.")


def is_loaded(text: str | bytes) -> bool:
    """Whether the file can be used; any exception but a refusal ends the benchmark."""
    try:
        check(text)
    except QuestionnaireError:
        return False
    return True


def is_read(read: Callable[..., object], data: bytes) -> bool:
    """Whether the form can be read; any exception but a refusal ends the benchmark."""
    try:
        read(data, name="form")
    except FormatError:
        return False
    return True


def fastest(work: Callable[[], object], runs: int) -> float:
    """Seconds that the work takes when nothing else gets in its way."""
    return min(timeit.repeat(work, number=1, repeat=runs))


def tell(what: str, seconds: float, limit: float) -> None:
    """Print one time beside its limit; raises TooSlowError when it is over."""
    print(f"{what}: {seconds * 1000:.0f} ms (limit {limit * 1000:.0f} ms)")
    if seconds > limit:
        raise TooSlowError(f"{what} took {seconds:.2f} s.")


def huge_questionnaire(questions: int, per_page: int = 20) -> str:
    """Each question is shown by the answers to the two before it, and asks for an answer of the page before."""
    lines = ["id: stort", "title: {nb: Stort}", "languages: [nb]", "unit: person", "about: {nb: Stort.}", "pages:"]
    for number in range(questions):
        if number % per_page == 0:
            lines += [f"  - id: side{number}", "    title: {nb: Side}"]
            lines += [f"    show_when: {{Q{number - 1}: {{answered: true}}}}"] * (number > 0)
            lines += ["    questions:"]
        lines += [f"      - id: Q{number}", "        type: choice", f"        text: {{nb: Spørsmål {number}?}}"]
        if number > 1:
            lines += [f"        show_when: {{any: [{{Q{number - 1}: yes}}, {{Q{number - 2}: [yes, no]}}]}}"]
        lines += ["        choices: {yes: {nb: Ja}, no: {nb: Nei}}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
