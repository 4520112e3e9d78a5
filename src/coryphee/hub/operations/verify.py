"""`coryphee verify`: the journal's chain, the contents against their hashes, the rows against the contents."""

import argparse
import json
from dataclasses import asdict, dataclass, field

from coryphee.hub.operations.platform import platform
from coryphee.hub.toolbox.cannot_run import CannotRun


@dataclass
class Report:
    """What was checked and what is not intact, each fault named."""

    sealed_entries: int = 0
    unsealed_entries: int = 0
    chain_head: str = ""
    contents: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """True when nothing is missing, damaged or out of the chain."""
        return not self.faults


# Every column that names a content of the vault.
REFERENCES = """
SELECT 'deposit', d.id, d.sha256 FROM flows_deposit d WHERE d.kind <> 'form'
UNION ALL SELECT 'flow', f.id, f.sha256 FROM flows_flow f WHERE f.sha256 <> ''
UNION ALL SELECT 'flow', f.id, f.structured_sha256 FROM flows_flow f WHERE f.structured_sha256 <> ''
UNION ALL SELECT 'invoice', i.id, i.original_sha256 FROM invoices_invoice i
UNION ALL SELECT 'invoice', i.id, i.structured_sha256 FROM invoices_invoice i
UNION ALL SELECT 'attachment', a.id, a.sha256 FROM invoices_attachment a
UNION ALL SELECT 'draft', r.id, r.pdf_sha256 FROM invoices_draft r WHERE r.pdf_sha256 <> ''
"""
WITHOUT_ROW = f"""
SELECT kind, id, sha256 FROM ({REFERENCES}) AS reference (kind, id, sha256)
WHERE NOT EXISTS (SELECT 1 FROM archive_blob b WHERE b.sha256 = reference.sha256)
"""  # noqa: S608  no outside text in it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--data", metavar="DIR")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def run(arguments: argparse.Namespace) -> int:
    """Check everything; 0 intact, 1 something named is not."""
    with platform(arguments.data, owner=True):
        report = examine()
    if arguments.format == "json":
        print(json.dumps({"intact": report.intact, **asdict(report)}))
    else:
        print(
            f"{report.sealed_entries} sealed journal entries ({report.unsealed_entries} wait), head {report.chain_head}"
        )
        print(f"{report.contents} contents read and compared with their hashes")
        print("\n".join(report.faults) if report.faults else "intact")
    return 0 if report.intact else 1


def examine() -> Report:
    """Read everything once, as the owner of the tables (the wall would hide other structures' rows).

    Raises CannotRun when the vault does not answer: nothing can be said of the contents then.
    """
    from django.db import connection

    from coryphee.hub.archive.actions import read
    from coryphee.hub.archive.models import Blob
    from coryphee.hub.archive.vault import Away, Damaged, Missing
    from coryphee.hub.journal.queries import verify_chain

    report = Report()
    chain = verify_chain()
    report.sealed_entries, report.unsealed_entries, report.chain_head = chain.sealed, chain.unsealed, chain.head
    if not chain.intact:
        report.faults.append(f"journal: seal {chain.broken_at}: {chain.reason}")
    for blob in Blob.objects.order_by("sha256").iterator(chunk_size=2000):
        report.contents += 1
        try:
            content = read(blob.sha256)
        except Missing:
            report.faults.append(f"content {blob.sha256} is missing from the vault")
        except Damaged:
            report.faults.append(f"content {blob.sha256} is damaged: its bytes no longer have this hash")
        except Away as reason:
            raise CannotRun(f"The vault does not answer, nothing is said about its contents: {reason}") from reason
        except OSError as reason:
            report.faults.append(f"content {blob.sha256} cannot be read: {reason.strerror}")
        else:
            if len(content) != blob.size:
                report.faults.append(f"content {blob.sha256}: {len(content)} bytes, {blob.size} were sealed")
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_ROW)
        report.faults += [
            f"{kind} {number} names the content {sha}, which was never sealed" for kind, number, sha in cursor
        ]
    return report
