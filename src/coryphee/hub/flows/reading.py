"""What routing and lists need of an invoice, read with care: whatever cannot be read becomes a finding."""

import re
from collections.abc import Callable  # noqa: TC003  in the type of a local variable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from coryphee.einvoice import Invoice
from coryphee.einvoice.model import Party, WrittenDate
from coryphee.einvoice.money import amount
from coryphee.hub.invoices.stored_findings import own

LARGEST_AMOUNT = Decimal("1e13")  # 19 digits, 6 of them decimals
DECIMALS = 6
LONGEST_NUMBER = 100
_FRAME = re.compile(r"[A-Z][0-9]{1,2}")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class PartyIdentifiers:
    """How a party may be found: SIRETs, SIRENs and other identifiers as (scheme, text), without spaces."""

    sirets: tuple[str, ...]
    sirens: tuple[str, ...]
    others: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The identifier to show in a message, "" when there is none."""
        return next(iter((*self.sirets, *self.sirens, *(text for _, text in self.others))), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """The terms of an invoice that the platform works with. Texts are stripped, "" when absent."""

    number: str
    type_code: str
    issue_date: date
    due_date: date | None
    currency: str
    total_without_vat: Decimal
    total_vat: Decimal | None
    total_with_vat: Decimal
    amount_due: Decimal
    service_code: str
    engagement: str
    contract: str
    billing_framework: str
    seller: PartyIdentifiers
    buyer: PartyIdentifiers


def read_terms(invoice: Invoice) -> tuple[Reading | None, list[dict[str, Any]]]:
    """Return the terms, or None and a finding for each one that is missing or cannot be read."""
    totals = invoice.totals
    vat_total = invoice.vat_total or (invoice.vat_totals[0] if invoice.vat_totals else None)
    needed: dict[str, tuple[str, object, Callable[[Any], object]]] = {
        "number": ("BT-1", invoice.number, _number),
        "type_code": ("BT-3", invoice.type_code, _code),
        "issue_date": ("BT-2", invoice.issue_date, _day),
        "currency": ("BT-5", invoice.currency, _currency),
        "total_without_vat": ("BT-109", totals and totals.without_vat, _amount),
        "total_with_vat": ("BT-112", totals and totals.with_vat, _amount),
        "amount_due": ("BT-115", totals and totals.payable, _amount),
    }
    known = {name: read(written) for name, (_, written, read) in needed.items()}
    findings = [
        own("CORYPHEE-TERM-UNREADABLE", term=term, field=term, found=_shown(written))
        for name, (term, written, _) in needed.items()
        if known[name] is None
    ]
    if findings:
        return None, findings
    frame = _text(invoice.business_process).upper()
    more = {
        "due_date": _day(invoice.due_date),
        "total_vat": _amount(vat_total.amount) if vat_total else None,
        "service_code": _service_code(invoice),
        "engagement": _text(invoice.purchase_order),
        "contract": _text(invoice.contract_reference),
        "billing_framework": frame if _FRAME.fullmatch(frame) else "",
        "seller": identifiers(invoice.seller),
        "buyer": identifiers(invoice.buyer),
    }
    assert {field.name for field in fields(Reading)} == {*known, *more}  # noqa: S101  each term is read once
    return Reading(**{**known, **more}), []  # type: ignore[arg-type]


def _service_code(invoice: Invoice) -> str:
    """The service of the recipient: BT-46 with scheme 0224 through a platform, BT-10 on the direct channel."""
    named = [entry for entry in (invoice.buyer.identifiers if invoice.buyer else []) if entry.known_scheme == "0224"]
    return _text(named[0].text) if named else _text(invoice.buyer_reference)


def identifiers(party: Party | None) -> PartyIdentifiers:
    """Gather BT-29/46 and BT-30/47, the legal registration first; addresses and VAT number where these name nobody.

    A VAT number may be that of a VAT group and an electronic address that of a service: neither contradicts a SIRET.
    """
    if party is None:
        return PartyIdentifiers((), (), ())
    found = _Found()
    for identifier in (*([party.legal_registration] if party.legal_registration else []), *party.identifiers):
        found.add(identifier.known_scheme or "", identifier.text, keep=True)
    vat = "".join(_text(party.vat_number).split()).upper()
    french = vat.startswith("FR") and vat[4:].isdecimal() and len(vat) == 13  # noqa: PLR2004  FR, key, SIREN
    if not found.sirets and not found.sirens:
        for address in party.electronic_addresses:
            # The reform's address: SIREN, then a suffix of the receiver's choice.
            found.add(address.known_scheme or "", _text(address.text).partition("_")[0], keep=False)
        if french:
            found.add("", vat[4:], keep=False)
    if vat and not french:
        found.others.append(("0223", vat))
    return PartyIdentifiers(tuple(found.sirets), tuple(found.sirens), tuple(found.others))


# SIREN, SIRET, the reform's electronic address, and no scheme at all. Nine digits of a DUNS number are no SIREN.
_FRENCH_SCHEMES = {"0002", "0009", "0225", ""}


class _Found:
    """Identifiers sorted by kind, each once, in the order of their terms."""

    def __init__(self) -> None:
        self.sirets: list[str] = []
        self.sirens: list[str] = []
        self.others: list[tuple[str, str]] = []

    def add(self, scheme: str, written: str | None, *, keep: bool) -> None:
        """Sort one identifier in; `keep` is for those that may name a party outside France."""
        text = "".join(_text(written).split())
        digits = text.isascii() and text.isdecimal() and scheme in _FRENCH_SCHEMES
        if digits and len(text) == 14:  # noqa: PLR2004  digits of a SIRET
            self._once(self.sirets, text)
        elif digits and len(text) == 9:  # noqa: PLR2004  digits of a SIREN
            self._once(self.sirens, text)
        elif text and keep:
            self._once(self.others, (scheme, text))

    @staticmethod
    def _once(kind: list[Any], identifier: Any) -> None:  # noqa: ANN401  a number, or a scheme with one
        if identifier not in kind:
            kind.append(identifier)


def _text(written: str | None) -> str:
    return (written or "").strip()


def _number(written: str | None) -> str | None:
    text = _text(written)
    return text if 0 < len(text) <= LONGEST_NUMBER else None


def _code(written: str | None) -> str | None:
    text = _text(written)
    return text if 0 < len(text) <= 4 else None  # noqa: PLR2004  codes of UNTDID 1001 have three digits


def _currency(written: str | None) -> str | None:
    text = _text(written).upper()
    return text if _CURRENCY.fullmatch(text) else None


def _day(written: WrittenDate | None) -> date | None:
    return written.day if written else None


def _amount(written: str | None) -> Decimal | None:
    value = amount(written)
    if value is None or abs(value) >= LARGEST_AMOUNT:
        return None
    return value if value == round(value, DECIMALS) else None


def _shown(written: object) -> str:
    text = written.text if isinstance(written, WrittenDate) else written
    return str(text or "")[:60]
