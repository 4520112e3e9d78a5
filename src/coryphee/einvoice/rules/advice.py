"""Advice of our own on what no official rule looks at; never mixed with the law, never a reason to refuse.

Source of each: the registry that gives the number, or plain arithmetic.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from coryphee.einvoice.check_digits import is_french_vat_number, is_gln, is_iban, is_siren, is_siret
from coryphee.einvoice.model import CreditTransfer, Identifier, Invoice, InvoiceLine, Party, Price, TaxRegistration
from coryphee.einvoice.money import CENT, amount, is_plain, round_half_up, written
from coryphee.einvoice.rulekit import Kind, Outcome, RuleSet, once_in_run
from coryphee.einvoice.rules.ordinary_lines import apart, ordinary_lines
from coryphee.einvoice.rules.subjects import INVOICE, LINES, SELLER

ADVICE = RuleSet("advice", "1")

SIREN_LENGTH = 9
_WELL_WITHIN = 0.009


def _parties(invoice: Invoice) -> list[Party]:
    every = (invoice.seller, invoice.buyer, invoice.payee, invoice.tax_representative, invoice.invoicee)
    return [party for party in every if party is not None]


def _identifiers(invoice: Invoice) -> Iterable[Identifier]:
    for party in _parties(invoice):
        yield from party.identifiers
        if party.legal_registration is not None:
            yield party.legal_registration


def _by_scheme(invoice: Invoice) -> dict[str | None, list[Identifier]]:
    """The identifiers of all parties that are not empty."""
    found: dict[str | None, list[Identifier]] = {}
    for entry in _identifiers(invoice):
        if entry.text:
            found.setdefault(entry.known_scheme, []).append(entry)
    return found


def _in_scheme(name: str, scheme: str, length: int | None = None) -> Kind:
    def select(invoice: Invoice) -> Iterable[Identifier]:
        entries = once_in_run(_by_scheme, invoice).get(scheme, ())
        return [entry for entry in entries if length is None or len(_bare(entry.text or "")) == length]

    return Kind(name, select)


def _accounts(invoice: Invoice) -> Iterable[CreditTransfer]:
    return [account for means in invoice.payment_means for account in means.credit_transfers if account.account]


def _french_vat_numbers(invoice: Invoice) -> Iterable[TaxRegistration]:
    return [
        entry
        for party in _parties(invoice)
        for entry in party.tax_registrations
        if entry.vat and entry.identifier and _bare(entry.identifier).startswith("FR")
    ]


def _follow_from_prices(invoice: Invoice) -> bool:
    """Whether all lines are ordinary, and their amounts fit well within the cent: doubles are exact enough for that."""
    if apart(invoice):
        return False
    lines = ordinary_lines(invoice)
    columns = (map(float, column) for column in (lines.amounts, lines.quantities, lines.prices, lines.bases))
    return all(
        -_WELL_WITHIN < found - quantity * price / (base or 1) < _WELL_WITHIN
        for found, quantity, price, base in zip(*columns, strict=True)
    )


LINES_TO_CALCULATE = Kind(LINES.name, LINES.select, LINES.describe, within=Kind("invoice", unless=_follow_from_prices))
SIRENS = _in_scheme("SIREN", "0002", SIREN_LENGTH)
SIRETS = _in_scheme("SIRET", "0009")
GLNS = _in_scheme("GLN", "0088")
ACCOUNTS = Kind("accounts", _accounts)
FRENCH_VAT_NUMBERS = Kind("French VAT numbers", _french_vat_numbers)


@ADVICE.rule("CORYPHEE-SIREN-KEY", over=SIRENS, term="BT-30", severity="warning")
def siren_has_its_check_digit(entry: Identifier) -> Outcome:
    """A SIREN satisfies the formula of Luhn. Source: INSEE."""
    return _judge(entry.text, is_siren)


@ADVICE.rule("CORYPHEE-SIRET-KEY", over=SIRETS, term="BT-29", severity="warning")
def siret_has_its_check_digit(entry: Identifier) -> Outcome:
    """A SIRET satisfies the formula of Luhn, that of La Poste its own. Source: INSEE."""
    return _judge(entry.text, is_siret)


@ADVICE.rule("CORYPHEE-GLN-KEY", over=GLNS, term="BT-29", severity="warning")
def gln_has_its_check_digit(entry: Identifier) -> Outcome:
    """A GLN has thirteen digits, the last of which checks the others. Source: GS1."""
    return _judge(entry.text, is_gln)


@ADVICE.rule("CORYPHEE-VAT-KEY", over=FRENCH_VAT_NUMBERS, term="BT-31", severity="warning")
def vat_number_has_its_key(entry: TaxRegistration) -> Outcome:
    """A French VAT number whose key is two digits has the key that its SIREN gives. Source: CGI, art. 286 ter."""
    number = _bare(entry.identifier or "")
    # Keys with letters follow no published formula.
    return not number[2:4].isdigit() or _judge(number, is_french_vat_number)


@ADVICE.rule("CORYPHEE-VAT-SIREN", over=SELLER, term="BT-31", severity="warning")
def vat_number_is_that_of_the_company(seller: Party) -> Outcome:
    """The French VAT number of the seller (BT-31) ends with its SIREN (BT-30)."""
    registration, number = seller.legal_registration, _bare(seller.vat_number or "")
    siren = _bare(registration.text or "") if registration is not None and registration.known_scheme == "0002" else ""
    if len(siren) != SIREN_LENGTH or not number.startswith("FR") or len(number) != SIREN_LENGTH + 4:
        return True
    return number.endswith(siren) or {"number": number, "siren": siren}


@ADVICE.rule("CORYPHEE-IBAN-KEY", over=ACCOUNTS, term="BT-84", severity="warning")
def iban_has_its_key(account: CreditTransfer) -> Outcome:
    """An IBAN has the check digits that its account number gives. Source: ISO 13616."""
    number = _bare(account.account or "")
    # Elsewhere than in Europe an account may have another kind of number: only what looks like an IBAN is judged.
    return not (number[:2].isalpha() and number[2:4].isdigit()) or _judge(number, is_iban)


@ADVICE.rule("CORYPHEE-LINE-AMOUNT", over=LINES_TO_CALCULATE, term="BT-131", severity="warning")
def line_amount_is_quantity_times_price(line: InvoiceLine) -> Outcome:
    """The amount of a line is quantity x price / base quantity, plus charges, less allowances, to the cent.

    EN 16931 says so of BT-131 and has no rule for it. Files of the direct channel write the price with VAT as the net
    price and the one without VAT as the gross price: an amount that follows from either is right.
    """
    price = line.price
    if price is None or _obviously_right(line, price):
        return True
    found, quantity = amount(line.net_amount), amount(line.quantity)
    if found is None or quantity is None:
        return True
    base = amount(price.base_quantity) or Decimal(1)
    added = sum((amount(entry.amount) or Decimal(0) for entry in line.charges), Decimal(0))
    added -= sum((amount(entry.amount) or Decimal(0) for entry in line.allowances), Decimal(0))
    prices = [value for text in (price.net, price.gross) if (value := amount(text)) is not None]
    expected = [quantity * value / base + added for value in prices]
    if not expected or any(abs(found - exact) <= CENT for exact in expected):
        return True
    return {"found": line.net_amount or "", "expected": written(round_half_up(expected[0]))}


def _obviously_right(line: InvoiceLine, price: Price) -> bool:
    """Nearly every line: plain numbers that fit well within the cent, for which doubles are exact enough."""
    found, quantity, net = line.net_amount, line.quantity, price.net
    if line.allowance_charges or price.base_quantity or found is None or quantity is None or net is None:
        return False
    if not (is_plain(found) and is_plain(quantity) and is_plain(net)):
        return False
    return abs(float(found) - float(quantity) * float(net)) < _WELL_WITHIN


@ADVICE.rule("CORYPHEE-DUE-BEFORE-ISSUE", over=INVOICE, term="BT-9", severity="warning")
def due_date_is_not_before_issue(invoice: Invoice) -> Outcome:
    """The due date (BT-9) is not before the day of issue (BT-2), but for invoices already paid."""
    issued = invoice.issue_date.day if invoice.issue_date is not None else None
    due = invoice.due_date.day if invoice.due_date is not None else None
    if issued is None or due is None or due >= issued:
        return True
    payable = amount(invoice.totals.payable) if invoice.totals is not None else None
    return not payable or {"due": due.isoformat(), "issued": issued.isoformat()}


def _judge(text: str | None, fits: Callable[[str], bool]) -> Outcome:
    number = _bare(text or "")
    return fits(number) or {"number": number}


def _bare(text: str) -> str:
    return "".join(text.split()).upper()
