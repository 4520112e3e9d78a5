import zlib

import pikepdf
import pytest

from coryphee.einvoice.facturx.read import open_pdf
from coryphee.einvoice.facturx.streams import Budget, filters_of, inflate
from coryphee.einvoice.refusals import Refused
from tests.hostile_made import pdf, stream


def inflated(body: bytes, budget: Budget, *, keep: bool = True) -> bytes:
    with open_pdf(pdf(body)) as opened:
        found = opened.get_object(4, 0)
        assert isinstance(found, pikepdf.Stream)
        return inflate(found, budget, keep=keep)


@pytest.mark.parametrize("deflated", [False, True])
def test_plain_and_deflated_streams_are_read_and_counted(deflated: bool) -> None:  # noqa: FBT001
    budget = Budget(1000)
    assert inflated(stream(b"x" * 600, deflated=deflated), budget) == b"x" * 600
    assert budget.left == 400
    with pytest.raises(Refused, match=r"pdf\.bomb"):
        inflated(stream(b"x" * 600, deflated=deflated), budget)


def test_counting_keeps_nothing() -> None:
    budget = Budget(1000)
    assert inflated(stream(b"x" * 600, deflated=True), budget, keep=False) == b""
    assert budget.left == 400


def test_a_stream_that_unfolds_too_far_is_a_bomb_before_its_end() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(80)) + packer.flush()
    budget = Budget(1 << 40)
    with pytest.raises(Refused, match=r"pdf\.bomb"):
        inflated(stream(packed, b"/Filter/FlateDecode"), budget)
    assert (1 << 40) - budget.left < 70 * (1 << 20)


def test_a_broken_stream_gives_what_it_holds() -> None:
    packed = zlib.compress(bytes(range(256)) * 400)
    assert inflated(stream(packed[: len(packed) // 2] + b"\xff" * 50, b"/Filter/FlateDecode"), Budget()).startswith(
        bytes(range(200))
    )


def test_other_filters_are_left_to_qpdf_and_counted() -> None:
    budget = Budget(1000)
    assert inflated(stream(b"616263>", b"/Filter/ASCIIHexDecode"), budget) == b"abc"
    assert budget.left == 997
    with open_pdf(pdf(stream(b"61>", b"/Filter[/ASCIIHexDecode/FlateDecode]"))) as opened:
        found = opened.get_object(4, 0)
        assert isinstance(found, pikepdf.Stream)
        assert filters_of(found) == ["/ASCIIHexDecode", "/FlateDecode"]
