"""The word and the tone of every status that the portal shows.

Codes are those of `statutFacture` (Chorus Pro, all 56) and of a flow's stage (flows.models.Stage). The tone is a colour
and a shape: good (settled well), note (under way), wait (somebody must act), bad (refused), idle (of no more concern).
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Tone = Literal["good", "note", "wait", "bad", "idle"]


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is shown: the tone gives colour and shape, the word says it."""

    tone: Tone
    word: str | Promise


STATUSES: dict[str, Sign] = {
    "BROUILLON": Sign("idle", _("Draft")),
    "A_VALIDER_1": Sign("wait", _("To be validated, step 1")),
    "ERREUR_FOURNISSEUR_SUR_VALIDEUR": Sign("bad", _("Supplier's mistake about the validator")),
    "REFUSEE_1": Sign("bad", _("Validation refused, step 1")),
    "VALIDEE_1": Sign("good", _("Validated, step 1")),
    "ABSENCE_VALIDATION_1_HORS_DELAI": Sign("wait", _("Not validated in time, step 1")),
    "A_VALIDER_2": Sign("wait", _("To be validated, step 2")),
    "ERREUR_COTRAITANT_SUR_VALIDEUR": Sign("bad", _("Co-contractor's mistake about the validator")),
    "REFUSEE_2": Sign("bad", _("Validation refused, step 2")),
    "VALIDEE_2": Sign("good", _("Validated, step 2")),
    "ABSENCE_VALIDATION_2_HORS_DELAI": Sign("wait", _("Not validated in time, step 2")),
    "DEPOSEE": Sign("note", _("Deposited")),
    "ERREUR_FOURNISSEUR_SUR_MOE": Sign("bad", _("Supplier's mistake about the project manager")),
    "EN_COURS_ACHEMINEMENT": Sign("note", _("On its way")),
    "MISE_A_DISPOSITION": Sign("note", _("Made available")),
    "A_RECYCLER": Sign("wait", _("To be recycled")),
    "SUSPENDUE": Sign("wait", _("Suspended")),
    "REJETEE": Sign("bad", _("Rejected")),
    "MANDATEE": Sign("good", _("Mandated")),
    "MISE_EN_PAIEMENT": Sign("good", _("Sent to payment")),
    "COMPTABILISEE": Sign("good", _("Booked")),
    "MISE_A_DISPOSITION_COMPTABLE": Sign("note", _("Sent to the accountant")),
    "ABANDONNEE": Sign("idle", _("Abandoned")),
    "SUPPRIMEE": Sign("idle", _("Deleted")),
    "ASSOCIEE": Sign("note", _("Linked")),
    "EN_COURS_TRAITEMENT_PIVOT_S": Sign("note", _("Being processed")),
    "A_VALIDER_MOE": Sign("wait", _("To be validated by the project manager")),
    "REFUSEE_MOE": Sign("bad", _("Refused by the project manager")),
    "EN_ATTENTE_RECYCLAGE_FOURNISSEUR": Sign("wait", _("Waiting for the supplier to recycle it")),
    "ERREUR_MOE_SUR_FOURNISSEUR": Sign("bad", _("Project manager's mistake about the supplier")),
    "ERREUR_MOA_SUR_FOURNISSEUR": Sign("bad", _("Works owner's mistake about the supplier")),
    "INTERPRETEE_OCR": Sign("wait", _("Read from the picture, to be checked")),
    "COMPLETEE": Sign("note", _("Completed")),
    "ERREUR_FOURNISSEUR_SUR_MOA": Sign("bad", _("Supplier's mistake about the works owner")),
    "ERREUR_MOE_SUR_MOA": Sign("bad", _("Project manager's mistake about the works owner")),
    "ERREUR_DESTINATAIRE_PD": Sign("bad", _("Wrong recipient of the draft account")),
    "ERREUR_DESTINATAIRE_EA": Sign("bad", _("Wrong recipient of the interim statement")),
    "SERVICE_FAIT": Sign("note", _("Service done")),
    "NON_CONFORME": Sign("bad", _("Not compliant")),
    "A_ASSOCIER_MOE": Sign("wait", _("To be linked by the project manager")),
    "ERREUR_DE_MOE": Sign("bad", _("Wrong project manager")),
    "MISE_A_DISPOSITION_MOE": Sign("note", _("Made available to the project manager")),
    "PRISE_EN_COMPTE_MOE": Sign("note", _("Taken in hand by the project manager")),
    "A_ASSOCIER_MOA": Sign("wait", _("To be linked by the works owner")),
    "ERREUR_DE_MOA": Sign("bad", _("Wrong works owner")),
    "REFUSEE_MOA": Sign("bad", _("Refused by the works owner")),
    "A_ASSOCIER_FOURNISSEUR": Sign("wait", _("To be linked by the supplier")),
    "REFUSEE_FOURNISSEUR": Sign("bad", _("Refused by the supplier")),
    "A_COMPLETER": Sign("wait", _("To be completed")),
    "TRANSMISE_MOA": Sign("note", _("Sent to the works owner")),
    "PRISE_EN_COMPTE_DESTINATAIRE": Sign("note", _("Taken in hand by the recipient")),
    "REMPLACEE_PAR_A22": Sign("idle", _("Replaced by a tacit account (A22)")),
    "DUPLIQUE_APRES_REFUS": Sign("idle", _("Issued again after a refusal")),
    "MISE_A_DISPOSITION_MOA": Sign("note", _("Made available to the works owner")),
    "PRISE_EN_COMPTE_MOA": Sign("note", _("Taken in hand by the works owner")),
    "TECHNIQUE_INCONNU": Sign("idle", _("Unknown")),
}

STAGES: dict[str, Sign] = {
    "received": Sign("note", pgettext_lazy("stage of a deposited file", "Received")),
    "understood": Sign("note", _("Being checked")),
    "checked": Sign("note", _("Being delivered")),
    "routed": Sign("note", _("Being delivered")),
    "delivered": Sign("note", pgettext_lazy("stage of a deposited file", "Delivered")),
    "closed": Sign("good", pgettext_lazy("stage of a deposited file", "Accepted")),
    "draft": Sign("wait", _("Form to be filled in")),
    "refused": Sign("bad", _("To be corrected")),
    "parked": Sign("wait", _("Held up on our side")),
}

UNKNOWN = STATUSES["TECHNIQUE_INCONNU"]


def sign_of(code: str) -> Sign:
    """The sign of a status or of a stage; an unknown code is shown as unknown, beside its code."""
    return STATUSES.get(code) or STAGES.get(code) or UNKNOWN
