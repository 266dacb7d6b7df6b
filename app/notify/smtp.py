"""Hands one mail to the mail server and says what came of it."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_SECONDS = 10.0


@dataclass(frozen=True)
class Attempt:
    """How an attempt ended: sent, deferred (try again) or refused (for good)."""

    outcome: str
    detail: str = ""


def hand_over(smtp_url: str, mail: EmailMessage, *, timeout: float = TIMEOUT_SECONDS) -> Attempt:
    """Send a mail through `smtp://person:secret@host:587` or `smtps://…:465`.

    smtp:// turns to TLS where the server offers it; a secret is never sent without. 4xx answers and lost connections
    are deferred, 5xx to the mail itself refused (RFC 5321, section 4.2.1); whatever goes wrong before, such as a wrong
    secret, is deferred, since it says nothing about the mail. A connection that is lost after the mail was given over
    may have delivered it: that is the one case in which a retry mails twice, under the same Message-ID.
    """
    try:
        server = connect(smtp_url, timeout=timeout)
    except (smtplib.SMTPException, OSError) as error:
        return Attempt("deferred", f"{type(error).__name__}: {error}")
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        return _answered(*next(iter(error.recipients.values())))
    except smtplib.SMTPResponseException as error:
        return _answered(error.smtp_code, error.smtp_error)
    except smtplib.SMTPNotSupportedError as error:
        return Attempt("refused", str(error))
    except (smtplib.SMTPException, OSError) as error:
        return Attempt("deferred", f"{type(error).__name__}: {error}")
    finally:
        _say_goodbye(server)
    return Attempt("sent")


def connect(smtp_url: str, *, timeout: float = TIMEOUT_SECONDS) -> smtplib.SMTP:
    """Return an open connection, signed in where the address says so. Raises SMTPException or OSError."""
    address = urlsplit(smtp_url)
    host = address.hostname or "localhost"
    server: smtplib.SMTP
    if address.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(host, address.port or 465, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(host, address.port or 587, timeout=timeout)
    try:
        _secure_and_sign_in(server, unquote(address.username or ""), unquote(address.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _secure_and_sign_in(server: smtplib.SMTP, name: str, secret: str) -> None:
    server.ehlo_or_helo_if_needed()
    encrypted = isinstance(server, smtplib.SMTP_SSL)
    if not encrypted and server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
        encrypted = True
    if name:
        if not encrypted:
            raise smtplib.SMTPNotSupportedError("the server offers no TLS, so the secret of SMTP_URL is not sent")
        server.login(name, secret)


def _say_goodbye(server: smtplib.SMTP) -> None:
    """Close the connection. What goes wrong here says nothing about the mail."""
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _answered(code: int, text: bytes | str) -> Attempt:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return Attempt("refused" if code >= 500 else "deferred", f"{code} {said}")
