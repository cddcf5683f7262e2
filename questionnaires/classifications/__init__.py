"""Kommuner, fylker and statsforvaltere as lists valid in time, and the correspondences between the lists.

The words are those of SSB KLASS: a classification has one list of codes for every date, and a correspondence
leads from the codes of one date to those of another. The facts and where they come from: `data/SOURCES.md`.
"""

from questionnaires.classifications.collation import norwegian_order
from questionnaires.classifications.correspondences import Kind, Link, correspondence, predecessors, successors
from questionnaires.classifications.errors import (
    BackwardsInTimeError,
    BeforeRegisterError,
    ClassificationError,
    UnknownFylkeError,
    UnknownKommuneError,
)
from questionnaires.classifications.kommuner import Fylke, Kommune, fylke, fylker, kommune, kommuner
from questionnaires.classifications.statsforvaltere import (
    Statsforvalter,
    kommuner_in_area,
    statsforvalter_of_fylke,
    statsforvalter_of_kommune,
    statsforvaltere,
)

__all__ = [
    "BackwardsInTimeError",
    "BeforeRegisterError",
    "ClassificationError",
    "Fylke",
    "Kind",
    "Kommune",
    "Link",
    "Statsforvalter",
    "UnknownFylkeError",
    "UnknownKommuneError",
    "correspondence",
    "fylke",
    "fylker",
    "kommune",
    "kommuner",
    "kommuner_in_area",
    "norwegian_order",
    "predecessors",
    "statsforvalter_of_fylke",
    "statsforvalter_of_kommune",
    "statsforvaltere",
    "successors",
]
