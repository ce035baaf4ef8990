"""The stages of all pipelines, as the screens need them."""

from typing import Any

from rapport.kernel.context import Context
from rapport.records.pipelines import list_stages


def read_stages(context: Context) -> dict[str, list[dict[str, Any]]]:
    """By the kind of their pipeline: pipelines in order, stages in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, stage in list_stages(context):
        found.setdefault(kind, []).append(stage)
    return found
