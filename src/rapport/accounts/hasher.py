"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first recommendation: Django's default takes 100 MB for each sign-in, this takes 19."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
