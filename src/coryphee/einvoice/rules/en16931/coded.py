"""What bears a code that must be one of a list: amounts, parties, addresses, and in one pass all that is in lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from coryphee.einvoice.model import (
    AllowanceCharge,
    Attachment,
    Identifier,
    Invoice,
    InvoiceLine,
    Item,
    Note,
    Party,
    ReferencedDocument,
    VatCategory,
)
from coryphee.einvoice.rulekit import Kind
from coryphee.einvoice.rules.en16931.ordinary import ODD_CODES, ODD_PARTIES
from coryphee.einvoice.rules.en16931.vat_use import VAT, VatUse
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines
from coryphee.einvoice.rules.subjects import DELIVERIES, addresses, describe_in_line


class Written(NamedTuple):
    """A code that the model keeps as a text alone, and the element around it."""

    code: str
    source: object


@dataclass(slots=True)
class LineCodes:
    """What in the lines bears codes.

    units        lines and prices by their unit of measure
    identifiers  the standard identifiers of items that name a scheme
    items        items that name a country of origin
    entries      allowances and charges
    exempted     VAT with a code for its exemption
    documents    documents of lines
    """

    invoice: Invoice
    units: dict[str, list[object]] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    entries: list[AllowanceCharge] = field(default_factory=list)
    exempted: list[VatCategory] = field(default_factory=list)
    documents: list[ReferencedDocument] = field(default_factory=list)

    def measure(self, unit: str | None, measured: object) -> None:
        """Note what is measured in a unit, if it has one."""
        if unit is None:
            return
        found = self.units.get(unit)
        if found is None:
            self.units[unit] = [measured]
        else:
            found.append(measured)


def line_codes(invoice: Invoice) -> LineCodes:
    """Go once through the lines that are not ordinary: the others have a unit and no other code."""
    codes = LineCodes(invoice)
    for line in apart(invoice):
        _gather(line, codes)
    for item in invoice.repeated("item"):
        _gather_item(item, codes)
    return codes


def _gather(line: InvoiceLine, codes: LineCodes) -> None:
    codes.measure(line.unit, line)
    if line.price is not None:
        codes.measure(line.price.base_unit, line.price)
    if line.item is not None:
        _gather_item(line.item, codes)
    if line.allowance_charges:
        codes.entries += line.allowance_charges
    for category in line.vat_categories:
        if category.exemption_code is not None:
            codes.exempted.append(category)
    if line.documents:
        codes.documents += line.documents
    for inner in line.sub_lines:
        _gather(inner, codes)


def _gather_item(item: Item, codes: LineCodes) -> None:
    identifier = item.standard_identifier
    if identifier is not None and identifier.scheme is not None:
        codes.identifiers.append(identifier)
    if item.origin_country is not None:
        codes.items.append(item)


def _units(codes: LineCodes) -> Iterable[tuple[str, list[object]]]:
    for line in (line for taxed in ordinary_lines(codes.invoice).taxed.values() for line in taxed.lines):
        codes.measure(line.unit, line)
        if line.price is not None:
            codes.measure(line.price.base_unit, line.price)
    return codes.units.items()


def _entries(codes: LineCodes) -> Iterable[AllowanceCharge]:
    return chain(codes.invoice.allowance_charges, codes.entries)


def _exempted(codes: LineCodes) -> list[VatCategory]:
    invoice = codes.invoice
    on_lines = (entry for line in apart(invoice) for total in line.vat_totals for entry in total.breakdowns)
    breakdowns = (entry.category for entry in chain(invoice.vat_breakdowns, on_lines))
    entries = (category for entry in _entries(codes) for category in entry.vat_categories)
    written = [
        category
        for category in chain(breakdowns, entries)
        if category is not None and category.exemption_code is not None
    ]
    return [*written, *codes.exempted]


def _documents(codes: LineCodes) -> Iterable[ReferencedDocument]:
    return chain(codes.invoice.additional_documents, codes.documents)


def _attachments(codes: LineCodes) -> list[Attachment]:
    return [entry for document in _documents(codes) for entry in document.attachments if entry.mime_type is not None]


def _objects(codes: LineCodes) -> list[Identifier]:
    objects = (entry.identifier for entry in _documents(codes) if entry.type_code == "130")
    return [identifier for identifier in objects if identifier is not None and identifier.scheme is not None]


def _party_identifiers(parties: list[Party]) -> list[Identifier]:
    return [entry for party in parties for entry in party.identifiers if entry.scheme is not None]


def _registrations(invoice: Invoice) -> list[Identifier]:
    found = [*(party.legal_registration for party in invoice.parties), *invoice.repeated("legal_registration")]
    return [entry for entry in found if entry is not None and entry.scheme is not None]


def _electronic_addresses(parties: list[Party]) -> list[Identifier]:
    return [entry for party in parties for entry in party.electronic_addresses if entry.scheme is not None]


def _locations(invoice: Invoice) -> list[Identifier]:
    return [
        entry for delivery in DELIVERIES.select(invoice) for entry in delivery.locations if entry.scheme is not None
    ]


def _amounts(invoice: Invoice) -> Iterable[object]:
    if invoice.syntax == "cii":
        on_lines = (total for line in apart(invoice) for total in line.vat_totals)
        return [total for total in chain(invoice.vat_totals, on_lines) if total.currency is not None]
    return invoice.amounts_in_other_currencies


def _notes(invoice: Invoice) -> list[Note]:
    """The notes; a note that has two subjects stands for each of them."""
    again = (entry for entry in invoice.repetitions if entry.name == "subject_code")
    return [*invoice.notes, *(Note(subject_code=str(entry.value), source=entry.source) for entry in again)]


def _vat_point_codes(invoice: Invoice) -> list[Written]:
    holders = invoice.vat_breakdowns if invoice.syntax == "cii" else invoice.periods
    return [Written(code, holder.source) for holder in holders for code in holder.vat_point_codes]


def _entry_categories(vat: VatUse) -> list[VatCategory]:
    invoice = vat.invoice
    uses = vat.by_code.values()
    entries = [entry.category for use in uses for entry in use.entries]
    if invoice.syntax == "cii":
        return entries
    breakdowns = (entry for use in uses for entry in (*use.breakdowns, *use.line_breakdowns))
    return [*entries, *(entry.category for entry in breakdowns if entry.category is not None)]


def _line_categories(vat: VatUse) -> list[tuple[VatCategory, list[VatCategory]]]:
    found = [(group.category, group.categories) for use in vat.by_code.values() for group in use.line_groups]
    if vat.invoice.syntax == "cii":
        breakdowns = (entry.category for entry in vat.invoice.vat_breakdowns)
        return [*found, *((category, [category]) for category in breakdowns if category is not None)]
    return [*found, *((category, [category]) for use in vat.by_code.values() for category in use.nested)]


CODES_IN_LINES = Kind("codes in lines", lambda invoice: (line_codes(invoice),), within=ODD_CODES)
"""All that stands in lines and bears codes, gathered once."""

PARTIES = Kind("parties", lambda invoice: (invoice.parties,), within=ODD_PARTIES)
"""All parties together."""

AMOUNTS = Kind("amounts", _amounts)
VAT_POINT_CODES = Kind("VAT point codes", _vat_point_codes)
PARTY_IDENTIFIERS = Kind("identifiers of parties", _party_identifiers, within=PARTIES)
REGISTRATIONS = Kind("legal registrations", _registrations, within=ODD_PARTIES)
ELECTRONIC_ADDRESSES = Kind("electronic addresses", _electronic_addresses, within=PARTIES)
ADDRESSES = Kind("postal addresses", addresses, within=ODD_PARTIES)
LOCATIONS = Kind("delivery locations", _locations, within=ODD_PARTIES)
NOTES = Kind("notes", _notes)
ENTRY_CATEGORIES = Kind("VAT categories of entries", _entry_categories, within=VAT)
LINE_CATEGORIES = Kind("VAT categories of lines", _line_categories, describe_in_line, within=VAT, alike=True)
ENTRIES = Kind("allowances and charges", _entries, describe_in_line, within=CODES_IN_LINES)
EXEMPTIONS = Kind("VAT exemptions", _exempted, describe_in_line, within=CODES_IN_LINES)
OBJECTS = Kind("objects invoiced", _objects, describe_in_line, within=CODES_IN_LINES)
ATTACHMENTS = Kind("attachments", _attachments, describe_in_line, within=CODES_IN_LINES)
ITEMS = Kind("items", lambda codes: codes.items, describe_in_line, within=CODES_IN_LINES)
STANDARD_IDENTIFIERS = Kind(
    "standard identifiers", lambda codes: codes.identifiers, describe_in_line, within=CODES_IN_LINES
)
UNITS = Kind("units of measure", _units, describe_in_line, within=CODES_IN_LINES, alike=True)
