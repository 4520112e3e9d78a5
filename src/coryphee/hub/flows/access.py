"""The gate to one deposit and one flow: the same refusal whether it is absent or somebody else's."""

from coryphee.hub.flows.models import Deposit, Flow
from coryphee.hub.structures.access import ISSUED, Acting
from coryphee.hub.toolbox.refusals import NotForYou


def deposit_for(acting: Acting, deposit_id: int) -> Deposit:
    """Return a deposit of the structure. Raises NotForYou. Call it behind the structure's wall."""
    found = Deposit.objects.filter(pk=deposit_id, structure_id=acting.structure_id).first()
    if found is None or not acting.may_see(ISSUED):
        raise NotForYou
    return found


def flow_for(acting: Acting, flow_id: int) -> Flow:
    """Return a flow of the structure, with its deposit. Raises NotForYou. Call it behind the structure's wall."""
    found = Flow.objects.select_related("deposit").filter(pk=flow_id, structure_id=acting.structure_id).first()
    if found is None or not acting.may_see(ISSUED):
        raise NotForYou
    return found
