"""axe-core in the browser under test: what it finds on the page that is open.

axe.min.js (Deque, MPL-2.0, licence beside it) is listed in static/vendor/VENDORED.json and never served.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("axe.min.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: "Page", *, without: tuple[str, ...] = ()) -> list[str]:
    """One line per fault, "rule (impact): where, why"; `without` names rules that are not asked.

    The browser's debugger hands the script to the page: its own policy stays as strict as it is served.
    """
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {rule: {"enabled": False} for rule in without}}
    answer: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node['failureSummary']}"
        for fault in answer["violations"]
        for node in fault["nodes"]
    ]
