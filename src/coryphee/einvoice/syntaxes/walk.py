"""One walk over the tree of a file, led by tables (`entries`), into the model.

Nothing here raises on odd input: a fragment without half of its elements gives a model without half of its values. The
first of several values for one field is kept and the others are noted in `Invoice.repetitions`. A call for each
element that a table names; the depth is bounded by `safe_xml`.
"""

from lxml import etree

from coryphee.einvoice.model import Invoice
from coryphee.einvoice.syntaxes.entries import Table
from coryphee.einvoice.syntaxes.filling import filler


def walk(root: etree._Element, invoice: Invoice, table: Table) -> None:
    """Read what `root` holds into `invoice`, as `table` says, in the order of the document."""
    filler(table)(root, invoice, invoice)


def without_comments(root: etree._Element) -> etree._Element:
    """Take comments and processing instructions out of the tree, so that a text cut by one is whole again.

    XPath joins 12<!-- x -->.34 to 12.34, and so must every reader.
    """
    if next(root.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root
