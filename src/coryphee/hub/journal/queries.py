"""Read the journal: whether its chain holds, and what is not sealed yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from coryphee.hub.journal.models import Entry, Seal
from coryphee.hub.journal.sealing import GENESIS, chain_hash


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a walk along the chain found. `broken_at` is the first sequence that does not hold, None when all hold."""

    sealed: int
    unsealed: int
    head: str
    broken_at: int | None
    reason: str = ""

    @property
    def intact(self) -> bool:
        """True when every seal follows from the one before and from its entry."""
        return self.broken_at is None


def _rows() -> Iterator[tuple[int, int, bytes, bytes, bytes]]:
    rows = Seal.objects.order_by("sequence").values_list(
        "sequence", "entry_id", "previous_hash", "hash", "entry__canonical"
    )
    for sequence, entry_id, previous, current, canonical in rows.iterator(chunk_size=2000):
        yield sequence, entry_id, bytes(previous), bytes(current), bytes(canonical)


def verify_chain() -> ChainReport:
    """Recompute every hash from the first seal on. Reads the whole journal, 2,000 rows at a time."""
    expected, previous = 1, GENESIS
    for sequence, entry_id, written_previous, written, canonical in _rows():
        if sequence != expected:
            return _broken(expected, previous, f"sequence {expected} is missing")
        if written_previous != previous:
            return _broken(sequence, previous, "does not follow from the seal before it")
        if chain_hash(previous, sequence, entry_id, canonical) != written:
            return _broken(sequence, previous, f"entry {entry_id} is not what was sealed")
        expected, previous = sequence + 1, written
    return ChainReport(expected - 1, unsealed(), previous.hex(), None)


def unsealed() -> int:
    """Count the entries that wait for the sealer."""
    return Entry.objects.filter(seal__isnull=True).count()


def _broken(sequence: int, previous: bytes, reason: str) -> ChainReport:
    return ChainReport(sequence - 1, unsealed(), previous.hex(), sequence, reason)
