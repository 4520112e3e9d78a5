"""Seal contents and read them back: the only door of the vault."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from coryphee.hub.archive.vault import BucketVault, Damaged, digest, vault


def seal(content: bytes, *, now: datetime) -> str:
    """Keep a content for good and return its SHA-256 (hexadecimal). Safe to repeat."""
    return seal_many([content], now=now)[0]


def seal_many(contents: Sequence[bytes], *, now: datetime) -> list[str]:
    """Keep contents for good, in their order. Bytes first, rows second: a row never names what is not there."""
    names = store(contents)
    record_blobs(list(zip(names, (len(content) for content in contents), strict=True)), now=now)
    return names


def store(contents: Sequence[bytes]) -> list[str]:
    """Lay the bytes in the vault without a row yet; the caller's transaction adds it with `record_blobs`."""
    names = [digest(content) for content in contents]
    place = vault()
    for name, content in dict(zip(names, contents, strict=True)).items():
        place.put(name, content)
    return names


def record_blobs(blobs: Sequence[tuple[str, int]], *, now: datetime) -> None:
    """Add the rows of contents already stored, as (SHA-256, size in bytes), in the running transaction."""
    if not blobs:
        return
    with connection.cursor() as cursor:
        # Sorted: two transactions that add the same blobs wait for each other in one order, hence never for ever.
        names, sizes = zip(*sorted(set(blobs)), strict=True)
        cursor.execute(
            "INSERT INTO archive_blob (sha256, size, sealed_at) "
            "SELECT n, s, %s FROM unnest(%s::text[], %s::bigint[]) AS t (n, s) ON CONFLICT (sha256) DO NOTHING",
            [now, list(names), list(sizes)],
        )


def read(sha256: str) -> bytes:
    """Return a sealed content; raises vault.Missing, or vault.Damaged when the bytes are no longer those sealed."""
    content = vault().get(sha256)
    if digest(content) != sha256:
        raise Damaged(sha256)
    return content


def probe() -> None:
    """Write to the vault and leave nothing there; raises what the disk or the S3 server says when it cannot be done."""
    place = vault()
    if isinstance(place, BucketVault):
        place.client.head_bucket(Bucket=place.bucket)
        return
    folder = Path(settings.VAULT_FOLDER)
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=".health-", dir=folder) as file:
        file.write(b"ready")
        file.flush()
