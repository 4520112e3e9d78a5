"""The text that a person sees on the pages of a PDF; where there is none (a scan), there is none here.

    text = visible_text(content)        # pages in their order, "" for a PDF of pictures

pypdfium2 is a library in C++ that reads what strangers send: `screening_process.text_apart` runs this in a process that
may die of it.
"""

import pypdfium2

from coryphee.einvoice.refusals import Refused

MOST_PAGES = 200
MOST_CHARACTERS = 500_000


def visible_text(content: bytes) -> str:
    """Read the text of the first 200 pages, at most 500,000 characters. Raises Refused: pdf.malformed."""
    try:
        with pypdfium2.PdfDocument(content) as document:
            texts: list[str] = []
            room = MOST_CHARACTERS
            for number in range(min(len(document), MOST_PAGES)):
                text = document[number].get_textpage().get_text_bounded()[:room]
                texts.append(text)
                room -= len(text)
                if room <= 0:
                    break
    except pypdfium2.PdfiumError as error:
        raise Refused("pdf.malformed", reason="its pages cannot be read") from error
    return "\n".join(texts)
