"""Documents that the invoice refers to: attachments (BR-FR-17, -18) and the object invoiced (BR-FR-29, -30)."""

from collections.abc import Callable, Iterable

from coryphee.einvoice.model import Identifier, Invoice, ReferencedDocument
from coryphee.einvoice.rulekit import Kind, Outcome, filled
from coryphee.einvoice.rules.fr.formats import normalized
from coryphee.einvoice.rules.fr.ordinary import ODD_HEAD, REFERENCES
from coryphee.einvoice.rules.fr.ruleset import FR
from coryphee.einvoice.rules.ordinary_lines import APART, apart

READABLE = "LISIBLE"
ATTACHMENTS = frozenset(
    {
        "RIB",
        READABLE,
        "FEUILLE_DE_STYLE",
        "PJA",
        "BORDEREAU_SUIVI",
        "DOCUMENT_ANNEXE",
        "BON_LIVRAISON",
        "BON_COMMANDE",
        "BORDEREAU_SUIVI_VALIDATION",
        "ETAT_ACOMPTE",
        "FACTURE_PAIEMENT_DIRECT",
        "RECAPITULATIF_COTRAITANCE",
    }
)
SUPPORTING = "916"
DOCUMENTS = Kind("documents", lambda invoice: invoice.additional_documents, within=REFERENCES)


@FR.rule("BR-FR-17_BT-123", over=DOCUMENTS, term="BT-123", syntax="ubl", words="BR-FR-17")
def attachment_says_what_it_is(document: ReferencedDocument) -> Outcome:
    """The description of a document (BT-123), when given, is one code of the reform: RIB, LISIBLE, PJA..."""
    names = document.descriptions
    return not names or (len(names) == 1 and names[0] in ATTACHMENTS) or {"value": names[0]}


@FR.rule("BR-FR-17_BT-123", over=DOCUMENTS, term="BT-123", syntax="cii", words="BR-FR-17")
def supporting_document_says_what_it_is(document: ReferencedDocument) -> Outcome:
    """The name of a supporting document (BT-123, type 916), when given, is one code of the reform: RIB, LISIBLE..."""
    names = document.descriptions
    if document.type_code != SUPPORTING or not names:
        return True
    code = normalized(names[0])
    return (len(names) == 1 and (not code or code in ATTACHMENTS)) or {"value": names[0]}


@FR.rule("BR-FR-18_BT-123", over=REFERENCES, term="BT-123", words="BR-FR-18")
def one_readable_version(invoice: Invoice) -> Outcome:
    """One attached document at most is the readable version of the invoice (BT-123: LISIBLE)."""
    if len(invoice.additional_documents) < 2:  # noqa: PLR2004 - one document cannot be two
        return True
    return sum(READABLE in document.descriptions for document in invoice.additional_documents) <= 1


def _identifiers(documents: Iterable[ReferencedDocument], scheme: str) -> list[Identifier]:
    found = [document.identifier for document in documents]
    return [entry for entry in found if entry is not None and entry.scheme == scheme]


def _once(documents: Iterable[ReferencedDocument]) -> Outcome:
    many = [scheme for scheme in ("AFL", "AVV") if len(_identifiers(documents, scheme)) > 1]
    return not many or {"scheme": many[0]}


@FR.rule("BR-FR-29_BT-18", over=ODD_HEAD, term="BT-18", syntax="ubl", words="BR-FR-29")
def object_of_document_has_scheme_once(_invoice: Invoice) -> Outcome:
    """Objects invoiced (BT-18) have the schemes AFL and AVV once at most.

    UBL counts inside each document, where one identifier is all that there can be: it never fires.
    """
    return True


@FR.rule("BR-FR-29_BT-18", over=REFERENCES, term="BT-18", syntax="cii", words="BR-FR-29")
def objects_have_scheme_once(invoice: Invoice) -> Outcome:
    """Objects invoiced (BT-18) have the schemes AFL and AVV once at most."""
    return len(invoice.additional_documents) < 2 or _once(invoice.additional_documents)  # noqa: PLR2004 - one is once


@FR.rule("BR-FR-30_BT-128", over=ODD_HEAD, term="BT-128", words="BR-FR-29")
def objects_of_lines_have_scheme_once(_invoice: Invoice) -> Outcome:
    """Objects invoiced by a line (BT-128) have the schemes AFL and AVV once at most.

    UBL counts inside each document, where one identifier is all that there can be; CII looks at a place where no line
    may have documents. It never fires.
    """
    return True


def is_not_empty(entry: Identifier) -> Outcome:
    """The identifier of an object invoiced (schemes AFL and AVV) is not empty."""
    return entry.text is None or filled(entry.text) or {"scheme": entry.scheme or ""}


def _of_document(scheme: str) -> Callable[[Invoice], Iterable[Identifier]]:
    return lambda invoice: _identifiers(invoice.additional_documents, scheme)


def _of_lines(scheme: str) -> Callable[[Invoice], Iterable[Identifier]]:
    return lambda invoice: [
        entry for line in apart(invoice) if line.documents for entry in _identifiers(line.documents, scheme)
    ]


for _scheme in ("AFL", "AVV"):
    _objects = Kind(f"objects {_scheme}", _of_document(_scheme), within=REFERENCES)
    _line_objects = Kind(f"objects of lines {_scheme}", _of_lines(_scheme), within=APART)
    FR.rule(f"BR-FR-29_{_scheme}", over=_objects, term="BT-18", words="BR-FR-30")(is_not_empty)
    FR.rule(f"BR-FR-30_{_scheme}", over=_line_objects, term="BT-128", syntax="ubl", words="BR-FR-30")(is_not_empty)


def never_fires(_invoice: Invoice) -> Outcome:
    """The identifier of an object invoiced by a line (schemes AFL and AVV) is not empty.

    CII looks at a place where no line may have documents: it never fires.
    """
    return True


for _scheme in ("AFL", "AVV"):
    FR.rule(f"BR-FR-30_{_scheme}", over=ODD_HEAD, term="BT-128", syntax="cii", words="BR-FR-30")(never_fires)
