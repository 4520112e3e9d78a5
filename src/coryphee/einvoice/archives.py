"""Opening ZIP and tar.gz archives that a stranger sent, in memory: nothing is ever written where a name says.

    for name, content in zip_entries(archive): ...
    for name, content in tar_entries(archive): ...

One rule for both: an archive that plays a trick is refused as a whole (Refused zip.* or tar.*), whichever file in it
plays the trick; what the files are is not looked at here. The central directory of a ZIP is read by the standard
library, the data are inflated here, because zipfile takes a prefix, overlapping entries and doubled names.
"""

import contextlib
import io
import posixpath
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from coryphee.einvoice.refusals import Refused, printable

MAXIMUM_ENTRIES = 1_000
MAXIMUM_INFLATED = 200 * 1024 * 1024
RATIO_FREE = 64 * 1024 * 1024
MAXIMUM_RATIO = 50
"""Above RATIO_FREE bytes, contents may be at most this many times their packed size."""
MAXIMUM_PATH = 1_000
MAXIMUM_NAME = 255

_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_SAID_ELSEWHERE = 0xFFFF  # the number of entries stands in the ZIP64 record, which zipfile reads
_DESCRIPTOR = 24  # bytes that may follow an entry: signature, checksum and two sizes of eight bytes
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"BZh", b"\xfd7zXZ")
_ARCHIVE_NAMES = (".zip", ".gz", ".tgz", ".tar", ".rar", ".7z", ".bz2", ".xz")
_OFFICE_NAMES = {"[Content_Types].xml", "mimetype"}
_SYSTEM_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}

_ZIP_DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError)
_TAR_DAMAGE = (tarfile.TarError, ValueError, OverflowError, struct.error, EOFError, RecursionError, KeyError)


def zip_entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a ZIP, in the order of its directory.

    The whole structure is checked before the first entry is inflated. Raises Refused zip.*, or file.type for an
    office document, which is a ZIP too.
    """
    _check_end_of_directory(content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _ZIP_DAMAGE as error:
        raise Refused("zip.corrupt", reason=str(error)) from None
    with archive:
        entries = archive.infolist()
        _check_directory(entries, len(content))
        places = _check_places(content, entries, archive.start_dir)
    files = [entry for entry in entries if not entry.is_dir() and not _is_litter(entry.filename)]
    if not files:
        raise Refused("zip.empty")
    if any(entry.filename in _OFFICE_NAMES for entry in files):
        raise Refused("file.type", found="office document")
    for entry in files:
        inflated = _inflate_entry(content, entry, places[entry.header_offset])
        _refuse_nested("zip.nested", entry.filename, inflated)
        yield _readable(entry), inflated


def _check_end_of_directory(content: bytes) -> None:
    position = content.rfind(b"PK\x05\x06", max(0, len(content) - _END_OF_DIRECTORY.size - _LONGEST_COMMENT))
    if position < 0 or position + _END_OF_DIRECTORY.size > len(content):
        raise Refused("zip.corrupt", reason="it is cut off: its directory is missing")
    *_, entries, _size, _offset, comment = _END_OF_DIRECTORY.unpack_from(content, position)
    if position + _END_OF_DIRECTORY.size + comment != len(content):
        raise Refused("zip.corrupt", reason="something follows its end")
    if MAXIMUM_ENTRIES < entries < _SAID_ELSEWHERE:
        raise Refused("zip.count", limit=str(MAXIMUM_ENTRIES))


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MAXIMUM_ENTRIES:
        raise Refused("zip.count", limit=str(MAXIMUM_ENTRIES))
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        _check_path("zip.path", name)
        mode = stat.S_IFMT(entry.external_attr >> 16)
        if mode not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise Refused("zip.symlink", member=name)
        _refuse_twice("zip.duplicate", name, seen)
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("zip.encrypted", member=name)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("zip.method", member=name)
        if entry.file_size > RATIO_FREE and entry.file_size > MAXIMUM_RATIO * entry.compress_size:
            raise Refused("zip.bomb", limit=str(MAXIMUM_INFLATED), member=name)
    total = sum(entry.file_size for entry in entries)
    if total > MAXIMUM_INFLATED or (total > RATIO_FREE and total > MAXIMUM_RATIO * packed):
        raise Refused("zip.bomb", limit=str(MAXIMUM_INFLATED), member="")


def _check_places(content: bytes, entries: list[zipfile.ZipInfo], directory: int) -> dict[int, int]:
    """Where the data of each entry begin, by the offset of its header.

    Entries must follow one another from the first byte of the file to the directory, without overlap or hole,
    and every local header must say what the directory says.
    """
    places: dict[int, int] = {}
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        first = not places
        if entry.header_offset < end or entry.header_offset - end > (0 if first else _DESCRIPTOR):
            raise Refused("zip.corrupt", reason="its entries overlap, or something is hidden between them")
        try:
            header = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
        except struct.error:
            raise Refused("zip.corrupt", reason="an entry lies outside the file") from None
        signature, _version, flags, method, *_, name_length, extra_length = header
        start = entry.header_offset + _LOCAL_HEADER.size
        name = content[start : start + name_length].decode("utf-8" if flags & _UTF8_NAME else "cp437", "replace")
        if signature != b"PK\x03\x04" or name != entry.orig_filename or method != entry.compress_type:
            raise Refused("zip.corrupt", reason="an entry differs from the directory")
        places[entry.header_offset] = start + name_length + extra_length
        end = places[entry.header_offset] + entry.compress_size
    if not 0 <= directory - end <= _DESCRIPTOR and entries:
        raise Refused("zip.corrupt", reason="something is hidden before its directory")
    return places


def _inflate_entry(content: bytes, entry: zipfile.ZipInfo, start: int) -> bytes:
    packed = memoryview(content)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        inflated = bytes(packed)
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            inflated = inflater.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise Refused("zip.corrupt", reason=str(error)) from None
    if len(inflated) != entry.file_size:
        raise Refused("zip.corrupt", reason="an entry has not the size that it declares")
    if zlib.crc32(inflated) != entry.CRC:
        raise Refused("zip.corrupt", reason="an entry fails its checksum")
    return inflated


def _readable(entry: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: many programs write UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        # A name that is no UTF-8 really was in the code page of 1981.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return printable(name, MAXIMUM_PATH)


def tar_entries(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of a tar packed with gzip, in its order. Raises Refused tar.*."""
    data = _inflate_gzip(content)
    seen: set[str] = set()
    files = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            before = -1
            while (member := archive.next()) is not None:
                # A member that begins before its predecessor is how a crafted archive keeps tarfile turning.
                if member.offset <= before or member.size < 0 or len(seen) >= MAXIMUM_ENTRIES:
                    _refuse_series(len(seen))
                before = member.offset
                _check_tar_member(member, seen, len(data))
                if member.isdir() or _is_litter(member.name):
                    continue
                files += 1
                inflated = data[member.offset_data : member.offset_data + member.size]
                _refuse_nested("tar.nested", member.name, inflated)
                yield printable(member.name, MAXIMUM_PATH), inflated
            rest = archive.offset
    except _TAR_DAMAGE as error:
        raise Refused("tar.corrupt", reason=str(error)) from None
    if data[rest:].strip(b"\x00"):
        raise Refused("tar.corrupt", reason="something follows its end")
    if not files:
        raise Refused("tar.empty")


def _refuse_series(count: int) -> None:
    if count >= MAXIMUM_ENTRIES:
        raise Refused("tar.count", limit=str(MAXIMUM_ENTRIES))
    raise Refused("tar.corrupt", reason="its entries overlap")


def _check_tar_member(member: tarfile.TarInfo, seen: set[str], length: int) -> None:
    _check_path("tar.path", member.name)
    if member.issym() or member.islnk():
        raise Refused("tar.link", member=member.name)
    if not (member.isreg() or member.isdir()) or member.issparse():
        raise Refused("tar.type", member=member.name)
    _refuse_twice("tar.duplicate", member.name, seen)
    if member.offset_data + member.size > length:
        raise Refused("tar.corrupt", reason="it is cut off")


def _inflate_gzip(content: bytes) -> bytes:
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    pieces: list[bytes] = []
    total = 0
    for position in range(0, len(content), 1 << 16):
        piece = content[position : position + (1 << 16)]
        while piece and not inflater.eof:
            try:
                out = inflater.decompress(piece, 1 << 20)
            except zlib.error as error:
                raise Refused("tar.corrupt", reason=str(error)) from None
            piece = inflater.unconsumed_tail
            total += len(out)
            if total > MAXIMUM_INFLATED or (total > RATIO_FREE and total > MAXIMUM_RATIO * len(content)):
                raise Refused("tar.bomb", limit=str(MAXIMUM_INFLATED))
            pieces.append(out)
        if inflater.eof and (inflater.unused_data + content[position + (1 << 16) :]).strip(b"\x00"):
            raise Refused("tar.corrupt", reason="something follows its end")
        if inflater.eof:
            return b"".join(pieces)
    raise Refused("tar.corrupt", reason="it is cut off")


def _check_path(code: str, name: str) -> None:
    """Refuse a name that could leave the folder it is unpacked in, in any spelling, or that no disk can hold."""
    plain = unicodedata.normalize("NFKC", name).replace("\\", "/")
    parts = plain.rstrip("/").split("/")
    if (
        "\\" in name
        or plain.startswith("/")
        or ":" in parts[0][:2]
        or ".." in parts
        or len(name) > MAXIMUM_PATH
        or any(not part or len(part.encode(errors="replace")) > MAXIMUM_NAME for part in parts)
        or any(unicodedata.category(letter) == "Cc" for letter in name)
    ):
        raise Refused(code, member=name)


def _refuse_twice(code: str, name: str, seen: set[str]) -> None:
    """Two names that a disk may hold for one (case, accents, "./") are the same name."""
    key = posixpath.normpath(unicodedata.normalize("NFKC", name).casefold())
    if key in seen:
        raise Refused(code, member=name)
    seen.add(key)


def _refuse_nested(code: str, name: str, content: bytes) -> None:
    if name.lower().endswith(_ARCHIVE_NAMES):
        raise Refused(code, member=name)
    if content.startswith(_ARCHIVE_STARTS) and not any(part.encode() in content[:4096] for part in _OFFICE_NAMES):
        raise Refused(code, member=name)


def _is_litter(name: str) -> bool:
    """Files that a file manager adds by itself, which nobody meant to send."""
    return name.startswith("__MACOSX/") or posixpath.basename(name) in _SYSTEM_LITTER
