"""Objects that a test declares for itself and takes back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

from rapport.schema.registry import registry

APP = "sample"


@contextmanager
def declaring() -> Iterator[None]:
    """What is declared within, with `app_label = "sample"`, is gone afterwards."""
    before = set(registry.objects())
    try:
        yield
    finally:
        for key in set(registry._builders) - before:
            registry.forget(key)
        apps.all_models.pop(APP, None)
        apps.clear_cache()
