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
        "person.signed_in_after_failures",
        "person.sign_in_locked",
        "person.unlocked",
        "person.signed_out",
        "person.session_ended",
        "person.code_sent",
        "person.factor_failed",
        "person.app_added",
        "person.app_replaced",
        "person.app_removed",
        "person.security_key_added",
        "person.security_key_removed",
        "person.recovery_codes_made",
        "person.recovery_code_used",
        "person.device_trusted",
        "person.device_forgotten",
        "person.factors_forgotten",
        "client.created",
        "client.sign_in_failed",
        # operators of the platform, and what they do to accounts
        "person.closed",
        "person.reopened",
        "operator.invited",
        "operator.appointed",
        # structures
        "structure.created",
        "membership.granted",
        # what people want to be told
        "notifications.chosen",
    }
)
