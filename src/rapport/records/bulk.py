"""Many writes of one request: create, update, delete, and upsert by a match field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.access.decide import require_special
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import Subject, record
from rapport.accounts.scope import in_workspace
from rapport.fields.reference import id_of
from rapport.kernel.context import Context
from rapport.kernel.errors import BadRequest, FieldError, Refusal
from rapport.kernel.text import fold
from rapport.records.match_locks import lock_matches
from rapport.records.operation import Create, Delete, Operation, Outcome, Result, Update
from rapport.records.read import find_ids
from rapport.records.write import write
from rapport.schema.field_type import ValueProblem
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

MOST = 1000
OPERATIONS = ("create", "update", "delete", "upsert")


def bulk(context: Context, object_key: str, raw: Any, *, source: str = "api", why: str = "") -> Outcome:
    """`raw` is a list of `{"op": "create"|"update"|"delete"|"upsert", ...}`; failures are reported one by one."""
    require_special(context, "bulk")
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not 1 <= len(raw) <= MOST:
        raise BadRequest(_("Send “operations”: a list of 1 to 1,000 operations."))
    object_type = registry.object(object_key)
    with in_workspace(context.workspace_id):
        outcome = run(context, object_type, raw, source, why)
        if outcome.change_set:
            counted = Counter(str(result.status) for result in outcome.results)
            said: dict[str, Any] = {"change_set": outcome.change_set, **counted}
            record(context, Kind.BULK, subject=Subject(object_type.key), data=said)
        return outcome


def run(context: Context, object_type: ObjectType, raw: Sequence[Any], source: str, why: str) -> Outcome:
    """All operations, within the caller's transaction: what is matched by stays locked until what it makes is there."""
    results: list[Result | None] = [None] * len(raw)
    operations: dict[int, Operation] = {}
    matched = match_all(context, object_type, raw)
    seen: dict[tuple[str, Any], int] = {}
    for at, item in enumerate(raw):
        try:
            operations[at] = read_operation(item, matched.get(at))
            once_each(context, object_type, item, at, seen)
        except Refusal as refused:
            operations.pop(at, None)
            results[at] = failed(*(refused.errors or (FieldError("", refused.code, refused.detail),)))
    places = list(operations)
    outcome = Outcome(None, ())
    if places:
        outcome = write(context, object_type.key, list(operations.values()), source=source, why=why, partial=True)
        for at, result in zip(places, outcome.results, strict=True):
            results[at] = result
    return Outcome(outcome.change_set, tuple(result for result in results if result is not None))


def failed(*errors: FieldError) -> Result:
    """A result without a write."""
    return Result("failed", None, errors)


def match_all(context: Context, object_type: ObjectType, raw: Sequence[Any]) -> dict[int, list[UUID]]:
    """For each upsert, the records that have its match value: one statement for each match field.

    The values are locked first: another writer of the same new value waits, and then finds what was made here.
    """
    wanted: dict[str, dict[int, Any]] = {}
    for at, item in enumerate(raw):
        if isinstance(item, Mapping) and item.get("op") == "upsert" and isinstance(item.get("values"), Mapping):
            key = item.get("match")
            spec = object_type.fields.get(key) if isinstance(key, str) else None
            if spec is not None and spec.columns and spec.kind in {"text", "email", "phone", "url", "number"}:
                value = item["values"].get(key)
                if isinstance(value, (str, int, float)) and usable(context, spec, value):
                    wanted.setdefault(spec.key, {})[at] = value
    lock_matches(
        context.workspace_id,
        (
            (object_type.key, key, object_type.fields[key].type.operand(value, object_type.fields[key], context))
            for key, values in wanted.items()
            for value in values.values()
        ),
    )
    found: dict[int, list[UUID]] = {}
    for key, values in wanted.items():
        places = list(values)
        ids = find_ids(context, object_type.key, key, list(values.values()))
        found.update({at: ids.get(n, []) for n, at in enumerate(places)})
    return found


def usable(context: Context, spec: Any, value: Any) -> bool:
    """Whether a match value can be looked for."""
    try:
        return spec.type.operand(value, spec, context) not in (None, "")
    except ValueProblem:
        return False


def once_each(
    context: Context, object_type: ObjectType, item: Mapping[str, Any], at: int, seen: dict[tuple[str, Any], int]
) -> None:
    """Two upserts of one request must not make the same record twice, however they spell what they match by."""
    if item.get("op") != "upsert":
        return
    spec = object_type.fields[item["match"]]
    value = spec.type.operand(item["values"][spec.key], spec, context)
    place = (spec.key, fold(value) if isinstance(value, str) else value)
    if place in seen:
        detail = _("Operation %(first)s of this request has the same match value; send its values together.")
        raise BadRequest(
            detail % {"first": seen[place]}, [FieldError(item["match"], "twice", detail % {"first": seen[place]})]
        )
    seen[place] = at


def read_operation(item: Any, matched: list[UUID] | None) -> Operation:
    """One operation; raises a `Refusal` for one that does not fit."""
    if not isinstance(item, Mapping):
        raise BadRequest(_("An operation is an object with “op”."))
    op, values = item.get("op"), item.get("values", {})
    if op not in OPERATIONS:
        raise BadRequest(_("“op” is one of create, update, delete and upsert."))
    if not isinstance(values, Mapping):
        raise BadRequest(_("“values” is an object of field values."))
    if op == "create":
        return Create(values)
    if op == "upsert":
        return read_upsert(item, values, matched)
    try:
        record_id = id_of(item.get("id"))
    except ValueProblem as wrong:
        raise BadRequest(wrong.detail, [FieldError("id", wrong.code, wrong.detail)]) from wrong
    version = item.get("version")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        raise BadRequest(_("“version” is a whole number."))
    return Update(record_id, values, version) if op == "update" else Delete(record_id, version)


def read_upsert(item: Mapping[str, Any], values: Mapping[str, Any], matched: list[UUID] | None) -> Operation:
    """A creation or an update, by what was found."""
    if matched is None:
        detail = _("Upsert needs “match”: a text, email, phone, URL or number field that has a value in “values”.")
        raise BadRequest(detail, [FieldError("match", "unknown", detail)])
    if len(matched) > 1:
        detail = _("%(count)s records have this value; merge them or name one by its id.") % {"count": len(matched)}
        raise BadRequest(detail, [FieldError(str(item["match"]), "several", detail)])
    return Update(matched[0], values) if matched else Create(values)
