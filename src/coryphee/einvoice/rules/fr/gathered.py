"""Rules of invoices that gather several sellers or debtors: how lines are grouped, sold and numbered."""

from collections.abc import Callable

from coryphee.einvoice.model import InvoiceLine
from coryphee.einvoice.rulekit import Outcome, filled
from coryphee.einvoice.rules.fr.formats import normalized
from coryphee.einvoice.rules.fr.frames import SELF_BILLED, SEVERAL_SELLERS
from coryphee.einvoice.rules.fr.groups import (
    DETAILS,
    FRAMEWORK,
    GROUPS,
    GROUPS_OF_DEBTORS,
    GROUPS_OF_SELLERS,
    LINES,
    MAIN_GROUPS,
    OBJECT,
    OF_DEBTORS,
    OF_SELLERS,
    SUB_INVOICE,
    WHOLE,
    Gathered,
    GatheredLine,
    objects_of,
    registration_of_buyer,
    registration_of_seller,
)
from coryphee.einvoice.rules.fr.ruleset import FR


@FR.rule("BR-FR-MV-01_EXT-FR-FE-163", over=LINES, term="EXT-FR-FE-163", syntax="ubl", words="BR-FR-MV-01")
def line_has_type(line: GatheredLine) -> Outcome:
    """With several sellers or debtors each line has a type (EXT-FR-FE-163), said once."""
    said = sum(entry.status_code is not None for entry in line.line.own_references)
    return filled(line.line.status_reason) and said <= 1


@FR.rule("BR-FR-MV-01_EXT-FR-FE-163", over=LINES, term="EXT-FR-FE-163", syntax="cii", words="BR-FR-MV-01")
def line_type_is_not_empty(line: GatheredLine) -> Outcome:
    """With several sellers or debtors the type of a line (EXT-FR-FE-163) is not empty."""
    return line.line.status_reason is None or filled(line.line.status_reason)


@FR.rule("BR-FR-MV-02_EXT-FR-FE-163", over=OF_SELLERS, term="BG-25", words="BR-FR-MV-02")
def there_is_a_group(whole: Gathered) -> Outcome:
    """With several sellers there is a line GROUP (EXT-FR-FE-163) without parent (EXT-FR-FE-162)."""
    return bool(whole.groups)


@FR.rule("BR-FR-BD-02_EXT-FR-FE-163", over=OF_DEBTORS, term="BG-25", words="BR-FR-BD-02")
def there_are_two_groups(whole: Gathered) -> Outcome:
    """With several debtors there are two lines GROUP (EXT-FR-FE-163) without parent (EXT-FR-FE-162)."""
    return len(whole.groups) == 2 or {"count": str(len(whole.groups))}  # noqa: PLR2004 - the two of the sentence


def _sold_by(whole: Gathered, number: str | None) -> bool:
    """Whether one group is sold by who has this registration."""
    sellers = [group.line.item_seller for group in whole.groups]
    numbers = [seller.legal_registration for seller in sellers if seller is not None]
    return number is not None and [entry.text for entry in numbers if entry is not None].count(number) == 1


def one_group_is_sold_by_the_seller(whole: Gathered) -> Outcome:
    """With several debtors one group is sold by the seller on the head (EXT-FR-FE-167 is BT-30)."""
    return _sold_by(whole, registration_of_seller(whole.invoice))


for _number, _syntax in (("BR-FR-BD-02_BT-30", "ubl"), ("BR-FR-BD-02_BT-31", "cii")):
    FR.rule(
        _number, over=OF_DEBTORS, term="BT-30", syntax="ubl" if _syntax == "ubl" else "cii", words="BR-FR-BD-02-seller"
    )(one_group_is_sold_by_the_seller)


@FR.rule("BR-FR-BD-02_BT-47", over=OF_DEBTORS, term="BT-47", words="BR-FR-BD-02-buyer")
def one_group_is_sold_by_the_buyer(whole: Gathered) -> Outcome:
    """With several debtors one group is sold by the buyer on the head (EXT-FR-FE-167 is BT-47)."""
    return _sold_by(whole, registration_of_buyer(whole.invoice))


@FR.rule("BR-FR-MV-03_EXT-FR-FE-164", over=GROUPS, term="EXT-FR-FE-164", words="BR-FR-MV-03")
def group_names_seller(group: GatheredLine) -> Outcome:
    """A group without parent has the name of its seller (EXT-FR-FE-164)."""
    seller = group.line.item_seller
    return seller is not None and filled(seller.name)


@FR.rule("BR-FR-MV-03_EXT-FR-FE-167", over=GROUPS, term="EXT-FR-FE-167", words="BR-FR-MV-03")
def group_has_registration_of_seller(group: GatheredLine) -> Outcome:
    """A group without parent has the legal registration of its seller (EXT-FR-FE-167)."""
    return group.seller_number != ""


@FR.rule("BR-FR-MV-03_EXT-FR-FE-177", over=GROUPS, term="EXT-FR-FE-177", words="BR-FR-MV-03")
def group_has_country_of_seller(group: GatheredLine) -> Outcome:
    """A group without parent has the country of its seller (EXT-FR-FE-177)."""
    seller = group.line.item_seller
    return seller is not None and seller.address is not None and filled(seller.address.country)


def vat_of(line: InvoiceLine, currency: str | None) -> str | None:
    """The total of VAT of a line in a currency; None when there is not exactly one."""
    found = [total.amount for total in line.vat_totals if currency is not None and total.currency == currency]
    return found[0] if len(found) == 1 else None


@FR.rule("BR-FR-MV-03_EXT-FR-FE-181", over=GROUPS, term="EXT-FR-FE-181", words="BR-FR-MV-03")
def group_has_vat(group: GatheredLine) -> Outcome:
    """A group without parent has its VAT in the currency of the invoice (EXT-FR-FE-181)."""
    return filled(vat_of(group.line, group.whole.invoice.currency))


@FR.rule("BR-FR-MV-03_EXT-FR-FE-182", over=GROUPS, term="EXT-FR-FE-182", words="BR-FR-MV-03")
def group_has_vat_in_vat_currency(group: GatheredLine) -> Outcome:
    """A group without parent has its VAT in the VAT currency (EXT-FR-FE-182), where there is one (BT-6)."""
    currency = group.whole.invoice.vat_currency
    return currency is None or (currency != "" and filled(vat_of(group.line, currency)))


@FR.rule("BR-FR-MV-03_BT-128_AFL", over=GROUPS, term="BT-128", syntax="ubl", words="BR-FR-MV-03-AFL")
def group_has_number(group: GatheredLine) -> Outcome:
    """A group without parent has the number of its sub-invoice (BT-128, scheme AFL)."""
    return bool(group.number)


def _documents(group: GatheredLine, scheme: str) -> list[tuple[str | None, str]]:
    """Type and text of the documents of a line with a scheme, whatever their type."""
    return [
        (document.type_code, document.identifier.text or "")
        for document in group.line.documents
        if document.identifier is not None and document.identifier.scheme == scheme
    ]


@FR.rule("BR-FR-MV-03_BT-128_AFL", over=GROUPS, term="BT-128", syntax="cii", words="BR-FR-MV-03-AFL")
def number_of_group_is_whole(group: GatheredLine) -> Outcome:
    """The number of the sub-invoice of a group (BT-128, scheme AFL), if any, has type 130 and is not empty."""
    return all(code == "130" and filled(text) for code, text in _documents(group, SUB_INVOICE))


@FR.rule("BR-FR-MV-03_BT-128_AVV", over=GROUPS, term="BT-128", syntax="ubl", words="BR-FR-MV-03-AVV")
def group_has_framework(group: GatheredLine) -> Outcome:
    """A group without parent has the framework of its sub-invoice (BT-128, scheme AVV), other than B8, S8, M8."""
    frames = objects_of(group.line, FRAMEWORK)
    return (len(frames) == 1 and filled(frames[0]) and frames[0] not in SEVERAL_SELLERS) or {
        "value": frames[0] if frames else "–"
    }


@FR.rule("BR-FR-MV-03_BT-128_AVV", over=GROUPS, term="BT-128", syntax="cii", words="BR-FR-MV-03-AVV")
def framework_of_group_is_whole(group: GatheredLine) -> Outcome:
    """The framework of a sub-invoice (BT-128, scheme AVV), when given, has type 130 and is none of B8, S8, M8."""
    wrong = [
        text
        for code, text in _documents(group, FRAMEWORK)
        if code != "130" or not filled(text) or text in SEVERAL_SELLERS
    ]
    return not wrong or {"value": wrong[0]}


@FR.rule("BR-FR-MV-06_EXT-FR-FE-167", over=LINES, term="EXT-FR-FE-167", words="BR-FR-MV-06")
def line_is_sold_by_seller_of_parent(line: GatheredLine) -> Outcome:
    """Each line has the legal registration of its seller (EXT-FR-FE-167), the same as its parent."""
    mine = line.seller_number
    return (mine != "" and (line.line.parent is None or mine == line.seller_number_of_parent())) or {
        "value": mine or "–"
    }


@FR.rule("BR-FR-MV-07_BT-128", over=LINES, term="BT-128", words="BR-FR-MV-07")
def line_has_number_of_parent(line: GatheredLine) -> Outcome:
    """Each line has the number of its sub-invoice (BT-128, scheme AFL), the same as its parent."""
    mine = line.number
    return (bool(mine) and (line.line.parent is None or mine == line.number_of_parent())) or {"value": mine or "–"}


@FR.rule("BR-FR-MV-08_BT-128", over=DETAILS, term="BT-120", words="BR-FR-MV-08")
def reason_of_exemption_begins_with_number(line: GatheredLine) -> Outcome:
    """The reason of exemption of a line DETAIL begins with the number of its sub-invoice between # (BT-128)."""
    number = line.number
    reasons = [entry.exemption_reason for entry in line.line.vat_categories if entry.exemption_reason is not None]
    good = bool(number) and len(reasons) == 1 and filled(reasons[0]) and reasons[0].startswith(f"#{number}#")
    return good or {"number": number or "–"}


@FR.rule("BR-FR-MV-11_BT-128", over=MAIN_GROUPS, term="BT-128", words="BR-FR-MV-11")
def one_group_of_main_seller_has_number_of_invoice(group: GatheredLine) -> Outcome:
    """Of the groups of the seller on the head (BT-30), one has the number of the invoice itself (BT-1)."""
    number = group.whole.invoice.number
    named = sum(number in objects_of(main.line, SUB_INVOICE) for main in group.whole.main_groups)
    good = named == 1 or (named == 0 and group.number == number) or (named > 1 and group.number != number)
    return good or {"number": number or "–"}


@FR.rule("BR-FR-MV-12_BT-128", over=WHOLE, term="BT-128", syntax="ubl", words="BR-FR-MV-12")
def numbers_of_groups_differ(whole: Gathered) -> Outcome:
    """No group has the number of a sub-invoice that is written before (BT-128, scheme AFL)."""
    return _all_new(whole, lambda line: [(text, True) for text in objects_of(line, SUB_INVOICE)])


@FR.rule("BR-FR-MV-12_BT-128", over=WHOLE, term="BT-128", syntax="cii", words="BR-FR-MV-12")
def numbers_of_groups_are_new(whole: Gathered) -> Outcome:
    """No group has the number of a sub-invoice that is written before (BT-128, scheme AFL).

    CII compares with every reference of the lines before.
    """
    return _all_new(whole, _references)


def _references(line: InvoiceLine) -> list[tuple[str, bool]]:
    """Numbers of documents that a line of CII refers to, in the order of the file; whether each is a sub-invoice."""
    invoices = [(entry.number, False) for entry in line.preceding_invoices if entry.number is not None]
    documents = [
        (document.identifier.text, document.type_code == OBJECT and document.identifier.scheme == SUB_INVOICE)
        for document in line.documents
        if document.identifier is not None and document.identifier.text is not None
    ]
    return invoices + [(text, counts) for text, counts in documents if text is not None]


def _all_new(whole: Gathered, written: Callable[[InvoiceLine], list[tuple[str, bool]]]) -> Outcome:
    seen: set[str] = set()
    for line in whole.lines:
        for text, is_sub_invoice in written(line.line):
            if is_sub_invoice and line.is_group and text in seen:
                return {"number": text}
            seen.add(text)
    return True


@FR.rule("BR-FR-MV-13_BT-3", over=OF_SELLERS, term="BT-3", words="BR-FR-MV-13")
def several_sellers_bill_themselves(whole: Gathered) -> Outcome:
    """With several sellers the kind of document (BT-3) is none of those that the buyer makes out."""
    code = whole.invoice.type_code
    if code is None:
        return True
    # UBL leaves white space out of the comparison, CII does not.
    compared = code if whole.invoice.syntax == "cii" else normalized(code)
    return (filled(code) and compared not in SELF_BILLED) or {"value": code}


def debtors_bill_themselves(whole: Gathered) -> Outcome:
    """With several debtors the kind of document (BT-3) is one of those that the buyer makes out."""
    code = whole.invoice.type_code
    return code is None or normalized(code) in SELF_BILLED or {"value": code}


# The artefact for UBL numbers BR-FR-BD-13 as BR-FR-MV-BD.
FR.rule("BR-FR-MV-BD_BT-3", over=OF_DEBTORS, term="BT-3", syntax="ubl", words="BR-FR-BD-13")(debtors_bill_themselves)
FR.rule("BR-FR-BD-13_BT-3", over=OF_DEBTORS, term="BT-3", syntax="cii", words="BR-FR-BD-13")(debtors_bill_themselves)

_CORRECTIONS_OF_SELLERS = frozenset({"384", "472", "381", "396", "503"})
_CORRECTIONS_OF_DEBTORS = frozenset({"261", "471", "473", "502"})


def _has_number(group: GatheredLine) -> bool:
    return any(entry.number is not None for entry in group.line.preceding_invoices)


def _has_date(group: GatheredLine) -> bool:
    days = [entry.issue_date for entry in group.line.preceding_invoices]
    return any(day is not None and day.text is not None for day in days)


def _refers(has: Callable[[GatheredLine], bool], codes: frozenset[str]) -> Callable[[GatheredLine], Outcome]:
    def refers_to_preceding_invoice(group: GatheredLine) -> Outcome:
        """In a corrected invoice or credit note each group names the invoice that it corrects, with its date."""
        return group.whole.invoice.type_code not in codes or has(group)

    return refers_to_preceding_invoice


for _term, _has in (("EXT-FR-FE-136", _has_number), ("EXT-FR-FE-138", _has_date)):
    FR.rule(f"BR-FR-MV-14-{_term}", over=GROUPS_OF_SELLERS, term=_term, words="BR-FR-MV-14")(
        _refers(_has, _CORRECTIONS_OF_SELLERS)
    )
    FR.rule(f"BR-FR-BD-14-{_term}", over=GROUPS_OF_DEBTORS, term=_term, words="BR-FR-MV-14")(
        _refers(_has, _CORRECTIONS_OF_DEBTORS)
    )
