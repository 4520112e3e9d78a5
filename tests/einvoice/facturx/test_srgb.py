import struct

from coryphee.einvoice.facturx.srgb import srgb_profile


def tags() -> dict[bytes, bytes]:
    profile = srgb_profile()
    count = struct.unpack_from(">I", profile, 128)[0]
    entries = [struct.unpack_from(">4sII", profile, 132 + 12 * place) for place in range(count)]
    return {name: profile[start : start + length] for name, start, length in entries}


def test_the_header_says_what_it_is() -> None:
    profile = srgb_profile()
    assert struct.unpack_from(">I", profile)[0] == len(profile)
    assert profile[8:24] == b"\x04\x20\0\0mntrRGB XYZ "
    assert profile[36:40] == b"acsp"
    assert struct.unpack_from(">3i", profile, 68) == (63190, 65536, 54061)  # D50 (ICC.1:2004-10, 7.2.16)


def test_white_is_the_sum_of_the_primaries() -> None:
    found = tags()
    primaries = [struct.unpack_from(">3i", found[name], 8) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    white = struct.unpack_from(">3i", found[b"wtpt"], 8)
    for total, wanted in zip(map(sum, zip(*primaries, strict=True)), white, strict=True):
        assert abs(total - wanted) < 65536 * 0.0005


def test_every_tag_that_a_monitor_needs_is_there() -> None:
    needed = {b"desc", b"cprt", b"wtpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"}
    assert set(tags()) == needed
    assert "sRGB".encode("utf-16-be") in tags()[b"desc"]
