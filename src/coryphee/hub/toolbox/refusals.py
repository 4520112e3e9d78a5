"""Refusals that any room may raise and every door answers in its own way.

PlatformRefusal
└── NotForYou      absent or forbidden: the caller cannot tell which (HTTP 404)
"""


class PlatformRefusal(Exception):
    """A foreseen refusal: the request was understood and is declined."""


class NotForYou(PlatformRefusal):
    """The object does not exist, or not for this person. Never say which."""
