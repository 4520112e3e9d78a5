"""Every shipped sample rests where it should, deposited by its supplier at the portal."""

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from coryphee import einvoice
from coryphee.hub.accounts.models import User
from coryphee.hub.flows.models import Flow, Stage
from coryphee.hub.structures.actions import create_structure, grant_membership
from coryphee.hub.structures.models import Structure
from coryphee.hub.toolbox.clock import now

SAMPLES = resources.files("coryphee.hub.operations") / "demo_samples"
EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text())
OUTCOMES = {Stage.CLOSED: "delivered", Stage.REFUSED: "refused", Stage.DRAFT: "draft"}


@pytest.fixture
def demo_structures(world: Any) -> dict[str, Structure]:
    made = {}
    for entry in json.loads((SAMPLES / "structures.json").read_text()):
        fields = {name: value for name, value in entry.items() if name != "services"}
        services = {service["code"]: service["name"] for service in entry["services"]}
        made[entry["identifier"]] = create_structure(by="platform", now=now(), services=services, **fields)
    return made


def test_every_sample_rests_where_it_should(
    world: Any, demo_structures: dict[str, Structure], deposited: Callable[..., list[Flow]]
) -> None:
    found: dict[str, tuple[str, bool]] = {}
    owners = {name.split("/")[0]: entry["supplier"] for name, entry in EXPECTED.items()}
    person = User.objects.get(pk=world.alice.pk)
    for file, siret in sorted(owners.items()):
        supplier = demo_structures[siret]
        grant_membership(person, supplier, by="platform", now=now(), issued_invoices="modification")
        try:
            flows = deposited((SAMPLES / file).read_bytes(), file, person=person, structure=supplier)
        except einvoice.Refused as refusal:
            found[file] = ("refused_at_door", refusal.code in EXPECTED[file]["rules"])
            continue
        for flow in flows:
            name = file if len(flows) == 1 else f"{file}/{flow.name}"
            fatal = {finding["rule"] for finding in flow.findings if finding["severity"] == "fatal"}
            refused = flow.stage == Stage.REFUSED
            found[name] = (
                OUTCOMES.get(Stage(flow.stage), f"{flow.stage} {flow.failure}"),
                not refused or set(EXPECTED[name]["rules"]) <= fatal,
            )
            for finding in flow.findings:
                for language in ("fr", "en", "it"):
                    assert einvoice.explain(finding["rule"], finding["parameters"], language).message
    assert found == {name: (entry["outcome"], True) for name, entry in EXPECTED.items()}
