"""FHIR Questionnaires and QuestionnaireResponses: in and out."""

from questionnaires.formats.fhir.exporting import write_fhir
from questionnaires.formats.fhir.importing import read_fhir

__all__ = ["read_fhir", "write_fhir"]
