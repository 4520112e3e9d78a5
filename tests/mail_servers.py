"""A real SMTP server for tests (aiosmtpd), which takes mail, or says no as it is told."""

import email
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Got:
    """One e-mail as it came."""

    recipients: list[str]
    content: bytes

    @property
    def message(self) -> Message:
        """The e-mail, parsed."""
        return email.message_from_bytes(self.content)

    @property
    def eight_bit(self) -> bool:
        """Whether only the body holds bytes beyond ASCII."""
        return self.content.split(b"\r\n\r\n", 1)[0].isascii()

    @property
    def text(self) -> str:
        """The plain text, decoded."""
        part = next(part for part in self.message.walk() if part.get_content_type() == "text/plain")
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        return content.decode()


@dataclass
class MailServer:
    """Runs while it is entered. `answers` are given to the next texts, one each, instead of 250; `refused` addresses
    get 550; `offered` are all texts that came, `got` those that were taken; `before_answer` is called when a text has
    come and nothing was answered yet.
    """

    answers: list[str] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    got: list[Got] = field(default_factory=list)
    offered: list[Got] = field(default_factory=list)
    tries: int = 0
    before_answer: Callable[[], None] = lambda: None

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=port)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        """What SMTP_URL is set to."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  its name in aiosmtpd
        """Take a recipient, or refuse it for good."""
        if address in self.refused:
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  the same
        """Take a text, or say no."""
        self.tries += 1
        given = Got(list(envelope.rcpt_tos), bytes(envelope.content))
        self.offered.append(given)
        self.before_answer()
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == "cut":
            server.transport.abort()
            return "421 gone"
        if answer.startswith("250"):
            self.got.append(given)
        return answer
