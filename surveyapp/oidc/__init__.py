"""Speaking OpenID Connect with those who vouch for who somebody is. It knows no database and no pages.

What is asked, what is fetched, and what is believed of the answer: all is checked before anything is believed.
"""

from surveyapp.oidc.asking import Asked, Vouched, Way
from surveyapp.oidc.discovery import Directory
from surveyapp.oidc.fetching import Fetcher
from surveyapp.oidc.providers import Provider, ProvidersError, read_providers
from surveyapp.oidc.representing import Represents

__all__ = [
    "Asked",
    "Directory",
    "Fetcher",
    "Provider",
    "ProvidersError",
    "Represents",
    "Vouched",
    "Way",
    "read_providers",
]
