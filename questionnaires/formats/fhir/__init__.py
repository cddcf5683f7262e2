"""FHIR Questionnaires and QuestionnaireResponses: in and out."""

from questionnaires.formats.fhir.exporting import write_fhir
from questionnaires.formats.fhir.importing import read_fhir
from questionnaires.formats.fhir.responses import AnsweredDocument, stream_responses, write_responses

__all__ = ["AnsweredDocument", "read_fhir", "stream_responses", "write_fhir", "write_responses"]
