"""Argon2id with little work: for tests in which hundreds of passwords are hashed and all else should be seen."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """One pass over 8 MB: some milliseconds."""

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1
