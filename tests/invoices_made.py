"""Invoices for the tests: the shipped samples, with the number and the parties that a test needs."""

import io
from importlib import resources

import pikepdf

SAMPLES = resources.files("coryphee.hub.operations") / "demo_samples"


def sample(file: str, *, number: str | None = None, supplier: str | None = None, recipient: str | None = None) -> bytes:
    """Return a shipped XML sample; `number` replaces BT-1, `supplier` and `recipient` the SIRETs (14 digits)."""
    text = (SAMPLES / file).read_text(encoding="utf-8")
    for written, wanted in ((_number(text), number), (_siret(text, 0), supplier), (_siret(text, 1), recipient)):
        if wanted is not None:
            text = text.replace(written, wanted)
    return text.encode()


def direct_invoice(number: str, supplier: str, recipient: str) -> bytes:
    """Return a good UBL invoice with billing framework A1 and service TRAVAUX."""
    return sample("02-ubl-invoice-direct-channel.xml", number=number, supplier=supplier, recipient=recipient)


def company_invoice(number: str, supplier: str, recipient: str) -> bytes:
    """Return a good UBL invoice between companies, as an approved platform takes it."""
    text = _between((SAMPLES / "27-between-companies.xml").read_text(encoding="utf-8"), number, supplier, recipient)
    return text.encode()


def factur_x(number: str, supplier: str, recipient: str, *, shows: str) -> bytes:
    """Return the shipped Factur-X for service TRAVAUX with these parties; its page says `shows` and nothing else."""
    with pikepdf.open(io.BytesIO((SAMPLES / "06-factur-x.pdf").read_bytes())) as document:
        text = document.attachments["factur-x.xml"].get_file().read_bytes().decode()
        text = _between(text, number, supplier, recipient)
        data = text.replace("PHARMACIE", "TRAVAUX").encode()
        relationship = pikepdf.Name.Alternative
        document.attachments["factur-x.xml"] = pikepdf.AttachedFileSpec(
            document, data, filename="factur-x.xml", mime_type="text/xml", relationship=relationship
        )
        document.Root.AF = pikepdf.Array([document.attachments["factur-x.xml"].obj])
        document.pages[0].Contents = document.make_stream(f"BT /F1 12 Tf 60 780 Td ({shows}) Tj ET".encode())
        made = io.BytesIO()
        document.save(made)
        return made.getvalue()


def _between(text: str, number: str, supplier: str, recipient: str) -> str:
    """Replace BT-1, and SIREN, SIRET and VAT number of both parties."""
    seller, buyer = _siret(text, 0), _siret(text, 1)
    for written, wanted in ((_number(text), number), (seller, supplier), (buyer, recipient)):
        text = text.replace(written, wanted)
    return text.replace(seller[:9], supplier[:9]).replace(buyer[:9], recipient[:9])


def _number(text: str) -> str:
    for opening, closing in (("<cbc:ID>", "</cbc:ID>"), ("<ram:ID>DEMO", "</ram:ID>")):
        if opening in text:
            start = text.index(opening) + len(opening) - (4 if "DEMO" in opening else 0)
            return text[start : text.index(closing, start)]
    message = "no number found"
    raise ValueError(message)


def _siret(text: str, place: int) -> str:
    found = []
    for at in range(len(text) - 13):
        written = text[at : at + 14]
        if written.startswith("999") and written.isdigit() and written not in found:
            found.append(written)
    return found[place]
