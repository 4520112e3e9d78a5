"""What keeps a PDF from being an archive file: the structure that ISO 19005-3 asks for, looked at object by object.

This is no proof that a file is PDF/A: widths of glyphs, character maps and colour profiles are taken on trust from who
claims to have made one. It is a sieve: what is found here is certainly wrong, and what the sieve does not know it
counts as wrong. Call it on files that were screened.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from coryphee.einvoice.facturx.streams import Budget, filters_of, inflate

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_FILTERS = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/RunLengthDecode", "/ASCIIHexDecode", "/ASCII85Decode"}
_BLENDS = set(
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight "  # noqa: SIM905 - a list of names reads better in a row
    "/Difference /Exclusion /Hue /Saturation /Color /Luminosity".split()
)
_ACTIONS = {"/GoTo", "/URI", "/Named"}
_MOVES = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_ANNOTATIONS = {"/Link", "/Widget", "/Text", "/FreeText", "/Stamp", "/Highlight", "/Underline"}
_SPECIFIED = {"/AFRelationship", "/F", "/UF"}
_PRINT, _HIDDEN = 4, 1 | 2 | 32 | 256  # flags of an annotation (ISO 32000-1, 12.5.3)
_CMYK_OR_INLINE = re.compile(rb"(?<![^\s\])>])(?:[kK]|BI)(?![^\s/\[(<%])|CMYK")
_CMYK_OPERATORS = {"k", "K"}


class Fault(NamedTuple):
    """One obstacle: a code of FAULTS and what it was found on, "" when there is nothing to name."""

    code: str
    found: str = ""


FAULTS = (
    "action", "annotation", "attachment", "claim", "colour", "filter", "font", "form", "graphics", "image", "intent",
    "layers", "signature",
)  # fmt: skip
"""What can stand in the way; "claim" is the lack of a claim to be PDF/A, which nobody but its maker can make."""


def archive_faults(pdf: pikepdf.Pdf) -> list[Fault]:
    """The obstacles in the order found, each once; none means that the structure is that of PDF/A-3b."""
    return list(dict.fromkeys(_faults(pdf)))


def _faults(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    yield from _catalogue(pdf)
    components = _intended_components(pdf)
    if components is None:
        yield Fault("intent")
    listed = pdf.Root.get("/AF")
    associated = {entry.objgen for entry in listed} - {(0, 0)} if isinstance(listed, pikepdf.Array) else set()
    cmyk = components == 4  # noqa: PLR2004 - cyan, magenta, yellow, black
    for top in pdf.objects:
        for found in _dictionaries(top):
            yield from _dictionary(found)
            if "/EF" in found and not (found.objgen in associated and _is_specified(found)):
                yield Fault("attachment", str(found.get("/UF", found.get("/F", ""))))
            if not cmyk and _names_cmyk(found):
                yield Fault("colour", "CMYK")
        if isinstance(top, pikepdf.Stream):
            yield from _stream(top)
    if not cmyk and any(_paints_cmyk(pdf, painted) for painted in list(_content_streams(pdf))):
        yield Fault("colour", "CMYK")


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    root = pdf.Root
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        if "/XFA" in form or form.get("/NeedAppearances", False):
            yield Fault("form")
        if int(form.get("/SigFlags", 0)):
            yield Fault("signature")
    if "/Perms" in root:
        yield Fault("signature")
    if "/OCProperties" in root:
        yield Fault("layers")
    if "/AA" in root or "/Requirements" in root:
        yield Fault("action")


def _intended_components(pdf: pikepdf.Pdf) -> int | None:
    """How many components the colours of the output intent have, None without one."""
    for intent in pdf.Root.get("/OutputIntents", []):
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == "/GTS_PDFA1" and isinstance(profile, pikepdf.Stream):
            return int(profile.get("/N", 0))
    return None


def _dictionaries(top: object) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries of an object with those that stand directly in it; what it refers to is met by itself."""
    waiting = [top.stream_dict if isinstance(top, pikepdf.Stream) else top]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            waiting.extend(value for _, value in node.items() if _is_direct(value))
        elif isinstance(node, pikepdf.Array):
            waiting.extend(value for value in node if _is_direct(value))


def _is_direct(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _dictionary(found: pikepdf.Dictionary) -> Iterator[Fault]:
    subtype = found.get("/Subtype")
    if found.get("/Type") == "/Font" and "/BaseFont" in found:
        yield from _font(found)
    if subtype == "/Image" and (found.get("/Interpolate", False) or "/Alternates" in found or "/OPI" in found):
        yield Fault("image")
    if _is_foreign_graphics(found):
        yield Fault("graphics")
    if "/Rect" in found and subtype is not None:
        yield from _annotation(found)
    yield from _actions(found)


def _is_foreign_graphics(found: pikepdf.Dictionary) -> bool:
    """PostScript, references to other files, transfer functions, blend modes that no part of ISO 32000 knows."""
    subtype, blend = found.get("/Subtype"), found.get("/BM")
    if subtype == "/PS" or (subtype == "/Form" and any(key in found for key in ("/Ref", "/OPI", "/PS"))):
        return True
    # The name TR alone also stands in the role maps of tagged files, for a row of a table.
    if not isinstance(found.get("/TR", found), pikepdf.Name) and "/TR" in found:
        return True
    if found.get("/TR") == "/Identity" or found.get("/TR2", "/Default") != "/Default" or "/HTP" in found:
        return True
    return blend is not None and not (isinstance(blend, pikepdf.Name) and str(blend) in _BLENDS)


def _actions(found: pikepdf.Dictionary) -> Iterator[Fault]:
    if isinstance(found.get("/AA"), pikepdf.Dictionary):
        yield Fault("action")
    for key in ("/A", "/OpenAction"):
        action = found.get(key)
        # The elements of a tagged file keep their attributes under the same name.
        if isinstance(action, pikepdf.Dictionary) and "/O" not in action and not _is_harmless(action):
            yield Fault("action", str(action.get("/S", "")).removeprefix("/"))


def _is_specified(found: pikepdf.Dictionary) -> bool:
    """Whether an attachment says its name, its role and its kind (ISO 19005-3, 6.8)."""
    streams = found["/EF"]
    held = streams.get("/F") if isinstance(streams, pikepdf.Dictionary) else None
    kind = held.get("/Subtype") if isinstance(held, pikepdf.Stream) else None
    return set(found.keys()) >= _SPECIFIED and "/" in str(kind or "").removeprefix("/")


def _font(font: pikepdf.Dictionary) -> Iterator[Fault]:
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    subtype = font.get("/Subtype")
    if subtype == "/Type0":
        encoding = font.get("/Encoding")
        if not isinstance(encoding, pikepdf.Stream) and encoding not in ("/Identity-H", "/Identity-V"):
            yield Fault("font", name)
        return  # the descendant, which has a descriptor, is met by itself
    descriptor = font.get("/FontDescriptor")
    embedded = isinstance(descriptor, pikepdf.Dictionary) and any(
        isinstance(descriptor.get(key), pikepdf.Stream) for key in _PROGRAMS
    )
    if not embedded or (subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font):
        yield Fault("font", name)


def _annotation(found: pikepdf.Dictionary) -> Iterator[Fault]:
    subtype = found.get("/Subtype")
    if subtype == "/Popup":
        return
    flags = int(found.get("/F", 0))
    bare = subtype != "/Link" and not isinstance(found.get("/AP"), pikepdf.Dictionary)
    unseen = not flags & _PRINT or flags & _HIDDEN
    if str(subtype) not in _ANNOTATIONS or bare or unseen:
        yield Fault("annotation", str(subtype).removeprefix("/"))
    if subtype == "/Widget" and ("/A" in found or "/AA" in found):
        yield Fault("action")


def _is_harmless(action: pikepdf.Dictionary) -> bool:
    kind = str(action.get("/S", ""))
    moves = kind != "/Named" or str(action.get("/N", "")) in _MOVES
    return kind in _ACTIONS and moves and "/Next" not in action


def _stream(stream: pikepdf.Stream) -> Iterator[Fault]:
    if "/F" in stream.stream_dict or not set(filters_of(stream)) <= _FILTERS:
        yield Fault("filter", ", ".join(filters_of(stream)).replace("/", ""))


def _names_cmyk(found: pikepdf.Dictionary) -> bool:
    return any(_is_cmyk(value) for _, value in found.items())


def _is_cmyk(value: object) -> bool:
    if isinstance(value, pikepdf.Name):
        return value == "/DeviceCMYK"
    return isinstance(value, pikepdf.Array) and any(
        isinstance(entry, pikepdf.Name) and entry == "/DeviceCMYK" for entry in value
    )


def _content_streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Everything that paints: pages, forms, tiling patterns, glyphs of Type 3 fonts."""
    for page in pdf.pages:
        yield page.obj
    for top in pdf.objects:
        if isinstance(top, pikepdf.Stream) and (top.get("/Subtype") == "/Form" or top.get("/PatternType") == 1):
            yield top
        elif isinstance(top, pikepdf.Dictionary) and isinstance(top.get("/CharProcs"), pikepdf.Dictionary):
            yield from (glyph for _, glyph in top.CharProcs.items())


def _paints_cmyk(pdf: pikepdf.Pdf, painted: pikepdf.Object) -> bool:
    """Whether a content stream sets a colour in CMYK; inline images, which may hide one, count too."""
    contents = painted.get("/Contents") if isinstance(painted, pikepdf.Dictionary) else painted
    streams = contents if isinstance(contents, pikepdf.Array) else [] if contents is None else [contents]
    budget = Budget()
    text = b"\n".join(inflate(stream, budget) for stream in streams if isinstance(stream, pikepdf.Stream))
    if _CMYK_OR_INLINE.search(text) is None:
        return False
    # It may stand in a text only: read operator by operator.
    for instruction in pikepdf.parse_content_stream(pdf.make_stream(text)):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return True
        if str(instruction.operator) in _CMYK_OPERATORS or any(_is_cmyk(value) for value in instruction.operands):
            return True
    return False
