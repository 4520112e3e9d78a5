"""An invoice for people to read. Plain functions on the model: no Django, no database, no files."""

from coryphee.rendering.read_view import read_view

__all__ = ["read_view"]
