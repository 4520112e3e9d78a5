import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.served import environment


def attempt(data: Path, statements: str = "pass", **more: str) -> subprocess.CompletedProcess[str]:
    program = (
        "import sys\nfrom coryphee.hub.operations.platform import platform\n"
        f"with platform(sys.argv[1]):\n    {statements}\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program, str(data)], env=environment(**more), capture_output=True, text=True, check=False
    )


def test_a_command_sees_the_data_while_it_serves_and_while_it_does_not(served: Any) -> None:
    look = "from coryphee.hub.accounts.models import User; print(User.objects.count())"
    assert served.python(look).strip() == "0"
    assert served.stop() == 0
    assert served.python(look).strip() == "0"
    served.start()


def test_a_command_has_the_rights_it_asked_for_and_leaves_the_environment(served: Any) -> None:
    said = served.python(
        "import os\nfrom django.db import connection\n"
        "print(connection.cursor().execute('SELECT current_user').fetchone()[0])\n"
        "print('coryphee@' in os.environ['DATABASE_URL'])"
    )
    assert said.split() == ["coryphee", "True"]


def test_data_that_serve_has_never_opened_are_refused(tmp_path: Path) -> None:
    ran = attempt(tmp_path / "none")
    assert "CannotRun" in ran.stderr
    assert "start `coryphee serve` once" in ran.stderr
    assert not (tmp_path / "none").exists()


def test_reading_as_owner_needs_the_owners_address(served: Any) -> None:
    from coryphee.hub.toolbox import embedded_postgres
    from coryphee.hub.toolbox.data_folder import DataFolder

    outside = embedded_postgres.addresses(DataFolder(served.data)).application_url
    ran = attempt(served.data, DATABASE_URL=outside)
    assert ran.returncode == 0, ran.stderr
    program = "from coryphee.hub.operations.platform import platform\nwith platform(None, owner=True):\n    pass"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env=environment(CORYPHEE_DATA=str(served.data), DATABASE_URL=outside),
    )  # fmt: skip
    assert "set DATABASE_OWNER_URL" in ran.stderr
