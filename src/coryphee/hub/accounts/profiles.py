"""Read what people tell about themselves. A person reads their own; nobody reads another's through here."""

from dataclasses import dataclass, fields

from coryphee.hub.accounts.models import AddressChange, Photo, Profile, User


@dataclass(frozen=True, slots=True)
class ProfileFields:
    """What the profile's form asks for. `country`: ISO 3166-1 alpha-2 or empty; `language`: fr, en or it."""

    name: str
    language: str
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = ""
    biography: str = ""


OF_THE_ACCOUNT = ("name", "language")
OF_THE_PROFILE = tuple(field.name for field in fields(ProfileFields) if field.name not in OF_THE_ACCOUNT)


def profile_of(person: User) -> tuple[ProfileFields, int]:
    """Return the profile and its version, which a form hands back when it is sent."""
    account = User.objects.values(*OF_THE_ACCOUNT).get(pk=person.pk)
    row = Profile.objects.filter(pk=person.pk).first() or Profile()
    return ProfileFields(**account, **{name: getattr(row, name) for name in OF_THE_PROFILE}), row.version


def photo_of(person: User) -> bytes | None:
    """Return the person's portrait (image/webp), or None."""
    content = Photo.objects.filter(pk=person.pk).values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def awaited_addresses(person: User) -> dict[str, AddressChange]:
    """Return the addresses that wait for their confirmation, by purpose ("login", "contact"); expired ones too."""
    return {change.purpose: change for change in AddressChange.objects.filter(person=person)}
