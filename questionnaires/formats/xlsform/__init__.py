"""XLSForm, the workbooks that ODK, KoboToolbox and others make forms from (https://xlsform.org)."""

from questionnaires.formats.xlsform.reading import read_xlsform

__all__ = ["read_xlsform"]
