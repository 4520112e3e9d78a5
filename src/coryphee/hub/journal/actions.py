"""Write to the journal: inside the acting transaction, so that a fact and its entry stand or fall together."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from coryphee.hub.journal.vocabulary import KINDS

FORMAT = 1
NOBODY, UNKNOWN = "nobody", "unknown"  # who acts when nobody is signed in, and an object that does not exist


@dataclass(frozen=True, slots=True)
class Line:
    """One entry to be: what happened (`kind`), by whom (opaque name), to which object, when."""

    kind: str
    by: str
    now: datetime
    object_type: str
    object_id: str
    structure_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def canonical(self) -> bytes:
        """Return the bytes the chain covers: UTF-8 JSON, sorted keys, no spaces (format 1)."""
        if self.kind not in KINDS:
            message = f"the journal has no word for {self.kind!r} (journal/vocabulary.py)"
            raise ValueError(message)
        facts = {
            "at": self.now.isoformat(),
            "by": self.by,
            "details": self.details,
            "format": FORMAT,
            "kind": self.kind,
            "object": [self.object_type, self.object_id],
            "structure": self.structure_id,
        }
        return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


INSERT = """
INSERT INTO journal_entry (at, kind, actor, structure_id, object_type, object_id, format, canonical)
SELECT * FROM unnest(
    %s::timestamptz[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::int[], %s::bytea[])
"""


def record(
    kind: str,
    *,
    by: str,
    now: datetime,
    object_type: str,
    object_id: object,
    structure_id: int | None = None,
    **details: Any,
) -> None:
    """Add one entry in the running transaction. `details` are JSON values; never invoice content, never a secret."""
    record_many([Line(kind, by, now, object_type, str(object_id), structure_id, details)])


def record_many(lines: Iterable[Line]) -> None:
    """Add entries in the running transaction, in one statement."""
    columns: Sequence[Sequence[Any]] = list(
        zip(
            *(
                (
                    line.now,
                    line.kind,
                    line.by,
                    line.structure_id,
                    line.object_type,
                    line.object_id,
                    FORMAT,
                    line.canonical(),
                )
                for line in lines
            ),
            strict=True,
        )
    )
    if not columns:
        return
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [list(column) for column in columns])
