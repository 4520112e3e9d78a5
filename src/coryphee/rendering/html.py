"""Pieces of HTML in which everything that is not HTML already is escaped: values come from strangers' files."""

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """Text that is HTML already. Only this module makes it from outside text, by escaping."""

    __slots__ = ()


def as_html(value: str) -> Html:
    """The value escaped, unless it is HTML already."""
    return value if isinstance(value, Html) else Html(escape(value))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """The parts one after the other, each escaped; empty ones are left out."""
    return Html(as_html(separator).join(as_html(part) for part in parts if part))


def tag(name: str, content: str, **attributes: str) -> Html:
    """One element. `class_` stands for class, a_b for a-b; empty attributes are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return Html(f"<{name}{written}>{as_html(content)}</{name}>")


def lines(values: Iterable[str | None]) -> Html:
    """The values on lines of their own; absent and empty ones are left out."""
    return Html("<br>".join(as_html(value) for value in values if value and not value.isspace()))


def facts(pairs: Sequence[tuple[str, str | None]], class_: str = "facts") -> Html:
    """A list of names and values; pairs without value are left out, and so is a list without pairs."""
    known = [(name, value) for name, value in pairs if value]
    if not known:
        return Html("")
    return tag("dl", join(join([tag("dt", name), tag("dd", value)]) for name, value in known), class_=class_)


def table(caption: str, heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Html:
    """A table whose columns have a name and a class; the first cell of each row is its header. None without rows.

    The other cells carry their column's name (`data-label`), for the small screens that show a row as a card.
    """
    body = []
    for row in rows:
        cells = [
            # Not th: the sheets of the portal style th as a column's head. The role says the same to a screen reader.
            tag("td", cell, class_=class_, data_label=name)
            if position
            else tag("td", cell, class_=class_, role="rowheader")
            for position, (cell, (name, class_)) in enumerate(zip(row, heads, strict=True))
        ]
        body.append(tag("tr", join(cells)))
    if not body:
        return Html("")
    head = tag("tr", join(tag("th", name, class_=class_, scope="col") for name, class_ in heads))
    content = join([tag("caption", caption, class_="unseen"), tag("thead", head), tag("tbody", join(body))])
    return tag("div", tag("table", content, class_="list"), class_="scroll")


def folded(title: str, content: str) -> Html:
    """What is shown on demand, without a script."""
    return tag("details", join([tag("summary", title), content]))


def section(title: str, *content: str, class_: str = "") -> Html:
    """A part of the document with its heading; nothing when it is empty."""
    inside = join(content)
    return tag("section", join([tag("h3", title), inside]), class_=class_) if inside else Html("")
