"""What may stand in a log: no link that sets a password, neither in a job's arguments nor as the path of a request."""

import logging
import re

# procrastinate writes `mail.send[12](subject='...', text='...')`, whatever the outcome. What follows is dropped up to
# the last bracket of the line: rather too much than too little.
_CALL = re.compile(r"(?P<job>[\w.]+\[[^\]]*\])\(.*\)", re.DOTALL)


class WithoutJobArguments(logging.Filter):
    """Leaves a job's name and number of what procrastinate says of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always written."""
        if record.name.startswith("procrastinate"):
            record.msg = _CALL.sub(r"\g<job>", record.getMessage())
            record.args = ()
            for holder in ("job", "jobs"):
                record.__dict__.pop(holder, None)
        return True


# Tokens in paths: of activation, recovery, invitations. Numbers of groups go with them.
_TOKEN = re.compile(r"(?<=/)[\w.:=%-]{20,}")


class WithoutTokens(logging.Filter):
    """Leaves of a path what is no token, when Django says which request it refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always written."""
        if record.name.startswith("django"):
            record.msg = _TOKEN.sub("…", record.getMessage())
            record.args = ()
        return True
