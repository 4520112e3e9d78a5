"""Companies and public bodies, their services, and who acts for them. The directory part is public by law."""

from django.conf import settings
from django.db import models


class Environment(models.TextChoices):
    """Real life, or the integrator's sandbox."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class IdentifierType(models.TextChoices):
    """Kinds of party identifiers of Chorus Pro (pivot TypeIdentifiant 1 to 7)."""

    SIRET = "SIRET"
    EU_VAT = "UE_HORS_FRANCE"
    OUTSIDE_EU = "HORS_UE"
    RIDET = "RIDET"
    TAHITI = "TAHITI"
    REGISTRATION_IN_PROGRESS = "EN_COURS_D_IMMATRICULATION"
    PRIVATE_PERSON = "PARTICULIER"


class Structure(models.Model):
    """A company or public body, found by its identifier, with what it requires on the invoices it receives."""

    class Kind(models.TextChoices):
        PUBLIC = "public"
        PRIVATE = "private"

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"

    environment = models.CharField(max_length=10, choices=Environment, default=Environment.PRODUCTION)
    identifier_type = models.CharField(max_length=30, choices=IdentifierType, default=IdentifierType.SIRET)
    identifier = models.CharField(max_length=80, help_text="SIRET: 14 digits without spaces.")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    address = models.TextField(blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="FR")
    vat_identifier = models.CharField(max_length=20, blank=True)
    service_code_required = models.BooleanField(default=False)
    engagement_required = models.BooleanField(default=False)
    either_required = models.BooleanField(default=False, help_text="A service code or an engagement number.")
    payment_not_reported = models.BooleanField(default=False, help_text="MISE_EN_PAIEMENT never appears.")
    helios = models.BooleanField(default=False, help_text="Its public accountant works in Helios.")
    payment_days = models.PositiveSmallIntegerField(default=30, help_text="Legal period: 30, 50 or 60 days.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "identifier_type", "identifier"], name="structures_identifier"
            )
        ]
        indexes = [models.Index(fields=["name"], name="structures_name")]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A part of a structure that receives invoices under a code of its own (BT-10)."""

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="services")
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    active_from = models.DateField(null=True)
    active_until = models.DateField(null=True)
    engagement_required = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["structure", "code"], name="structures_service_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Membership(models.Model):
    """What a person may do for a structure (affiliation with its authorisations)."""

    class Role(models.TextChoices):
        MANAGER = "manager"  # gestionnaire principal
        USER = "user"  # utilisateur

    class Profile(models.TextChoices):
        NONE = "none"
        CONSULTATION = "consultation"
        MODIFICATION = "modification"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=7, choices=Role, default=Role.USER)
    issued_invoices = models.CharField(max_length=12, choices=Profile, default=Profile.NONE)
    received_invoices = models.CharField(max_length=12, choices=Profile, default=Profile.NONE)
    is_accountant = models.BooleanField(default=False, help_text="Acts as the public accountant (comptable).")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "structure"], name="structures_membership_once")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.structure_id}"
