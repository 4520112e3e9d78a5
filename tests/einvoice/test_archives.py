import gzip
import io
import stat
import struct
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coryphee.einvoice import archives
from coryphee.einvoice.archives import tar_entries, zip_entries
from coryphee.einvoice.refusals import Refused
from tests.hostile_made import tarred, ubl, zipped

UNSAFE = [
    "../../evil.xml",
    "/abs.xml",
    "..\\..\\evil.xml",
    "C:\\evil.xml",
    "C:evil.xml",
    "a/../../e.xml",
    "\u2025/\u2025/e.xml",
    "\uff0e\uff0e\uff0fe.xml",
    "a\nb.xml",
    "a//b.xml",
    "n" * 300 + ".xml",
    "a/" * 600 + "b.xml",
]


def zip_refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(zip_entries(content))
    return caught.value.code


def tar_refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(tar_entries(content))
    return caught.value.code


def patched(content: bytes, field: str, value: int, *, central: int = 0, local: int = 0) -> bytes:
    """The archive with a number written over its first directory entry and its first local header."""
    changed = bytearray(content)
    if central:
        struct.pack_into(field, changed, changed.find(b"PK\x01\x02") + central, value)
    if local:
        struct.pack_into(field, changed, local, value)
    return bytes(changed)


def zip_with(name: str, mode: int) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        archive.writestr(entry, b"/etc/passwd")
    return written.getvalue()


class TestZip:
    def test_files_come_in_order_with_folders_and_litter_left_out(self) -> None:
        content = zipped(
            ("b.xml", b"1"), ("d/", b""), ("d/é.xml", b"22"), ("__MACOSX/b.xml", b"x"), ("d/.DS_Store", b"x")
        )
        assert list(zip_entries(content)) == [("b.xml", b"1"), ("d/é.xml", b"22")]
        assert list(zip_entries(zipped(("a.xml", b"33"), stored=True))) == [("a.xml", b"33")]

    def test_what_other_writers_do_is_read(self) -> None:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = b"from my accounting program"
            with archive.open("a.xml", "w", force_zip64=True) as entry:  # sizes in the extra field
                entry.write(b"1")
            archive.writestr("b.xml", b"2")
        assert [name for name, _ in zip_entries(written.getvalue())] == ["a.xml", "b.xml"]

        class Pipe(io.BytesIO):  # a writer that cannot go back puts the sizes behind the data
            def seekable(self) -> bool:
                return False

            def tell(self) -> int:
                raise OSError

        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.xml", b"1")
            archive.writestr("b.xml", b"2")
        assert [name for name, _ in zip_entries(pipe.getvalue())] == ["a.xml", "b.xml"]

    def test_names_in_utf8_that_do_not_say_so_are_read(self) -> None:
        content = zipped(("facture-ete.xml", b"1")).replace(b"facture-ete", "facture-té".encode())
        assert [name for name, _ in zip_entries(content)] == ["facture-té.xml"]

    @pytest.mark.parametrize("name", UNSAFE)
    def test_unsafe_names_are_refused(self, name: str) -> None:
        assert zip_refusal(zipped(("good.xml", b"1"), (name, b"1"))) == "zip.path"

    @pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o600, stat.S_IFIFO | 0o600])
    def test_links_and_devices_are_refused(self, mode: int) -> None:
        assert zip_refusal(zip_with("l.xml", mode)) == "zip.symlink"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("second", ["a.xml", "A.XML", "\uff41.xml", "./a.xml"])
    def test_two_spellings_of_one_name_are_refused(self, second: str) -> None:
        assert zip_refusal(zipped(("a.xml", b"1"), (second, b"2"))) == "zip.duplicate"

    def test_bombs_are_refused_from_what_they_declare(self) -> None:
        assert zip_refusal(zipped(("a.xml", bytes(65 << 20)))) == "zip.bomb"
        assert zip_refusal(zipped(*((f"{n}.xml", bytes(30 << 20)) for n in range(3)))) == "zip.bomb"
        huge = patched(zipped(("a.xml", bytes(9000)), stored=True), "<I", 201 << 20, central=24)
        assert zip_refusal(huge) == "zip.bomb"

    def test_a_lie_about_the_size_is_found_while_inflating(self) -> None:
        content = zipped(("a.xml", b"A" * 5_000_000))
        for size in (0, 100, 5_000_001):
            assert zip_refusal(patched(content, "<I", size, central=24)) == "zip.corrupt"

    @pytest.mark.parametrize("name", ["b.zip", "b.xml", "B.TAR.GZ", "c.7z"])
    def test_an_archive_in_an_archive_is_refused(self, name: str) -> None:
        assert zip_refusal(zipped(("a.xml", b"1"), (name, zipped(("a.xml", b"1"))))) == "zip.nested"

    def test_an_office_document_is_no_archive(self) -> None:
        office = zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))
        assert zip_refusal(office) == "file.type"
        assert [name for name, _ in zip_entries(zipped(("a.docx", office)))] == ["a.docx"], "for the door to refuse"

    def test_the_number_of_entries_is_bounded(self) -> None:
        many = [(f"{n}.xml", b"1") for n in range(archives.MAXIMUM_ENTRIES + 1)]
        assert len(list(zip_entries(zipped(*many[:-1])))) == archives.MAXIMUM_ENTRIES
        assert zip_refusal(zipped(*many)) == "zip.count"

    def test_an_archive_without_files_is_refused(self) -> None:
        assert zip_refusal(zipped()) == "zip.empty"
        assert zip_refusal(zipped(("d/", b""))) == "zip.empty"

    def test_encryption_and_odd_methods_are_refused(self) -> None:
        content = zipped(("a.xml", b"1"))
        assert zip_refusal(patched(content, "<H", 1, central=8, local=6)) == "zip.encrypted"
        assert zip_refusal(patched(content, "<H", 14, central=10, local=8)) == "zip.method"

    def test_every_disagreement_within_the_archive_is_refused(self) -> None:
        content = zipped(("a.xml", ubl()), ("b.xml", ubl("F2")), stored=True)
        renamed = bytearray(content)
        renamed[30:35] = b"z.xml"
        wrong = {
            "local name": bytes(renamed),
            "local method": patched(content, "<H", 8, local=8),
            "checksum": content.replace(b"F1", b"F3"),
            "after the end": content + b"\0" * 100,
            "before the start": b"junk" + content,
            "cut off": content[:-30],
            "first half": content[: len(content) // 2],
            "overlap": patched(content, "<I", 40, central=42),
            "outside": patched(content, "<I", 1 << 30, central=42),
        }
        assert {why: zip_refusal(bad) for why, bad in wrong.items()} == dict.fromkeys(wrong, "zip.corrupt")

    def test_overlapping_entries_are_refused(self) -> None:
        """The flat bomb of D. Fifield: many directory entries that share one compressed core."""
        content = zipped(("a.xml", bytes(1000)))
        place = content.find(b"PK\x01\x02")
        end = content.find(b"PK\x05\x06")
        second = content[place:end].replace(b"a.xml", b"b.xml")
        doubled = bytearray(content[:end] + second + content[end:])
        struct.pack_into("<2HI", doubled, len(doubled) - 14, 2, 2, 2 * (end - place))
        assert zip_refusal(bytes(doubled)) == "zip.corrupt"


class TestTar:
    def test_files_come_in_order(self) -> None:
        assert list(tar_entries(tarred(("b.xml", b"1"), ("d/é.xml", b"22")))) == [("b.xml", b"1"), ("d/é.xml", b"22")]

    @pytest.mark.parametrize("name", UNSAFE)
    def test_unsafe_names_are_refused(self, name: str) -> None:
        assert tar_refusal(tarred(("good.xml", b"1"), (name, b"1"))) == "tar.path"

    @pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
    def test_links_are_refused(self, kind: bytes) -> None:
        assert tar_refusal(tarred(("l.xml", b""), kind=kind, link="/etc/passwd")) == "tar.link"

    @pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
    def test_devices_are_refused(self, kind: bytes) -> None:
        assert tar_refusal(tarred(("z.xml", b""), kind=kind)) == "tar.type"

    def test_doubled_names_nested_archives_and_floods_are_refused(self) -> None:
        assert tar_refusal(tarred(("a.xml", b"1"), ("A.xml", b"2"))) == "tar.duplicate"
        assert tar_refusal(tarred(("a.xml", b"1"), ("b.bin", tarred(("c.xml", b"1"))))) == "tar.nested"
        many = [(f"{n}.xml", b"1") for n in range(archives.MAXIMUM_ENTRIES + 1)]
        assert len(list(tar_entries(tarred(*many[:-1])))) == archives.MAXIMUM_ENTRIES
        assert tar_refusal(tarred(*many)) == "tar.count"
        assert tar_refusal(tarred(("a.xml", bytes(80 << 20)))) == "tar.bomb"

    def test_an_archive_without_files_is_refused(self) -> None:
        assert tar_refusal(tarred()) == "tar.empty"
        assert tar_refusal(tarred(("d", b""), kind=tarfile.DIRTYPE)) == "tar.empty"

    def test_damage_is_refused(self) -> None:
        content = tarred(("a.xml", ubl()), ("b.xml", ubl()))
        plain = gzip.decompress(content)
        broken = bytearray(plain)
        broken[1024:1030] = b"broken"  # the second header: tarfile alone would take it for the end
        wrong = {
            "cut off": content[:-20],
            "after the end": content + b"junk",
            "second stream": content + content,
            "checksum": content[:-6] + b"xx" + content[-4:],
            "no tar": gzip.compress(b"<Invoice/>"),
            "second header": gzip.compress(bytes(broken)),
            "short tar": gzip.compress(plain[:600]),
            "hidden": gzip.compress(plain + b"junk"),
        }
        assert {why: tar_refusal(bad) for why, bad in wrong.items()} == dict.fromkeys(wrong, "tar.corrupt")

    def test_padding_after_the_end_is_no_damage(self) -> None:
        assert len(list(tar_entries(tarred(("a.xml", b"1")) + bytes(512)))) == 1


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["zip", "tar"]), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=4))
def test_a_good_archive_with_bytes_changed_is_read_or_refused(kind: str, changes: list[tuple[int, int]]) -> None:
    files = (("a.xml", ubl()), ("b.xml", ubl("F2")))
    content = zipped(*files) if kind == "zip" else gzip.decompress(tarred(*files))
    changed = bytearray(content)
    for place, byte in changes:
        changed[place % len(changed)] = byte
    try:
        if kind == "zip":
            list(zip_entries(bytes(changed)))
        else:
            list(tar_entries(gzip.compress(bytes(changed), 1)))
    except Refused as refused:
        assert refused.code.startswith(kind)  # noqa: PT017 - the refusal is one of two good ends
