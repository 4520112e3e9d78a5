"""Change what people tell about themselves."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from coryphee.hub.accounts.actions.security_events import record_security_event
from coryphee.hub.accounts.models import Photo, Profile, User
from coryphee.hub.accounts.photos import portrait
from coryphee.hub.accounts.profiles import OF_THE_ACCOUNT, ProfileFields, profile_of
from coryphee.hub.accounts.sources import Source
from coryphee.hub.toolbox.refusals import PlatformRefusal


class ProfileChanged(PlatformRefusal):
    """Another tab or device changed the profile meanwhile."""


@transaction.atomic
def save_profile(
    person: User, given: ProfileFields, *, version: int, source: Source, by: str, now: datetime
) -> frozenset[str]:
    """Keep the fields; return the names of those that changed, which is all that the journal is told.

    `version` is the one that the person was shown. Raises ProfileChanged when it is no longer that, unless the
    profile says the same already (a second click).
    """
    Profile.objects.get_or_create(person=person)
    row = Profile.objects.select_for_update().get(pk=person.pk)
    before, after = asdict(profile_of(person)[0]), asdict(given)
    changed = frozenset(name for name in after if before[name] != after[name])
    if not changed:
        return changed
    if row.version != version:
        raise ProfileChanged
    for name in changed:
        setattr(person if name in OF_THE_ACCOUNT else row, name, after[name])
    person.save(update_fields=sorted(changed.intersection(OF_THE_ACCOUNT)))
    row.version += 1
    row.save()
    record_security_event("person.profile_changed", person, source=source, by=by, now=now, fields=sorted(changed))
    return changed


def put_photo(person: User, content: bytes, *, source: Source, by: str, now: datetime) -> None:
    """Show the person by this file from now on. Raises PhotoRefused (accounts/photos.py)."""
    made = portrait(content)
    with transaction.atomic():
        Photo.objects.update_or_create(person=person, defaults={"content": made})
        _name_photo(person, hashlib.sha256(made).hexdigest())
        record_security_event("person.photo_changed", person, source=source, by=by, now=now)


@transaction.atomic
def remove_photo(person: User, *, source: Source, by: str, now: datetime) -> None:
    """Forget the photo; the initials are shown again."""
    deleted, _ = Photo.objects.filter(person=person).delete()
    if deleted:
        _name_photo(person, "")
        record_security_event("person.photo_removed", person, source=source, by=by, now=now)


def _name_photo(person: User, sha256: str) -> None:
    person.photo_version = sha256[:16]
    person.save(update_fields=["photo_version"])
