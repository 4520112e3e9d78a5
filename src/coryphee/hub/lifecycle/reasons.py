"""Why an invoice is turned back: motive codes with their words.

Codes are those of the reform (BR-FR-CDV-CL-09) where one says it; the texts of Chorus Pro's own motives are not
published, so words are ours. AUTRE explains nothing by itself: it asks for a comment.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OTHER = "AUTRE"


@dataclass(frozen=True, slots=True)
class Reason:
    """One motive; `statuses` are those it may be given for."""

    code: str
    statuses: tuple[str, ...]
    french: str
    english: str
    italian: str

    def name(self, language: str) -> str:
        """Return the words in fr, en or it; English for any other language."""
        return {"fr": self.french, "it": self.italian}.get(language, self.english)


_TABLE = (
    Reason("JUSTIF_ABS", ("SUSPENDUE",), "Pièce justificative absente ou incomplète", "A supporting document is missing or incomplete", "Documento giustificativo assente o incompleto"),
    Reason("COORD_BANC_ERR", ("SUSPENDUE", "REJETEE"), "Coordonnées bancaires erronées", "Wrong bank details", "Coordinate bancarie errate"),
    Reason("CMD_ERR", ("SUSPENDUE", "REJETEE", "A_RECYCLER"), "Numéro d’engagement erroné ou absent", "Wrong or missing engagement number", "Numero d’impegno errato o assente"),
    Reason("SIRET_ERR", ("SUSPENDUE", "A_RECYCLER"), "SIRET erroné ou absent", "Wrong or missing SIRET", "SIRET errato o assente"),
    Reason("CODE_ROUTAGE_ERR", ("SUSPENDUE", "A_RECYCLER"), "Code service erroné ou absent", "Wrong or missing service code", "Codice servizio errato o assente"),
    Reason("REF_CT_ABSENT", ("SUSPENDUE", "REJETEE"), "Référence du contrat ou du marché absente", "The contract or market reference is missing", "Riferimento del contratto assente"),
    Reason("REF_ERR", ("SUSPENDUE",), "Référence erronée", "Wrong reference", "Riferimento errato"),
    Reason("DEST_ERR", ("REJETEE", "A_RECYCLER"), "Erreur de destinataire", "Wrong recipient", "Destinatario errato"),
    Reason("TX_TVA_ERR", ("REJETEE",), "Taux de TVA erroné", "Wrong VAT rate", "Aliquota IVA errata"),
    Reason("MONTANTTOTAL_ERR", ("REJETEE",), "Erreur de montant", "Wrong amount", "Importo errato"),
    Reason("CALCUL_ERR", ("REJETEE",), "Erreur de calcul", "Wrong calculation", "Errore di calcolo"),
    Reason("NON_CONFORME", ("REJETEE",), "Mention légale manquante", "A legal mention is missing", "Menzione legale mancante"),
    Reason("DOUBLON", ("REJETEE",), "Facture en double (déjà reçue)", "Received twice", "Fattura doppia (già ricevuta)"),
    Reason("DOUBLE_FACT", ("REJETEE",), "Prestation déjà facturée", "Already invoiced", "Prestazione già fatturata"),
    Reason("TRANSAC_INC", ("REJETEE",), "Transaction inconnue", "Unknown transaction", "Transazione sconosciuta"),
    Reason("EMMET_INC", ("REJETEE",), "Émetteur inconnu", "Unknown sender", "Emittente sconosciuto"),
    Reason("CONTRAT_TERM", ("REJETEE",), "Contrat terminé", "The contract has ended", "Contratto terminato"),
    Reason("ADR_ERR", ("REJETEE",), "Adresse de facturation erronée", "Wrong billing address", "Indirizzo di fatturazione errato"),
    Reason("LIVR_INCOMP", ("REJETEE",), "Livraison ou prestation incomplète", "Delivery or service incomplete", "Consegna o prestazione incompleta"),
    Reason("RETRAIT_MAN_SERV", ("REJETEE",), "Retrait demandé par le fournisseur", "Withdrawn at the supplier’s request", "Ritirata su richiesta del fornitore"),
    Reason("ST_CT_NON_DECLAR", ("REJETEE",), "Sous-traitant ou cotraitant non déclaré", "Undeclared subcontractor or co-contractor", "Subappaltatore o cotraente non dichiarato"),
    Reason(OTHER, ("SUSPENDUE", "REJETEE", "A_RECYCLER"), "Autre motif (à préciser en commentaire)", "Other reason (say which in the comment)", "Altro motivo (da precisare nel commento)"),
)  # fmt: skip

REASONS: Mapping[str, Reason] = MappingProxyType({reason.code: reason for reason in _TABLE})


def reasons_for(status: str) -> tuple[Reason, ...]:
    """Return the motives that may be given for a status, none where no reason is asked."""
    return tuple(reason for reason in _TABLE if status in reason.statuses)
