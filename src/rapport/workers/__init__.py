"""Background entry points: each task calls one function below."""

from pkgutil import iter_modules

TASK_MODULES = [f"{__name__}.{module.name}" for module in iter_modules(__path__)]
