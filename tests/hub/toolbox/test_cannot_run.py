import subprocess
import sys
from pathlib import Path

from tests.served import environment


def test_the_reason_is_a_sentence_on_standard_error_and_the_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "coryphee.cli", "serve", "--data", tmp_path],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"coryphee: {tmp_path} holds other things (letter)")
