"""Rules of invoices that gather several sellers or debtors: the totals of each group (BR-FR-MV-05, -09, -10).

The artefacts add up in xs:double and compare with the xs:decimal of the group; the binary errors are copied.
"""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.money import CENT, amount
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.xpath_numbers import double, double_sum
from coryphee.einvoice.rules.fr.gathered import vat_of
from coryphee.einvoice.rules.fr.groups import GROUPS, GatheredLine, breakdowns_of
from coryphee.einvoice.rules.fr.ruleset import FR


@FR.rule("BR-FR-MV-05_EXT-FR-FE-BG-12", over=GROUPS, term="BT-131", words="BR-FR-MV-05")
def group_is_sum_of_its_lines(group: GatheredLine) -> Outcome:
    """The amount of a group (BT-131) is the sum of the lines right below it, give or take a cent for each of them.

    Lines that only inform do not count.
    """
    children = group.whole.children.get(" ".join((group.line.identifier or "").split()), [])
    parts = [line.net_amount for line in children if line.status_reason not in {None, "INFORMATION"}]
    written = [text for text in parts if text is not None]
    net = double(group.line.net_amount)
    total = double_sum(written)
    good = net is not None and abs(net - total) <= float(CENT * len(written))
    return good or {"found": group.line.net_amount or "–", "expected": f"{total:.2f}"}


@FR.rule("BR-FR-MV-09_EXT-FR-FE-181", over=GROUPS, term="EXT-FR-FE-181", words="BR-FR-MV-09")
def vat_of_group_is_sum_of_its_breakdowns(group: GatheredLine) -> Outcome:
    """The VAT of a group (EXT-FR-FE-181) is, to a cent, the sum of the breakdowns that bear its number (BT-117).

    A breakdown bears the number of the sub-invoice between # at the beginning of its reason of exemption (BT-120).
    """
    number = group.number
    total = double_sum(entry.tax_amount for entry in breakdowns_of(group.whole, number or ""))
    vat = double(vat_of(group.line, group.whole.invoice.currency))
    good = number is not None and vat is not None and abs(vat - total) <= float(CENT)
    return good or {"found": "–" if vat is None else f"{vat:.2f}", "expected": f"{total:.2f}"}


@FR.rule("BR-FR-MV-10_EXT-FR-FE-184", over=GROUPS, term="EXT-FR-FE-184", syntax="cii", words="BR-FR-MV-10")
def group_with_vat_adds_up(group: GatheredLine) -> Outcome:
    """The amount with VAT of a group (EXT-FR-FE-184), when given, is BT-131 + EXT-FR-FE-181, give or take a cent for
    each line DETAIL or GROUP right below.
    """
    if group.line.with_vat is None:
        return True
    with_vat, net = amount(group.line.with_vat), amount(group.line.net_amount)
    vat = amount(vat_of(group.line, group.whole.invoice.currency))
    if with_vat is None or net is None or vat is None:
        return {"found": group.line.with_vat, "expected": "–"}
    children = group.whole.children.get(group.line.identifier or "", [])
    count = sum(line.status_reason in {"DETAIL", "GROUP"} for line in children)
    return abs(with_vat - net - vat) <= CENT * count or {"found": group.line.with_vat, "expected": str(net + vat)}


@FR.rule("BR-FR-MV-10_EXT-FR-FE-184", over=GROUPS, term="EXT-FR-FE-184", syntax="ubl", words="BR-FR-MV-10")
def group_with_vat_never_fires(_group: GatheredLine) -> Outcome:
    """The amount with VAT of a group (EXT-FR-FE-184), when given, is BT-131 + EXT-FR-FE-181, give or take a cent for
    each line DETAIL or GROUP right below.

    UBL 2.1 has no element for it: it never fires.
    """
    return True
