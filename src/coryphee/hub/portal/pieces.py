"""Shapes that views hand to the pieces (templatetags/pieces.py, templates/pieces/). The gallery shows each of them."""

import datetime as dt
from dataclasses import dataclass

from coryphee.hub.portal.wording import Tone


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class TimeLineEntry:
    """One event on a time line: what, when, who, why, with which files. Newest first on the page.

    `code` is the official one, shown small; `note` is a line of our own (a fingerprint, a mandate's number).
    """

    title: str
    at: dt.datetime
    tone: Tone = "good"
    by: str = ""
    comment: str = ""
    code: str = ""
    note: str = ""
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready-made filter above a list; `count` is shown when it is known."""

    label: str
    url: str
    count: int | None = None
    on: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list stands: "1 to 25 of 1,284". An address is empty where there is nothing further."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class ServiceCheck:
    """One line of the status page. `works` is None when nobody could tell."""

    label: str
    works: bool | None
    detail: str = ""
