"""What people tell about themselves, and the addresses that wait for a confirmation."""

from typing import ClassVar

from django.db import models


class Profile(models.Model):
    """Personal data beside the account itself; everything is optional. The row comes with the first change."""

    person = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, primary_key=True, related_name="profile_row"
    )
    phone = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    biography = models.CharField(max_length=500, blank=True, help_text="Plain text.")
    version = models.PositiveIntegerField(default=0, help_text="Rises with each change, name and language included.")

    def __str__(self) -> str:
        return f"profile of {self.person_id}"


class Photo(models.Model):
    """The portrait as it is shown: a small square WebP made by accounts/photos.py, never the file that was sent."""

    person = models.OneToOneField("accounts.User", on_delete=models.CASCADE, primary_key=True, related_name="photo_row")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"photo of {self.person_id}"


class AddressChange(models.Model):
    """An e-mail address that waits to be confirmed; only the fingerprint of its link's token is kept."""

    class Purpose(models.TextChoices):
        LOGIN = "login"
        CONTACT = "contact"

    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="address_changes")
    purpose = models.CharField(max_length=7, choices=Purpose)
    address = models.EmailField(max_length=254)
    token_sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "purpose"], name="accounts_one_change_of_each_address")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} address of {self.person_id}"
