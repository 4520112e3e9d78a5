"""The words of the read view in English, French and Italian, and plain names for the codes of an invoice."""

from decimal import Decimal

from coryphee.rendering.formats import Language

_TWO = Decimal(2)
_ORDER: tuple[Language, ...] = ("en", "fr", "it")

# English | French | Italian
_WORDS = {
    "number": "Number | Numéro | Numero",
    "numbered": "No. {number} | n°\u00a0{number} | n. {number}",
    "issued": "Issued on | Émise le | Emessa il",
    "due": "To be paid by | À payer avant le | Da pagare entro il",
    "type": "Kind of document | Nature du document | Tipo di documento",
    "currency": "Currency | Devise | Valuta",
    "framework": "Billing framework | Cadre de facturation | Quadro di fatturazione",
    "vat_point": "VAT due on | TVA exigible le | IVA esigibile il",
    "vat_currency": "Currency of the VAT | Devise de la TVA | Valuta dell’IVA",
    "profile": "Profile | Profil | Profilo",
    "parties": "Parties | Parties | Parti",
    "seller": "Seller | Vendeur | Venditore",
    "buyer": "Buyer | Acheteur | Acquirente",
    "payee": "Paid to | Bénéficiaire du paiement | Beneficiario del pagamento",
    "representative": "Tax representative | Représentant fiscal | Rappresentante fiscale",
    "invoicee": "Addressed to | Adressée à | Indirizzata a",
    "invoicer": "Issued by | Émise par | Emessa da",
    "seller_agent": "Seller’s agent | Mandataire du vendeur | Mandatario del venditore",
    "buyer_agent": "Buyer’s agent | Mandataire de l’acheteur | Mandatario dell’acquirente",
    "payer": "Paid by | Payeur | Pagata da",
    "trade_name": "Trading name | Nom commercial | Nome commerciale",
    "address": "Address | Adresse | Indirizzo",
    "registration": "Registration | Immatriculation | Registrazione",
    "identifiers": "Identifiers | Identifiants | Identificativi",
    "vat_number": "VAT number | Numéro de TVA | Partita IVA",
    "tax_number": "Tax number | Numéro fiscal | Numero fiscale",
    "electronic": "Electronic address | Adresse électronique | Indirizzo elettronico",
    "contact": "Contact | Contact | Contatto",
    "legal": "Legal information | Mentions légales | Informazioni legali",
    "registered": "Registered address | Adresse d’immatriculation | Indirizzo di registrazione",
    "references": "References | Références | Riferimenti",
    "service": (
        "Buyer’s reference (service) | Référence de l’acheteur (service) | Riferimento dell’acquirente (servizio)"
    ),
    "supplier_service": "Supplier’s service | Service du fournisseur | Servizio del fornitore",
    "order": "Order (engagement) | Commande (engagement) | Ordine (impegno)",
    "sales_order": "Seller’s order | Commande chez le vendeur | Ordine del venditore",
    "contract": "Contract | Contrat ou marché | Contratto",
    "project": "Project | Projet | Progetto",
    "tender": "Call for tenders | Appel d’offres ou lot | Gara o lotto",
    "object": "Object invoiced | Objet facturé | Oggetto fatturato",
    "receipt": "Receiving advice | Avis de réception | Avviso di ricevimento",
    "despatch": "Despatch advice | Avis d’expédition | Avviso di spedizione",
    "accounting": (
        "Buyer’s accounting reference | Référence comptable de l’acheteur | Riferimento contabile dell’acquirente"
    ),
    "preceding": "Earlier invoice | Facture antérieure | Fattura precedente",
    "delivery": "Delivery | Livraison | Consegna",
    "delivered_on": "Delivered on | Livrée le | Consegnata il",
    "delivered_to": "Delivered to | Livrée à | Consegnata a",
    "place": "Place | Lieu | Luogo",
    "delivery_terms": "Incoterm | Incoterm | Incoterm",
    "of_line": "line {number} | ligne {number} | riga {number}",
    "period": "Period | Période | Periodo",
    "property": "{label}: {value} | {label}\u00a0: {value} | {label}: {value}",
    "from_to": "{start} to {end} | du {start} au {end} | dal {start} al {end}",
    "share": "{rate} of {base} | {rate} de {base} | {rate} di {base}",
    "gross": "Gross | Brut | Lordo",
    "discount": "Discount | Rabais | Ribasso",
    "classification": "Classification | Classification | Classificazione",
    "origin": "Origin | Origine | Origine",
    "order_line": "Order line | Ligne de commande | Riga dell’ordine",
    "document": "Document | Document | Documento",
    "parent": "Details line | Détaille la ligne | Dettaglia la riga",
    "lines": "Lines | Lignes | Righe",
    "no_lines": (
        "This document carries no lines: only its totals. | "
        "Ce document ne comporte pas de lignes, seulement des totaux. | "
        "Questo documento non contiene righe, solo i totali."
    ),
    "further_line": "Show the other line | Afficher l’autre ligne | Mostra l’altra riga",
    "further_lines": (
        "Show the {count} other lines | Afficher les {count} autres lignes | Mostra le altre {count} righe"
    ),
    "more_lines": (
        "{count} further lines are in the file. | "
        "{count} autres lignes se trouvent dans le fichier. | "
        "Altre {count} righe si trovano nel file."
    ),
    "item": "Item | Désignation | Descrizione",
    "quantity": "Quantity | Quantité | Quantità",
    "price": "Unit price | Prix unitaire | Prezzo unitario",
    "per": "for {quantity} | pour {quantity} | per {quantity}",
    "vat_rate": "VAT | TVA | IVA",
    "net": "Amount without VAT | Montant HT | Importo senza IVA",
    "allowance": "Allowance | Remise | Sconto",
    "charge": "Charge | Frais | Maggiorazione",
    "allowances": "Allowances and charges | Remises et frais | Sconti e maggiorazioni",
    "reason": "Reason | Motif | Motivo",
    "amount": "Amount | Montant | Importo",
    "vat": "VAT by rate | TVA par taux | IVA per aliquota",
    "category": "Treatment | Régime | Regime",
    "rate": "Rate | Taux | Aliquota",
    "taxable": "Taxable amount | Base | Imponibile",
    "tax": "VAT amount | Montant de TVA | Importo IVA",
    "totals": "Totals | Totaux | Totali",
    "line_total": "Sum of lines | Somme des lignes | Somma delle righe",
    "allowance_total": "Allowances | Remises | Sconti",
    "charge_total": "Charges | Frais | Maggiorazioni",
    "without_vat": "Total without VAT | Total HT | Totale senza IVA",
    "vat_total": "VAT | TVA | IVA",
    "with_vat": "Total with VAT | Total TTC | Totale con IVA",
    "third_party": "On behalf of third parties | Pour compte de tiers | Per conto di terzi",
    "paid": "Already paid | Déjà payé | Già pagato",
    "rounding": "Rounding | Arrondi | Arrotondamento",
    "payable": "Amount to pay | Net à payer | Importo da pagare",
    "payment": "Payment | Paiement | Pagamento",
    "means": "Means of payment | Moyen de paiement | Mezzo di pagamento",
    "holder": "Account holder | Titulaire du compte | Intestatario del conto",
    "account": "Account | Compte | Conto",
    "bank": "Bank | Banque | Banca",
    "card": "Card | Carte | Carta",
    "remittance": "To quote | À rappeler | Causale",
    "mandate": "Direct debit mandate | Mandat de prélèvement | Mandato di addebito",
    "creditor": "Creditor identifier | Identifiant du créancier | Identificativo del creditore",
    "debited": "Account debited | Compte débité | Conto addebitato",
    "terms": "Terms | Conditions | Condizioni",
    "scan": "Scan to pay by transfer | Scanner pour payer par virement | Inquadrare per pagare con bonifico",
    "notes": "Notes | Notes | Note",
    "attachments": "Attachments | Pièces jointes | Allegati",
    "file": "File | Fichier | File",
    "kind": "Kind | Type | Tipo",
    "size": "Size | Taille | Dimensione",
    "about": "Description | Description | Descrizione",
    "by_number": (
        "Characters that the font lacks are shown by their Unicode number, such as ⟨U+4E2D⟩. | "
        "Les caractères absents de la police sont indiqués par leur numéro Unicode, par exemple ⟨U+4E2D⟩. | "
        "I caratteri che mancano nel font sono indicati con il numero Unicode, ad esempio ⟨U+4E2D⟩."
    ),
    "bytes": "{count} KB | {count} Ko | {count} kB",
}

# UNTDID 1001
_TYPES = {
    "326": "Partial invoice | Facture partielle | Fattura parziale",
    "380": "Invoice | Facture | Fattura",
    "381": "Credit note | Avoir | Nota di credito",
    "384": "Corrected invoice | Facture rectificative | Fattura rettificativa",
    "386": "Advance invoice | Facture d’acompte | Fattura di acconto",
    "389": "Self-billed invoice | Facture autofacturée | Autofattura",
    "393": "Factored invoice | Facture affacturée | Fattura ceduta",
    "396": "Factored credit note | Avoir affacturé | Nota di credito ceduta",
    "503": "Advance credit note | Avoir d’acompte | Nota di credito di acconto",
}
# UNTDID 5305 as EN 16931 uses it
_CATEGORIES = {
    "S": "Standard or reduced rate | Taux normal ou réduit | Aliquota ordinaria o ridotta",
    "Z": "Zero rate | Taux zéro | Aliquota zero",
    "E": "Exempt | Exonéré | Esente",
    "AE": "Reverse charge | Autoliquidation | Inversione contabile",
    "K": "Supply inside the European Union | Livraison intracommunautaire | Cessione intracomunitaria",
    "G": "Export | Exportation | Esportazione",
    "O": "Outside the scope of VAT | Hors champ de la TVA | Fuori campo IVA",
    "L": "Canary Islands tax (IGIC) | Taxe des Canaries (IGIC) | Imposta delle Canarie (IGIC)",
    "M": "Ceuta and Melilla tax (IPSI) | Taxe de Ceuta et Melilla (IPSI) | Imposta di Ceuta e Melilla (IPSI)",
    "B": "Split payment | Paiement scindé | Scissione dei pagamenti",
}
# UNTDID 4461
_MEANS = {
    "1": "Not defined | Non défini | Non definito",
    "10": "Cash | Espèces | Contanti",
    "20": "Cheque | Chèque | Assegno",
    "30": "Transfer | Virement | Bonifico",
    "42": "Bank account | Compte bancaire | Conto bancario",
    "48": "Bank card | Carte bancaire | Carta bancaria",
    "49": "Direct debit | Prélèvement | Addebito diretto",
    "54": "Credit card | Carte de crédit | Carta di credito",
    "55": "Debit card | Carte de débit | Carta di debito",
    "57": "Standing agreement | Accord permanent | Accordo permanente",
    "58": "SEPA transfer | Virement SEPA | Bonifico SEPA",
    "59": "SEPA direct debit | Prélèvement SEPA | Addebito diretto SEPA",
    "97": "Clearing between partners | Compensation entre partenaires | Compensazione tra partner",
}
# UN/ECE recommendations 20 and 21; the plural stands after the stroke
_UNITS = {
    "C62": "unit/units | unité/unités | unità",
    "EA": "piece/pieces | pièce/pièces | pezzo/pezzi",
    "H87": "piece/pieces | pièce/pièces | pezzo/pezzi",
    "HUR": "hour/hours | heure/heures | ora/ore",
    "DAY": "day/days | jour/jours | giorno/giorni",
    "MON": "month/months | mois | mese/mesi",
    "ANN": "year/years | année/années | anno/anni",
    "KGM": "kg | kg | kg",
    "TNE": "t | t | t",
    "LTR": "l | l | l",
    "MTR": "m | m | m",
    "MTK": "m² | m² | m²",
    "MTQ": "m³ | m³ | m³",
    "KWH": "kWh | kWh | kWh",
    "KMT": "km | km | km",
    "LS": "lump sum/lump sums | forfait/forfaits | a corpo",
    "SET": "set/sets | lot/lots | set",
}
# UNTDID 2005 (UBL) and 2475 (CII)
_VAT_POINTS = {
    "3": "on the date of the invoice | à la date de la facture (débits) | alla data della fattura",
    "5": "on the date of the invoice | à la date de la facture (débits) | alla data della fattura",
    "29": "on delivery | à la livraison | alla consegna",
    "35": "on delivery | à la livraison | alla consegna",
    "72": "on payment | à l’encaissement | all’incasso",
    "432": "on payment | à l’encaissement | all’incasso",
}
# ISO/IEC 6523
_SCHEMES = {
    "0002": "SIREN",
    "0009": "SIRET",
    "0060": "DUNS",
    "0088": "GLN",
    "0160": "GTIN",
}
# ISO 3166-1, the neighbours of French invoices
_COUNTRIES = {
    "FR": "France | France | Francia",
    "BE": "Belgium | Belgique | Belgio",
    "CH": "Switzerland | Suisse | Svizzera",
    "DE": "Germany | Allemagne | Germania",
    "ES": "Spain | Espagne | Spagna",
    "GB": "United Kingdom | Royaume-Uni | Regno Unito",
    "IE": "Ireland | Irlande | Irlanda",
    "IT": "Italy | Italie | Italia",
    "LU": "Luxembourg | Luxembourg | Lussemburgo",
    "MC": "Monaco | Monaco | Monaco",
    "NL": "Netherlands | Pays-Bas | Paesi Bassi",
    "PT": "Portugal | Portugal | Portogallo",
    "US": "United States | États-Unis | Stati Uniti",
}
# The extension for lines that group or explain others (CII LineStatusReasonCode)
_LINE_KINDS = {
    "DETAIL": "Detail | Détail | Dettaglio",
    "GROUP": "Subtotal | Sous-total | Subtotale",
    "INFORMATION": "For information | Pour information | A titolo informativo",
}
# UNTDID 4451 as French invoices use it
_SUBJECTS = {
    "PMT": "Recovery costs | Frais de recouvrement | Spese di recupero",
    "PMD": "Late payment penalties | Pénalités de retard | Penali di mora",
    "AAB": "Discount for early payment | Escompte | Sconto per pagamento anticipato",
    "AAI": "General information | Information générale | Informazioni generali",
    "REG": "Regulatory information | Mention réglementaire | Informazione regolamentare",
    "ABL": "Legal information | Mention légale | Informazione legale",
    "TXD": "Tax declaration | Mention fiscale | Dichiarazione fiscale",
    "SUR": "Seller’s remark | Remarque du vendeur | Nota del venditore",
    "CUS": "Customs | Douane | Dogana",
}

# What keeps a PDF from being an archive file; the codes are those of einvoice.facturx.archive
_FAULTS = {
    "action": "an action starts by itself | une action se lance d’elle-même | un’azione si avvia da sola",
    "annotation": (
        "an annotation is not printed | une annotation ne s’imprime pas | un’annotazione non viene stampata"
    ),
    "attachment": (
        "an attachment has no role | une pièce jointe n’a pas de rôle déclaré | un allegato non ha un ruolo"
    ),
    "claim": "it is not PDF/A | il n’est pas au format PDF/A | non è in formato PDF/A",
    "colour": (
        "its colours depend on a printer | ses couleurs dépendent d’une presse | i colori dipendono da una stampante"
    ),
    "filter": (
        "its compression may not be archived | sa compression n’est pas archivable | la compressione non è archiviabile"
    ),
    "font": "a font is missing in it | une police n’y est pas incorporée | un font non è incorporato",
    "form": "it is a dynamic form | c’est un formulaire dynamique | è un modulo dinamico",
    "graphics": "it uses foreign graphics | il utilise des graphismes externes | usa grafica esterna",
    "image": "an image may change when shown | une image peut varier à l’affichage | un’immagine può variare a video",
    "intent": "it does not define its colours | il ne définit pas ses couleurs | non definisce i suoi colori",
    "layers": "it has hidden layers | il comporte des calques | contiene livelli",
    "signature": ("its signature would be broken | sa signature serait rompue | la firma verrebbe invalidata"),
}


def archive_fault(code: str, found: str, language: Language) -> str:
    """Why a PDF cannot be archived as it is, with the thing it was found on."""
    said = _pick(_FAULTS[code], language)
    return f"{said} ({found})" if found else said


def word(name: str, language: Language, **values: str) -> str:
    """A word of the view, with the values its sentence needs."""
    return _pick(_WORDS[name], language).format(**values)


def document_type(code: str | None, language: Language) -> str:
    """The kind of document, with its code: Facture (380)."""
    return _named(_TYPES, code, language)


def vat_category(code: str | None, language: Language) -> str:
    """The VAT treatment, with its code."""
    return _named(_CATEGORIES, code, language)


def payment_means(code: str | None, language: Language) -> str:
    """The means of payment, with its code."""
    return _named(_MEANS, code, language)


def note_subject(code: str | None, language: Language) -> str:
    """What a note is about, with its code."""
    return _named(_SUBJECTS, code, language)


def document_title(code: str | None, language: Language) -> str:
    """The kind of document as the title of a page: Facture, or the plain word for an unusual code."""
    return _pick(_TYPES.get((code or "").strip(), _TYPES["380"]), language)


def vat_point(code: str | None, language: Language) -> str:
    """When VAT falls due; the codes of the two syntaxes read the same."""
    known = (code or "").strip()
    return _pick(_VAT_POINTS[known], language) if known in _VAT_POINTS else known


def scheme(code: str | None) -> str:
    """The name that people give to the scheme of an identifier; the code itself when it is an unusual one."""
    known = (code or "").strip()
    return _SCHEMES.get(known, known)


def country(code: str | None, language: Language) -> str:
    """The name of a country; the code itself when it is not a neighbour."""
    known = (code or "").strip()
    return _pick(_COUNTRIES[known], language) if known in _COUNTRIES else known


def line_kind(code: str | None, language: Language) -> str:
    """What a line of the extension stands for, with its code."""
    return _named(_LINE_KINDS, code, language)


def unit(code: str | None, language: Language, quantity: Decimal | None = None) -> str:
    """The unit of a quantity, in the plural where it needs one; the code itself when it is an unusual one."""
    known = (code or "").strip()
    if known not in _UNITS:
        return known
    singular, _, plural = _pick(_UNITS[known], language).partition("/")
    # French has the plural from 2, English and Italian for all but 1.
    several = quantity is not None and (abs(quantity) >= _TWO if language == "fr" else abs(quantity) != 1)
    return plural if several and plural else singular


def _named(names: dict[str, str], code: str | None, language: Language) -> str:
    known = (code or "").strip()
    return f"{_pick(names[known], language)} ({known})" if known in names else known


def _pick(three: str, language: Language) -> str:
    return three.split(" | ")[_ORDER.index(language)]
