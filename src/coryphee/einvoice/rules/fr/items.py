"""Properties of items (BG-32): BR-FR-27 and BR-FR-28."""

from coryphee.einvoice.model import Invoice, ItemAttribute
from coryphee.einvoice.rulekit import Outcome, filled
from coryphee.einvoice.rules.fr.ordinary import ODD_HEAD
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.subjects import ATTRIBUTES


@FR.rule("BR-FR-27_BG-32", over=ATTRIBUTES, term="BT-160", syntax="cii", words="BR-FR-27")
def property_has_name_or_code(attribute: ItemAttribute) -> Outcome:
    """A property of the item (BG-32) has a name (BT-160) or a code (EXT-FR-FE-159)."""
    return attribute.name is not None or attribute.code is not None


@FR.rule("BR-FR-27_BT-160", over=ATTRIBUTES, term="BT-160", syntax="cii", words="BR-FR-27")
def property_name_is_not_empty(attribute: ItemAttribute) -> Outcome:
    """The name of a property (BT-160), when given, is not empty."""
    return attribute.name is None or filled(attribute.name)


@FR.rule("BR-FR-27_EXT-FR-FE-159", over=ATTRIBUTES, term="EXT-FR-FE-159", syntax="cii", words="BR-FR-27")
def property_code_is_not_empty(attribute: ItemAttribute) -> Outcome:
    """The code of a property (EXT-FR-FE-159), when given, is not empty."""
    return attribute.code is None or filled(attribute.code)


def never_fires(_invoice: Invoice) -> Outcome:
    """A property of the item (BG-32) has a name (BT-160) or a code (EXT-FR-FE-159), and none of the two is empty.

    UBL looks for items outside of lines, where there are none: it never fires.
    """
    return True


for _number in ("BR-FR-27_BG-32", "BR-FR-27_BT-160", "BR-FR-27_EXT-FR-FE-159"):
    FR.rule(_number, over=ODD_HEAD, term="BT-160", syntax="ubl", words="BR-FR-27")(never_fires)


@FR.rule("BR-FR-28-Value", over=ATTRIBUTES, term="BT-161", words="BR-FR-28")
def property_has_value_or_quantity(attribute: ItemAttribute) -> Outcome:
    """A property of the item (BG-32) has a value (BT-161) or a quantity with its unit (EXT-FR-FE-160), not both."""
    if attribute.value is not None:
        return attribute.quantity is None
    return attribute.quantity is not None and bool(attribute.unit)
