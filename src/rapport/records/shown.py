"""Records' JSON that did not come through the read door, as one member may see it: a write's answer, old values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from rapport.access.fields import hidden_fields
from rapport.access.grounds import EVERYTHING, grounds
from rapport.kernel.context import Context
from rapport.records.operation import Outcome
from rapport.records.store.reading import reading
from rapport.records.store.scope import seen_among
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry


def shown_outcome(context: Context, object_key: str, outcome: Outcome) -> Outcome:
    """The outcome with its records as the writer may see them."""
    object_type = registry.object(object_key)
    records = [result.record for result in outcome.results if result.record is not None]
    shown = iter(shown_values(context, object_type, records))
    results = tuple(
        result if result.record is None else replace(result, record=next(shown)) for result in outcome.results
    )
    return Outcome(outcome.change_set, results)


def shown_values(
    context: Context, object_type: ObjectType, records: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Each without the hidden fields, and with null for the title of a linked record that the member may not see."""
    hidden = hidden_fields(context, object_type)
    shown = [{key: value for key, value in record.items() if key not in hidden} for record in records]
    for target_key, keys in guarded_links(context, object_type).items():
        named = [item for record in shown for key in keys for item in references(record.get(key))]
        if not named:
            continue
        with reading(context):
            seen = seen_among(context, registry.object(target_key), [UUID(item["id"]) for item in named])
        for record in shown:
            for key in keys:
                if record.get(key):
                    record[key] = masked(record[key], seen)
    return shown


def guarded_links(context: Context, object_type: ObjectType) -> dict[str, list[str]]:
    """The fields that link to objects of which the member does not see all, by those objects."""
    found: dict[str, list[str]] = {}
    for spec in object_type.fields.values():
        if spec.kind in {"link", "links"} and "target" in spec.options:
            target = registry.object(spec.options["target"])
            if grounds(context, "view", target) != EVERYTHING:
                found.setdefault(target.key, []).append(spec.key)
    return found


def references(value: Any) -> list[dict[str, Any]]:
    """The references of a link's value, one or many."""
    if not value:
        return []
    return value if isinstance(value, list) else [value]


def masked(value: Any, seen: frozenset[UUID]) -> Any:
    """The value without the titles that are not for the member."""
    if isinstance(value, list):
        return [masked(item, seen) for item in value]
    return value if UUID(value["id"]) in seen else {**value, "title": None}
