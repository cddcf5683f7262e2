"""XLSForm, the workbooks that ODK, KoboToolbox and others make forms from (https://xlsform.org)."""

from questionnaires.formats.xlsform.exporting import write_xlsform
from questionnaires.formats.xlsform.reading import read_xlsform

__all__ = ["read_xlsform", "write_xlsform"]
