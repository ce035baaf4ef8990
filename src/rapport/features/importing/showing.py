"""An import and its rows in the shape of the API (docs/architecture.md, “Imports”)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rapport.access.decide import Reach, decide
from rapport.access.fields import as_seen
from rapport.features.importing.choices import stored_mapping
from rapport.features.importing.effective import mapped_fields, obstacles, options_of
from rapport.features.importing.keeping import summary_of
from rapport.features.importing.matching import filled_by, match_fields
from rapport.features.importing.models import Import, ImportRow
from rapport.features.importing.naming import titles_of
from rapport.features.importing.preview import places_of
from rapport.features.importing.rights import link_fields
from rapport.features.importing.steering import may_undo, undo_until
from rapport.features.importing.targets import FULL_NAME, Target
from rapport.kernel.context import Context
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

_PARTS = {
    "street": gettext_noop("street"),
    "city": gettext_noop("city"),
    "region": gettext_noop("region"),
    "postal_code": gettext_noop("postal code"),
    "country": gettext_noop("country"),
    "currency": gettext_noop("currency"),
    "pipeline": gettext_noop("pipeline"),
    "status": gettext_noop("open, won or lost"),
}


def import_json(context: Context, imported: Import) -> dict[str, Any]:
    """One import with everything the screens need."""
    described = as_seen(context, registry.object(imported.object))
    mapping, options = stored_mapping(imported.mapping), options_of(context, imported)
    fields = mapped_fields(described, mapping)
    outline = outline_json(imported)
    outline["undo"]["kept"] = _with_titles(context, outline["undo"]["kept"])
    return {
        **outline,
        "source": {
            "format": imported.format,
            "encoding": imported.encoding,
            "delimiter": imported.delimiter,
            "sheet": imported.sheet,
            "sheets": imported.sheets,
            "header": imported.header,
        },
        "columns": [_column_json(column, described) for column in imported.columns],
        "sample": imported.sample,
        "targets": [_target_json(place, described) for place in places_of(described)],
        "mapping": imported.mapping,
        "options": options.as_json(),
        "match_fields": [
            {"field": spec.key, "label": spec.label, "mapped": not fields.isdisjoint(filled_by(described, spec.key))}
            for spec in match_fields(described)
        ],
        "create_fields": [{"field": spec.key, "label": spec.label} for spec in link_fields(context, described)],
        "corrections": imported.corrections,
        "problems": [obstacle.as_json() for obstacle in obstacles(context, imported)],
        "notes": imported.notes,
    }


def outline_json(imported: Import) -> dict[str, Any]:
    """One import as it stands in a list."""
    until = undo_until(imported)
    return {
        "id": str(imported.id),
        "object": imported.object,
        "state": str(imported.state),
        "file": {"name": imported.file_name, "size": imported.file_size},
        "progress": {"done": imported.position, "total": imported.total},
        "summary": summary_json(imported),
        "failure": imported.failure or None,
        "change_set": str(imported.change_set) if imported.change_set else None,
        "undo": {
            "possible": may_undo(imported),
            "until": _moment(until),
            "undone": imported.undone,
            "kept": [{**kept, "title": None} for kept in imported.kept],
        },
        "created_by": imported.actor,
        "created_at": _moment(imported.created_at),
        "started_at": _moment(imported.started_at),
        "finished_at": _moment(imported.finished_at),
    }


def summary_json(imported: Import) -> dict[str, Any] | None:
    """The counts of the last check or run, None before there was one."""
    if not imported.summary_of:
        return None
    found = summary_of(imported).as_json()
    also = [
        {"object": key, "label": registry.object(key).label_plural, "count": count}
        for key, count in found["also_created"].items()
    ]
    return {"of": imported.summary_of, **found, "also_created": also}


def row_json(row: ImportRow) -> dict[str, Any]:
    """One row of the dry run or of the report."""
    return {
        "row": row.row,
        "status": row.status,
        "id": str(row.record_id) if row.record_id else None,
        "title": row.title or None,
        "changes": row.changes,
        "problems": row.problems,
        "cells": row.cells,
    }


def _with_titles(context: Context, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What an undo kept, with the names of the records that the reader may see."""
    ids: dict[str, list[UUID]] = {}
    for entry in kept:
        ids.setdefault(entry["object"], []).append(UUID(entry["id"]))
    known = registry.objects()
    titles: dict[UUID, str] = {}
    for key, mine in ids.items():
        if key in known and decide(context, "view", key) is not Reach.NONE:
            titles |= titles_of(context, known[key], mine)
    return [{**entry, "title": titles.get(UUID(entry["id"]))} for entry in kept]


def _column_json(column: dict[str, Any], described: ObjectType) -> dict[str, Any]:
    """The column, without a guess that the reader does not see: it was made for whoever uploaded the file, by then."""
    if column["guess"]["field"] is None or column["guess"]["field"] in described.fields:
        return column
    return {**column, "guess": {"field": None, "part": "", "confidence": 0}}


def _target_json(place: Target, described: ObjectType) -> dict[str, Any]:
    spec = described.fields[place.field]
    label = _("Full name") if place.part == FULL_NAME else spec.label
    if place.part in _PARTS:
        label = f"{label}: {_(_PARTS[place.part])}"
    return {
        "field": place.field,
        "part": place.part,
        "label": label,
        "kind": place.kind,
        "required": spec.required and not place.part,
        "several": place.takes_several,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
