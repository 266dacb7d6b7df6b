"""What mails follow from events of accounts."""

from flask import current_app

from app.identity import queries as people
from app.notify.services import write_message

_SIGN_IN = """Hello {name},

this link signs you in to Parley. It works once, within {minutes} minutes{where}:

{link}

If you did not ask for it, you need not do anything: without the link nobody gets in.
When it has expired, ask for a new one on the sign-in page.
"""


def mail_sign_in_link(person_id: int, link: str, unique_key: str, own_browser: bool) -> None:
    """Write the mail with a one-time link."""
    person = people.person(person_id)
    where = ", in the browser in which you asked for it" if own_browser else ""
    minutes = current_app.config["SETTINGS"].link_minutes
    text = _SIGN_IN.format(name=person.name, minutes=minutes, where=where, link=link)
    write_message("sign_in", unique_key, person, "Your link to sign in to Parley", text, None)
