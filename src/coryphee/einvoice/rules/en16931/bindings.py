"""The binding rules of EN 16931 (UBL-SR, UBL-DT, UBL-CR, CII-SR, CII-DT) as the rule set knows them: facts and words.

They speak of elements, not of business terms, and are judged on the file (`syntaxes.bindings`).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from coryphee.einvoice.codes import en16931_cii_bindings, en16931_ubl_bindings
from coryphee.einvoice.findings import Severity
from coryphee.einvoice.rulekit import Syntax, TabledRule

Row: TypeAlias = tuple[str, str, str, str, str]
Table: TypeAlias = Sequence[tuple[str, Sequence[Row]]]
"""Contexts with their rows, as the modules of `codes` hold them."""

_SEVERITIES: dict[str, Severity] = {"fatal": "fatal", "warning": "warning"}
_TAX_SCHEME = "PartyTaxScheme/CompanyID"

OWN: dict[str, tuple[str, str]] = {
    "UBL-CR-412": ("element.not_used", "PaymentMeans/PaymentDueDate"),
    "UBL-CR-665": ("attribute.not_used", "AdditionalDocumentReference/ID/@schemeID"),
    "UBL-CR-666": ("object.only", "Attachment"),
    "UBL-CR-673": ("object.only", "DocumentDescription"),
    "UBL-DT-18": ("attribute.not_used", "@name"),
    "UBL-SR-04": ("element.repeated", "AdditionalDocumentReference/ID (130)"),
    "UBL-SR-12": ("element.repeated", f"AccountingSupplierParty/Party/{_TAX_SCHEME} (VAT)"),
    "UBL-SR-13": ("element.repeated", f"AccountingSupplierParty/Party/{_TAX_SCHEME} (≠ VAT)"),
    "UBL-SR-18": ("element.repeated", f"AccountingCustomerParty/Party/{_TAX_SCHEME} (VAT)"),
    "UBL-SR-19": ("payee.other", "PartyName/Name"),
    "UBL-SR-20": ("payee.other", "PartyIdentification/ID"),
    "UBL-SR-21": ("payee.other", "PartyLegalEntity/CompanyID"),
    "UBL-SR-29": ("element.repeated", "PartyIdentification/ID (SEPA)"),
    "UBL-SR-30": ("element.repeated", "AllowanceCharge/AllowanceChargeReason"),
    "UBL-SR-31": ("element.repeated", "AllowanceCharge/AllowanceChargeReason"),
    "UBL-SR-44": ("value.differs", "PaymentID"),
    "UBL-SR-47": ("value.differs", "PaymentMeansCode"),
    "CII-DT-015": ("element.only_for", "URIID = 916"),
    "CII-DT-021": ("element.only_for", "Name = 916"),
    "CII-DT-022": ("element.only_for", "AttachmentBinaryObject = 916"),
    "CII-DT-024": ("element.only_for", "ReferenceTypeCode = 130"),
    "CII-DT-027": ("element.not_used", "FormattedIssueDateTime"),
    "CII-DT-033": ("attribute.not_used", "@unitCode"),
    "CII-DT-041": ("element.not_used", "BasisAmount"),
    "CII-DT-052": ("element.not_used", "ExemptionReasonCode"),
    "CII-DT-054": ("element.not_used", "TaxPointDate"),
    "CII-DT-058": ("element.not_used", "DueDateTypeCode"),
    "CII-DT-098": ("element.not_used", "ExemptionReason"),
    "CII-SR-046": ("attribute.missing", "SpecifiedTradeProduct/GlobalID/@schemeID"),
    "CII-SR-090": ("element.once", "OriginTradeCountry/ID"),
    "CII-SR-449": ("element.either", "ShipToTradeParty/ID = ShipToTradeParty/GlobalID"),
    "CII-SR-450": ("element.either", "BuyerTradeParty/ID = BuyerTradeParty/GlobalID"),
    "CII-SR-451": ("element.either", "PayeeTradeParty/ID = PayeeTradeParty/GlobalID"),
    "CII-SR-457": ("element.repeated", "AdditionalReferencedDocument (50)"),
    "CII-SR-458": ("element.repeated", "AdditionalReferencedDocument (130)"),
    "CII-SR-462": ("value.differs", "ApplicableTradeTax/DueDateTypeCode"),
    "CII-SR-465": ("element.either", "DefinedTradeContact/PersonName = DefinedTradeContact/DepartmentName"),
    "CII-SR-466": ("element.either", "DefinedTradeContact/PersonName = DefinedTradeContact/DepartmentName"),
    "CII-SR-467": ("value.differs", "SpecifiedTradeSettlementPaymentMeans/TypeCode"),
    "CII-SR-468": ("value.differs", "SpecifiedTradeSettlementPaymentMeans/Information"),
    "CII-SR-474": ("element.repeated", "AdditionalReferencedDocument (130)"),
    "CII-SR-475": ("element.repeated", "AdditionalReferencedDocument/Name (916)"),
    "CII-SR-476": ("element.repeated", "AdditionalReferencedDocument/AttachmentBinaryObject (916)"),
}
"""Shared sentences of rules that functions judge; the others of these have words of their own (family `bindings`)."""

_SENTENCES = {"0": "not_used", "1": "once", "1..n": "missing"}


def tabled_rules() -> tuple[TabledRule, ...]:
    """All binding rules, those of UBL first."""
    return (*binding_rules("ubl").values(), *binding_rules("cii").values())


@cache
def binding_rules(syntax: Syntax) -> Mapping[str, TabledRule]:
    """The binding rules of one syntax by their numbers, in the order of the artefact."""
    table = en16931_cii_bindings.CONTEXTS if syntax == "cii" else en16931_ubl_bindings.CONTEXTS
    return rules_of_table(syntax, table, OWN)


def rules_of_table(syntax: Syntax, table: Table, own: Mapping[str, tuple[str, str]]) -> Mapping[str, TabledRule]:
    """The rules of a table by their numbers; `own` gives those that functions judge a sentence and what it is about."""
    rules = {}
    for match, rows in table:
        for number, severity, often, target, term in rows:
            sentence, parameters = _own(own.get(number)) if often == "own" else _counted(match, often, target)
            rules[number] = TabledRule(number, syntax, _SEVERITIES[severity], sentence, parameters, term)
    return rules


def _own(said: tuple[str, str] | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    if said is None:
        return "", ()
    sentence, about = said
    about, _, second = about.partition(" = ")
    path, _, attribute = about.partition("@")
    named = (("element", path.strip("/")), ("attribute", attribute), ("other", second))
    limit = (("limit", "1"),) if sentence == "element.repeated" else ()
    return sentence, (*((name, value) for name, value in named if value), *limit)


def _counted(match: str, often: str, target: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Sentence and parameters of a row that counts; "element" is left open where the context has many names."""
    path, _, attribute = target.partition("@")
    sentence = _SENTENCES.get(often, "repeated")
    limit = (("limit", often[-1]),) if sentence == "repeated" else ()
    names = [step.partition("|")[0].rpartition(":")[2] for step in path.strip("/").split("/") if step]
    context = match.partition(" | ")[0].rpartition(":")[2]
    if "*" not in match and context not in {"Invoice", "CrossIndustryInvoice"}:
        names.insert(0, context)
    element = (("element", "/".join(names)),) if names else ()
    if attribute:
        return f"attribute.{sentence}", (("attribute", attribute), *element, *limit)
    return f"element.{sentence}", (*element, *limit)
