"""The addresses by which FHIR names its extensions, and those of our own."""

from __future__ import annotations

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

TRANSLATION = f"{_HL7}translation"
MARKDOWN = f"{_HL7}rendering-markdown"
ITEM_CONTROL = f"{_HL7}questionnaire-itemControl"
ITEM_CONTROL_CODES = "http://hl7.org/fhir/questionnaire-item-control"
UNIT = f"{_HL7}questionnaire-unit"
UNIT_OPTION = f"{_HL7}questionnaire-unitOption"
HIDDEN = f"{_HL7}questionnaire-hidden"
EXCLUSIVE = f"{_HL7}questionnaire-optionExclusive"
ORIENTATION = f"{_HL7}questionnaire-choiceOrientation"
MIN_OCCURS = f"{_HL7}questionnaire-minOccurs"
MAX_OCCURS = f"{_HL7}questionnaire-maxOccurs"
MIN_VALUE = f"{_HL7}minValue"
MAX_VALUE = f"{_HL7}maxValue"
DECIMALS = f"{_HL7}maxDecimalPlaces"
ENTRY_FORMAT = f"{_HL7}entryFormat"
ORDINAL = (f"{_HL7}ordinalValue", f"{_HL7}itemWeight", f"{_HL7}questionnaire-ordinalValue")
"""R4 and R5 name the score of an answer differently; the last is STU3's."""

CALCULATED = f"{_SDC}calculatedExpression"
ENABLE_WHEN = f"{_SDC}enableWhenExpression"

VALIDATION_TEXT = "http://ehelse.no/fhir/StructureDefinition/validationtext"
"""What a Norwegian form says about an answer that will not do."""
SUBLABEL = "http://helsedirektoratet.no/fhir/StructureDefinition/sdf-sublabel"
"""The line under the question in a form for Helsenorge."""

OWN = "urn:medvirk:"
OWN_FORM = f"{OWN}questionnaire"
OWN_PAGE = f"{OWN}page"
OWN_QUESTION = f"{OWN}question"
OWN_SCALE = f"{OWN}scale"
OWN_OPTION = f"{OWN}choice"
OWN_PART = f"{OWN}part"
OWN_WORDING = f"{OWN}wording"
OWN_SLOT = f"{OWN}slot"
OWN_CODES = f"{OWN}codes:"
"""The code system of what a questionnaire of ours lets one choose; its id and the question's or scale's follow."""
