"""Counters: how many live records and how much they add up to, by lane and by whose they are, kept with every write.

What a board and the count of a list show then does not depend on how many records there are. Views that the counters
cannot answer, and objects that are not counted yet, are counted from the records.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import structlog

from rapport.accounts.models import Workspace
from rapport.accounts.scope import in_workspace
from rapport.accounts.workspaces import on_new_workspace
from rapport.records.listeners import Batch, Written, listener
from rapport.records.store import counters as store
from rapport.records.store.counted import Counted, counted
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry

log = structlog.get_logger("counters")
# +1 and a record as it comes into the counters, or -1 and a record as it leaves them.
Side = tuple[int, Mapping[str, Any]]


@listener
def keep_counters(batch: Batch) -> None:
    """What the write adds to the counters and takes from them, in its transaction."""
    what = counted(batch.object_type)
    both = [side for one in batch.written for side in sides(what, one)]
    count(batch.context.workspace_id, batch.object_type, both)


def count(workspace_id: UUID, object_type: ObjectType, both: Iterable[Side]) -> None:
    """Add the sums of these comings and goings, without those that come to nothing."""
    what = counted(object_type)
    numbers: dict[store.Key, int] = defaultdict(int)
    totals: dict[store.Key, Decimal] = defaultdict(Decimal)
    for sign, record in both:
        for key, total in counters_of(what, record):
            numbers[key] += sign
            totals[key] += sign * total
    changed = [(*key, n, totals[key]) for key, n in numbers.items() if n or totals[key]]
    store.add_counters(workspace_id, object_type.key, changed)


def sides(what: Counted, one: Written) -> Iterator[Side]:
    """What one write takes from the counters, and what it adds."""
    if one.kind == "delete":
        yield -1, one.record
    elif one.kind != "update":
        yield 1, one.record
    elif what.keys.intersection(one.before or ()):
        yield -1, {**one.record, **(one.before or {})}
        yield 1, one.record


def counters_of(what: Counted, record: Mapping[str, Any]) -> Iterator[tuple[store.Key, Decimal]]:
    """The counters one record is in, and what it adds to their sums."""
    lane, owner, team = (id_in(record, spec) for spec in (what.lane, what.owner, what.team))
    place = (lane, owner, team, bool(record[what.private.key]) if what.private else False)
    yield ("", *place, ""), Decimal(0)
    for spec in what.measures:
        value = record[spec.key]
        if value is not None:
            amount, currency = (value["amount"], value["currency"]) if spec.kind == "money" else (value, "")
            yield (spec.key, *place, currency or ""), Decimal(str(amount))


def id_in(record: Mapping[str, Any], spec: FieldSpec | None) -> UUID | None:
    """The id that a reference of a record's JSON holds."""
    value = record[spec.key] if spec else None
    return UUID(value["id"]) if value else None


# -- upkeep -----------------------------------------------------------------------------------------------------
@on_new_workspace
def begin_counting(workspace_id: UUID) -> None:
    """A new workspace has no records, so its counters are right."""
    store.declare(workspace_id, list(registry.objects().values()))


def upkeep() -> None:
    """Make the counters that are missing, and few rows of many."""
    build_missing()
    for workspace_id in workspaces():
        with in_workspace(workspace_id):
            keys = store.unfolded(workspace_id)
        for key in keys:
            with in_workspace(workspace_id):
                store.fold(workspace_id, key)


def build_missing() -> None:
    """Make what is missing; each object is a transaction of its own."""
    for workspace_id, object_key in list(missing()):
        rebuild(workspace_id, object_key)


def missing() -> Iterator[tuple[UUID, str]]:
    """`(workspace, object)` of what is not counted yet, or was for another declaration."""
    for workspace_id in workspaces():
        with in_workspace(workspace_id):
            known = store.shapes(workspace_id)
        for object_type in registry.objects().values():
            if known.get(object_type.key) != counted(object_type).shape:
                yield workspace_id, object_type.key


def rebuild(workspace_id: UUID, object_key: str) -> None:
    """Count the records of one object anew; nobody waits for it but another rebuilding."""
    with in_workspace(workspace_id):
        store.rebuild(workspace_id, registry.object(object_key))


def disagreements() -> Iterator[tuple[UUID, str, int]]:
    """`(workspace, object, how many counters)` of all counters that say something else than the records."""
    not_yet = set(missing())
    for workspace_id in workspaces():
        for object_type in registry.objects().values():
            if (workspace_id, object_type.key) not in not_yet:
                with in_workspace(workspace_id):
                    wrong = store.differences(workspace_id, object_type)
                if wrong:
                    yield workspace_id, object_type.key, wrong


def mend() -> None:
    """Count anew what disagrees: an older release that ran beside this one for a while counted nothing."""
    for workspace_id, object_key, wrong in disagreements():
        log.warning("counters.mended", workspace=str(workspace_id), object=object_key, wrong=wrong)
        rebuild(workspace_id, object_key)


def workspaces() -> list[UUID]:
    """All of them."""
    return list(Workspace.objects.values_list("id", flat=True))
