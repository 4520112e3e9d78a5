"""Rules about lines under lines: parents (EXT-FR-FE-162), subtypes (EXT-FR-FE-163) and the amounts of groups."""

# ruff: noqa: D205 - the sentence of the norm comes first, and often needs more than one line

from coryphee.einvoice.model import InvoiceLine
from coryphee.einvoice.money import round_half_up, written
from coryphee.einvoice.rulekit import Outcome
from coryphee.einvoice.rules.en16931.xpath_numbers import decimal_sum, double, double_sum
from coryphee.einvoice.rules.extended_ctc_fr.double_numbers import cents
from coryphee.einvoice.rules.extended_ctc_fr.ruleset import EXTENDED_CTC_FR
from coryphee.einvoice.rules.extended_ctc_fr.subjects import (
    GROUPS,
    LINES_WITH_STATUS,
    SUB_LINES,
    LineGroup,
    SubLine,
    statuses,
)

SUBTYPES = frozenset({"DETAIL", "GROUP", "INFORMATION"})


@EXTENDED_CTC_FR.rule("BR-FREXT-05", over=LINES_WITH_STATUS, term="EXT-FR-FE-163", syntax="ubl")
def subtype_is_known(line: InvoiceLine) -> Outcome:
    """The subtype of an Invoice line (EXT-FR-FE-163) shall be DETAIL, GROUP or INFORMATION."""
    subtype = line.status_reason or ""
    return subtype.strip(" \t\r\n") in SUBTYPES or {"subtype": subtype}


@EXTENDED_CTC_FR.rule("BR-FREXT-05", over=LINES_WITH_STATUS, term="EXT-FR-FE-163", syntax="cii")
def subtype_is_exactly_known(line: InvoiceLine) -> Outcome:
    """The subtype of an Invoice line (EXT-FR-FE-163) shall be DETAIL, GROUP or INFORMATION."""
    return line.status_reason in SUBTYPES or {"subtype": line.status_reason or ""}


@EXTENDED_CTC_FR.rule("BR-FREXT-06", over=SUB_LINES, term="EXT-FR-FE-163", syntax="ubl")
def sub_line_has_subtype(sub_line: SubLine) -> Outcome:
    """An Invoice line that names a parent line (EXT-FR-FE-162) shall say its subtype (EXT-FR-FE-163)."""
    return bool(statuses(sub_line.line)) or {"parent": sub_line.parents[0]}


@EXTENDED_CTC_FR.rule("BR-FREXT-06", over=SUB_LINES, term="EXT-FR-FE-163", syntax="cii")
def sub_line_has_written_subtype(sub_line: SubLine) -> Outcome:
    """An Invoice line that names a parent line (EXT-FR-FE-162) shall say its subtype (EXT-FR-FE-163)."""
    return any(statuses(sub_line.line)) or {"parent": sub_line.parents[0]}


@EXTENDED_CTC_FR.rule("BR-FREXT-08", over=GROUPS, term="BT-131")
def group_is_sum_of_its_lines(group: LineGroup) -> Outcome:
    """The net amount (BT-131) of a line of subtype GROUP shall be the sum of the net amounts of the lines of subtype
    DETAIL or GROUP under it. Both official asserts compare doubles.
    """
    amounts = [line.net_amount for line in group.members]
    if double(group.line.net_amount) == cents(double_sum(amounts)):
        return True
    return {"found": group.line.net_amount or "–", "expected": written(round_half_up(decimal_sum(amounts)))}


@EXTENDED_CTC_FR.rule("BR-FREXT-12", over=GROUPS, term="BT-131")
def groups_in_group_have_amounts(group: LineGroup) -> Outcome:
    """Where a line of subtype GROUP has a net amount (BT-131), so shall the lines of subtype GROUP under it."""
    return all(line.net_amount is not None for line in group.members if "GROUP" in statuses(line))


@EXTENDED_CTC_FR.rule("BR-FREXT-11", over=SUB_LINES, term="EXT-FR-FE-162")
def parent_is_another_line(sub_line: SubLine) -> Outcome:
    """The parent line (EXT-FR-FE-162) of an Invoice line shall be the identifier (BT-126) of another Invoice line."""
    mine = sub_line.line.identifier
    if mine is not None and any(parent in sub_line.known and parent != mine for parent in sub_line.parents):
        return True
    return {"parent": sub_line.parents[0]}
