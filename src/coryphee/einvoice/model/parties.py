"""Who takes part: seller (BG-4), buyer (BG-7), payee (BG-10), the seller's tax representative (BG-11)."""

from dataclasses import dataclass, field
from typing import Annotated

from coryphee.einvoice.model.values import Identifier


@dataclass(slots=True)
class PostalAddress:
    """Where a party is, or where goods were delivered (BG-5, BG-8, BG-12, BG-15)."""

    line_one: Annotated[str | None, "BT-35 BT-50 BT-64 BT-75"] = None
    """The main line of the address, usually street and number."""
    line_two: Annotated[str | None, "BT-36 BT-51 BT-65 BT-76"] = None
    """A further line of the address."""
    line_three: Annotated[str | None, "BT-162 BT-163 BT-164 BT-165"] = None
    """One more line of the address."""
    city: Annotated[str | None, "BT-37 BT-52 BT-66 BT-77"] = None
    """The town or village."""
    post_code: Annotated[str | None, "BT-38 BT-53 BT-67 BT-78"] = None
    """The post code."""
    subdivision: Annotated[str | None, "BT-39 BT-54 BT-68 BT-79"] = None
    """The region, county or state."""
    country: Annotated[str | None, "BT-40 BT-55 BT-69 BT-80"] = None
    """The country as a code of ISO 3166-1 (FR, IT...)."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Contact:
    """Whom to ask (BG-6 for the seller, BG-9 for the buyer)."""

    name: Annotated[str | None, "BT-41 BT-56"] = None
    """The person or contact point."""
    department: Annotated[str | None, "BT-41 BT-56"] = None
    """The department; CII writes it apart from the person, and either of them is the contact point."""
    telephone: Annotated[str | None, "BT-42 BT-57"] = None
    """The telephone number."""
    email: Annotated[str | None, "BT-43 BT-58"] = None
    """The e-mail address."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class TaxRegistration:
    """A number under which a tax office knows the party."""

    identifier: Annotated[str | None, "BT-31 BT-32 BT-48 BT-63"] = None
    """The number: a VAT number when `vat` is true, another tax number otherwise."""
    scheme: str | None = None
    """The tax as written: VAT in UBL, VA (VAT) or FC (local tax number) in CII."""
    vat: bool = True
    """Whether the number is one for VAT, as the official rules of the syntax see it."""
    source: object = field(default=None, repr=False, compare=False)


@dataclass(slots=True)
class Party:
    """A company, a public body or a person that takes part in the invoice."""

    name: Annotated[str | None, "BT-27 BT-44 BT-59 BT-62"] = None
    """The full legal name of the seller or buyer; the name of the payee or tax representative."""
    trade_name: Annotated[str | None, "BT-28 BT-45"] = None
    """The name by which the party is known in business, when it differs."""
    identifiers: Annotated[list[Identifier], "BT-29 BT-46 BT-60"] = field(default_factory=list)
    """Identifiers of the party, each with its scheme (0088 GLN, 0009 SIRET...), in the order written."""
    legal_registration: Annotated[Identifier | None, "BT-30 BT-47 BT-61"] = None
    """The number in the official register: SIREN (scheme 0002) between French companies; SIRET at Chorus Pro."""
    tax_registrations: list[TaxRegistration] = field(default_factory=list)
    """Numbers given by tax offices: VAT (BT-31, BT-48, BT-63) and others (BT-32)."""
    legal_information: Annotated[str | None, "BT-33"] = None
    """What the law wants said about the seller: legal form, share capital..."""
    electronic_addresses: Annotated[list[Identifier], "BT-34 BT-49"] = field(default_factory=list)
    """Where invoices and answers can be delivered electronically, with the scheme of the address."""
    address: PostalAddress | None = None
    """The postal address (BG-5, BG-8, BG-12)."""
    registered_address: PostalAddress | None = None
    """An address written with the registration (CII), as on the direct channel; no rule of the norm sees it."""
    contacts: list[Contact] = field(default_factory=list)
    """Whom to ask (BG-6, BG-9); the norm foresees one."""
    source: object = field(default=None, repr=False, compare=False)

    @property
    def vat_number(self) -> str | None:
        """The first VAT number (BT-31, BT-48, BT-63), as written."""
        return next((registration.identifier for registration in self.tax_registrations if registration.vat), None)

    @property
    def tax_number(self) -> str | None:
        """The first tax number that is not for VAT (BT-32), as written."""
        return next((registration.identifier for registration in self.tax_registrations if not registration.vat), None)

    @property
    def electronic_address(self) -> Identifier | None:
        """The first electronic address (BT-34, BT-49)."""
        return self.electronic_addresses[0] if self.electronic_addresses else None

    @property
    def contact(self) -> Contact | None:
        """The first contact (BG-6, BG-9)."""
        return self.contacts[0] if self.contacts else None
