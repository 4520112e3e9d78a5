"""`coryphee crash-report`: what a crash test counts, by the Idempotency-Key of each deposit that came by the API.

Keys that pages and the demonstration give themselves are nobody's Idempotency-Key.
"""

import argparse
import json
from typing import Any

from coryphee.hub.operations.platform import platform

STORED = """
SELECT d.idempotency_key, count(f.id) FROM flows_deposit d JOIN flows_flow f ON f.deposit_id = d.id
WHERE d.idempotency_key IS NOT NULL AND d.door = 'api' GROUP BY 1
"""
JOURNALLED = """
SELECT d.idempotency_key, count(e.id) FROM flows_deposit d
JOIN journal_entry e ON e.kind = 'deposit.received' AND e.object_type = 'deposit' AND e.object_id = d.id::text
WHERE d.idempotency_key IS NOT NULL AND d.door = 'api' GROUP BY 1
"""
# The effect of a deposit is the invoice in the recipient's box; a flow refused for its content has had its effect too.
EFFECTS = """
SELECT d.idempotency_key,
    count(b.id) + count(f.id) FILTER (WHERE f.stage = 'refused') FROM flows_deposit d
JOIN flows_flow f ON f.deposit_id = d.id
LEFT JOIN invoices_boxentry b ON b.invoice_id = f.invoice_id AND b.side = 'received'
WHERE d.idempotency_key IS NOT NULL AND d.door = 'api' GROUP BY 1
"""
PENDING = "SELECT count(*) FROM flows_flow WHERE stage NOT IN ('closed', 'draft', 'refused', 'parked')"
ORPHANS = """
SELECT count(*) FROM flows_flow f
WHERE f.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM archive_blob b WHERE b.sha256 = f.sha256)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--data", metavar="DIR")
    parser.add_argument("--format", choices=["json"], default="json")


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object; works while the platform is stopped, too."""
    with platform(arguments.data, owner=True):
        print(json.dumps(count()))
    return 0


def count() -> dict[str, Any]:
    """Count as the owner of the tables: a crash test looks across structures.

    All counts are of one moment: what is delivered between two of them would be missing from both.
    """
    from django.db import connection, transaction

    from coryphee.hub.journal.queries import verify_chain

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

        def by_key(statement: str) -> dict[str, int]:
            cursor.execute(statement)
            return {key: number for key, number in cursor.fetchall() if number}

        def single(statement: str) -> int:
            cursor.execute(statement)
            return int(cursor.fetchone()[0])

        return {
            "invoices": by_key(STORED),
            "audit": by_key(JOURNALLED),
            "effects": by_key(EFFECTS),
            "outbox_pending": single(PENDING),
            "chain_ok": verify_chain().intact,
            "integrity": "ok" if single(ORPHANS) == 0 else "flows without content",
        }
