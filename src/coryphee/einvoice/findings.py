"""What a check says: findings, and the report that gathers them with a verdict per channel.

A finding holds identifiers and values, never sentences: it is stored as it is and put into words
(`words.explain`) at display, in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["fatal", "warning", "info"]
Channel = Literal["direct", "platform"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One firing of one rule on one document.

    rule        official id ("BR-CO-15"), or ours ("CHORUS-ENGAGEMENT-REQUIRED", "xml.schema")
    ruleset     "name@version" of the set that holds the rule; "" for findings about the file itself
    severity    the rule's own, whatever the channel
    term        business term of EN 16931 ("BT-112", "BG-23"), "" when the finding is about none
    parameters  values that the words need, as written in the document, in the order of the words
    where       place in the document, as an XPath without prefixes ("/Invoice/InvoiceLine[2]/ID"), "" for the whole
    line        line of the XML file, None when it is not known
    """

    rule: str
    ruleset: str
    severity: Severity
    term: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    where: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The list of findings of one document and what it means on each channel.

    rulesets  the sets that ran, as "name@version", in the order they ran
    channel   the channel that `valid` speaks of
    channels  a verdict per channel: True, False, or None when a check that decides could not run
    valid     the verdict of `channel`, or of the named rule sets when the caller chose them
    """

    findings: tuple[Finding, ...]
    rulesets: tuple[str, ...]
    channel: Channel
    channels: Mapping[Channel, bool | None] = field(default_factory=dict)
    valid: bool | None = None

    def fatal(self) -> tuple[Finding, ...]:
        """The findings whose severity is "fatal", in order."""
        return tuple(finding for finding in self.findings if finding.severity == "fatal")
