"""What is done with reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from analysis.reports.material import Material, material_to_json
from surveyapp.models import Report
from surveyapp.services import access, comparing, reporting
from surveyapp.services.comparing import TwoRounds
from surveyapp.services.reporting import Order, Written
from surveyapp.services.reporting.files import MATERIAL
from tests.reports import put_report
from tests.surveyapp.services.scene import Scene
from tests.surveyapp.stage import NOW


def ordered(scene: Scene) -> Order:
    baseline, followup = scene.stage.round_ids
    return Order(kind="change", survey_id=scene.stage.survey_id, baseline_id=baseline, followup_id=followup)


def there(scene: Scene, *, area: str = "") -> UUID:
    """A report that the operator has built."""
    first, second = scene.stage.round_ids
    return put_report(scene.session, scene.stage.survey_id, (first, second), scene.folder, NOW, area=area).id


def build(scene: Scene) -> None:
    """Two orders of the operator's, of rounds that nobody answered, are built."""
    actor = scene.session.info.get("actor")
    access.act_as(scene.session, access.OPERATOR)
    made = reporting.order(scene.session, ordered(scene), NOW)
    scene.session.info["actor"] = actor
    reporting.build_if_waiting(scene.session, made, scene.folder, NOW, faces=("html",))
    access.act_as(scene.session, access.OPERATOR)
    made = reporting.order(scene.session, ordered(scene), NOW)
    scene.session.info["actor"] = actor
    reporting.build(scene.session, made, scene.folder, NOW, faces=("html",))


def bundle(scene: Scene) -> None:
    """The operator's report, with the results that it has when it is built."""
    made = there(scene)
    found = scene.session.get_one(Report, made)
    place = scene.folder / (found.folder or "")
    (place / MATERIAL).write_text(material_to_json(Material()), "utf-8")
    reporting.bundle(scene.session, made, scene.folder)


def batch(scene: Scene) -> None:
    """Nobody answered, so there is nothing to order."""
    found = reporting.batch(scene.session, replace(ordered(scene), kind="municipality"), NOW)
    assert not found.left


BUILDS: tuple[Callable[[Scene], object], ...] = (
    lambda scene: reporting.order(scene.session, ordered(scene), NOW),
    build,
    batch,
    lambda scene: reporting.standing(scene.session, replace(ordered(scene), kind="municipality"), NOW),
    lambda scene: reporting.stop(scene.session, replace(ordered(scene), kind="municipality")),
    lambda scene: reporting.order_again(scene.session, there(scene)),
    lambda scene: reporting.write_note(scene.session, there(scene), Written("neste", "Vi følger opp.", ""), NOW),
    lambda scene: reporting.audience(scene.session, there(scene)),
    lambda scene: reporting.publish(scene.session, there(scene, area="4204"), NOW),
    lambda scene: reporting.unpublish(scene.session, there(scene)),
    lambda scene: reporting.remove(scene.session, there(scene), scene.folder),
    lambda scene: comparing.compare_stored(scene.session, TwoRounds(scene.stage.survey_id, *scene.stage.round_ids)),
)
SEES: tuple[Callable[[Scene], object], ...] = (
    lambda scene: reporting.report(scene.session, there(scene)),
    lambda scene: reporting.file_of(scene.session, there(scene), "html", scene.folder),
    lambda scene: reporting.sections(scene.session, there(scene), scene.folder),
    lambda scene: reporting.section(scene.session, there(scene), "neste", scene.folder),
    lambda scene: reporting.reports_of(scene.session, scene.stage.survey_id),
    bundle,
)
PURE = "it touches no rows"
INSIDE = "it is a part of what asks"
OPEN: Mapping[str, str] = {
    "reporting.building.problem_of": PURE,
    "reporting.bundling.verify": PURE,
    "reporting.files.discard": PURE,
    "comparing.by_group": "its tables were taken out by exporting",
    "reporting.gathering.beside_rounds": INSIDE,
    "reporting.gathering.experience": INSIDE,
    "comparing.as_read": "its table was taken out by exporting",
    **{f"reporting.municipalities.{kind}": INSIDE for kind in ("national", "governor", "municipality")},
    "reporting.gathering.two_rounds": PURE,
    "reporting.reading.synthetic": "it tells more of reports that the actor has already",
    "reporting.rehearsed.word_of": PURE,
    "reporting.rehearsed.plan_of": PURE,
    "reporting.rehearsed.pilot_of": PURE,
    "reporting.tables.answered": PURE,
    "reporting.ordering.subject_of": INSIDE,
    "reporting.ordering.subject_named": INSIDE,
    "reporting.subjects.rehearsal": PURE,
    "reporting.tables.tables": INSIDE,
    "reporting.secrecy.is_secret": PURE,
    "reporting.secrecy.require_over": INSIDE,
    "reporting.piloted.mapping": INSIDE,
    "reporting.piloted.meetings": INSIDE,
    "reporting.piloted.pilot": INSIDE,
    "reporting.piloted.unit": INSIDE,
    "reporting.planned.plan": INSIDE,
    "reporting.planned.told_to": PURE,
}
