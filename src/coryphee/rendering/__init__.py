"""An invoice for people to read. Plain functions on the model: no Django, no database, no files.

Each name is loaded when it is first used: a page of the portal needs no typesetter.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coryphee.rendering.facturx import FacturX, make_facturx
    from coryphee.rendering.pdf import TooLong, UnusableLogo, render_pdf
    from coryphee.rendering.read_view import read_view

__all__ = ["FacturX", "TooLong", "UnusableLogo", "make_facturx", "read_view", "render_pdf"]

_HOMES = {
    "FacturX": "facturx",
    "TooLong": "pdf",
    "UnusableLogo": "pdf",
    "make_facturx": "facturx",
    "read_view": "read_view",
    "render_pdf": "pdf",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
