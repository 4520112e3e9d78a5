"""Checking a document: which rule sets run, what they find, and the verdict of each channel.

    report = check(open_document(content))
    report.valid                      # of the channel in use: True, False, or None when a check that counts did not run

An invoice is never called valid by a check that did not run: what is known by name and not written yet is named in one
finding `ruleset.not_run`, and the verdict that would need it stays None.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Literal

from lxml import etree

from coryphee.einvoice.collector import collector_paused
from coryphee.einvoice.documents import Document
from coryphee.einvoice.findings import Channel, Finding, Report
from coryphee.einvoice.model import Invoice, Places
from coryphee.einvoice.rulekit import RuleSet, Syntax, one_run
from coryphee.einvoice.rules.catalogue import ALIASES, UnknownRuleSetError, ruleset
from coryphee.einvoice.rules.channels import channel_of, verdict
from coryphee.einvoice.rules.cpro import CPRO_DIRECTORY
from coryphee.einvoice.rules.directory import AddressedInvoice, Directory, seems_public
from coryphee.einvoice.rules.factur_x.profiles import PROFILES
from coryphee.einvoice.rules.fr.scope import french_law_applies
from coryphee.einvoice.rules.places import path_of
from coryphee.einvoice.rules.printed import ADVICE_ON_PAGES, PrintedInvoice
from coryphee.einvoice.rules.profiles import profile_rulesets
from coryphee.einvoice.syntaxes.cii import binding_rules as cii_bindings
from coryphee.einvoice.syntaxes.cii import extended_ctc_fr as cii_extension
from coryphee.einvoice.syntaxes.cii import plain as cii_plain
from coryphee.einvoice.syntaxes.cii import plain_profile, profile_rules
from coryphee.einvoice.syntaxes.ubl import binding_rules as ubl_bindings
from coryphee.einvoice.syntaxes.ubl import extended_ctc_fr as ubl_extension
from coryphee.einvoice.syntaxes.ubl import plain as ubl_plain

__all__ = ["UnknownRuleSetError", "check", "check_invoice", "known_rulesets"]

_SINGLE = frozenset(
    {
        "profile",
        "line_total",
        "allowance_total",
        "charge_total",
        "without_vat",
        "with_vat",
        "paid",
        "rounding",
        "payable",
        "net_amount",
        "amount",
        "base_amount",
        "taxable_amount",
        "tax_amount",
    }
)
"""Fields that decide what the invoice says; written twice, the official judges of EN 16931 give up too."""

_TABLES: dict[tuple[str, Syntax], Callable[[etree._Element, str], list[Finding]]] = {
    ("en16931", "ubl"): ubl_bindings.judge,
    ("en16931", "cii"): cii_bindings.judge,
    ("extended-ctc-fr", "ubl"): ubl_extension.judge,
    ("extended-ctc-fr", "cii"): cii_extension.judge,
    **{(f"factur-x-{profile}", "cii"): partial(profile_rules.judge, profile) for profile in PROFILES},
}
"""Who judges the rows of a rule set, in the file."""

_KEEPS_ALL: dict[tuple[str, Syntax], Callable[[Invoice], bool]] = {
    ("en16931", "ubl"): ubl_plain.keeps_all_rules,
    ("en16931", "cii"): cii_plain.keeps_all_rules,
    # What keeps the binding rules of EN 16931 keeps those of the extension, which asks for less.
    ("extended-ctc-fr", "ubl"): ubl_plain.keeps_all_rules,
    ("extended-ctc-fr", "cii"): cii_plain.keeps_all_rules,
    (f"factur-x-{plain_profile.PROFILE}", "cii"): plain_profile.keeps_all_rows,
}
"""Who knows of a plain file, without looking at it again, that it keeps all rows."""

_LEFT: dict[str, Callable[[etree._Element, str], list[Finding]]] = {
    f"factur-x-{plain_profile.PROFILE}": partial(profile_rules.judge_empty, plain_profile.PROFILE),
}
"""Who judges the rows that even such a file may break."""

# Read in three languages, so numbers alone: the words say what such rules need.
_WITHOUT_PAGES = "advice (CORYPHEE-PDF-TOTAL)"
_WITHOUT_DIRECTORY = "cpro (BR-FR-CPRO-11, -12, -13)"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to run: `asked` names all sets that count, `run` those that exist, `lacking` what is missing of them."""

    asked: tuple[str, ...]
    run: tuple[RuleSet, ...]
    lacking: tuple[str, ...]
    unknown_profile: bool


def check(
    document: Document,
    *,
    rulesets: tuple[str, ...] | None = None,
    channel: Literal["auto", "direct", "platform"] = "auto",
    rules_only: bool = False,
    directory: Directory | None = None,
    page_text: str | None = None,
) -> Report:
    """Judge a document.

    rulesets    names (NAME or NAME@VERSION, `profile` for what BT-24 asks) that run alone; None: all that apply
    channel     the channel that `Report.valid` speaks of; auto takes the one the invoice was made for
    rules_only  leave the XML Schema out, for fragments; no channel calls them valid, the named rule sets alone may
    directory   who knows the recipients; without one, the rules of public buyers that ask it do not run
    page_text   the text on the pages of a PDF (`screening_process.text_apart`), to compare with what the data says
    Raises UnknownRuleSetError. Rules run on documents with schema errors too; such a document is never valid.
    """
    invoice = document.invoice
    syntax: Syntax = "cii" if document.syntax == "cii" else "ubl"
    routed = profile_rulesets(document.profile, syntax)
    recipient = directory.recipient(invoice) if directory is not None else None
    public = seems_public(invoice) if recipient is None else recipient.public
    french = french_law_applies(invoice)
    plan = _plan_all(routed, public, french) if rulesets is None else _plan_named(tuple(rulesets), routed)
    schema = () if rules_only else document.schema_errors
    findings = [*(schema or ()), *(_ambiguities(invoice) if invoice.repetitions else ())]
    done: dict[str, list[Finding]] = {}
    with collector_paused(len(document.xml)), one_run():
        for entry in plan.run:
            done[entry.label] = _run(entry, invoice, syntax, done, plain=document.plain)
            findings += done[entry.label]
    if "cpro" in plan.asked:
        if recipient is None:
            plan = replace(plan, lacking=(*plan.lacking, _WITHOUT_DIRECTORY))
        else:
            findings += _run(CPRO_DIRECTORY, AddressedInvoice(invoice, recipient, invoice.source), syntax)
    pages_unread = False
    if "advice" in plan.asked and document.carrier == "pdf":
        pages_unread = page_text is None
        if page_text is not None:
            findings += _run(ADVICE_ON_PAGES, PrintedInvoice(invoice, page_text, invoice.source), syntax)
    findings += _about_the_plan(plan, document.profile, pages_unread=pages_unread)

    chosen = channel_of(invoice) if channel == "auto" else channel
    wanted = (*routed, *_national(public, french))
    channels = _verdicts(findings, plan, wanted, schema_ran=schema is not None and not rules_only)
    valid = channels[chosen]
    if rulesets is not None:
        complete = schema is not None and bool(plan.run) and not plan.lacking
        valid = verdict(findings, (*plan.asked, "profile"), complete=complete)
    labels = tuple(entry.label for entry in plan.run)
    return Report(tuple(findings), labels, chosen, channels, valid)


def check_invoice(invoice: Invoice, names: tuple[str, ...]) -> list[Finding]:
    """Judge a model by named rule sets alone; of use for fragments and for invoices that were never a file."""
    syntax: Syntax = "cii" if invoice.syntax == "cii" else "ubl"
    return [finding for name in names for finding in _run(ruleset(name), invoice, syntax)]


def known_rulesets(names: tuple[str, ...]) -> None:
    """Raise UnknownRuleSetError for the first name that stands for no rule set."""
    for name in names:
        if name not in ALIASES:
            ruleset(name)


@cache
def _plan_all(routed: tuple[str, ...], public: bool, french: bool) -> _Plan:  # noqa: FBT001 - facts, key of a cache
    """Everything that applies: what BT-24 asks, BR-FR, what public buyers ask, the direct channel, our advice.

    EN 16931 also looks at files without a known profile: on the direct channel its findings tell what would be needed
    through a platform.
    """
    names = [*(routed or ("en16931",)), *_national(public, french), "chorus", "advice"]
    return _plan(names, unknown_profile=not routed)


def _national(public: bool, french: bool) -> tuple[str, ...]:  # noqa: FBT001 - facts about the parties
    return (*(("fr",) if french else ()), *(("cpro",) if public else ()))


@lru_cache
def _plan_named(names: tuple[str, ...], routed: tuple[str, ...]) -> _Plan:
    spelled_out = [real for name in names for real in (routed if name in ALIASES else (name,))]
    return _plan(spelled_out, unknown_profile=not routed and any(name in ALIASES for name in names))


def _plan(names: list[str], *, unknown_profile: bool) -> _Plan:
    run: list[RuleSet] = []
    lacking: list[str] = []
    for name in dict.fromkeys(names):
        found = ruleset(name)
        run.append(found)
        if found.left_out:
            lacking.append(f"{found.name} ({', '.join(found.left_out)})")
    asked = tuple(dict.fromkeys(name.partition("@")[0] for name in names))
    return _Plan(asked, tuple(run), tuple(lacking), unknown_profile)


def _about_the_plan(plan: _Plan, profile: str, *, pages_unread: bool) -> Iterator[Finding]:
    if plan.unknown_profile:
        parameters = (("profile", profile or "–"),)
        yield Finding("profile.unknown", "profile@1", "fatal", "BT-24", parameters)
    lacking = (*plan.lacking, *((_WITHOUT_PAGES,) if pages_unread else ()))
    if lacking:
        yield Finding("ruleset.not_run", "", "info", "", (("rulesets", ", ".join(lacking)),))


def _verdicts(
    findings: list[Finding], plan: _Plan, wanted: tuple[str, ...], *, schema_ran: bool
) -> dict[Channel, bool | None]:
    """The verdict of each channel; what a caller left out by naming rule sets leaves the channel undecided.

    `wanted` names the rule sets that count on a platform; one that did not run, or not whole, keeps its answer open.
    """
    chorus = "chorus" in plan.asked
    complete = schema_ran and set(wanted) <= set(plan.asked) and not plan.lacking
    return {
        "direct": verdict(findings, ("chorus",), complete=schema_ran and chorus),
        "platform": verdict(findings, (*wanted, "profile"), complete=complete),
    }


def _ambiguities(invoice: Invoice) -> Iterator[Finding]:
    places = Places()
    for repetition in invoice.repetitions:
        if repetition.name in _SINGLE:
            where, line = places.of(repetition.source)
            yield Finding("document.ambiguous", "", "fatal", "", (("reason", where),), where, line)


def _run(
    entry: RuleSet,
    invoice: Invoice | AddressedInvoice | PrintedInvoice,
    syntax: Syntax,
    done: Mapping[str, list[Finding]] = MappingProxyType({}),
    *,
    plain: bool = False,
) -> list[Finding]:
    places = Places()

    def locate(subject: object, kind: str, term: str) -> tuple[str, int | None]:
        return places.of(getattr(subject, "source", None), *path_of(syntax, kind, term))

    findings = entry.run(invoice, syntax, locate, done)
    judge = _TABLES.get((entry.name, syntax))
    keeps_all = _KEEPS_ALL.get((entry.name, syntax)) if plain else None
    if keeps_all is not None and isinstance(invoice, Invoice) and keeps_all(invoice):
        judge = _LEFT.get(entry.name)
    if judge is not None and etree.iselement(invoice.source):
        findings += judge(invoice.source, entry.label)
    return findings
