"""The judges outside Python: veraPDF and Mustang, fetched by scripts/judges. All files in one process of each."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

JUDGES = Path(os.environ.get("CORYPHEE_JUDGES") or Path.home() / ".cache" / "coryphee-judges")
MUSTANG = Path(__file__).with_name("Mustang.java")
VALIDATOR = "org.verapdf.apps.GreenfieldCliWrapper"


def require() -> None:
    """Skip where the judges are not; in CI (CI=true) that is a failure: they would never be asked."""
    lacking = [name for name in ("verapdf", "mustang") if not (JUDGES / name / ".coordinates").is_file()]
    if not shutil.which("java"):
        lacking.append("java")
    if not lacking:
        return
    reason = f"the judges of PDF are not here ({', '.join(lacking)}): scripts/judges fetches them"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def verapdf(flavour: str, files: Sequence[Path]) -> dict[str, list[str]]:
    """The rules that each file breaks, by the name of the file; no rule for a file that is `flavour` (3b, 3a, ua1)."""
    command = [
        "java",
        "-Xmx1g",
        "-cp",
        f"{JUDGES}/verapdf/*",
        VALIDATOR,
        "--flavour",
        flavour,
        "--format",
        "text",
        "-v",
    ]
    answer = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False).stdout
    verdicts: dict[str, list[str]] = {}
    broken: list[str] = []
    for line in answer.splitlines():
        if match := re.fullmatch(r"(PASS|FAIL) (.*) \S+", line):
            broken = verdicts.setdefault(Path(match[2]).name, [])
            broken.extend(["?"] if match[1] == "FAIL" else [])
        elif match := re.match(r"\s+FAIL (\S+)", line):
            broken[:] = [*(rule for rule in broken if rule != "?"), match[1]]
    assert set(verdicts) == {file.name for file in files}, answer
    return verdicts


def mustang(files: Sequence[Path]) -> dict[str, tuple[bool, str]]:
    """Whether Mustang takes each file, by its name, and what it reports."""
    jar = next((JUDGES / "mustang").glob("*.jar"))
    command = ["java", "-Xmx1g", "-cp", str(jar), str(MUSTANG), *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    parts = re.split(r"^VERDICT (true|false) (.*)$", answer.stdout, flags=re.MULTILINE)[1:]
    verdicts = {
        Path(name).name: (verdict == "true", report)
        for verdict, name, report in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }
    assert set(verdicts) == {file.name for file in files}, answer.stderr[-3000:]
    return verdicts
