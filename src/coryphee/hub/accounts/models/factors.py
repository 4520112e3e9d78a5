"""What proves, after the password, that it is the person: one row for each thing that may be shown.

No row holds a secret in clear (accounts/sealing.py). Each is spent or moved forward by one UPDATE with a condition: the
database decides who was first, however many processes answer.
"""

from typing import ClassVar

from django.db import models

FINGERPRINT = 64  # hexadecimal digits


class AuthenticatorApp(models.Model):
    """The one app of a person that makes time-based codes."""

    person = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="app")
    sealed_secret = models.CharField(max_length=120, help_text="The seed, encrypted with a key outside the database.")
    last_counter = models.BigIntegerField(help_text="30-second step of the last accepted code: none before it counts.")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"app of {self.person_id}"


class SecurityKey(models.Model):
    """A security key or a device that acts as one (WebAuthn)."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="security_keys")
    name = models.CharField(max_length=60, help_text="Given by the person.")
    domain = models.CharField(max_length=253, help_text="Where it was added: it answers nowhere else (rpId).")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="Attested credential data: number and public key.")
    counter = models.BigIntegerField(help_text="Of its signatures; 0 for those that do not count.")
    last_challenge = models.CharField(max_length=FINGERPRINT, default="", help_text="SHA-256: each answers once.")
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """One of the codes on paper for the day when the app or the key is lost."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="recovery_codes")
    fingerprint = models.CharField(max_length=FINGERPRINT)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "fingerprint"], name="accounts_recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.person_id}"


class EmailedCode(models.Model):
    """A code sent by e-mail for one sign-in."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="emailed_codes")
    fingerprint = models.CharField(max_length=FINGERPRINT)
    sent_at = models.DateTimeField()
    source = models.GenericIPAddressField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True, help_text="When a newer one was asked for.")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-sent_at"], name="accounts_emailed_latest")
        ]

    def __str__(self) -> str:
        return f"code for {self.person_id} at {self.sent_at}"


class TrustedDevice(models.Model):
    """A browser that is not asked for the second factor again; only where the operator allows it."""

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="trusted_devices")
    fingerprint = models.CharField(max_length=FINGERPRINT, unique=True, help_text="Of what its cookie carries.")
    password = models.CharField(max_length=FINGERPRINT, help_text="Fingerprint: another password ends the trust.")
    agent = models.CharField(max_length=300, default="")
    source = models.GenericIPAddressField(null=True)
    trusted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.agent
