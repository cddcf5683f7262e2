"""The HTTP API for programs: read-only, opened by access keys, described by its own code."""

from surveyapp.web.api import document, views
from surveyapp.web.api.operations import api

__all__ = ["api", "document", "views"]
