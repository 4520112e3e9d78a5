"""Small hostile files for the tests, made by hand: a good PDF writer would refuse to write most of them."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

UBL = (
    '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    "<cbc:ID>{number}</cbc:ID></Invoice>"
)
CII = (
    b'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100">'
    b"</rsm:CrossIndustryInvoice>"
)
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]%s>>"


def ubl(number: str = "F1") -> bytes:
    """A fragment that the door takes for a UBL invoice."""
    return UBL.format(number=number).encode()


def pdf(*more: bytes, catalog: bytes = b"", page: bytes = b"", pages: bytes = b"/Kids[3 0 R]/Count 1") -> bytes:
    """A one-page PDF with `catalog` and `page` written into those objects and `more` as objects 4, 5..."""
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, b"<</Type/Pages%s>>" % pages, PAGE % page, *more]
    written = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)


def stream(content: bytes, dictionary: bytes = b"", *, deflated: bool = False) -> bytes:
    """The body of a stream object."""
    if deflated:
        content, dictionary = zlib.compress(content, 9), dictionary + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n" % (dictionary, len(content)) + content + b"\nendstream"


def pdf_with(*files: tuple[str, bytes], deflated: bool = False) -> bytes:
    """A PDF with attached files."""
    names, objects = [], []
    for place, (name, content) in enumerate(files):
        number = 4 + 2 * place
        names.append(b"(%s) %d 0 R" % (name.encode(), number))
        objects.append(
            b"<</Type/Filespec/F(%s)/UF(%s)/AFRelationship/Data/EF<</F %d 0 R>>>>"
            % (name.encode(), name.encode(), number + 1)
        )
        objects.append(stream(content, b"/Type/EmbeddedFile", deflated=deflated))
    return pdf(*objects, catalog=b"/Names<</EmbeddedFiles<</Names[%s]>>>>" % b" ".join(names))


def pdf_with_object_stream(hidden: bytes, catalog: bytes, *, megabytes: int = 0) -> bytes:
    """A PDF whose object 9 lives in a compressed object stream, `megabytes` of blanks after it: none of it in clear."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"9 0 " + hidden) + packer.flush(zlib.Z_FULL_FLUSH)
    blank = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = packed + blank * megabytes if megabytes else zlib.compress(b"9 0 " + hidden)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: PAGE % b"",
        4: stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"),
    }
    written, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        offsets[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    offsets[5] = len(written)
    rows = [struct.pack(">BIH", 0, 0, 65535)]
    rows += [struct.pack(">BIH", 1, offsets[number], 0) for number in range(1, 6)]
    rows.append(struct.pack(">BIH", 2, 4, 0))
    table = stream(b"".join(rows), b"/Type/XRef/Size 10/Index[0 6 9 1]/W[1 4 2]/Root 1 0 R")
    return bytes(written) + b"5 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % offsets[5]


def zipped(*files: tuple[str, bytes], stored: bool = False) -> bytes:
    """A ZIP with these files, also when two have one name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.compress_type = archive.compression
            archive.writestr(entry, content)
    return written.getvalue()


def tarred(*files: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    """A tar.gz with these files, all of the tar type `kind`."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, link
            member.size = len(content) if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(content))
    return gzip.compress(written.getvalue(), mtime=0)
