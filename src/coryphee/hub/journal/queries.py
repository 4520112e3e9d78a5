"""Read the journal: whether its chain holds, and what is not sealed yet."""

import json
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


def _seals() -> Iterator[Seal]:
    return Seal.objects.order_by("sequence").select_related("entry").iterator(chunk_size=2000)


def _columns_agree(entry: Entry) -> bool:
    """Tell whether the columns that are searched say what the sealed bytes say."""
    facts = json.loads(bytes(entry.canonical))
    written = [entry.kind, entry.actor, entry.structure_id, [entry.object_type, entry.object_id]]
    return written == [facts["kind"], facts["by"], facts["structure"], facts["object"]]


def verify_chain() -> ChainReport:
    """Recompute every hash from the first seal on. Reads the whole journal, 2,000 rows at a time."""
    expected, previous = 1, GENESIS
    for seal in _seals():
        sequence, canonical, written = seal.sequence, bytes(seal.entry.canonical), bytes(seal.hash)
        if sequence != expected:
            return _broken(expected, previous, f"sequence {expected} is missing")
        if bytes(seal.previous_hash) != previous:
            return _broken(sequence, previous, "does not follow from the seal before it")
        if chain_hash(previous, sequence, seal.entry_id, canonical) != written:
            return _broken(sequence, previous, f"entry {seal.entry_id} is not what was sealed")
        if not _columns_agree(seal.entry):
            return _broken(sequence, previous, f"entry {seal.entry_id}: its columns differ from its sealed bytes")
        expected, previous = sequence + 1, written
    return ChainReport(expected - 1, unsealed(), previous.hex(), None)


def unsealed() -> int:
    """Count the entries that wait for the sealer."""
    return Entry.objects.filter(seal__isnull=True).count()


def _broken(sequence: int, previous: bytes, reason: str) -> ChainReport:
    return ChainReport(sequence - 1, unsealed(), previous.hex(), sequence, reason)
