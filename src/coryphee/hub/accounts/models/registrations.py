"""Accounts to be: what somebody typed to register, until the link in their mailbox is followed."""

import uuid

from django.db import models


class Registration(models.Model):
    """What a person gave to register. It becomes a User when its link is confirmed, and nothing before.

    Several may wait for one address, for anybody can type it: the owner confirms theirs, with the password in it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    contact_email = models.EmailField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2)
    password = models.CharField(max_length=128, help_text="Hashed; empty once the account exists.")
    at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["email"], name="accounts_registration_email"),
            models.Index(fields=["at"], name="accounts_registration_at"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class ActivationLink(models.Model):
    """A link that was e-mailed; its token stands here as a hash only."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="links")
    expires_at = models.DateTimeField()
    asks_password = models.BooleanField(
        default=False, help_text="Sent to somebody who forgot the password: activation asks for a new one."
    )

    def __str__(self) -> str:
        return f"until {self.expires_at}"
