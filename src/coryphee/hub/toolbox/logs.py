"""What may stand in a log: never the arguments of a job, for an e-mail's text may hold a link that sets a password."""

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
