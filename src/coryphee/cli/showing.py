"""`coryphee show`: the content of one invoice, for a reader or for a program.

Exit status as `coryphee check`: 0 read, 1 read but breaking its XML Schema (what stands in a wrong place may be missing
from what is shown), 2 it cannot be read. Nothing else is judged here.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping

from coryphee import einvoice
from coryphee.cli.inputs import inputs
from coryphee.cli.labels import LABELS, Labels, safe
from coryphee.einvoice.model import Party, WrittenDate
from coryphee.einvoice.words import Language, explain

BROKEN, UNREADABLE = 1, 2
_NOT_SHOWN = frozenset({"source", "repetitions"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="XML or PDF, or - for standard input")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json: every value as written")
    parser.add_argument("--lang", choices=["en", "fr", "it"], default="en", help="language of the words")


def run(arguments: argparse.Namespace) -> int:
    """Print what the file says."""
    status = 0
    for file in inputs([arguments.file]):
        if file.unreadable:
            print(f"coryphee show: {safe(file.name)}: {file.unreadable}", file=sys.stderr)
            status = UNREADABLE
            continue
        try:
            if file.refused is not None:
                raise file.refused
            document = einvoice.open_document(file.content, file.name)
        except einvoice.Refused as refused:
            _complain(file.name, refused.code, refused.parameters, arguments.lang)
            status = UNREADABLE
            continue
        if arguments.format == "json":
            print(json.dumps(written(document.invoice)))
        else:
            for line in _summary(document, LABELS[arguments.lang]):
                print(safe(line))
            for line in _unread(document, LABELS[arguments.lang]):
                print(safe(line))
        for finding in document.schema_errors or ():
            _complain(file.name, finding.rule, dict(finding.parameters), arguments.lang)
            status = max(status, BROKEN)
    return status


def _complain(name: str, rule: str, parameters: Mapping[str, str], language: Language) -> None:
    words = explain(rule, parameters, language)
    print(f"{safe(name)}: {rule}: {safe(words.message)} {safe(words.fix)}", file=sys.stderr)


def written(value: object) -> object:
    """A value of the model as plain data for JSON: what is absent or empty is left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((entry.name, getattr(value, entry.name)) for entry in dataclasses.fields(value))
        return {name: written(inner) for name, inner in fields if name not in _NOT_SHOWN and inner not in (None, [])}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    return value


def _summary(document: einvoice.Document, labels: Labels) -> Iterator[str]:
    invoice = document.invoice
    totals = invoice.totals
    currency = invoice.currency or ""
    facts = {
        "number": invoice.number,
        "type": invoice.type_code,
        "issued": _day(invoice.issue_date),
        "due": _day(invoice.due_date),
        "seller": _party(invoice.seller),
        "buyer": _party(invoice.buyer),
        "service": invoice.buyer_reference,
        "engagement": invoice.purchase_order,
        "contract": invoice.contract_reference,
        "frame": invoice.business_process,
        "profile": document.profile,
    }
    yield from _column(facts, labels)
    if invoice.lines:
        yield f"{labels['lines']}{labels['colon']}"
    for line in invoice.lines:
        name = line.item.name if line.item is not None else None
        rate = f"{line.vat.rate} %" if line.vat is not None and line.vat.rate else ""
        price = line.price.net if line.price is not None else None
        amounts = f"{line.quantity or '?'} {line.unit or ''} × {price or '?'} = {line.net_amount or '?'} {currency}"
        yield f"  {line.identifier or '?'}  {name or '?'}  {amounts}  {rate}".rstrip()
    for entry in invoice.vat_breakdowns:
        code, percent = (entry.category.code, entry.category.rate) if entry.category is not None else (None, None)
        base, tax = entry.taxable_amount or "?", entry.tax_amount or "?"
        yield f"{labels['vat']}{labels['colon']} {code or '?'} {percent or '–'} %{labels['colon']} {base} → {tax}"
    if totals is not None:
        amounts_due = {
            "without_vat": totals.without_vat,
            "vat_total": invoice.vat_total.amount if invoice.vat_total is not None else None,
            "with_vat": totals.with_vat,
            "paid": totals.paid,
            "payable": totals.payable,
        }
        yield from _column({name: f"{text} {currency}" for name, text in amounts_due.items() if text}, labels)
    names = [entry.identifier.text or "?" for entry in invoice.supporting_documents if entry.identifier is not None]
    yield from _column({"documents": ", ".join(names)}, labels)


def _unread(document: einvoice.Document, labels: Labels) -> Iterator[str]:
    """What the file holds besides the invoice: nothing of it was shown above."""
    found = [dict(finding.parameters) for finding in einvoice.unread_findings(document)]
    if found:
        yield f"{labels['unread']}{labels['colon']}"
    for parameters in found:
        yield f"  {parameters['what']}: {parameters['value']}"


def _column(facts: dict[str, str | None], labels: Labels) -> Iterator[str]:
    for name, text in facts.items():
        if text:
            yield f"{labels[name] + labels['colon']:<24}{text}"


def _day(date: WrittenDate | None) -> str | None:
    if date is None:
        return None
    return date.day.isoformat() if date.day is not None else date.text


def _party(party: Party | None) -> str | None:
    if party is None:
        return None
    registered = [party.legal_registration] if party.legal_registration is not None else []
    numbers = [f"{entry.scheme or ''} {entry.text or ''}".strip() for entry in [*registered, *party.identifiers]]
    vat = [party.vat_number] if party.vat_number else []
    return " · ".join([party.name or party.trade_name or "?", *dict.fromkeys([*numbers, *vat])])
