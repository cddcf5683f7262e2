"""Telling those whom a report is about that it can be read; queued with its publication, or not at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from surveyapp.mail import Message
from surveyapp.models import Report, db
from surveyapp.models.transactions import writing
from surveyapp.services import posting, reporting
from surveyapp.services.reporting import Reader
from surveyapp.web import mailing
from surveyapp.web.context import public_url
from surveyapp.web.languages import keeping_to


def publish(report_id: UUID, now: datetime) -> int:
    """Publish the report and queue a mail to each reader, in its language; how many are written to."""
    session = db.session()
    with writing(session):
        readers = reporting.publish(session, report_id, now)
        if not mailing.post().is_there:
            return 0
        found = reporting.report(session, report_id)
        with keeping_to(found.language):
            for each in readers:
                key = f"report:{found.id}:{each.account_id}:{now.timestamp():.0f}"
                posting.queue(session, _message(found, each), key, now)
    return len(readers)


def _message(found: Report, reader: Reader) -> Message:
    lines = (
        _("Hei, %(name)s", name=reader.name),
        _("Det er publisert en rapport til dere: %(title)s.", title=found.title),
        _("Logg inn for å lese den på nett, eller last den ned som PDF eller Word-fil."),
    )
    link = public_url() + url_for("reports.show", report_id=found.id)
    return mailing.message(reader.email, _("Ny rapport: %(kind)s", kind=found.title), lines, (link, _("Les rapporten")))
