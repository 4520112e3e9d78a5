"""The closed list of what the journal can say. A kind never changes its meaning; new ones join their part."""

KINDS = frozenset(
    {
        # the door
        "deposit.received",
        "door.refused",
        "member.refused",
        # the way of an invoice
        "invoice.delivered",
        "invoice.status",
        "invoice.completed",
        "invoice.recycled",
        "invoice.rejection_acknowledged",
        "flow.refused",
        "flow.parked",
        "flow.replayed",
        "draft.created",
        "draft.sent",
        "draft.deleted",
        # people and clients
        "registration.received",
        "registration.link_sent",
        "person.created",
        "person.recovery_asked",
        "person.password_recovered",
        "person.signed_in",
        "person.sign_in_failed",
        "person.profile_changed",
        "person.photo_changed",
        "person.photo_removed",
        "person.signed_out",
        "person.session_ended",
        "client.created",
        "client.sign_in_failed",
        # operators of the platform
        "operator.invited",
        "operator.appointed",
        # structures
        "structure.created",
        "membership.granted",
        # what people want to be told
        "notifications.chosen",
    }
)
