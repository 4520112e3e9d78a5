"""How the secrets of API clients are kept."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class ClientSecretHasher(PBKDF2PasswordHasher):
    """One thousand rounds: a client secret is 256 random bits, which no number of rounds makes harder to guess."""

    algorithm = "coryphee_client_secret"
    iterations = 1000
