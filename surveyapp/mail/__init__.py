"""Mail and SMS: one message, and the ways it is sent."""

from surveyapp.mail.messages import Message, is_address
from surveyapp.mail.sending import MailCutOffError, MailNotSentError, MailRefusedError, MailServerGoneError, Post
from surveyapp.mail.texting import SmsGateway, Text

__all__ = [
    "MailCutOffError",
    "MailNotSentError",
    "MailRefusedError",
    "MailServerGoneError",
    "Message",
    "Post",
    "SmsGateway",
    "Text",
    "is_address",
]
