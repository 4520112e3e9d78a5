"""Which channel an invoice is for, and what its findings mean there.

direct    deposit on a Chorus-like portal for a public body: blocked by an invalid XSD and by the rule set `chorus`
platform  between companies, or to a public body through an approved platform: blocked by an invalid XSD and by the rule
          sets of its profile, `fr`, and `cpro` when the buyer is public
Verdict and acceptance are two things: a severity is the rule's own, the channel decides what blocks.
"""

import re
from collections.abc import Collection, Iterable

from coryphee.einvoice.findings import Channel, Finding
from coryphee.einvoice.model import Identifier, Invoice, Party

_CHORUS_FRAME = re.compile(r"A(?:[1-9]|1[0-9]|2[0-5])")
_CHORUS_SCHEMES = frozenset("12345678")

BLOCKING_EVERYWHERE = frozenset({"xml.schema", "document.ambiguous"})
"""Findings about the file itself: no channel takes it."""


def is_chorus_frame(code: str) -> bool:
    """Whether BT-23 is a billing framework of Chorus Pro, A1 to A25."""
    return _CHORUS_FRAME.fullmatch(code) is not None


def channel_of(invoice: Invoice) -> Channel:
    """The channel that the invoice was made for.

    Direct when BT-23 is a Chorus framework, when BT-24 is absent, or when a party has an identifier scheme of Chorus
    (1 to 8); else platform.
    """
    if is_chorus_frame((invoice.business_process or "").strip()) or not (invoice.profile or "").strip():
        return "direct"
    for entry in (*_identifiers(invoice.seller), *_identifiers(invoice.buyer)):
        if entry.scheme in _CHORUS_SCHEMES:
            return "direct"
    return "platform"


def concerns(finding: Finding) -> Channel | None:
    """The channel that a finding speaks of; None when it concerns both: the file itself, or our advice."""
    if not finding.ruleset or finding.ruleset.startswith("advice@"):
        return None
    return "direct" if finding.ruleset.startswith("chorus@") else "platform"


def verdict(findings: Iterable[Finding], names: Collection[str], *, complete: bool) -> bool | None:
    """What the rule sets `names` say: False when one of their fatal findings or the file itself blocks.

    Otherwise True, or None when `complete` says that a check which counts did not run: an invoice is never called valid
    by a check that did not run.
    """
    for finding in findings:
        mine = finding.ruleset.partition("@")[0] in names or finding.rule in BLOCKING_EVERYWHERE
        if mine and finding.severity == "fatal":
            return False
    return True if complete else None


def _identifiers(party: Party | None) -> list[Identifier]:
    if party is None:
        return []
    return [*party.identifiers, *([party.legal_registration] if party.legal_registration else [])]
