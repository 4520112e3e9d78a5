"""A life full of secrets, with everything logged that can be: none of them stands in what the platform wrote.

The mail server takes nothing. Then tables break under requests, jobs and invoices on their way, so that each says in
the log what went wrong; and commands fail with the secrets of the operator.
"""

from urllib.parse import quote

import pytest

from tests.canaries import forms_of, told_by
from tests.mail_servers import MailServer
from tests.quiet_life import BUCKET, GIVEN, PLATFORM, Life
from tests.served import SERVE, Served, until

NOBODY_LISTENS = "127.0.0.1:9"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    with MailServer() as server:
        smtp = server.url.replace("//", f"//canary:{GIVEN['password of the mail server']}@")
        settings = {"CORYPHEE_LOG_LEVEL": "DEBUG", "CORYPHEE_TRUSTED_DEVICES": "30", "SMTP_URL": smtp}
        life = Life(Served(tmp_path_factory.mktemp("quiet") / "data", more=settings).start())
        go_well(life)
        go_wrong(life)
        operate(life)
        assert life.served.stop() == 0, life.served.errors
    return life


def go_well(life: Life) -> None:
    life.begin()
    life.sign_in()
    life.ask_for_links()
    assert life.change_profile(0).status_code == 302
    life.call()
    assert life.deposit("QUIET-1").status_code == 202
    until(lambda: "mail.send" in life.served.errors, 60, "the failure of an e-mail")


def go_wrong(life: Life) -> None:
    life.break_table("invoices_invoice")
    assert life.deposit("QUIET-2").status_code == 202
    until(lambda: "failed, attempt" in life.served.errors, 60, "the failure of a flow")
    life.break_table("accounts_profile")
    assert life.change_profile(1).status_code == 500
    life.follow_links()
    life.break_table("accounts_registration")
    assert life.register().status_code == 500
    life.forget_password(GIVEN["login of nobody"])
    life.break_table("accounts_securityevent")
    life.forget_password(GIVEN["login"])
    until(lambda: "accounts.answer_recovery" in life.served.errors, 60, "the failure of a job")
    life.break_table("flows_deposit")
    assert life.deposit("QUIET-3").status_code == 500


def operate(life: Life) -> None:
    bucket = f"http://canary:{quote(GIVEN['secret of the bucket'])}@{NOBODY_LISTENS}/vault"
    life.run_beside(
        "bucket",
        "-c",
        PLATFORM + BUCKET,
        life.invoice("QUIET-4").decode(),
        str(life.served.data),
        CORYPHEE_S3_URL=bucket,
    )
    database = f"postgresql://canary:{quote(GIVEN['password of the database'])}@{NOBODY_LISTENS}/canary"
    for command in ([*SERVE[1:]], ["-m", "coryphee.cli", "doctor"]):
        given = {"DATABASE_URL": database, "DATABASE_OWNER_URL": database}
        life.run_beside(command[-1], *command, "--data", str(life.served.data.with_name("other")), **given)


def written(life: Life) -> dict[str, str]:
    """Everything that an operator may show to somebody: the platform's own messages, and the database's log."""
    logs = {str(path): path.read_text(errors="replace") for path in (life.served.data / "log").rglob("*.log*")}
    return {"standard error": life.served.errors, **logs, **life.said}


def test_w12_no_secret_stands_in_a_log(life: Life) -> None:
    logs = written(life)
    assert len(life.secrets) >= 30
    assert len(logs) == 5
    for told in ("IntegrityError", "Internal Server Error", "mail.send", "Traceback"):
        assert told in logs["standard error"], "what went wrong should have been told"
    assert "EndpointConnectionError" in logs["bucket"]
    assert "Connection refused" in logs["serve"]
    assert told_by(logs, life.secrets) == []


def test_each_secret_would_be_found_in_each_log(life: Life) -> None:
    logs = written(life)
    for kind, secret in life.secrets.items():
        for name in logs:
            spoilt = {**logs, name: f"{logs[name]}\nWARNING of={secret}"}
            assert told_by(spoilt, {kind: secret}) == [(name, kind)]
        for form in () if secret.isdigit() else forms_of(secret):
            assert told_by({"log": f"x {form} y"}, {kind: secret}) == [("log", kind)], form
