"""Screening a PDF: nothing that acts, nothing hidden, nothing that unfolds without end.

The objects are walked as a viewer would read them (names decoded, object streams opened), never searched as bytes:
`/J#61vaScript` in a compressed object stream is found like any other. Call it in a process that may die of it
(`screening_process`): qpdf itself inflates object streams before anybody can count.
"""

import re
from collections.abc import Iterator

import pikepdf

from coryphee.einvoice.facturx.read import Attachment, attachments_in, invoice_of, open_pdf
from coryphee.einvoice.facturx.streams import Budget, inflate
from coryphee.einvoice.refusals import Refused

MAXIMUM_OBJECTS = 200_000
MAXIMUM_PAGES = 10_000
MAXIMUM_PIXELS = 400_000_000
"""Of one image: an A4 page at 2400 dots per inch has 556 million, at 1200 a quarter of that."""

_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
}
_ACTIVE_SUBTYPES = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/PS"}
_OPENING_ACTIONS = {"/GoTo", "/Named"}
_TRIGGERS = set("/E /X /D /U /Fo /Bl /PO /PC /PV /PI /O /C /K /F /V /WC /WS /DS /WP /DP".split())  # noqa: SIM905
_ACTIVE_SCHEMES = re.compile(r"[\x00-\x20]*(javascript|vbscript|data|file|smb):|[\x00-\x20]*\\\\", re.IGNORECASE)
# Objects are printed by qpdf in one call, which is fast; only those in which one of these names stands are walked.
_SUSPECT = re.compile(
    rb"/(?:JS|JavaScript|AA|XFA|OpenAction|URI|EF|PS|3D|Screen|Launch|SubmitForm|ImportData|GoTo[A-Z0-9]\w*|Rendition"
    rb"|Movie|Sound|RichMedia\w*|Image)\b"
)

_EXECUTABLE_STARTS = {
    b"MZ": "Windows program",
    b"\x7fELF": "Linux program",
    b"\xca\xfe\xba\xbe": "Java or macOS program",
    b"\xcf\xfa\xed\xfe": "macOS program",
    b"\xce\xfa\xed\xfe": "macOS program",
    b"#!": "script",
    b"L\x00\x00\x00\x01\x14\x02\x00": "Windows shortcut",
    b"Rar!": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",
}
_EXECUTABLE_NAME = re.compile(
    r"\.(exe|com|scr|pif|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|dll|cpl|lnk|reg|jar|class|sh|py|app|dmg"
    r"|apk|iso|img|xlsm|docm|pptm|xlam|html?|xhtml|svg|zip|rar|7z|tar|gz|tgz)[\s.]*$",
    re.IGNORECASE,
)
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")
_NESTED_PDF = 2


def screen_pdf(content: bytes, depth: int = 0) -> bytes | None:
    """Refuse a PDF that is hostile or damaged; else the bytes of the invoice it carries, None when it carries none.

    Raises Refused: pdf.malformed, pdf.encrypted, pdf.active, pdf.attachment, pdf.ambiguous, pdf.bomb, pdf.limits.
    """
    with open_pdf(content) as pdf:
        if len(pdf.objects) > MAXIMUM_OBJECTS:
            raise Refused("pdf.limits", found=f"more than {MAXIMUM_OBJECTS} objects")
        _check_pages(pdf)
        budget = Budget()
        attached = _check_objects(pdf, budget)
        for attachment in attached.values():
            _check_attachment(attachment, budget, depth)
        if any("loop detected" in str(warning) for warning in pdf.get_warnings()):
            raise Refused("pdf.malformed", reason="its table of objects turns in a circle")
        return _invoice(pdf, budget)


def _invoice(pdf: pikepdf.Pdf, budget: Budget) -> bytes | None:
    try:
        found = invoice_of(pdf, budget)
    except Refused as refused:
        if refused.code == "pdf.order":
            return None  # harmless: whoever reads the document says that it is an order
        raise
    return found[1] if found else None


def _check_pages(pdf: pikepdf.Pdf) -> None:
    """Walk the page tree with our own feet: qpdf copies a page that stands in it a hundred thousand times."""
    waiting, branches, pages = [pdf.Root.get("/Pages")], set(), 0
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            pages += 1
            continue
        if node.objgen in branches:
            raise Refused("pdf.malformed", reason="its page tree turns in a circle")
        if node.objgen != (0, 0):
            branches.add(node.objgen)
        if pages + len(waiting) + len(kids) > MAXIMUM_PAGES:
            raise Refused("pdf.limits", found=f"more than {MAXIMUM_PAGES} pages")
        waiting.extend(kids)
    if pages == 0:
        raise Refused("pdf.malformed", reason="it has no page")


def _check_objects(pdf: pikepdf.Pdf, budget: Budget) -> dict[tuple[int, int], Attachment]:
    """Look at every object, referenced or not; the attached files that were met, by the number of their stream."""
    attached: dict[tuple[int, int], Attachment] = {}
    plain: list[pikepdf.Stream] = []
    for top in (pdf.trailer, *pdf.objects):
        dictionary = top
        if isinstance(top, pikepdf.Stream):
            dictionary = top.stream_dict
            if dictionary.get("/Type") == "/EmbeddedFile":
                attached.setdefault(top.objgen, Attachment("", "", top))
            elif dictionary.get("/Subtype") != "/Image":
                plain.append(top)
        elif not isinstance(top, pikepdf.Dictionary | pikepdf.Array):
            continue
        if _SUSPECT.search(dictionary.unparse(resolved=True)):
            for inner in _dictionaries(dictionary):
                _check_dictionary(inner)
                attached.update((attachment.stream.objgen, attachment) for attachment in attachments_in(inner))
    for stream in plain:
        if stream.objgen not in attached:
            inflate(stream, budget, keep=False)
    return attached


def _dictionaries(top: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The dictionary or array `top` with those that stand directly in it; what it refers to is met by itself."""
    waiting: list[object] = [top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            waiting.extend(_direct(value) for _, value in node.items())
        elif isinstance(node, pikepdf.Array):
            waiting.extend(_direct(value) for value in node)


def _direct(value: object) -> object:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Array):
        return None if value.is_indirect else value
    return None


def _check_dictionary(found: pikepdf.Dictionary) -> None:
    script = found.get("/JS")
    if isinstance(script, pikepdf.String | pikepdf.Stream) or isinstance(found.get("/JavaScript"), pikepdf.Dictionary):
        raise Refused("pdf.active", found="JavaScript")
    if isinstance(found.get("/XFA"), pikepdf.Array | pikepdf.Stream):
        raise Refused("pdf.active", found="XFA form")
    if _is_active_name(found.get("/S"), _ACTIONS):
        raise Refused("pdf.active", found=str(found["/S"]).removeprefix("/"))
    if _is_active_name(found.get("/Subtype"), _ACTIVE_SUBTYPES):
        raise Refused("pdf.active", found=str(found["/Subtype"]).removeprefix("/"))
    triggers = found.get("/AA")
    # A font may be called /AA; what an additional-actions dictionary holds is known.
    if isinstance(triggers, pikepdf.Dictionary) and any(key in _TRIGGERS for key in triggers.keys()):  # noqa: SIM118
        raise Refused("pdf.active", found="automatic action")
    opening = found.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and not _is_active_name(opening.get("/S"), _OPENING_ACTIONS):
        raise Refused("pdf.active", found="action on opening")
    address = found.get("/URI")
    if isinstance(address, pikepdf.String) and _ACTIVE_SCHEMES.match(str(address)):
        raise Refused("pdf.active", found="link that runs or opens a file")
    if found.get("/Subtype") == "/Image":
        _check_image(found)


def _is_active_name(value: object, names: set[str]) -> bool:
    return isinstance(value, pikepdf.Name) and str(value) in names


def _check_image(found: pikepdf.Dictionary) -> None:
    width, height = found.get("/Width", 0), found.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > MAXIMUM_PIXELS:
        raise Refused("pdf.limits", found=f"an image of {width} by {height} pixels")


def _check_attachment(attachment: Attachment, budget: Budget, depth: int) -> None:
    """Refuse programs and archives, by content first: a name promises nothing."""
    content = inflate(attachment.stream, budget)
    name = attachment.name
    for start, kind in _EXECUTABLE_STARTS.items():
        if content.startswith(start):
            raise Refused("pdf.attachment", name=name, found=kind)
    if content.startswith(b"PK") and not any(mark in content[:4096] for mark in _OFFICE):
        raise Refused("pdf.attachment", name=name, found="archive")
    if _EXECUTABLE_NAME.search(name):
        raise Refused("pdf.attachment", name=name, found="kind of file that can run")
    if name.lower().endswith(".xml") and not content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        raise Refused("pdf.attachment", name=name, found="not XML")
    if content.startswith(b"%PDF-"):
        if depth + 1 >= _NESTED_PDF:
            raise Refused("pdf.attachment", name=name, found="PDF in a PDF in a PDF")
        screen_pdf(content, depth + 1)
