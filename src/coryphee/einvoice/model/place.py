"""Where a value stands in its file: asked only when a finding fires, so that reading costs nothing for it."""

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


class Element(Protocol):
    """What a source can tell about itself (an element of lxml can)."""

    tag: str
    sourceline: int | None

    def getparent(self) -> "Element | None":
        """Return the element around this one, None for the root."""

    def iterchildren(self, tag: str | None = None) -> "Iterator[Element]":
        """Iterate over the elements inside, of one name or of all."""


class Places:
    """Places in one document, for many findings: what is numbered once is not numbered again."""

    def __init__(self) -> None:
        self._numbered: dict[tuple[Element, str], dict[Element, int]] = {}

    def of(self, source: object, *names: str) -> tuple[str, int | None]:
        """Return the path without prefixes ("/Invoice/InvoiceLine[2]/ID") and the line of a source.

        `names` are local names to go down from it, as far as they exist: a rule about a missing value points at the
        group that should hold it. The answer is ("", None) when the invoice was not read from XML.
        """
        if not hasattr(source, "getparent"):
            return "", None
        element = cast("Element", source)
        for name in names:
            found = next((child for child in element.iterchildren() if _local(child) == name), None)
            if found is None:
                break
            element = found
        return self._path(element), element.sourceline

    def _path(self, element: Element) -> str:
        steps: list[str] = []
        current: Element | None = element
        while current is not None:
            parent = current.getparent()
            steps.append(_local(current) + self._position(current, parent))
            current = parent
        return "/" + "/".join(reversed(steps))

    def _position(self, element: Element, parent: Element | None) -> str:
        if parent is None:
            return ""
        numbers = self._numbered.get((parent, element.tag))
        if numbers is None:
            same = parent.iterchildren(element.tag)
            numbers = self._numbered[parent, element.tag] = {child: number for number, child in enumerate(same, 1)}
        return f"[{numbers[element]}]" if len(numbers) > 1 else ""


def place_of(source: object, *names: str) -> tuple[str, int | None]:
    """The place of one source, as `Places.of` gives it."""
    return Places().of(source, *names)


def _local(element: Element) -> str:
    # Comments and processing instructions have a function for a tag.
    return element.tag.rpartition("}")[2] if isinstance(cast("object", element.tag), str) else ""
