"""Builds the mail that a mail server gets from an outbox message."""

import datetime as dt
import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr


def build_mail(
    *, sender: str, to_address: str, subject: str, text: str, message_id: str, written_at: dt.datetime
) -> EmailMessage:
    """Return a plain-text mail. Raises ValueError where a header would hold a line break."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to_address
    mail["Subject"] = subject
    mail["Date"] = format_datetime(written_at)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return mail


def stable_message_id(public_id: str, sender: str) -> str:
    """Return the Message-ID that all attempts for one message share, so that a mailbox can drop a second copy.

    The public id is digested: a reader of mail headers must not learn an address of ours.
    """
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(public_id.encode()).hexdigest()[:32]}@{domain}>"
