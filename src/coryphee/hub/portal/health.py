"""Whether this process can take a deposit now: what a load balancer and the start-up script ask."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from coryphee.hub.archive.actions import probe
from coryphee.hub.toolbox.outages import RETRY_AFTER

logger = logging.getLogger(__name__)

# The privilege tells that migrations and grants ran; a standby, or a server told to read only, takes no deposit.
WRITABLE = """
SELECT has_table_privilege('flows_deposit', 'INSERT') AND NOT pg_is_in_recovery()
    AND current_setting('transaction_read_only') = 'off'
"""


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with `{"state": "ready"}`, or 503 naming what is missing: the database, or the vault."""
    missing = [name for name, works in (("database", _database_writable), ("vault", _vault_writable)) if not works()]
    if not missing:
        return JsonResponse({"state": "ready"})
    return JsonResponse({"state": "unavailable", "missing": missing}, status=503, headers={"Retry-After": RETRY_AFTER})


def _database_writable() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(WRITABLE)
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        logger.warning("the database takes no deposit", exc_info=True)
        return False


def _vault_writable() -> bool:
    try:
        probe()
    except Exception:  # whatever a disk or an S3 server invents, the answer is the same: not ready
        logger.warning("the vault takes no deposit", exc_info=True)
        return False
    return True
