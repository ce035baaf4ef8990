"""Taking a file in: stored, looked at, its mapping guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from rapport.access.fields import as_seen
from rapport.accounts.scope import in_workspace
from rapport.features.importing.access import require_import
from rapport.features.importing.models import Import
from rapport.features.importing.preview import Preview, look_at
from rapport.features.importing.source import Source, open_source
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Forbidden, Invalid
from rapport.kernel.ids import new_id
from rapport.platform import storage
from rapport.schema.registry import registry

FOLDER = "imports"
LONGEST_NAME = 200
SOURCE_WORDS = frozenset(["encoding", "delimiter", "sheet", "header"])


def folder_of(workspace_id: UUID) -> str:
    """Where the files of a workspace are stored."""
    return f"{FOLDER}/{workspace_id}"


def upload(
    context: Context, object_key: str, file_name: str, chunks: Iterable[bytes], chosen: Mapping[str, Any] | None = None
) -> Import:
    """A new import in the state `draft`. Raises `Invalid` or `TooLarge` for a file that cannot be read, and keeps
    nothing of it then."""
    registry.object(object_key)
    require_import(context, object_key)
    if context.user_id is None:
        raise Forbidden(_("A file is imported by a member of the workspace; sign in as one."))
    chosen = read_source(chosen or {})
    import_id = new_id()
    stored_as = storage.save(f"{folder_of(context.workspace_id)}/{import_id}", chunks)
    imported = Import(
        workspace_id=context.workspace_id,
        id=import_id,
        user_id=context.user_id,
        actor=context.actor.as_json(),
        object=object_key,
        file_name=_plain_name(file_name),
        stored_as=stored_as,
    )
    try:
        look_again(context, imported, chosen)
        with in_workspace(context.workspace_id):
            imported.save(force_insert=True)
    except BaseException:
        storage.delete(stored_as)
        raise
    return imported


def look_again(context: Context, imported: Import, chosen: Mapping[str, Any]) -> None:
    """Read the beginning of the file as chosen, and guess the mapping anew; the import is not saved."""
    with storage.open_file(imported.stored_as) as file:
        imported.file_size = file.seek(0, 2)
        source = open_source(
            file,
            encoding=chosen.get("encoding") or None,
            delimiter=chosen.get("delimiter") or None,
            sheet=chosen.get("sheet") or None,
        )
        seen = look_at(source, as_seen(context, registry.object(imported.object)), header=chosen.get("header"))
    imported.sheet = chosen.get("sheet") or ""
    _keep(imported, source, seen)


def _keep(imported: Import, source: Source, seen: Preview) -> None:
    imported.format, imported.encoding, imported.delimiter = source.format, source.encoding, source.delimiter
    imported.sheets, imported.header = list(source.sheets), seen.header
    imported.columns, imported.sample, imported.notes = seen.columns, seen.sample, seen.notes
    imported.total = None
    imported.mapping = [
        {"column": guessed["column"], "field": guessed["field"], "part": guessed["part"]}
        for guessed in map(asdict, seen.guesses)
        if guessed["field"]
    ]


def read_source(raw: Any) -> dict[str, Any]:
    """How to read the file, from JSON or a form; raises `Invalid`."""
    if not isinstance(raw, Mapping) or set(raw) - SOURCE_WORDS:
        detail = _("Say how to read the file with encoding, delimiter, sheet and header.")
        raise Invalid(detail, [FieldError("source", "invalid", detail)])
    refuse_nul(dict(raw))
    for key, value in raw.items():
        if value is not None and not isinstance(value, bool if key == "header" else str):
            detail = _("Give true or false.") if key == "header" else _("Give this as text.")
            raise Invalid(detail, [FieldError(f"source.{key}", "invalid", detail)])
    return {key: value for key, value in raw.items() if value is not None}


def refuse_nul(raw: Any) -> None:
    """Raises `Invalid` for text that PostgreSQL cannot keep."""
    if b"\\u0000" in orjson.dumps(raw, default=str):
        detail = _("Remove the NUL characters.")
        raise Invalid(detail, [FieldError("", "characters", detail)])


def _plain_name(name: str) -> str:
    """The file's own name, without folders and control characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:LONGEST_NAME] or "file"
