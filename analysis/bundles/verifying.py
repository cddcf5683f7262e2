"""Is what a bundle tells what comes of its counts? Without a database, and by whatever software is here now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from analysis.bundles.archive import Bundle, BundleError, software, unpack
from analysis.bundles.making import CODEBOOKS, COUNTS, RESULTS, files_of_results
from analysis.bundles.recounting import QuestionCounts, Recount, numbers_in, recount
from analysis.bundles.retelling import Retold, retell
from analysis.comparing.results import Comparison
from analysis.reports.material import Material, material_from_json, material_to_json
from questionnaires.codebook import Codebook

DEFINITIONS = "definitions"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of each comparison, by its name, and which software is another here: name -> (then, now).

    `retold`: the report's own files; `strange`: files that are not what their names or the manifest say.
    """

    title: str
    recounts: Mapping[str, Recount]
    other_software: Mapping[str, tuple[str, str]]
    retold: Retold
    strange: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether no number is another, and no file is strange or tells something else."""
        wrong = any(each.differences for each in self.recounts.values())
        return not (wrong or self.retold.other or self.strange)


def verify(file: Path) -> Verified:
    """Check the sums of a bundle, and work its numbers out again from its counts; raises `BundleError`."""
    bundle = unpack(file)
    try:
        material = material_from_json(bundle.files[RESULTS])
        books, counts = _codebooks(bundle), _COUNTS.validate_json(bundle.files[COUNTS])
        told = list(zip(material.compared, counts, strict=True))
    except (KeyError, ValueError) as error:
        raise BundleError(f"{file.name} has no results that this software can read.") from error
    then, now = dict(bundle.about.get("software", {})), software()
    other = {name: (str(then.get(name)), now[name]) for name in now if then.get(name) != now[name]}
    return Verified(
        title=str(bundle.about.get("title", "")),
        recounts={
            f"{at}. {each.questionnaire}": _recounted(each, counted, books)
            for at, (each, counted) in enumerate(told, start=1)
        },
        other_software=other,
        retold=retell(bundle, material, bundle.files[RESULTS], software_is_other=bool(other)),
        strange=tuple(_strange(bundle)),
    )


def lines(found: Verified) -> list[str]:
    """What came of it, in words."""
    told = [f"{found.title}: {'the same' if found.same else 'NOT the same'}."]
    told += [f"{each} is not what it says it is" for each in found.strange]
    told += [f"{each}: written again from the results, NOT the same" for each in found.retold.other]
    if found.retold.same:
        told.append(f"{', '.join(found.retold.same)}: written again from the results, the same bytes.")
    if found.retold.not_tried:
        told.append(f"{', '.join(found.retold.not_tried)}: not written again, for the software here is another.")
    for name, each in found.recounts.items():
        told.append(f"{name}: {each.same} questions worked out again to the same numbers,")
        told.append(f"  {each.numbers} of {each.of} numbers in all; each count is the one that the results show.")
        told += [f"  {one.where}: told {one.told}, counts say {one.again}" for one in each.differences[:MOST_SHOWN]]
        more = len(each.differences) - MOST_SHOWN
        told += [f"  and {more} more"] if more > 0 else []
        told += [f"  not worked out, {WHY[why]}: {', '.join(names)}" for why, names in each.not_tried.items()]
    told += [f"made with {name} {then}, here is {now}" for name, (then, now) in found.other_software.items()]
    return told


WHY: Mapping[str, str] = {
    "hidden": "numbers are hidden that it is made of",
    "merged": "municipalities merged or were divided, which takes their answers one by one",
    "no_scale": "numbers and words have no table of counts",
    "score": "a score is made of each one's answers together",
    "unknown": "no codebook here knows it",
}


def _strange(bundle: Bundle) -> Iterator[str]:
    """The files whose name or line in the manifest says another sum than they have."""
    told = bundle.about.get("results_sha256")
    if told is not None and told != sha256(bundle.files[RESULTS]).hexdigest():
        yield RESULTS
    for name, content in sorted(bundle.files.items()):
        folder, _slash, file = name.rpartition("/")
        if folder == DEFINITIONS and file != f"{sha256(content).hexdigest()}.json":
            yield name
        if f"{folder}/" == CODEBOOKS and file != f"{Codebook.model_validate_json(content).sha256}.json":
            yield name


def _codebooks(bundle: Bundle) -> dict[str, Codebook]:
    there = [content for name, content in bundle.files.items() if name.startswith(CODEBOOKS)]
    books = [Codebook.model_validate_json(each) for each in there]
    return {each.sha256: each for each in books}


def files_of(material: Material, codebooks: Iterable[Codebook]) -> dict[str, bytes]:
    """The files that `verify` reads: results, counts and codebooks; raises `UnprotectedError`."""
    return files_of_results(material_to_json(material).encode(), codebooks)


_COUNTS = TypeAdapter(list[dict[str, QuestionCounts]])


def _recounted(comparison: Comparison, counts: dict[str, QuestionCounts], books: Mapping[str, Codebook]) -> Recount:
    before, after = (books.get(each) for each in (comparison.baseline_version, comparison.followup_version))
    if before is None or after is None:
        return Recount(0, (), {"unknown": tuple(each.name for each in comparison.questions)}, 0, numbers_in(comparison))
    return recount(comparison, counts, (before, after))
