"""The notes that French law wants (BG-1): BR-FR-05, -06, -20, -31, and BR-FR-CO-14 of the single taxable person.

UBL writes the subject of a note inside its text (#PMT#...), and its stylesheet joins all notes by # and searches the
whole: a subject named in the middle of another note counts too. CII has an element for the subject.
"""

from collections.abc import Iterable

from coryphee.einvoice.model import Invoice, Note
from coryphee.einvoice.rulekit import Kind, Outcome, Syntax, once_in_run
from coryphee.einvoice.rules.fr.formats import is_bare_siren, normalized
from coryphee.einvoice.rules.fr.frames import SELF_BILLED
from coryphee.einvoice.rules.fr.parties import DIRECTORY, siren_of
from coryphee.einvoice.rules.fr.ruleset import FR

TREATMENTS = ("B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY")
SINGLE_TAXABLE_PERSON = "0231"
MEMBER = "MEMBRE_ASSUJETTI_UNIQUE"


class Mentions:
    """What the notes of an invoice say, made once for all the rules that ask."""

    __slots__ = ("_joined", "_subjects", "invoice", "source")

    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
        self.source = invoice.source
        in_cii = invoice.syntax == "cii"
        self._subjects = [note.subject_code for note in invoice.notes] if in_cii else []
        self._joined = "" if in_cii else "#".join(map(_written, invoice.notes))

    def count(self, subject: str) -> int:
        """How often a subject is spoken of."""
        return self._joined.count(f"#{subject}#") + self._subjects.count(subject)

    def speaks_once_of(self, subject: str) -> bool:
        """Whether a subject is spoken of once at most, and in UBL its code stands nowhere else before a #."""
        return self.count(subject) <= 1 and self._joined.count(f"{subject}#") <= 1

    def values(self, subject: str) -> list[str]:
        """What is said about a subject; in UBL the first mention counts, up to the next #."""
        if subject in self._subjects:
            return [note.text or "" for note in self.invoice.notes if note.subject_code == subject]
        _, found, rest = self._joined.partition(f"#{subject}#")
        return [rest.partition("#")[0]] if found else []

    @property
    def between_companies(self) -> bool:
        """Whether the invoice says that it goes from company to company inside France (note BAR: B2B)."""
        return "B2B" in self.values("BAR")


def _written(note: Note) -> str:
    if note.written is not None:
        return note.written
    return f"#{note.subject_code}#{note.text or ''}" if note.subject_code else note.text or ""


def says_what_is_wanted(invoice: Invoice) -> bool:
    """Whether the notes PMT, PMD and AAB are there once, and TXD not twice."""
    count = once_in_run(Mentions, invoice).count
    return count("PMT") == count("PMD") == count("AAB") == 1 and count("TXD") <= 1


def says_treatment(invoice: Invoice) -> bool:
    """Whether one note at most tells the treatment, and where it is B2B, the buyer's SIREN and address are at hand."""
    mentions = once_in_run(Mentions, invoice)
    if is_member(invoice) or not mentions.speaks_once_of("BAR"):
        return False
    if mentions.count("BAR") == 0:
        return True
    treatment, buyer = mentions.values("BAR")[0], invoice.buyer
    if treatment != "B2B":
        return treatment in TREATMENTS
    siren = siren_of(buyer)
    if siren is None or buyer is None or not is_bare_siren(siren) or invoice.type_code in SELF_BILLED:
        return False
    addresses = buyer.electronic_addresses
    return len(addresses) == 1 and addresses[0].scheme == DIRECTORY and (addresses[0].text or "").startswith(siren)


def _mentions(invoice: Invoice) -> tuple[Mentions]:
    return (once_in_run(Mentions, invoice),)


ODD_NOTES = Kind("invoice", unless=says_what_is_wanted)
ODD_TREATMENT = Kind("invoice", unless=says_treatment)
MENTIONS = Kind("notes together", _mentions, within=ODD_NOTES)
TREATMENT = Kind(MENTIONS.name, _mentions, within=ODD_TREATMENT)


# Subject; the end of its numbers in UBL and in CII; mandatory (BR-FR-05) or only not twice (BR-FR-06).
_SUBJECTS = (
    ("PMT", "-1", "_PMT", True),
    ("PMD", "-2", "_PMD", True),
    ("AAB", "-3", "_AAB", True),
    ("TXD", "-4", "_TXD", False),
)


def _register(subject: str, ubl: str, cii: str, *, mandatory: bool) -> None:
    def is_there(mentions: Mentions) -> Outcome:
        """The invoice has the notes (BG-1) PMT (recovery fee), PMD (late penalties) and AAB (discount or none)."""
        return mentions.count(subject) > 0 or {"subject": subject}

    def is_there_once(mentions: Mentions) -> Outcome:
        """The notes (BG-1) PMT, PMD, AAB and TXD are there once at most."""
        return mentions.count(subject) <= 1 or {"subject": subject}

    syntaxes: tuple[tuple[Syntax, str], ...] = (("ubl", ubl), ("cii", cii))
    for syntax, end in syntaxes:
        if mandatory:
            number = f"BR-FR-05_BT-22{end}"
            FR.rule(number, over=MENTIONS, term="BT-22", syntax=syntax, words=f"BR-FR-05-{subject}")(is_there)
        FR.rule(f"BR-FR-06_BT-21{end}", over=MENTIONS, term="BT-21", syntax=syntax, words="BR-FR-06")(is_there_once)


for _subject, _ubl, _cii, _mandatory in _SUBJECTS:
    _register(_subject, _ubl, _cii, mandatory=_mandatory)


@FR.rule("BR-FR-20_BT-21", over=TREATMENT, term="BT-21", syntax="ubl", words="BR-FR-20")
def treatment_is_known(mentions: Mentions) -> Outcome:
    """A note BAR says one of the treatments of the reform: B2B, B2BINT, B2C, B2CINT, OUTOFSCOPE or ARCHIVEONLY."""
    unknown = [value for value in mentions.values("BAR") if value not in {"", *TREATMENTS}]
    return not unknown or {"value": unknown[0]}


def _treatments(invoice: Invoice) -> Iterable[Note]:
    return [note for note in invoice.notes if note.subject_code == "BAR"]


TREATMENT_NOTES = Kind("notes BAR", _treatments, within=ODD_TREATMENT)


@FR.rule("BR-FR-20_BT-21", over=TREATMENT_NOTES, term="BT-21", syntax="cii", words="BR-FR-20")
def each_treatment_is_known(note: Note) -> Outcome:
    """A note BAR says one of the treatments of the reform: B2B, B2BINT, B2C, B2CINT, OUTOFSCOPE or ARCHIVEONLY."""
    return note.text in TREATMENTS or {"value": note.text or "–"}


@FR.rule("BR-FR-30_BT-21", over=TREATMENT, term="BT-21", syntax="ubl", words="BR-FR-31")
def one_treatment(mentions: Mentions) -> Outcome:
    """Notes BAR say one treatment only (the artefact for UBL numbers BR-FR-31 as BR-FR-30)."""
    if mentions.count("BAR") == 0:
        return True
    joined = "".join(text for note in mentions.invoice.notes if "#BAR#" in (text := _written(note))) + "#"
    return sum(joined.count(f"BAR#{treatment}#") for treatment in TREATMENTS) <= 1


@FR.rule("BR-FR-31_BT-21", over=TREATMENT, term="BT-21", syntax="cii", words="BR-FR-31")
def one_note_of_treatment(mentions: Mentions) -> Outcome:
    """Notes BAR say one treatment only."""
    return sum(normalized(value) in TREATMENTS for value in mentions.values("BAR")) <= 1


@FR.rule("BR-FR-CO-14_BT-29-1", over=TREATMENT, term="BT-22", words="BR-FR-CO-14")
def member_of_a_single_taxable_person_says_so(mentions: Mentions) -> Outcome:
    """A seller with an identifier of scheme 0231 has a note TXD that says MEMBRE_ASSUJETTI_UNIQUE."""
    return not is_member(mentions.invoice) or MEMBER in mentions.values("TXD")


def is_member(invoice: Invoice) -> bool:
    """Whether the seller belongs to a single taxable person (an identifier of scheme 0231)."""
    return invoice.seller is not None and any(
        entry.scheme == SINGLE_TAXABLE_PERSON and entry.is_global is not False for entry in invoice.seller.identifiers
    )
