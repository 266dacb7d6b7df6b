"""What happens to mails."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MessageWritten:
    """A mail waits to be handed to the mail server."""

    message_id: int
