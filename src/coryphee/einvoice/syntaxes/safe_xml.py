"""Reading XML that a stranger sent: no document type, no entities, no network, bounded in every direction.

    root = parse(content)        # an lxml element, or Refused with a code xml.*

Everything that reads an XML file of outside goes through here. lxml alone is not enough: it takes an empty DOCTYPE,
lets a document nest 256 levels (2048 when long texts are allowed) and refuses a legitimate attachment above 10 MB.
The limits cost next to nothing on an ordinary invoice, because a count of bytes first shows which of them the
document could reach at all; only those are then looked at in the tree.
"""

import re
import threading
from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat

from lxml import etree

from coryphee.einvoice.refusals import Refused

MAXIMUM_DEPTH = 100
MAXIMUM_NODES = 500_000
"""Elements, comments and processing instructions of one document."""
MAXIMUM_ATTRIBUTES = 256
"""Attributes of one element, and namespace declarations of one element."""
MAXIMUM_ATTRIBUTE_LENGTH = 100_000
"""Characters of one attribute or name. The text of an element has no limit of its own (BT-125 holds whole files)."""

LONG = 60_000
"""Tags of a document from which on the errors of a schema are counted before they are told: libxml2 numbers the place
of each among its siblings, which takes minutes for a tree with an error in each of a hundred thousand lines."""

_CHUNK = 1 << 16
_LIBXML_TEXT_LENGTH = 9_000_000  # libxml2 refuses texts of 10,000,000 bytes unless told otherwise; keep a margin
_SHORTEST_ATTRIBUTE = len(' a=""')
_RESOURCE_LIMIT = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
_UTF8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii"}

_of_thread = threading.local()
_too_deep = etree.XPath("boolean(" + "/*" * (MAXIMUM_DEPTH + 1) + ")")
_too_many_attributes = etree.XPath(f"boolean(//*[count(@*) > {MAXIMUM_ATTRIBUTES}])")
_attribute_too_long = etree.XPath(f"boolean(//@*[string-length() > {MAXIMUM_ATTRIBUTE_LENGTH}])")
_name_too_long = etree.XPath(f"boolean(//*[string-length(name()) > {MAXIMUM_ATTRIBUTE_LENGTH}])")


def parse(content: bytes, *, depth: bool = True) -> etree._Element:
    """The root element of `content`. Comments and processing instructions stay in the tree; lines are kept.

    White space that only indents is left out of the tree: a tenth of the time of reading and validating. White space
    that is all an element holds stays. With `depth=False` the caller bounds the depth (`refuse_deep`), before anything
    goes down the tree by recursion.

    Raises Refused: xml.dtd, xml.malformed, xml.encoding, xml.depth, xml.nodes, xml.attributes, xml.length.
    The document must be in UTF-8, or in UTF-16 with a byte order mark, and say nothing else of itself.
    """
    text = _checked(content)
    try:
        root = etree.fromstring(text, _own_parser(text))
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    if depth:
        refuse_deep(root)
    _check_tags(text, root)
    return root


def refuse_deep(root: etree._Element) -> None:
    """Raise Refused xml.depth for a tree that nests too deep."""
    if _too_deep(root):
        raise Refused("xml.depth", limit=str(MAXIMUM_DEPTH))


def is_long(content: bytes) -> bool:
    """Whether the errors of a schema are to be counted first."""
    return content.count(b"<") > LONG


def schema_errors(content: bytes, schema: etree.XMLSchema, limit: int) -> list[str]:
    """The first errors of a document against a schema, found while it is parsed again and only as many as asked for.

    The document was parsed before: this way of parsing overlooks an end that is missing.
    """
    text = _as_utf8(content)
    parser = _parser(text, schema)
    try:
        for _ in _fed(parser, text):
            if len(parser.feed_error_log) >= limit:
                break
        else:
            parser.close()
    except etree.XMLSyntaxError:
        pass  # raised for the errors of the schema, which the log holds
    return [error.message or "" for error in islice(parser.feed_error_log, limit)]


def _fed(parser: etree.XMLParser, text: bytes) -> Iterator[None]:
    for position in range(0, len(text), _CHUNK):
        parser.feed(text[position : position + _CHUNK])
        yield


def _checked(content: bytes) -> bytes:
    """`content` in UTF-8 without a document type and without too many nodes."""
    text = _as_utf8(content)
    _refuse_document_type(text)
    if len(text) > MAXIMUM_NODES * len("<a/>"):
        tags = text.count(b"<")
        if tags > MAXIMUM_NODES and tags - text.count(b"</") > MAXIMUM_NODES:
            _count_nodes(text)
    return text


def _own_parser(text: bytes) -> etree.XMLParser:
    """The parser of this thread: shared between threads, one would make them wait for one another."""
    if len(text) > _LIBXML_TEXT_LENGTH:
        return _parser(text)
    parser: etree.XMLParser | None = getattr(_of_thread, "parser", None)
    if parser is None:
        parser = _of_thread.parser = _parser(text)
    return parser


def _parser(text: bytes, schema: etree.XMLSchema | None = None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        remove_blank_text=True,
        huge_tree=len(text) > _LIBXML_TEXT_LENGTH,
        schema=schema,
    )


def _as_utf8(content: bytes) -> bytes:
    """`content` in UTF-8 without byte order mark; its own declaration of an encoding must be true."""
    by_mark = _UTF16_MARKS.get(content[:2])
    if content.startswith(_UTF32_MARKS):
        raise Refused("xml.encoding", encoding="UTF-32")
    if by_mark is not None:
        try:
            text = content[2:].decode(by_mark).encode()
        except UnicodeError:
            raise Refused("xml.malformed", reason="not the UTF-16 that its first bytes announce") from None
        allowed = {"utf-16", by_mark}
    elif b"\x00" in content[:2]:
        raise Refused("xml.encoding", encoding="UTF-16 without a byte order mark")
    else:
        text = content[3:] if content.startswith(_UTF8_MARK) else content
        allowed = _UTF8_NAMES
    declared = _DECLARATION.match(text[:1000])
    name = declared.group(1).decode().lower() if declared else ""
    if name and name not in allowed:
        if name.startswith(("utf-", "utf8", "ucs", "iso-10646")):
            raise Refused("xml.malformed", reason=f"declared as {name}, which it is not")
        raise Refused("xml.encoding", encoding=name)
    return text


def _refuse_document_type(text: bytes) -> None:
    """Walk what may stand before the root element; a DOCTYPE can stand nowhere else."""
    position, end = 0, len(text)
    while True:
        while position < end and text[position] in b" \t\r\n":
            position += 1
        if text.startswith(b"<!--", position):
            position = _after(text, b"-->", position + 4)
        elif text.startswith(b"<?", position):
            position = _after(text, b"?>", position + 2)
        elif text.startswith(b"<!", position):
            raise Refused("xml.dtd")
        else:
            return


def _after(text: bytes, mark: bytes, position: int) -> int:
    found = text.find(mark, position)
    if found < 0:
        raise Refused("xml.malformed", reason="a comment or an instruction has no end")
    return found + len(mark)


def _check_tags(text: bytes, root: etree._Element) -> None:
    if not _has_tag_longer_than(MAXIMUM_ATTRIBUTES * _SHORTEST_ATTRIBUTE, text):
        return
    if text.count(b"=") > MAXIMUM_ATTRIBUTES and (
        _too_many_attributes(root) or (text.count(b"xmlns") > MAXIMUM_ATTRIBUTES and _too_many_declarations(root))
    ):
        raise Refused("xml.attributes", limit=str(MAXIMUM_ATTRIBUTES))
    if _has_tag_longer_than(MAXIMUM_ATTRIBUTE_LENGTH, text) and (_attribute_too_long(root) or _name_too_long(root)):
        raise Refused("xml.length", limit=str(MAXIMUM_ATTRIBUTE_LENGTH))


def _has_tag_longer_than(length: int, text: bytes) -> bool:
    """Whether one may be: no "<" can stand inside a tag, so none is longer than the way from one to the next.

    Of all that are near enough the last is jumped to, so that of a long text little is looked at.
    """
    position, last = text.find(b"<"), text.rfind(b"<")
    while position < last:
        following = text.rfind(b"<", position + 1, position + length + 2)
        if following < 0:
            return True
        position = following
    return len(text) - last > length + 1


def _too_many_declarations(root: etree._Element) -> bool:
    """True when one element declares more namespaces than allowed (what it inherits is not its own)."""
    declared = [0]
    for event, _ in etree.iterwalk(root, events=("start-ns", "start")):
        if event == "start":
            declared[0] = 0
            continue
        declared[0] += 1
        if declared[0] > MAXIMUM_ATTRIBUTES:
            return True
    return False


def _count_nodes(text: bytes) -> None:
    """Refuse, as early as possible, a document of too many nodes or too deep, without building its tree."""
    nodes = depth = 0

    def start(*_: object) -> None:
        nonlocal nodes, depth
        nodes += 1
        depth += 1
        if depth > MAXIMUM_DEPTH:
            raise Refused("xml.depth", limit=str(MAXIMUM_DEPTH))
        if nodes > MAXIMUM_NODES:
            raise Refused("xml.nodes", limit=str(MAXIMUM_NODES))

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def other(*_: object) -> None:
        start()
        end()

    reader = expat.ParserCreate("utf-8")
    reader.StartElementHandler = start
    reader.EndElementHandler = end
    reader.CommentHandler = other
    reader.ProcessingInstructionHandler = other
    try:
        for position in range(0, len(text), 1 << 16):
            reader.Parse(text[position : position + (1 << 16)])
    except expat.ExpatError as error:
        raise Refused("xml.malformed", reason=str(error)) from None


def _refusal(error: etree.XMLSyntaxError) -> Refused:
    message = " ".join((error.msg or "").split())
    if error.code != _RESOURCE_LIMIT:  # type: ignore[attr-defined]  # the stubs do not know it
        return Refused("xml.malformed", reason=message)
    if "depth" in message:
        return Refused("xml.depth", limit=str(MAXIMUM_DEPTH))
    return Refused("xml.length", limit=str(MAXIMUM_ATTRIBUTE_LENGTH))
