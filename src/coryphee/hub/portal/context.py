"""What the frame around every page needs: who, for whom, where to go, and whether this is a demonstration."""

from dataclasses import dataclass, field
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from coryphee.hub.notifications.queries import MOST_COUNTED


@dataclass(frozen=True, slots=True)
class FramePerson:
    """The person signed in."""

    name: str
    email: str
    photo_url: str = ""

    @property
    def initials(self) -> str:
        """At most two letters: of the first and of the last word of the name, or of the address."""
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.email]
        return "".join(word[0] for word in words[:1] + words[1:][-1:] if word).upper()


@dataclass(frozen=True, slots=True)
class FrameStructure:
    """A structure one may act for; `url` opens its dashboard."""

    name: str
    identifier: str
    url: str


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A page of a module; `count` says how many things wait there (None or 0: nothing shown)."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Pages of one module; the first group has no title."""

    title: str
    items: tuple[NavigationItem, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that base.html shows around the page itself, and the counts it was made from."""

    person: FramePerson | None = None
    structures: tuple[FrameStructure, ...] = ()
    structure: FrameStructure | None = None
    navigation: tuple[NavigationGroup, ...] = ()
    waiting: dict[str, int] = field(default_factory=dict)
    search_url: str = ""
    unread: int = 0
    is_demo: bool = False
    version: str = field(default_factory=lambda: version("coryphee"))

    @property
    def unread_shown(self) -> str:
        """How many notifications are unread, as the bell says it."""
        return f"{MOST_COUNTED - 1}+" if self.unread >= MOST_COUNTED else str(self.unread)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: the frame prepared for the view (`request.frame`), or that of a reader without structure."""
    prepared = getattr(request, "frame", None)
    return {"frame": prepared or Frame(person=person_of(request), is_demo=settings.DEMO)}


def person_of(request: HttpRequest) -> FramePerson | None:
    """The person signed in, or None; a request that failed before the sign-in was looked at has none."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    photo = f"{reverse('photo')}?{user.photo_version}" if user.photo_version else ""
    return FramePerson(name=str(user), email=user.email, photo_url=photo)
