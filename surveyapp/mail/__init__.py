"""Mail: one message, and the way it is sent."""

from surveyapp.mail.messages import Message
from surveyapp.mail.sending import MailNotSentError, Post

__all__ = ["MailNotSentError", "Message", "Post"]
