"""Sending what is due, one message at a time, on one connection for as long as there is something to send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import current_app

from surveyapp.mail import (
    MailCutOffError,
    MailNotSentError,
    MailRefusedError,
    MailServerGoneError,
    Message,
    Post,
    SmsGateway,
)
from surveyapp.models import db
from surveyapp.models.reaching import Channel
from surveyapp.models.telling import telling
from surveyapp.services import access, contacting
from surveyapp.services.contacting import Due, Outcome
from surveyapp.web.calling import Sender, mail_of, sms_of
from surveyapp.web.context import bounces_to, public_url, token_key

AT_ONCE = 20
CUT_OFF = timedelta(minutes=1)
"""What is not sent by then is put back, well before somebody else may take it."""


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways out; one that is not there is not used, and its messages wait."""

    post: Post
    sms: SmsGateway

    @property
    def there(self) -> tuple[Channel, ...]:
        """Those that can be used."""
        return (*(("mail",) if self.post.is_there else ()), *(("sms",) if self.sms.is_there else ()))


def channels_here() -> Channels:
    """Those of this app."""
    return Channels(current_app.extensions["post"], current_app.extensions["sms"])


def sender_here() -> Sender:
    """Where this app's links lead, and what they are made with."""
    return Sender(public_url(), bounces_to(), token_key())


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of sending; `away`: a server did not answer, so the rest waits."""

    sent: int = 0
    later: int = 0
    refused: int = 0
    away: bool = False


def deliver(
    channels: Channels,
    sender: Sender,
    now: Callable[[], datetime],
    *,
    told: Callable[[Delivered], None] = lambda _so_far: None,
) -> Delivered:
    """Start what is due and send it, as the operator; `told` hears how far it has come. Needs a request's context."""
    session = db.session()
    access.act_as(session, access.OPERATOR)
    contacting.start_due(session, sender.key, now())
    done = Delivered()
    with ExitStack() as stack:
        hand_over = stack.enter_context(channels.post.opened())
        waiting = contacting.due_now(session, now(), channels.there)
        step = stack.enter_context(telling(session, "Sending", waiting))
        while not done.away:
            began = now()
            taken = contacting.claim(session, sender.key, began, limit=AT_ONCE, channels=channels.there)
            if not taken:
                break
            done = _send(taken, lambda due: _hand(due, channels, sender, hand_over), done, now)
            step(len(taken))
            told(done)
    return done


def _hand(due: Due, channels: Channels, sender: Sender, hand_over: Callable[[Message], None]) -> None:
    if due.channel == "sms":
        channels.sms.send(sms_of(due, sender))
    else:
        hand_over(mail_of(due, sender))


def _send(taken: Sequence[Due], send: Callable[[Due], None], done: Delivered, now: Callable[[], datetime]) -> Delivered:
    session, began, cut_off = db.session(), now(), False
    for place, due in enumerate(taken):
        if now() - began > CUT_OFF:
            contacting.put_back(session, taken[place:], now())
            return done
        outcome: Outcome = "sent"
        before, cut_off = cut_off, False
        try:
            send(due)
        except MailServerGoneError:
            contacting.put_back(session, taken[place:], now())
            return replace(done, away=True)
        except MailCutOffError:
            # One may be more than the server can read, and must not stop the others; two are the server's own fault.
            contacting.note(session, due, "later", now())
            done, cut_off = replace(done, later=done.later + 1), True
            if before:
                contacting.put_back(session, taken[place + 1 :], now())
                return replace(done, away=True)
            continue
        except MailRefusedError:
            outcome = "refused"
        except MailNotSentError:
            outcome = "later"
        contacting.note(session, due, outcome, now())
        done = replace(done, **{outcome: getattr(done, outcome) + 1})
    return done
