"""What is done to take answers out of the scene's survey."""

from __future__ import annotations

from surveyapp.services import exporting
from tests.surveyapp.services.scene import Scene
from tests.surveyapp.stage import NOW


def extract(scene: Scene) -> None:
    with exporting.extract(scene.session, scene.stage.survey_id, [scene.round_id], NOW, texts=False) as taken:
        exporting.write_files(taken, ["csv"], scene.folder / "ut")


EXPORTS = (
    extract,
    lambda scene: exporting.export_round(*scene.ids),
    lambda scene: exporting.documents(*scene.ids),
    lambda scene: exporting.foreseen(scene.session, scene.stage.survey_id, scene.round_id, "nb", texts=True),
)

_ALREADY = "what it is about was asked for when it was taken out"
OPEN = {
    "exporting.rounds.write_round": "it touches no rows",
    "exporting.joining.joined": _ALREADY,
    **dict.fromkeys((f"exporting.packing.write_{what}" for what in ("files", "zip", "download")), _ALREADY),
    **dict.fromkeys(
        (f"exporting.reading.{what}" for what in ("rows", "columns_of", "documents_of", "answers_of", "count_of")),
        _ALREADY,
    ),
}
