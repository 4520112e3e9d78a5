"""What functions of binding rules are made of: elements on a path, and rules broken by the first or second of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - the class has no other name
Own: TypeAlias = Callable[[list[Element]], Iterable[Element]]
"""From all elements of a context to one element at fault for each of them that breaks the rule."""


class Paths:
    """Finds elements on paths that are written with the prefixes of a table."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """`prefixes` lead to namespaces."""
        self._prefixes = {prefix: f"{{{uri}}}" for prefix, uri in prefixes.items()}
        self._steps: dict[str, list[str]] = {}

    def find(self, element: Element, path: str) -> list[Element]:
        """The elements below `element` on a path such as cac:Party/cbc:EndpointID."""
        steps = self._steps.get(path)
        if steps is None:
            names = [step.partition(":") for step in path.split("/")]
            steps = self._steps[path] = [self._prefixes[prefix] + name for prefix, _, name in names]
        found = [element]
        for step in steps:
            found = [child for parent in found for child in parent.iterchildren(step)]
        return found


def first(judge: Callable[[Element], Iterable[Element]]) -> Own:
    """A rule that is broken where a function finds anything."""

    def judge_all(contexts: list[Element]) -> Iterator[Element]:
        for context in contexts:
            yield from islice(judge(context), 1)

    return judge_all


def second(judge: Callable[[Element], Iterable[Element]]) -> Own:
    """A rule that is broken where a function finds more than one."""

    def judge_all(contexts: list[Element]) -> Iterator[Element]:
        for context in contexts:
            yield from islice(judge(context), 1, 2)

    return judge_all
