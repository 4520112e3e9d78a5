"""The one foreseen failure of the commands that run the platform."""


class CannotRun(Exception):
    """The platform cannot start or act here; the message is the reason, in a sentence for the operator.

    `coryphee` prints it on standard error and exits 2.
    """
