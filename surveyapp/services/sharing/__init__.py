"""One answer by many hands: pages handed out by links of their own, comments that stay inside, and who did what."""

from surveyapp.services.sharing.assigning import (
    Handed,
    Link,
    Offer,
    Request,
    everyone,
    find,
    finish,
    hand_out,
    helper,
    renew,
    take_back,
)
from surveyapp.services.sharing.commenting import Remark, Writer, comment, comments, uncomment
from surveyapp.services.sharing.touching import Touched, last_changes, touch

__all__ = [
    "Handed",
    "Link",
    "Offer",
    "Remark",
    "Request",
    "Touched",
    "Writer",
    "comment",
    "comments",
    "everyone",
    "find",
    "finish",
    "hand_out",
    "helper",
    "last_changes",
    "renew",
    "take_back",
    "touch",
    "uncomment",
]
