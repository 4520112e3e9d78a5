"""A life full of secrets on a served platform: what people, software and operators type, send, set and are given."""

import functools
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import psycopg
import pyotp

from coryphee.hub.toolbox import embedded_postgres
from coryphee.hub.toolbox.data_folder import DataFolder
from tests.demo_mailbox import CODE
from tests.invoices_made import direct_invoice
from tests.served import Served, environment, until

OWNER, LOCKED, NEWCOMER = "canary.owner@example.test", "canary.locked@example.test", "canary.new@example.test"
# What is typed, sent or set; what the platform makes joins it in the course of the life.
GIVEN = {
    "password": "Canary rouge, 9 ponts",
    "password of another account": "Canary bleu, 4 phares",
    "wrong password": "Canary wrong, 8 lacs",
    "password of a registration": "Serin attendu, 7 gares",
    "password of a recovery": "Serin trouvé, 6 mers",
    "password of an operator": "Serin en charge, 5 caps bleus",
    "wrong recovery code": "CANARYWRONGCODE",
    "wrong code of the app": "509318",
    "token of a link that there is not": "canary-token-of-a-link-that-there-is-not",
    "wrong client secret": "canary-client-secret-5512",
    "client secret in a header": "canary-basic-secret-7741",
    "wrong access token": "canary-bearer-token-9913",
    "IBAN": "FR7630001007941234567890185",
    "text of an invoice": "Canary consultation under seal",
    "name of a file": "canary-patient-of-the-clinic.xml",
    "telephone": "+33 6 99 31 07 64",
    "street": "31 quai du Canari",
    "words searched for": "canary searched words",
    "words of a broken body": "canary-words-of-a-broken-body",
    "login": OWNER,
    "login of a newcomer": NEWCOMER,
    "login of nobody": "canary.nobody@example.test",
    "password of the mail server": "canary-smtp-password-1180",
    "password of the database": "canary-database-password-6027",
    "secret of the bucket": "canary-bucket-secret-3359",
}
SCENE = f"""
import json
from coryphee.hub.accounts import totp
from coryphee.hub.accounts.actions.authenticator_app import add_app, seal_app_secret
from coryphee.hub.accounts.actions.operators import invite_operator
from coryphee.hub.accounts.actions.people import create_person
from coryphee.hub.accounts.actions.recovery_codes import make_recovery_codes
from coryphee.hub.accounts.models import AuthenticatorApp
from coryphee.hub.accounts.sources import NOWHERE
from coryphee.hub.notifications.opt_out import opt_out_url
from coryphee.hub.partners.actions import create_client
from coryphee.hub.toolbox.clock import now
from tests.people import create_world
told = dict(name="Canary Exemple", language="fr", by="platform", now=now())
owner = create_person(email={OWNER!r}, password={GIVEN["password"]!r}, **told)
create_person(email={LOCKED!r}, password={GIVEN["password of another account"]!r}, **told)
seed = totp.new_secret()
add_app(owner, seal_app_secret(seed, owner), totp.code_at(seed, totp.counter_at(now())), source=NOWHERE, now=now())
AuthenticatorApp.objects.update(last_counter=0)
world = create_world()
client, secret = create_client("Canary", world.supplier, by="platform", now=now())
made = dict(seed=totp.written(seed).replace(" ", ""), client_secret=secret, client_id=client.client_id)
made.update(recovery_code=make_recovery_codes(owner, source=NOWHERE, now=now())[0], stop=opt_out_url(owner, "weekly"))
made.update(invitation=invite_operator("canary.operator@example.test", language="fr", by=None, now=now()))
print(json.dumps(dict(made, parties=[world.supplier.identifier, world.town.identifier])))
"""
MAILS = "import json; from tests.jobs_now import waiting_mails; print(json.dumps([m['text'] for m in waiting_mails()]))"
LINKS = {
    "link of a recovery": "/account/password/reset/",
    "link of a registration": "/account/activate/",
    "link of another address": "/account/address/",
    "link that unlocks": "/account/unlock/",
}
PLATFORM = "import sys; from coryphee.hub.operations.platform import platform\nwith platform(sys.argv[2]):\n"
BUCKET = "    from coryphee.hub.archive.vault import vault; vault().put('0' * 64, sys.argv[1].encode())\n"


@dataclass
class Life:
    """`secrets` by kind; `said`: what processes beside the served platform wrote."""

    served: Served
    secrets: dict[str, str] = field(default_factory=lambda: dict(GIVEN))
    said: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Make the people and the client of the API."""
        self.made = json.loads(self.served.python(SCENE))
        self.secrets |= {
            "key of the installation": (self.served.data / "secret.key").read_bytes().hex(),
            "seed of the app": self.made["seed"],
            "recovery code": self.made["recovery_code"],
            "client secret": self.made["client_secret"],
            "invitation of an operator": _token(self.made["invitation"]),
            "link that stops e-mails": _token(self.made["stop"]),
        }

    @functools.cached_property
    def owner(self) -> httpx.Client:
        """The browser of the owner."""
        return self.browser()

    def browser(self) -> httpx.Client:
        """Return a new one."""
        return httpx.Client(base_url=self.served.url, timeout=60)

    def sign_in(self) -> None:
        """Sign the owner in, after what people type wrongly; the browser is trusted."""
        browser = self.owner
        code = pyotp.TOTP(self.made["seed"]).now()
        send(browser, "/account/login/", login=OWNER, password=GIVEN["wrong password"])
        send(browser, "/account/login/", login=GIVEN["password"], password=GIVEN["password"])  # in the wrong field
        send(browser, "/account/login/", login=OWNER, password=GIVEN["password"])
        for factor, wrong in (("recovery", "wrong recovery code"), ("app", "wrong code of the app")):
            assert send(browser, "/account/second-factor", factor=factor, code=GIVEN[wrong]).status_code == 200
        opened = send(browser, "/account/second-factor", factor="app", code=code, trust="on")
        assert (opened.status_code, opened.headers["Location"]) == (302, "/")
        cookies = {f"cookie {name}": browser.cookies[name] for name in ("session", "csrf", "device", "browser")}
        self.secrets |= {"code of the app": code, **cookies}

    def ask_for_links(self) -> None:
        """Do all that sends a code or a link, and read the e-mails as they wait."""
        assert send(self.owner, "/account/profile/address/login", address="canary.2@example.test").status_code == 302
        stranger, other = self.browser(), self.browser()
        self.forget_password(OWNER)
        assert self.register().status_code == 302
        send(other, "/account/login/", login=LOCKED, password=GIVEN["password of another account"])
        for _try in range(6):
            stranger.cookies.delete("session")
            locked = send(stranger, "/account/login/", login=LOCKED, password=GIVEN["wrong password"])
        assert locked.status_code == 429
        until(lambda: len(self._e_mailed()) == len(LINKS) + 1, 60, "the e-mails")
        self.secrets |= {kind: _token(told) for kind, told in self._e_mailed().items()}
        send(other, "/account/second-factor", factor="email", code=self.secrets["e-mailed code"])

    def follow_links(self) -> None:
        """Open and use each link, those too that were not e-mailed."""
        recovered, operator = GIVEN["password of a recovery"], GIVEN["password of an operator"]
        for place in [
            *(told for told in self._e_mailed().values() if "/" in told),
            self.made["invitation"],
            self.made["stop"],
        ]:
            browser, path = self.browser(), urlsplit(place).path
            page = browser.get(path, follow_redirects=True)
            password = operator if "/join/" in path else recovered
            send(browser, page.url.path, name="Canary Exemple", password=password)
        self.browser().get(f"/account/activate/{GIVEN['token of a link that there is not']}/")

    def forget_password(self, login: str) -> None:
        """Ask for a link."""
        send(self.browser(), "/account/password/reset/", email=login)

    def register(self) -> httpx.Response:
        """Send the form of the sign-up page."""
        told = {
            "email": NEWCOMER,
            "contact_email": "",
            "language": "fr",
            "password": GIVEN["password of a registration"],
        }
        return send(self.browser(), "/account/signup/", name="Canary Nouveau", **told)

    def change_profile(self, version: int) -> httpx.Response:
        """Type personal data into the form of that version, and search."""
        owner = self.owner
        owner.get("/s/999/issued", params={"q": GIVEN["words searched for"]})
        owner.post("/account/profile", content=f'{{"x": "{GIVEN["words of a broken body"]}"'.encode())
        told = {"name": "Canary Exemple", "language": "fr", "phone": GIVEN["telephone"], "street": GIVEN["street"]}
        return send(owner, "/account/profile", version=str(version), town=f"Ville {version}", **told)

    def call(self) -> None:
        """Show right and wrong secrets to the API."""
        client, place = self.browser(), "/api/v1/oauth/token"
        form = {"grant_type": "client_credentials", "client_id": self.made["client_id"]}
        client.post(place, data={**form, "client_secret": GIVEN["wrong client secret"]})
        client.post(place, data=form, auth=(self.made["client_id"], GIVEN["client secret in a header"]))
        got = client.post(place, data={**form, "client_secret": self.secrets["client secret"]})
        self.secrets["access token"] = got.json()["access_token"]
        wrong = {"Authorization": f"Bearer {GIVEN['wrong access token']}"}
        assert client.get("/api/v1/invoices", headers=wrong).status_code == 401
        client.post("/api/v1/deposits", content=GIVEN["words of a broken body"].encode(), headers=self._bearer())

    def deposit(self, number: str) -> httpx.Response:
        """Send an invoice with an account number and a confidential text."""
        return self.browser().post("/api/v1/deposits", content=self.invoice(number), headers=self._bearer())

    def invoice(self, number: str) -> bytes:
        """Return an invoice that says where to pay, and what nobody else should read."""
        content = direct_invoice(number, *self.made["parties"]).decode()
        assert GIVEN["IBAN"] in content
        return content.replace("Paiement à 30 jours.", GIVEN["text of an invoice"]).encode()

    def break_table(self, table: str) -> None:
        """Let it take no row any more; what it says of a row that it refuses tells the whole row."""
        superuser = embedded_postgres.addresses(DataFolder(self.served.data)).superuser_url
        with psycopg.connect(superuser) as connection:
            connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT broken CHECK (false) NOT VALID")

    def run_beside(self, name: str, *command: str, **settings: str) -> None:
        """Run a command that fails, with settings of the operator; what it says is kept."""
        ran = subprocess.run(
            [sys.executable, *command],
            env=environment(**{**self.served.more, **settings}),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert ran.returncode != 0, name
        self.said[name] = ran.stdout + ran.stderr

    def _bearer(self) -> dict[str, str]:
        named = f'attachment; filename="{GIVEN["name of a file"]}"'
        return {"Authorization": f"Bearer {self.secrets['access token']}", "Content-Disposition": named}

    def _e_mailed(self) -> dict[str, str]:
        texts = json.loads(self.served.python(MAILS))
        found = {
            kind: link
            for kind, path in LINKS.items()
            for text in texts
            for link in re.findall(rf"http\S+{path}\S+", text)
        }
        codes = [code for text in texts for code in CODE.findall(text)]
        return {**found, **({"e-mailed code": codes[-1]} if codes else {})}


def send(browser: httpx.Client, place: str, **fields: str) -> httpx.Response:
    """Open a page and send its form."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(place).text)
    fields |= {"csrfmiddlewaretoken": token[1]} if token else {}
    return browser.post(place, data=fields, headers={"Referer": str(browser.base_url)})


def _token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1] if "/" in link else link
