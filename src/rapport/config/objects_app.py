"""The Django app of all objects: loads each installed declaration, then what stands beside it."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

from rapport.config.objects import OBJECTS
from rapport.schema.checks import check_together
from rapport.schema.registry import registry


class ObjectsConfig(AppConfig):
    """Named in INSTALLED_APPS; its tables and migrations are those of `rapport.objects`."""

    name = "rapport.objects"
    label = "objects"

    def import_models(self) -> None:
        """The declarations; Django looks for one `models` module, the objects have one each."""
        for module in OBJECTS:
            import_module(f"{module}.models")
        super().import_models()

    def ready(self) -> None:
        """Rules, actions and samples register themselves when they are loaded."""
        for module in OBJECTS:
            for part in ("rules", "actions", "sample"):
                if find_spec(f"{module}.{part}"):
                    import_module(f"{module}.{part}")
        check_together(registry.objects())
