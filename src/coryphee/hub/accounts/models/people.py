"""People: the account behind a sign-in."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

ERASED = "@closed.invalid"  # what the address of an account ends with whose owner closed it for good


class UserManager(BaseUserManager["User"]):
    """Creates accounts; the e-mail address is the login."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Store an account; `password` in clear, hashed here (Argon2id), or None for an account that cannot sign in."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its login, whatever the case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who may sign in. `public_id` is how the journal names them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    contact_email = models.EmailField(
        max_length=254,
        blank=True,
        default="",
        help_text="Where notifications go, confirmed by its owner; empty: to the login address.",
    )
    language = models.CharField(max_length=2, default="fr")
    photo_version = models.CharField(
        max_length=16, default="", help_text="Names the portrait in Photo; empty: none. Spares each page a query."
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False, help_text="Operates the platform; sees no invoice by it.")
    joined_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="Who invited this operator; null: the command line, and whoever operates nothing.",
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_erased(self) -> bool:
        """Whether its owner closed it for good: nobody is left who could sign in."""
        return self.email.endswith(ERASED)

    @property
    def actor(self) -> str:
        """The person as the journal names them."""
        return f"person:{self.public_id}"
