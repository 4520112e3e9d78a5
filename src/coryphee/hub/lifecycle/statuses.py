"""The life-cycle statuses of Chorus Pro as data: what they are called, who sets them, what may follow.

Source: enumeration `statutFacture` of the Chorus Pro API (56 codes). Its matrix of transitions is not published; this is
ours: permissive among the recipient's statuses, intermediate ones optional, closed after REJETEE and MISE_EN_PAIEMENT.
`reform` is the status of the French reform (XP Z12-012, 200 to 228) that says the same, empty where none does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from coryphee.hub.lifecycle.models import Event
from coryphee.hub.structures.models import Structure

Tone = Literal["good", "wait", "bad", "note"]

SUPPLIER = str(Event.Actor.SUPPLIER)
CLERK = str(Event.Actor.CLERK)
ACCOUNTANT = str(Event.Actor.ACCOUNTANT)
ACCOUNTING_SYSTEM = str(Event.Actor.ACCOUNTING_SYSTEM)
PLATFORM = str(Event.Actor.PLATFORM)
VALIDATOR = "validator"  # main contractor, lead co-contractor, works supervisor: frames A4 to A25


@dataclass(frozen=True, slots=True)
class Status:
    """One status: code, names, how it looks, whether it ends the life, who may set it, whether a reason is asked."""

    code: str
    french: str
    english: str
    italian: str
    tone: Tone
    reform: str = ""
    set_by: tuple[str, ...] = (PLATFORM,)
    final: bool = False
    reason_required: bool = False

    def name(self, language: str) -> str:
        """Return the name in fr, en or it; English for any other language."""
        return {"fr": self.french, "it": self.italian}.get(language, self.english)


RECIPIENT = (CLERK, ACCOUNTING_SYSTEM)
ACCOUNTS = (ACCOUNTANT, ACCOUNTING_SYSTEM)

_TABLE = (
    # before the deposit
    Status("BROUILLON", "Brouillon", "Draft", "Bozza", "note", set_by=(SUPPLIER,)),
    Status("INTERPRETEE_OCR", "Interprétée (OCR)", "Read by OCR", "Letta con OCR", "note"),
    # validation by a third party (frames A9, A12 and works)
    Status("A_VALIDER_1", "À valider (1)", "To be validated (1)", "Da convalidare (1)", "wait"),
    Status("REFUSEE_1", "Refusée (1)", "Refused by the validator (1)", "Rifiutata dal convalidatore (1)", "bad", set_by=(VALIDATOR,)),
    Status("VALIDEE_1", "Validée (1)", "Validated (1)", "Convalidata (1)", "good", "214", (VALIDATOR,)),
    Status("ABSENCE_VALIDATION_1_HORS_DELAI", "Non validée dans le délai (1)", "Not validated in time (1)", "Non convalidata in tempo (1)", "note"),
    Status("A_VALIDER_2", "À valider (2)", "To be validated (2)", "Da convalidare (2)", "wait"),
    Status("REFUSEE_2", "Refusée (2)", "Refused by the validator (2)", "Rifiutata dal convalidatore (2)", "bad", set_by=(VALIDATOR,)),
    Status("VALIDEE_2", "Validée (2)", "Validated (2)", "Convalidata (2)", "good", "214", (VALIDATOR,)),
    Status("ABSENCE_VALIDATION_2_HORS_DELAI", "Non validée dans le délai (2)", "Not validated in time (2)", "Non convalidata in tempo (2)", "note"),
    # the main way
    Status("DEPOSEE", "Déposée", "Deposited", "Depositata", "note", "200"),
    Status("EN_COURS_ACHEMINEMENT", "En cours d’acheminement", "On its way", "In trasmissione", "note", "201"),
    Status("MISE_A_DISPOSITION", "Mise à disposition", "Made available", "Messa a disposizione", "note", "203", (PLATFORM, CLERK, ACCOUNTING_SYSTEM)),
    Status("A_RECYCLER", "À recycler", "To be rerouted", "Da reindirizzare", "bad", "221", RECIPIENT, reason_required=True),
    Status("SUSPENDUE", "Suspendue", "Suspended", "Sospesa", "wait", "208", (*RECIPIENT, ACCOUNTANT), reason_required=True),
    Status("COMPLETEE", "Complétée", "Completed", "Completata", "note", "209", (SUPPLIER,)),
    Status("REJETEE", "Rejetée", "Rejected", "Respinta", "bad", "210", RECIPIENT, final=True, reason_required=True),
    Status("SERVICE_FAIT", "Service fait", "Service done", "Servizio reso", "good", "205", RECIPIENT),
    Status("MANDATEE", "Mandatée", "Payment ordered", "Pagamento ordinato", "good", set_by=RECIPIENT),
    Status("MISE_A_DISPOSITION_COMPTABLE", "Mise à disposition du comptable", "With the accountant", "A disposizione del contabile", "good", set_by=(*RECIPIENT, ACCOUNTANT)),
    Status("COMPTABILISEE", "Comptabilisée", "Booked", "Contabilizzata", "good", set_by=ACCOUNTS),
    Status("MISE_EN_PAIEMENT", "Mise en paiement", "Sent to payment", "Messa in pagamento", "good", "211", (*RECIPIENT, ACCOUNTANT), final=True),
    Status("ABANDONNEE", "Abandonnée", "Abandoned", "Abbandonata", "bad", final=True),
    Status("SUPPRIMEE", "Supprimée", "Deleted", "Eliminata", "bad", final=True),
    Status("NON_CONFORME", "Non conforme", "Not compliant", "Non conforme", "bad", "213", final=True),
    Status("PRISE_EN_COMPTE_DESTINATAIRE", "Prise en compte par le destinataire", "Taken up by the recipient", "Presa in carico dal destinatario", "note", "204"),
    Status("A_COMPLETER", "À compléter", "To be completed", "Da completare", "wait"),
    Status("EN_ATTENTE_RECYCLAGE_FOURNISSEUR", "En attente de recyclage par le fournisseur", "Waiting to be rerouted by the supplier", "In attesa di reindirizzamento dal fornitore", "wait"),
    Status("ASSOCIEE", "Associée", "Associated", "Associata", "note"),
    Status("EN_COURS_TRAITEMENT_PIVOT_S", "En cours de traitement", "Being processed", "In elaborazione", "note"),
    Status("REMPLACEE_PAR_A22", "Remplacée par A22", "Replaced by A22", "Sostituita da A22", "note", final=True),
    Status("DUPLIQUE_APRES_REFUS", "Dupliquée après refus", "Duplicated after refusal", "Duplicata dopo rifiuto", "note"),
    Status("TECHNIQUE_INCONNU", "Inconnu", "Unknown", "Sconosciuto", "note"),
    # works: supplier, supervisor (MOE), owner (MOA)
    Status("A_VALIDER_MOE", "À valider par la maîtrise d’œuvre", "To be validated by the works supervisor", "Da convalidare dalla direzione lavori", "wait"),
    Status("REFUSEE_MOE", "Refusée par la maîtrise d’œuvre", "Refused by the works supervisor", "Rifiutata dalla direzione lavori", "bad", set_by=(VALIDATOR,)),
    Status("A_ASSOCIER_MOE", "À associer par la maîtrise d’œuvre", "To be associated by the works supervisor", "Da associare dalla direzione lavori", "wait"),
    Status("MISE_A_DISPOSITION_MOE", "À la disposition de la maîtrise d’œuvre", "Available to the works supervisor", "A disposizione della direzione lavori", "note"),
    Status("PRISE_EN_COMPTE_MOE", "Prise en compte par la maîtrise d’œuvre", "Taken up by the works supervisor", "Presa in carico dalla direzione lavori", "note", set_by=(VALIDATOR,)),
    Status("A_ASSOCIER_MOA", "À associer par la maîtrise d’ouvrage", "To be associated by the works owner", "Da associare dal committente", "wait"),
    Status("REFUSEE_MOA", "Refusée par la maîtrise d’ouvrage", "Refused by the works owner", "Rifiutata dal committente", "bad", set_by=(VALIDATOR,)),
    Status("TRANSMISE_MOA", "Transmise à la maîtrise d’ouvrage", "Sent to the works owner", "Trasmessa al committente", "note"),
    Status("MISE_A_DISPOSITION_MOA", "À la disposition de la maîtrise d’ouvrage", "Available to the works owner", "A disposizione del committente", "note"),
    Status("PRISE_EN_COMPTE_MOA", "Prise en compte par la maîtrise d’ouvrage", "Taken up by the works owner", "Presa in carico dal committente", "note", set_by=(VALIDATOR,)),
    Status("A_ASSOCIER_FOURNISSEUR", "À associer par le fournisseur", "To be associated by the supplier", "Da associare dal fornitore", "wait"),
    Status("REFUSEE_FOURNISSEUR", "Refusée par le fournisseur", "Refused by the supplier", "Rifiutata dal fornitore", "bad", set_by=(SUPPLIER,)),
    # wrong address between the parties
    Status("ERREUR_FOURNISSEUR_SUR_VALIDEUR", "Erreur sur le valideur", "Wrong validator", "Convalidatore errato", "bad"),
    Status("ERREUR_COTRAITANT_SUR_VALIDEUR", "Erreur du cotraitant sur le valideur", "Wrong validator (co-contractor)", "Convalidatore errato (cotraente)", "bad"),
    Status("ERREUR_FOURNISSEUR_SUR_MOE", "Erreur sur la maîtrise d’œuvre", "Wrong works supervisor", "Direzione lavori errata", "bad"),
    Status("ERREUR_FOURNISSEUR_SUR_MOA", "Erreur sur la maîtrise d’ouvrage", "Wrong works owner", "Committente errato", "bad"),
    Status("ERREUR_MOE_SUR_FOURNISSEUR", "Erreur de la maîtrise d’œuvre sur le fournisseur", "Wrong supplier (supervisor)", "Fornitore errato (direzione lavori)", "bad"),
    Status("ERREUR_MOA_SUR_FOURNISSEUR", "Erreur de la maîtrise d’ouvrage sur le fournisseur", "Wrong supplier (owner)", "Fornitore errato (committente)", "bad"),
    Status("ERREUR_MOE_SUR_MOA", "Erreur de la maîtrise d’œuvre sur la maîtrise d’ouvrage", "Wrong owner (supervisor)", "Committente errato (direzione lavori)", "bad"),
    Status("ERREUR_DE_MOE", "Erreur de maîtrise d’œuvre", "Wrong supervisor", "Direzione lavori sbagliata", "bad"),
    Status("ERREUR_DE_MOA", "Erreur de maîtrise d’ouvrage", "Wrong owner", "Committente sbagliato", "bad"),
    Status("ERREUR_DESTINATAIRE_PD", "Erreur de destinataire (projet de décompte)", "Wrong recipient (draft account)", "Destinatario errato (progetto di conto)", "bad"),
    Status("ERREUR_DESTINATAIRE_EA", "Erreur de destinataire (état d’acompte)", "Wrong recipient (interim statement)", "Destinatario errato (stato di acconto)", "bad"),
)  # fmt: skip

STATUSES: Mapping[str, Status] = MappingProxyType({status.code: status for status in _TABLE})

# The recipient's way, in its order: any later one may be reached at once, because intermediate statuses are optional.
WAY = ("SERVICE_FAIT", "MANDATEE", "MISE_A_DISPOSITION_COMPTABLE", "COMPTABILISEE", "MISE_EN_PAIEMENT")
OPEN = ("MISE_A_DISPOSITION", "COMPLETEE", *WAY[:-1])
TURNED_BACK = ("SUSPENDUE", "A_RECYCLER", "REJETEE")
# Where a Helios body keeps its accounts, these come from there: no person sets them, neither clerk nor accountant.
HELIOS_ONLY = frozenset({"MISE_A_DISPOSITION_COMPTABLE", "MISE_EN_PAIEMENT"})


def _followers() -> dict[str, tuple[str, ...]]:
    after = {code: (*WAY[WAY.index(code) + 1 if code in WAY else 0 :], *TURNED_BACK) for code in OPEN}
    return {
        **after,
        "DEPOSEE": ("EN_COURS_ACHEMINEMENT", "MISE_A_DISPOSITION"),
        "EN_COURS_ACHEMINEMENT": ("MISE_A_DISPOSITION",),
        "SUSPENDUE": ("COMPLETEE", "MISE_A_DISPOSITION", "REJETEE"),
        "A_RECYCLER": ("MISE_A_DISPOSITION",),
    }


FOLLOWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(_followers())


@dataclass(frozen=True, slots=True)
class Target:
    """A status that may be set now, and whether it asks for a reason (lifecycle/reasons.py)."""

    status: Status
    reason_required: bool

    @property
    def code(self) -> str:
        """The status's code."""
        return self.status.code


def may_set(status: str, target: str, kind: str, recipient: Structure) -> bool:
    """Tell whether an actor of this kind may move an invoice of `recipient` from `status` to `target`."""
    if target not in FOLLOWERS.get(status, ()):
        return False
    if status in {"DEPOSEE", "EN_COURS_ACHEMINEMENT"}:
        return kind == PLATFORM
    if status == "A_RECYCLER":  # rerouted with the same number: lifecycle.actions.recycle
        return kind == SUPPLIER
    if target == "MISE_EN_PAIEMENT" and recipient.payment_not_reported:
        return False
    if recipient.helios and target in HELIOS_ONLY and kind != ACCOUNTING_SYSTEM:
        return False
    return kind in STATUSES[target].set_by and kind != PLATFORM


def targets(status: str, kinds: Collection[str], structure: Structure) -> tuple[Target, ...]:
    """Return what actors of these kinds may set on an invoice of the recipient `structure`, in the order of the table."""
    return tuple(
        Target(STATUSES[code], STATUSES[code].reason_required)
        for code in FOLLOWERS.get(status, ())
        if any(may_set(status, code, kind, structure) for kind in kinds)
    )
