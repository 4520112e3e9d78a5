"""The read view: an invoice as a person reads it, on screen and on paper.

The answer is a fragment of HTML without scripts, styles or links: classes only, everything from the file escaped.
Headings begin at h3, for a page that has an h1 and a panel with an h2.
"""

from collections.abc import Iterator
from itertools import islice

from coryphee.einvoice.model import (
    AllowanceCharge,
    Identifier,
    Invoice,
    InvoiceLine,
    Note,
    Party,
    PaymentMeans,
    Period,
    PostalAddress,
    VatBreakdown,
)
from coryphee.einvoice.money import amount
from coryphee.rendering.formats import Language, day, money, number, percent
from coryphee.rendering.html import Html, facts, folded, join, lines, section, table, tag
from coryphee.rendering.words import document_type, note_subject, payment_means, unit, vat_category, word

LINES_OPEN = 20
"""Lines seen at once; further ones are folded, so that the totals stay near."""

LINES_SHOWN = 500
"""A page of more lines than this helps nobody; the file has them all."""

_LANGUAGES: dict[str, Language] = {"en": "en", "fr": "fr", "it": "it"}


def read_view(invoice: Invoice, language: str) -> str:
    """Show an invoice in French, English or Italian ("fr-fr" counts as "fr"; other languages read English)."""
    speech = _LANGUAGES.get(language[:2].lower(), "en")
    parts = [
        _heading(invoice, speech),
        section(word("parties", speech), _parties(invoice, speech)),
        section(word("references", speech), _references(invoice, speech), class_="half"),
        section(word("delivery", speech), _delivery(invoice, speech), class_="half"),
        section(word("lines", speech), _lines(invoice, speech)),
        section(word("allowances", speech), _allowances(invoice, speech)),
        section(word("vat", speech), _vat(invoice, speech)),
        section(word("totals", speech), _totals(invoice, speech), class_="half totals-part"),
        section(word("payment", speech), _payment(invoice, speech), class_="half payment-part"),
        section(word("notes", speech), _notes(invoice.notes, speech)),
        section(word("attachments", speech), _attachments(invoice, speech)),
    ]
    return tag("article", join(parts), class_="read-view", lang=speech)


def _heading(invoice: Invoice, speech: Language) -> Html:
    return facts(
        [
            (word("type", speech), document_type(invoice.type_code, speech)),
            (word("number", speech), _mono(invoice.number)),
            (word("issued", speech), day(invoice.issue_date, speech)),
            (word("due", speech), lines(day(date, speech) for date in invoice.due_dates)),
            (word("vat_point", speech), lines(day(date, speech) for date in invoice.vat_point_dates)),
            (word("currency", speech), invoice.currency),
            (word("framework", speech), _mono(invoice.business_process)),
        ],
        class_="facts heading",
    )


def _parties(invoice: Invoice, speech: Language) -> Html:
    shown = [
        ("seller", invoice.seller),
        ("buyer", invoice.buyer),
        ("payee", invoice.payee),
        ("representative", invoice.tax_representative),
        ("invoicee", invoice.invoicee),
    ]
    cards = [_party(word(name, speech), party, speech) for name, party in shown if party is not None]
    return tag("div", join(cards), class_="parties") if cards else Html("")


def _party(title: str, party: Party, speech: Language) -> Html:
    contact = party.contact
    reach = [contact.name, contact.department, contact.telephone, contact.email] if contact else []
    known = facts(
        [
            (word("trade_name", speech), party.trade_name),
            (word("address", speech), _address(party.address or party.registered_address)),
            (word("registration", speech), _identifier(party.legal_registration)),
            (word("identifiers", speech), lines(_identifier(identifier) for identifier in party.identifiers)),
            (word("vat_number", speech), _mono(party.vat_number)),
            (word("tax_number", speech), _mono(party.tax_number)),
            (word("electronic", speech), lines(_identifier(address) for address in party.electronic_addresses)),
            (word("contact", speech), lines(reach)),
            (word("legal", speech), party.legal_information),
        ]
    )
    name = tag("p", tag("b", party.name), class_="name") if party.name else Html("")
    return tag("div", join([tag("h4", title), name, known]), class_="party")


def _references(invoice: Invoice, speech: Language) -> Html:
    tenders = [_identifier(reference.identifier) for reference in invoice.tender_references]
    earlier = [
        join([preceding.number or "", day(preceding.issue_date, speech)], ", ")
        for preceding in invoice.preceding_invoices
    ]
    contract = join([invoice.contract_reference or "", invoice.contract_type or ""], ", ")
    return facts(
        [
            (word("service", speech), _mono(invoice.buyer_reference)),
            (word("supplier_service", speech), _mono(invoice.issuer_reference)),
            (word("order", speech), _mono(invoice.purchase_order)),
            (word("contract", speech), contract),
            (word("sales_order", speech), _mono(invoice.sales_order)),
            (word("project", speech), _mono(invoice.project_reference)),
            (word("tender", speech), lines(tenders)),
            (word("object", speech), _identifier(invoice.invoiced_object)),
            (word("receipt", speech), _mono(invoice.receiving_advice)),
            (word("despatch", speech), _mono(invoice.despatch_advice)),
            (word("accounting", speech), _mono(invoice.accounting_reference)),
            (word("preceding", speech), lines(earlier)),
        ]
    )


def _delivery(invoice: Invoice, speech: Language) -> Html:
    shown = []
    for delivery in invoice.deliveries:
        shown += [
            (word("delivered_on", speech), day(delivery.date, speech)),
            (word("delivered_to", speech), delivery.recipient),
            (word("address", speech), _address(delivery.address)),
            (word("place", speech), lines(_identifier(location) for location in delivery.locations)),
        ]
    shown += [(word("period", speech), _period(period, speech)) for period in invoice.periods]
    return facts(shown)


def _lines(invoice: Invoice, speech: Language) -> Html:
    if not invoice.lines:
        return tag("p", word("no_lines", speech), class_="muted")
    heads = [
        (word("item", speech), "key"),
        (word("quantity", speech), "amount fact"),
        (word("price", speech), "amount fact"),
        (word("vat_rate", speech), "amount fact"),
        (word("net", speech), "amount key"),
    ]
    shown = islice(_with_sub_lines(invoice.lines), LINES_SHOWN)
    rows = [_line(line, invoice.currency, speech) for line in shown]
    parts = [table(word("lines", speech), heads, rows[:LINES_OPEN])]
    if further := rows[LINES_OPEN:]:
        title = word("further_line" if len(further) == 1 else "further_lines", speech, count=str(len(further)))
        parts.append(folded(title, table(title, heads, further)))
    left = sum(1 for _ in _with_sub_lines(invoice.lines)) - len(rows)
    if left:
        parts.append(tag("p", word("more_lines", speech, count=number(str(left), speech)), class_="muted"))
    return join(parts)


def _with_sub_lines(found: list[InvoiceLine]) -> Iterator[InvoiceLine]:
    waiting = list(reversed(found))
    while waiting:
        line = waiting.pop()
        yield line
        waiting.extend(reversed(line.sub_lines))


def _line(line: InvoiceLine, currency: str | None, speech: Language) -> list[str]:
    item, price = line.item, line.price
    base = ""
    if price is not None and price.base_quantity and number(price.base_quantity, speech) != "1":
        base = word("per", speech, quantity=_quantity(price.base_quantity, price.base_unit, speech))
    rates = [percent(category.rate, speech) or (category.code or "") for category in line.vat_categories]
    return [
        _item(line, currency, speech) if item is not None else _mono(line.identifier),
        _quantity(line.quantity, line.unit, speech),
        lines([money(price.net, currency, speech), base]) if price is not None else "",
        lines(rates),
        money(line.net_amount, currency, speech),
    ]


def _item(line: InvoiceLine, currency: str | None, speech: Language) -> Html:
    item = line.item
    if item is None:
        return Html("")
    numbers = [
        item.seller_identifier,
        item.buyer_identifier,
        item.standard_identifier and item.standard_identifier.text,
    ]
    details = [
        *item.descriptions,
        *(
            word("property", speech, label=attribute.name or "…", value=attribute.value or "…")
            for attribute in item.attributes
        ),
        join([known for known in numbers if known], " · "),
        _period(line.period, speech),
        *line.notes,
        *(
            join([_kind(entry, speech), *entry.reasons, money(entry.amount, currency, speech)], " · ")
            for entry in line.allowance_charges
        ),
    ]
    label = join([line.identifier or "", item.name or ""], " · ")
    return join([tag("b", label), _small(lines(details))])


def _allowances(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("reason", speech), "key"),
        (word("rate", speech), "amount fact"),
        (word("vat_rate", speech), "amount fact"),
        (word("amount", speech), "amount key"),
    ]
    rows = [
        [
            join([_kind(entry, speech), *entry.reasons], " · "),
            percent(entry.percentage, speech),
            lines(percent(category.rate, speech) or category.code for category in entry.vat_categories),
            money(entry.amount, invoice.currency, speech),
        ]
        for entry in invoice.allowance_charges
    ]
    return table(word("allowances", speech), heads, rows)


def _vat(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("category", speech), "key"),
        (word("rate", speech), "amount fact"),
        (word("taxable", speech), "amount fact"),
        (word("tax", speech), "amount key"),
    ]
    rows = [_breakdown(breakdown, invoice.currency, speech) for breakdown in invoice.vat_breakdowns]
    return table(word("vat", speech), heads, rows)


def _breakdown(breakdown: VatBreakdown, currency: str | None, speech: Language) -> list[str]:
    category = breakdown.category
    treatment: str = ""
    if category is not None:
        reasons = lines([category.exemption_reason, category.exemption_code])
        treatment = join([vat_category(category.code, speech), _small(reasons)])
    return [
        treatment,
        percent(category.rate, speech) if category is not None else "",
        money(breakdown.taxable_amount, currency, speech),
        money(breakdown.tax_amount, currency, speech),
    ]


def _totals(invoice: Invoice, speech: Language) -> Html:
    totals, currency = invoice.totals, invoice.currency
    vat = [(word("vat_total", speech), money(total.amount, total.currency, speech)) for total in invoice.vat_totals]
    if totals is None:
        return facts(vat, class_="facts totals")
    return facts(
        [
            (word("line_total", speech), money(totals.line_total, currency, speech)),
            (word("allowance_total", speech), money(totals.allowance_total, currency, speech)),
            (word("charge_total", speech), money(totals.charge_total, currency, speech)),
            (word("without_vat", speech), money(totals.without_vat, currency, speech)),
            *vat,
            (word("with_vat", speech), _strong(money(totals.with_vat, currency, speech))),
            (word("paid", speech), money(totals.paid, currency, speech)),
            (word("rounding", speech), money(totals.rounding, currency, speech)),
            (word("payable", speech), _strong(money(totals.payable, currency, speech))),
        ],
        class_="facts totals",
    )


def _payment(invoice: Invoice, speech: Language) -> Html:
    debit = invoice.direct_debit
    shown: list[tuple[str, str | None]] = []
    for means in invoice.payment_means:
        shown += _means(means, speech)
    shown += [(word("remittance", speech), lines(invoice.remittance_information))]
    if debit is not None:
        shown += [
            (word("mandate", speech), _mono(debit.mandate)),
            (word("creditor", speech), _mono(debit.creditor)),
            (word("debited", speech), _mono(debit.debited_account)),
        ]
    shown += [(word("terms", speech), lines(text for terms in invoice.payment_terms for text in terms.texts))]
    return facts(shown)


def _means(means: PaymentMeans, speech: Language) -> list[tuple[str, str | None]]:
    shown: list[tuple[str, str | None]] = [
        (word("means", speech), lines([payment_means(means.code, speech), means.text]))
    ]
    for transfer in means.credit_transfers:
        account = _mono(transfer.account or transfer.proprietary_account)
        shown.append((word("account", speech), lines([account, transfer.account_name])))
        shown.append((word("bank", speech), _mono(transfer.provider)))
    if means.card is not None:
        shown.append((word("card", speech), lines([means.card.number, means.card.holder])))
    return shown


def _notes(notes: list[Note], speech: Language) -> Html:
    written = []
    for note in notes:
        subject = note_subject(note.subject_code, speech)
        if note.text:
            label = tag("b", subject) if subject else Html("")
            written.append(tag("p", join([label, lines(note.text.splitlines())], " ")))
    return join(written)


def _attachments(invoice: Invoice, speech: Language) -> Html:
    heads = [
        (word("file", speech), "key"),
        (word("about", speech), "fact"),
        (word("kind", speech), "fact"),
        (word("size", speech), "amount fact"),
    ]
    rows: list[list[str]] = []
    for document in invoice.supporting_documents:
        reference = document.identifier.text or "" if document.identifier else ""
        about = lines([*document.descriptions, document.location])
        for attachment in document.attachments:
            size = len(attachment.base64 or "") * 3 // 4
            shown = word("bytes", speech, count=number(str(max(1, size // 1000)), speech))
            rows.append([attachment.file_name or reference, about, attachment.mime_type or "", shown])
        if not document.attachments:
            rows.append([reference, about, "", ""])
    return table(word("attachments", speech), heads, rows)


def _kind(entry: AllowanceCharge, speech: Language) -> str:
    return word("charge" if entry.is_charge else "allowance", speech)


def _quantity(quantity: str | None, code: str | None, speech: Language) -> str:
    return f"{number(quantity, speech)}\u00a0{unit(code, speech, amount(quantity))}".strip()


def _period(period: Period | None, speech: Language) -> str:
    if period is None or not (period.start or period.end):
        return ""
    start, end = day(period.start, speech), day(period.end, speech)
    return word("from_to", speech, start=start or "…", end=end or "…")


def _address(address: PostalAddress | None) -> Html:
    if address is None:
        return Html("")
    town = " ".join(part for part in (address.post_code, address.city) if part)
    return lines([address.line_one, address.line_two, address.line_three, town, address.subdivision, address.country])


def _identifier(identifier: Identifier | None) -> Html:
    if identifier is None or not identifier.text:
        return Html("")
    scheme = tag("span", f"({identifier.scheme})", class_="muted") if identifier.scheme else Html("")
    return join([_mono(identifier.text), scheme], " ")


def _mono(text: str | None) -> Html:
    return tag("span", text, class_="num") if text else Html("")


def _small(content: Html) -> Html:
    return tag("div", content, class_="muted small") if content else Html("")


def _strong(text: str) -> Html:
    return tag("b", text) if text else Html("")
