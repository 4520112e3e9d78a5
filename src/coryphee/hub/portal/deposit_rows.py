"""One row per deposited file or per invoice of an archive, as pieces/deposit_file.html wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coryphee.hub.portal import formats
from coryphee.hub.portal.language import reader_language
from coryphee.hub.portal.remarks import Remarks, blocking, remarks

if TYPE_CHECKING:
    from coryphee.hub.flows.models import Flow
    from coryphee.hub.flows.queries import DepositReport
    from coryphee.hub.invoices.stored_findings import StoredFinding
    from coryphee.hub.structures.access import Acting

CARRIERS = {"pdf": "Factur-X", "form": "PDF"}
SYNTAXES = {"ubl-invoice": "UBL", "ubl-creditnote": "UBL", "cii": "CII"}
REFUSED, DRAFT, PARKED, UNDERSTOOD, CLOSED = "refused", "draft", "parked", "understood", "closed"  # flows.models.Stage
SHOWN_WITH_A_FLOW = ("invoice__recipient", "duplicate_of")
FIRST_WHAT_WAITS = [REFUSED, DRAFT, PARKED]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of an archive's invoices are through."""

    done: int
    all: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a deposit: `state` is a flow's stage, `findings` what held it back, `poll_url` set while it moves."""

    name: str
    url: str
    facts: str
    said: str
    state: str
    findings: list[StoredFinding]
    remarks: Remarks | None = None
    file_url: str = ""
    progress: Progress | None = None
    poll_url: str = ""
    replay_url: str = ""
    duplicate_url: str = ""
    duplicate_number: str = ""


def deposit_row(acting: Acting, report: DepositReport) -> FileRow:
    """Return the row of a whole deposit; that of its invoice when it is but one file."""
    place = [acting.structure_id, report.deposit.pk]
    poll_url = reverse("deposit-row", args=place) if report.state == "processing" else ""
    if len(report.flows) == 1:
        return flow_row(acting, report.flows[0], poll_url=poll_url)
    resting = len(report.flows) - report.counts["running"]
    return FileRow(
        name=report.deposit.name,
        url=reverse("deposit-report", args=place),
        facts=_facts_of_archive(report),
        said=outcome_words(report.counts),
        state=state_of(report.counts),
        findings=[],
        progress=Progress(resting, len(report.flows)) if poll_url else None,
        poll_url=poll_url,
    )


def deposit_rows(acting: Acting, reports: list[DepositReport]) -> list[FileRow]:
    """Return a row for each deposit, in the same number of queries for one and for many."""
    alone = [report.flows[0] for report in reports if len(report.flows) == 1]
    prefetch_related_objects(alone, *SHOWN_WITH_A_FLOW)
    return [deposit_row(acting, report) for report in reports]


def flow_rows(acting: Acting, flows: list[Flow], most: int) -> list[FileRow]:
    """Return the rows of an archive's invoices, those that wait for somebody first, and no more than `most`."""
    waits_last = {stage: place for place, stage in enumerate(FIRST_WHAT_WAITS)}
    shown = sorted(flows, key=lambda flow: (waits_last.get(flow.stage, 9), flow.position))[:most]
    prefetch_related_objects(shown, *SHOWN_WITH_A_FLOW)
    return [flow_row(acting, flow) for flow in shown]


def flow_row(acting: Acting, flow: Flow, *, poll_url: str = "") -> FileRow:
    """Return the row of one invoice on its way."""
    owner = acting.structure_id
    duplicate = flow.duplicate_of
    wrong, others = blocking(flow), remarks(flow, flow.invoice.recipient if flow.invoice else None)
    return FileRow(
        name=flow.name,
        url=_url(owner, flow),
        facts=_facts(flow),
        said=_said(flow, wrong, others),
        state=(_was_sent(flow) and flow.sent_stage) or flow.stage,
        findings=wrong if flow.stage == REFUSED else [],
        remarks=others if flow.stage in {REFUSED, CLOSED} else None,
        file_url=reverse("flow-file", args=[owner, flow.pk]) if flow.stage == REFUSED and flow.sha256 else "",
        poll_url=poll_url,
        replay_url=reverse("flow-replay", args=[owner, flow.pk]) if flow.stage == PARKED else "",
        duplicate_url=reverse("invoice", args=[owner, duplicate.pk]) if duplicate else "",
        duplicate_number=duplicate.number if duplicate else "",
    )


def state_of(counts: dict[str, int]) -> str:
    """Return the stage that stands for a whole deposit: what still moves, then what waits for somebody."""
    if counts["running"]:
        return UNDERSTOOD
    waiting = zip(("refused", "drafts", "parked"), FIRST_WHAT_WAITS, strict=True)
    return next((stage for kind, stage in waiting if counts[kind]), CLOSED)


def outcome_words(counts: dict[str, int]) -> str:
    """Say a report's counts in words: "12 accepted, 1 to correct, 3 under way"."""
    accepted, refused, drafts = counts.get("accepted", 0), counts.get("refused", 0), counts.get("drafts", 0)
    running, parked = counts.get("running", 0), counts.get("parked", 0)
    parts = [
        ngettext("%(n)d accepted", "%(n)d accepted", accepted) % {"n": accepted} if accepted else "",
        ngettext("%(n)d to correct", "%(n)d to correct", refused) % {"n": refused} if refused else "",
        ngettext("%(n)d form to fill in", "%(n)d forms to fill in", drafts) % {"n": drafts} if drafts else "",
        ngettext("%(n)d under way", "%(n)d under way", running) % {"n": running} if running else "",
        ngettext("%(n)d held up", "%(n)d held up", parked) % {"n": parked} if parked else "",
    ]
    return ", ".join(filter(None, parts))


def _url(owner: int, flow: Flow) -> str:
    if flow.invoice_id:
        return reverse("invoice", args=[owner, flow.invoice_id])
    if _was_sent(flow):
        return reverse("deposit-report", args=[owner, flow.sent_in])
    if flow.stage == DRAFT and flow.draft_id:
        return reverse("draft", args=[owner, flow.draft_id])
    return ""


def _facts(flow: Flow) -> str:
    language = reader_language()
    kind = CARRIERS.get(flow.carrier) or SYNTAXES.get(flow.syntax, "")
    parts = [kind, flow.number]
    if flow.invoice:
        amount = formats.amount(flow.invoice.total_with_vat, flow.invoice.currency, language)
        parts += [flow.invoice.recipient.name, amount]
    return " · ".join(filter(None, parts)) or formats.file_size(flow.size, language)


def _firings(findings: list[StoredFinding]) -> int:
    return sum(finding["count"] for finding in findings)


def _was_sent(flow: Flow) -> bool:
    return flow.stage == DRAFT and flow.sent_in is not None


def _said(flow: Flow, held_by: list[StoredFinding], others: Remarks) -> str:
    if _was_sent(flow):
        return _("Sent with its form.")
    if flow.stage == DRAFT:
        return _("A PDF without data: fill in its form to send it.")
    if flow.stage == PARKED:
        return _("Nothing is lost: it can be tried again.")
    wrong, warnings = _firings(held_by), _firings(others.warnings)
    other = others.count - warnings
    parts = [
        ngettext("%(n)d error", "%(n)d errors", wrong) % {"n": wrong} if wrong else "",
        ngettext("%(n)d warning", "%(n)d warnings", warnings) % {"n": warnings} if warnings else "",
        ngettext("%(n)d remark", "%(n)d remarks", other) % {"n": other} if other else "",
    ]
    return ", ".join(filter(None, parts)) or (_("no error") if flow.rulesets else "")


def _facts_of_archive(report: DepositReport) -> str:
    count = len(report.flows)
    return ngettext("%(n)d invoice", "%(n)d invoices", count) % {"n": count}
