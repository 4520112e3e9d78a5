"""Inflating what a PDF holds, counting bytes while it goes: a small file may unfold to gigabytes."""

import zlib

import pikepdf

from coryphee.einvoice.refusals import Refused

MAXIMUM_INFLATED = 200 * 1024 * 1024
"""Bytes that all streams of one PDF may inflate to, images apart: those are never decoded here."""
RATIO_FREE = 64 * 1024 * 1024
MAXIMUM_RATIO = 50
"""Above RATIO_FREE bytes, a stream may be at most this many times its packed size."""

_SLICE = 1 << 16  # packed bytes given to zlib at once: what it does not take is copied, so keep it small
_FLATE = {"/FlateDecode", "/Fl"}


class Budget:
    """Bytes that may still be inflated; spending more raises Refused pdf.bomb."""

    def __init__(self, limit: int = MAXIMUM_INFLATED) -> None:
        self.limit = limit
        self.left = limit

    def spend(self, count: int) -> None:
        """Take `count` bytes off the budget."""
        self.left -= count
        if self.left < 0:
            raise Refused("pdf.bomb", limit=str(self.limit))


def filters_of(stream: pikepdf.Stream) -> list[str]:
    """Names of the filters of a stream, outermost first, as ["/FlateDecode"]."""
    filters = stream.stream_dict.get("/Filter")
    if filters is None:
        return []
    if isinstance(filters, pikepdf.Array):
        return [str(name) for name in filters]
    return [str(filters)]


def inflate(stream: pikepdf.Stream, budget: Budget, *, keep: bool = True) -> bytes:
    """The content of a stream, at the expense of `budget`; with keep=False it is only counted and b"" comes back.

    Only plain and deflated streams are taken (all that PDF/A writers use for attachments); other filters are left
    to qpdf and are counted afterwards, so call this with them in a process that may die of it.
    """
    filters = filters_of(stream)
    parameters = stream.stream_dict.get("/DecodeParms")
    if not filters:
        content = stream.read_raw_bytes()
        budget.spend(len(content))
        return content if keep else b""
    if len(filters) == 1 and filters[0] in _FLATE and (parameters is None or not keep):
        return _inflate(stream.read_raw_bytes(), budget, keep=keep)
    try:
        content = stream.read_bytes()
    except MemoryError:
        raise Refused("pdf.bomb", limit=str(budget.limit)) from None
    budget.spend(len(content))
    return content if keep else b""


def _inflate(packed: bytes, budget: Budget, *, keep: bool) -> bytes:
    """Inflate as far as the data go: a broken end is the reader's matter, as in every PDF viewer."""
    pieces: list[bytes] = []
    inflater = zlib.decompressobj()
    total = 0
    for position in range(0, len(packed), _SLICE):
        piece = packed[position : position + _SLICE]
        while piece and not inflater.eof:
            try:
                out = inflater.decompress(piece, 1 << 20)
            except zlib.error:
                return b"".join(pieces)
            piece = inflater.unconsumed_tail
            total += len(out)
            budget.spend(len(out))
            if total > RATIO_FREE and total > MAXIMUM_RATIO * len(packed):
                raise Refused("pdf.bomb", limit=str(budget.limit))
            if keep:
                pieces.append(out)
    return b"".join(pieces)
