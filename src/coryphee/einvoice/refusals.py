"""Why a file is not taken: one exception, a closed list of codes, four categories.

    Refused
    ├── malformed   nothing that can be looked at          file.empty
    ├── too_large   more bytes than the limit              file.too_large
    ├── type        not a kind of file that is taken       file.type  file.polyglot  xml.root
    └── content     the right kind, but hostile, broken or without an invoice
        ├── file.*       file.malware  file.unprocessable
        ├── xml.*        dtd  malformed  encoding  depth  nodes  attributes  length  schema
        ├── pdf.*        malformed  encrypted  active  attachment  ambiguous  bomb  limits  no_invoice  order
        ├── zip.*        path  symlink  duplicate  bomb  nested  corrupt  count  empty  encrypted  method
        ├── tar.*        path  link  type  duplicate  bomb  nested  corrupt  count  empty
        └── document.*   unknown  characters

The codes are stable: programs outside compare them, so a code never changes its meaning.
The categories know nothing of HTTP; a door maps them (400, 413, 415, 422). The sentences for people,
in their language, are in `words`; `str(refused)` is one English line for logs and terminals.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Category = Literal["malformed", "too_large", "type", "content"]

CODES: Mapping[str, str] = MappingProxyType(
    {
        "file.empty": "the file is empty",
        "file.too_large": "the file is larger than {limit} bytes",
        "file.type": "not a kind of file that is accepted here ({found})",
        "file.polyglot": "the file is of two kinds at once ({found})",
        "file.malware": "the file carries a known malware signature",
        "file.unprocessable": "the file could not be examined within the limits ({reason})",
        "xml.dtd": "the XML declares a document type (DOCTYPE), which is not accepted",
        "xml.malformed": "the XML is not well formed ({reason})",
        "xml.encoding": "the XML is encoded in {encoding}; UTF-8 is expected, or UTF-16 with a byte order mark",
        "xml.depth": "the XML nests elements deeper than {limit}",
        "xml.nodes": "the XML has more than {limit} elements",
        "xml.attributes": "an XML element has more than {limit} attributes or namespace declarations",
        "xml.length": "an XML attribute or name is longer than {limit} characters",
        "xml.schema": "the XML breaks the schema of its format ({reason})",
        "xml.root": "the root element {root} is not one of an invoice",
        "pdf.malformed": "the PDF is damaged ({reason})",
        "pdf.encrypted": "the PDF is encrypted",
        "pdf.active": "the PDF has active content ({found})",
        "pdf.attachment": "the PDF carries an attachment that is not accepted ({name}: {found})",
        "pdf.ambiguous": "the PDF carries several invoices ({names})",
        "pdf.bomb": "the PDF inflates to more than {limit} bytes",
        "pdf.limits": "the PDF is larger than the limits ({found})",
        "pdf.no_invoice": "the PDF carries no structured invoice",
        "pdf.order": "the PDF carries an order (Order-X: {name}), not an invoice",
        "zip.path": "the archive has an unsafe member name ({member})",
        "zip.symlink": "the archive holds a symbolic link ({member})",
        "zip.duplicate": "the archive holds the same name twice ({member})",
        "zip.bomb": "the archive inflates to more than {limit} bytes, or too much for its size ({member})",
        "zip.nested": "the archive holds another archive ({member})",
        "zip.corrupt": "the archive is damaged ({reason})",
        "zip.count": "the archive holds more than {limit} entries",
        "zip.empty": "the archive holds no file",
        "zip.encrypted": "the archive is encrypted ({member})",
        "zip.method": "the archive uses a compression method that is not accepted ({member})",
        "tar.path": "the archive has an unsafe member name ({member})",
        "tar.link": "the archive holds a link ({member})",
        "tar.type": "the archive holds something that is not a file ({member})",
        "tar.duplicate": "the archive holds the same name twice ({member})",
        "tar.bomb": "the archive inflates to more than {limit} bytes, or too much for its size",
        "tar.nested": "the archive holds another archive ({member})",
        "tar.corrupt": "the archive is damaged ({reason})",
        "tar.count": "the archive holds more than {limit} entries",
        "tar.empty": "the archive holds no file",
        "document.unknown": "the document is not an invoice in a syntax that is read here ({root})",
        "document.characters": "{term} holds a character that no XML can hold ({value})",
    }
)
"""Every code a file can be refused with, and its English line; the names in braces are its parameters."""

_CATEGORIES: Mapping[str, Category] = MappingProxyType(
    {
        "file.empty": "malformed",
        "file.too_large": "too_large",
        "file.type": "type",
        "file.polyglot": "type",
        "xml.root": "type",
    }
)

PARAMETER_LENGTH = 200
"""Characters kept of a parameter: values come from the file and may be as long as its sender likes."""


class Refused(Exception):
    """The file is not taken. `code` is one of CODES; `parameters` are the values its words need, as text.

    Values come from the file and are therefore hostile: they are shortened and rid of control characters here,
    and still need escaping where they are shown.
    """

    def __init__(self, code: str, **parameters: str) -> None:
        if code not in CODES:
            raise ValueError(f"unknown refusal code {code!r}")
        super().__init__(code)
        self.code = code
        self.parameters = {name: printable(value) for name, value in parameters.items()}

    @property
    def category(self) -> Category:
        """What kind of refusal it is, for a door that has to answer with a number."""
        return _CATEGORIES.get(self.code, "content")

    def __str__(self) -> str:
        return f"{self.code}: {CODES[self.code].format_map(_Blank(self.parameters))}"

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, str]]]:
        return _rebuild, (self.code, self.parameters)


class _Blank(dict[str, str]):
    """Parameters of a sentence in which those that nobody gave read as an ellipsis."""

    def __missing__(self, name: str) -> str:
        return "…"


def _rebuild(code: str, parameters: dict[str, str]) -> Refused:
    return Refused(code, **parameters)


def printable(value: str, length: int = PARAMETER_LENGTH) -> str:
    """`value` without control, bidirectional or lone surrogate characters, cut to `length` characters."""
    if len(value) <= length and value.isprintable():
        return value
    # str.isprintable is false for the Unicode categories C* (controls, bidi marks, surrogates) and separators.
    kept = value[: 4 * length]
    if not kept.isprintable():
        kept = "".join(letter if letter.isprintable() else " " for letter in kept)
    return kept if len(kept) <= length else kept[: length - 1] + "…"
