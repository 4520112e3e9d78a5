"""Many files at once: told in order, as one process would tell them, also when a process dies."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coryphee.cli import _parser
from coryphee.cli.checking import tell_lost
from tests.invoices_made import SAMPLES

FILES = 600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("many")
    kinds = ["01-ubl-invoice.xml", "02-ubl-invoice-direct-channel.xml", "14-wrong-total.xml", "19-truncated.xml"]
    contents = [(SAMPLES / kind).read_bytes() for kind in kinds]
    for number in range(FILES):
        (here / f"{number:04}.xml").write_bytes(contents[number % len(contents)])
    return here


def begun(folder: Path, *options: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "coryphee.cli", "check", "--format", "json", *options, str(folder)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = re.sub(r"\(.*\)", "", stat.read_text()).split()
        except OSError:
            continue
        if int(fields[2]) == parent:
            found.append(int(fields[0]))
    return found


def test_processes_tell_what_one_process_tells_in_the_same_order(folder: Path) -> None:
    alone, _ = begun(folder, "--jobs", "1").communicate(timeout=120)
    together = begun(folder, "--jobs", "2")
    output, errors = together.communicate(timeout=120)
    assert output == alone
    assert output.count("\n") == FILES
    assert (together.returncode, errors) == (2, ""), "no progress where standard error is no terminal"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the processes in /proc")
def test_a_process_that_dies_loses_nothing(folder: Path) -> None:
    process = begun(folder, "--jobs", "2")
    assert process.stdout is not None
    first = process.stdout.readline()
    victims = children_of(process.pid)
    assert victims
    os.kill(victims[0], signal.SIGKILL)
    rest = process.stdout.read()  # what is buffered already would be lost to communicate()
    _, errors = process.communicate(timeout=120)
    names = re.findall(r"(\d{4})\.xml", first + rest)
    assert names == [f"{number:04}" for number in range(FILES)]
    assert "Traceback" not in errors


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_that_takes_its_process_down_twice_is_named(form: str) -> None:
    arguments = _parser("check").parse_args(["check", "--format", form, "x.pdf"])
    told = tell_lost("x.pdf", arguments)
    assert told.status == 2
    assert "file.unprocessable" in told.output
