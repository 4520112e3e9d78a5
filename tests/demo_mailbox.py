"""The mailbox page of demo data, read by tests that sign in to a served platform."""

import html
import re
import time
from collections.abc import Callable

MAIL = re.compile(r'<article.*?</time> · (?P<to>[^<]*)</p><pre class="mail">(?P<text>.*?)</pre>', re.DOTALL)
CODE = re.compile(r"^\s+(\d{6})\s*$", re.MULTILINE)
PATIENCE = 30  # seconds, on a busy machine


def code_in(text: str) -> str:
    """Return the code that an e-mail brings."""
    found = CODE.findall(text)
    assert len(found) == 1, text
    return str(found[0])


class Mailbox:
    """What comes for one address after this moment. `read` returns the page's HTML."""

    def __init__(self, read: Callable[[], str], address: str) -> None:
        self.read, self.address = read, address
        self.known = self._codes()

    def next_code(self) -> str:
        """Wait for the next e-mail with a code and return the code."""
        deadline = time.monotonic() + PATIENCE
        while (codes := self._codes()) == self.known:
            assert time.monotonic() < deadline, f"no code came for {self.address}"
            time.sleep(0.05)
        self.known = codes
        return codes[0]

    def _codes(self) -> list[str]:
        """Newest first."""
        mails = [(html.unescape(mail["to"]), mail["text"]) for mail in MAIL.finditer(self.read())]
        return [code_in(text) for to, text in mails if self.address in to and CODE.search(text)]
