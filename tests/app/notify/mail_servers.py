"""Mail servers for tests that accept, refuse, hang or die."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Box:
    """Takes mails and answers as it is told."""

    answers: list[str] = field(default_factory=list)
    """What DATA is answered with, one for each mail; then 250."""
    mails: list[Message] = field(default_factory=list)
    address: str = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == "hang":
            await asyncio.sleep(5)
        if answer.startswith("250") or answer == "die":
            self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))
        if answer == "die":  # it has the mail, but the sender never hears so
            server.transport.abort()
        return answer if answer[:1].isdigit() else "250 taken"


@contextmanager
def mail_server(*answers: str) -> Iterator[Box]:
    """Run a server on loopback; `box.address` is what SMTP_URL must be."""
    box = Box(list(answers))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        box.address = f"smtp://127.0.0.1:{port}"
        yield box
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[str]:
    """Accept connections and never say a word."""
    listener = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def accept() -> None:
        try:
            while True:
                held.append(listener.accept()[0])
        except OSError:
            return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in held:
            connection.close()
        thread.join(2)
