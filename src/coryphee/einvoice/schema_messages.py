"""What libxml2 says of a document that breaks its schema, taken apart: the words are ours, in three languages.

taken_apart("Element 'ID': This element is not expected. Expected is ( Name ).")
# (("sentence", "xml.schema.unexpected"), ("element", "ID"), ("expected", "Name"))
"""

import re

_NAMED = 8
"""How many of the elements that could stand in a place are named."""

_PLACE = r"Element '(?P<element>[^']*)'(, attribute '(?P<inner>[^']*)')?: "
_EXPECTED = r"( Expected is (one of )?\( (?P<expected>.*))?"
_MESSAGES = (
    ("xml.schema.unexpected", re.compile(_PLACE + r"This element is not expected\." + _EXPECTED, re.DOTALL)),
    ("xml.schema.incomplete", re.compile(_PLACE + r"Missing child element\(s\)\." + _EXPECTED, re.DOTALL)),
    ("xml.schema.attribute_unknown", re.compile(_PLACE + r"The attribute '(?P<attribute>[^']*)' is not allowed")),
    ("xml.schema.attribute_missing", re.compile(_PLACE + r"The attribute '(?P<attribute>[^']*)' is required")),
    ("xml.schema.value", re.compile(_PLACE + r"(\[facet '\w+'\] The value )?'(?P<value>.*)' is not a", re.DOTALL)),
)


def taken_apart(message: str) -> tuple[tuple[str, str], ...]:
    """The sentence that says the same, with its values; nothing for a message of another kind."""
    for sentence, form in _MESSAGES:
        if found := form.match(message):
            facts = {name: value for name, value in found.groupdict().items() if value is not None}
            if "inner" in facts:
                facts["element"] += f"/@{facts.pop('inner')}"
            if sentence in {"xml.schema.unexpected", "xml.schema.incomplete"}:
                if "expected" not in facts:
                    return (("sentence", "xml.schema.surplus"), ("element", facts["element"]))
                facts["expected"] = _some(facts["expected"])
            return (("sentence", sentence), *facts.items())
    return ()


def _some(expected: str) -> str:
    """The first names of a list, which libxml2 ends by a bracket unless it was cut."""
    names = [name.strip() for name in expected.rstrip(" .)").split(",")]
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
