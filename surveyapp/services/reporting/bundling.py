"""A report in one archive, with what it was made of that may leave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain, pairwise, permutations, product
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook
from questionnaires.definition import Questionnaire
from questionnaires.revisions import revise
from questionnaires.variables import codebook_of
from surveyapp.models import Report, Round, Version
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.reporting.files import FILES, MATERIAL
from surveyapp.services.reporting.ordering import seen

LEDGER = "ledger.json"


def bundle(session: Session, report_id: UUID, folder: Path) -> bytes:
    """The archive of a report as it was last built; raises `NotFoundError` when it was not.

    All in it is protected as the report is, so whoever may see the report may have it.
    """
    from analysis.bundles.archive import pack
    from analysis.bundles.making import files_of_results

    found = seen(session, "report.see", report_id)
    place = folder / found.folder if found.folder else None
    if place is None or not (place / MATERIAL).is_file():
        raise NotFoundError(f"The report {report_id} is not built. Build it: surveyapp report again {report_id}.")
    results = (place / MATERIAL).read_bytes()
    series = [_versions(session, found), _versions_beside(session, found, results)]
    asked = [[questionnaire_of(session, each.id) for each in versions] for versions in series]
    files = files_of_results(results, [codebook_of(each) for each in chain(*asked)])
    files |= {f"report/{name}": (place / name).read_bytes() for name in FILES.values() if (place / name).is_file()}
    files |= {f"definitions/{each.sha256}.json": each.content.encode() for each in chain(*series)}
    ledgers = [asdict(revise(old, new)) for each in asked for old, new in pairwise(each)]
    files[LEDGER] = (json.dumps(ledgers, ensure_ascii=False, indent=1) + "\n").encode()
    about = {"title": found.title, "kind": found.kind, "language": found.language, "results_sha256": found.sha256}
    return pack(files, about)


def _versions(session: Session, found: Report) -> list[Version]:
    """The versions that the report's rounds answer, the first round's first."""
    rounds = select(Round).where(
        Round.survey_id == found.survey_id, Round.id.in_((found.baseline_id, found.followup_id))
    )
    return _asked(session, rounds)


def _versions_beside(session: Session, found: Report, results: bytes) -> list[Version]:
    """The same of the survey beside it: those that its results say they are of, for it may have newer rounds by now."""
    beside = json.loads(results)["comparisons"][1:]
    told = {each[end] for each in beside for end in ("baseline_version", "followup_version")}
    asked = _asked(session, select(Round).where(Round.survey_id == found.beside_id))
    return [each for each in asked if codebook_of(questionnaire_of(session, each.id)).sha256 in told]


def _asked(session: Session, rounds: Select[Round]) -> list[Version]:
    asked = dict.fromkeys(each.version_id for each in session.scalars(rounds.order_by(Round.number)))
    return [session.get_one(Version, each) for each in asked]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bundle's numbers are what comes of its counts, and what is told of it."""

    same: bool
    lines: tuple[str, ...]


class NotABundleError(SurveyAppError):
    """The file is no bundle, or not whole."""


def verify(file: Path) -> Verdict:
    """Work a bundle's numbers out again, without the database; raises `NotABundleError`."""
    from analysis.bundles import verifying
    from analysis.bundles.archive import BundleError, unpack

    try:
        found = verifying.verify(file)
        strange = tuple(_not_of_definitions(unpack(file).files))
    except (BundleError, ValueError) as refusal:
        raise NotABundleError(str(refusal)) from refusal
    told = (f"{each} does not come of the definitions" for each in strange)
    first, *rest = verifying.lines(found)
    return Verdict(found.same and not strange, (f"{found.title}: NOT the same." if strange else first, *told, *rest))


def _not_of_definitions(files: Mapping[str, bytes]) -> Iterator[str]:
    """The codebooks and the ledger that are others than the published definitions give."""
    asked = {
        name.partition("/")[2]: Questionnaire.model_validate_json(content)
        for name, content in files.items()
        if name.startswith("definitions/")
    }
    for name, content in files.items():
        definition = asked.get(name.removeprefix("codebooks/"))
        if name.startswith("codebooks/") and (
            definition is None or Codebook.model_validate_json(content) != codebook_of(definition)
        ):
            yield name
    by_id = {each.id: [one for one in asked.values() if one.id == each.id] for each in asked.values()}
    told = [[asdict(revise(*two)) for two in permutations(each, 2)] for each in by_id.values() if len(each) > 1]
    # A report tells of one survey, or of two, each in its own versions.
    known = [json.loads(json.dumps(each)) for order in permutations(told) for each in product(*order)]
    if json.loads(files.get(LEDGER, b"null")) not in known:
        yield LEDGER
