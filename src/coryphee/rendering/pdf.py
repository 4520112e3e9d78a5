"""An invoice on paper: PDF/A-3a and PDF/UA-1, tagged, with our own font, the same bytes for the same invoice.

typst sets the page from `template/invoice.typ`, which gets its data as JSON and shows every text as a text: what
stands in a file can never become a command. No system font, no network, no clock.
"""

import datetime as dt
import json
import threading
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import typst

from coryphee.einvoice.model import Invoice
from coryphee.rendering import amounts, contents
from coryphee.rendering.formats import Language, language_of
from coryphee.rendering.glyphs import FONTS, shown
from coryphee.rendering.transfer_code import transfer_code
from coryphee.rendering.words import document_title, word

_TEMPLATE = Path(__file__).parent / "template"
MAXIMUM_LINES = 5_000
"""Lines set at most, some hundred and fifty pages: the typesetter holds the whole table, about 0.13 MB a line."""

_NO_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

_HEADS = (
    "delivery", "lines", "no_lines", "item", "quantity", "price", "vat_rate", "net", "allowances", "reason", "rate",
    "amount", "vat", "category", "taxable", "tax", "totals", "payment", "scan", "notes", "attachments", "file", "about",
    "kind", "size",
)  # fmt: skip
_LONG = 1500  # characters of payment terms above which they may run over to the next page
_CLIPPED, _SHORT = 90, 36  # characters of a text in the foot and in the head of a page
_MARKER, _FRAMES = 0xFF, frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_compiling = threading.Lock()


class TooLong(ValueError):
    """The invoice has more lines than can be set with a bounded memory."""


class UnusableLogo(ValueError):
    """The logo is no PNG or JPEG that can be set."""


def render_pdf(invoice: Invoice, language: str, *, logo: bytes | None = None) -> bytes:
    """Set an invoice as PDF/A-3a in French, English or Italian; any other language reads English.

    `logo` is a PNG, or a JPEG in grey or RGB; otherwise UnusableLogo is raised. Every term of the invoice is on the
    page, up to MAXIMUM_LINES lines; beyond them TooLong is raised. Takes some 30 ms for thirty lines; calls from
    several threads wait for each other.
    """
    speech = language_of(language)
    data = _Texts().of(_content(invoice, speech))
    if logo is not None:
        data |= {"logo": list(logo), "logo_format": _format_of(logo)}
    return _set(data, _moment(invoice), with_logo=logo is not None)


def _set(data: dict[str, Any], moment: dt.datetime, *, with_logo: bool) -> bytes:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        with _compiling:
            made = _compiler().compile(
                sys_inputs={"invoice": written},
                format="pdf",
                pdf_standards=["a-3a", "ua-1"],
                timestamp=moment,
            )
    except typst.TypstError as error:
        if with_logo:
            raise UnusableLogo(str(error)) from error
        raise
    if not isinstance(made, bytes):
        raise TypeError("typst answered with something else than one file")
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(_TEMPLATE / "invoice.typ"), root=str(_TEMPLATE), font_paths=fonts)


class _Texts:
    """Makes every text of a structure fit to be shown, and remembers whether a character was lacking."""

    def __init__(self) -> None:
        self._missing = False

    def of(self, content: dict[str, Any]) -> dict[str, Any]:
        """The content with texts that the font can show, and the remark that explains those it cannot."""
        remark = content.pop("remark")
        code = content.pop("code")
        made: dict[str, Any] = self._clean(content)
        return {**made, "code": code, "remark": remark if self._missing else ""}

    def _clean(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, str):
            text, missing = shown(value)
            self._missing = self._missing or missing
            return text
        if isinstance(value, dict):
            return {name: self._clean(inner) for name, inner in value.items()}
        if isinstance(value, tuple) and hasattr(value, "_asdict"):
            return {name: self._clean(inner) for name, inner in value._asdict().items()}
        if isinstance(value, list | tuple):
            return [self._clean(inner) for inner in value]
        return value


def _content(invoice: Invoice, speech: Language) -> dict[str, Any]:
    """Everything that the template shows, as it stands in the file."""
    heading = document_title(invoice.type_code, speech)
    number = invoice.number or ""
    seller = (invoice.seller.name if invoice.seller else None) or ""
    lines = list(islice(amounts.line_rows(invoice, speech), MAXIMUM_LINES + 1))
    if len(lines) > MAXIMUM_LINES:
        raise TooLong(f"more than {MAXIMUM_LINES} lines")
    payment = contents.payment(invoice, speech)
    title = word("number", speech)
    return {
        "language": speech,
        "title": _clipped(f"{heading} {number}"),
        "heading": heading,
        "heading_number": word("numbered", speech, number=number) if number else "",
        "running": _clipped(f"{heading} {number}", _SHORT),
        "author": _clipped(seller),
        "author_short": _clipped(seller, _SHORT),
        "footer": _footer(invoice),
        "words": {name: word(name, speech) for name in _HEADS},
        "parties": contents.parties(invoice, speech),
        "facts": [fact for fact in contents.heading(invoice, speech) if fact.label != title],
        "references": contents.references(invoice, speech),
        "delivery": contents.delivery(invoice, speech),
        "lines": lines,
        "number_width": min(24, max(6, 3 + 2 * max((len(line.number) for line in lines), default=0))),
        "allowances": amounts.allowance_rows(invoice, speech),
        "vat": amounts.vat_rows(invoice, speech),
        "totals": amounts.totals(invoice, speech),
        "payment": payment,
        "long": sum(len(value) for fact in payment for value in fact.values) > _LONG,
        "code": transfer_code(invoice),
        "notes": contents.notes(invoice, speech),
        "attachments": contents.attachments(invoice, speech),
        "remark": word("by_number", speech),
        "logo": None,
        "logo_format": "",
    }


def _footer(invoice: Invoice) -> list[str]:
    """Who speaks, on every page: name, registration, VAT number of the seller."""
    seller = invoice.seller
    if seller is None:
        return []
    parts = (seller.name, contents.identifier(seller.legal_registration), seller.vat_number)
    return [_clipped(part) for part in [" · ".join(_clipped(part) for part in parts if part)] if part]


def _clipped(text: str, longest: int = _CLIPPED) -> str:
    packed = " ".join(text.split())
    return packed if len(packed) <= longest else packed[: longest - 1] + "…"


def _moment(invoice: Invoice) -> dt.datetime:
    """The date of the file: that of the invoice, so that the same invoice gives the same bytes."""
    day = invoice.issue_date.day if invoice.issue_date else None
    return _NO_DAY if day is None else dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _format_of(logo: bytes) -> str:
    if logo.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if logo.startswith(b"\xff\xd8\xff") and _components(logo) in {1, 3}:
        return "jpg"
    raise UnusableLogo("neither PNG nor JPEG in grey or RGB")


def _components(jpeg: bytes) -> int:
    """The number of colours of a JPEG, from its frame header (ISO/IEC 10918-1, B.2.2); 0 when there is none."""
    at = 2
    while at + 9 < len(jpeg) and jpeg[at] == _MARKER:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            return jpeg[at + 9]
        at += 2 + max(length, 2)
    return 0
