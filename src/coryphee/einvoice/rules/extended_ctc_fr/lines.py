"""Rules about lines that count in sums, and about the attributes of their items."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import InvoiceLine, ItemAttribute
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931 import EN16931
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.subjects import COUNTED_LINES, statuses
from coryphee.einvoice.rules.subjects import ATTRIBUTES, LINES

# EN 16931 asks every line; here lines that group others or inform need neither quantity nor price nor VAT.
EXTENDED_CTC_FR.take_over(
    EN16931,
    {
        "BR-22": "BR-FREXT-22",
        "BR-23": "BR-FREXT-23",
        "BR-24": "BR-FREXT-24",
        "BR-26": "BR-FREXT-26",
        "BR-CO-04": "BR-FREXT-CO-04",
    },
    "ubl",
    COUNTED_LINES,
)
EXTENDED_CTC_FR.take_over(
    EN16931,
    {
        "BR-22": "BR-FREXT-BR-22",
        "BR-23": "BR-FREXT-BR-23",
        "BR-24": "BR-FREXT-BR-24",
        "BR-26": "BR-FREXT-BR-26",
        "BR-CO-04": "BR-FREXT-CO-04",
    },
    "cii",
    COUNTED_LINES,
)


@EXTENDED_CTC_FR.rule("BR-FREXT-54-1", over=ATTRIBUTES, term="BT-160")
def attribute_has_name_or_code(attribute: ItemAttribute) -> Outcome:
    """Each Item attribute (BG-32) shall contain an attribute name (BT-160) or an attribute code (EXT-FR-FE-159)."""
    return attribute.name is not None or attribute.code is not None


@EXTENDED_CTC_FR.rule("BR-FREXT-54-2", over=ATTRIBUTES, term="BT-161")
def attribute_has_value_or_quantity(attribute: ItemAttribute) -> Outcome:
    """Each Item attribute (BG-32) shall contain either an attribute value (BT-161) or a quantity (EXT-FR-FE-160) with
    its unit (EXT-FR-FE-161), and not both.
    """
    if attribute.value is not None:
        return attribute.quantity is None
    return attribute.quantity is not None and bool(attribute.unit)


@EXTENDED_CTC_FR.rule("UBL-FREXT-SR-48", over=LINES, term="BT-151", syntax="ubl")
def line_has_one_vat_category(line: InvoiceLine) -> Outcome:
    """Each Invoice line (BG-25) that counts shall have exactly one VAT category (BG-30), other lines at most one. Here
    a line that refers to an earlier invoice counts only where it also says that it is a DETAIL of its own.
    """
    count = len(line.vat_categories)
    refers = any(entry.number is not None for entry in [*line.own_references, *line.preceding_invoices])
    if count == 1 or (count == 0 and refers and "DETAIL" not in statuses(line)):
        return True
    return {"count": str(count)}
