"""Write to many people so that one whose e-mail cannot be made keeps nobody else from theirs."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError

_log = logging.getLogger(__name__)


def one_by_one(write: Callable[[], int], person_id: int) -> int:
    """Return what `write` returns, 0 when it failed: that is logged, rolled back, and tried at the next run.

    Raises what says that the database is gone: it is gone for the others too.
    """
    try:
        return write()
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  whatever it was, it concerns this person alone
        _log.exception("the e-mail to person %s could not be made", person_id)
        return 0
