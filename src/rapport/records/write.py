"""The write door: allows, validates, obeys the rules, stores, records the change, tells. There is no other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.scope import in_workspace
from rapport.kernel.context import Context
from rapport.kernel.errors import Forbidden
from rapport.records.batch import BatchWriter
from rapport.records.operation import Operation, Outcome
from rapport.records.store import change_log, search_entries
from rapport.records.store.together import together
from rapport.schema.registry import registry


def write(  # noqa: PLR0913 - who, what, and how it is recorded, keyword-only
    context: Context,
    object_key: str,
    operations: Sequence[Operation],
    *,
    change_set: UUID | None = None,
    source: str = "user",
    why: str = "",
    partial: bool = False,
    trusted: bool = False,
) -> Outcome:
    """Write records of one object, in one transaction of its own or within the caller's.

    With `partial` the operations that fail are reported and the others stored; without, the first failure raises its
    `Refusal` and nothing is stored. `change_set` adds to one made by `open_change_set`. `trusted` is for undo alone: it
    puts old values back, read-only ones too, without the object's rules.
    """
    object_type = registry.object(object_key)
    if context.read_only:
        raise Forbidden(_("You are looking as somebody else, and so can change nothing. Stop looking as them first."))
    with in_workspace(context.workspace_id), together():
        writer = BatchWriter(context, object_type, partial=partial, trusted=trusted)
        return writer.run(operations, change_set, source, why)


def open_change_set(context: Context, *, source: str, why: str, undoes: UUID | None = None) -> UUID:
    """A change set that several writes add to: an import, a bulk edit in pieces, an undo."""
    with in_workspace(context.workspace_id):
        return change_log.insert_change_set(context, source, why, undoes)


@contextmanager
def logged_at_the_end(context: Context) -> Iterator[None]:
    """Within the caller's transaction: all writes inside take their places in the change log at the end, because
    whoever writes in this workspace meanwhile waits from then until the commit."""
    with change_log.numbered_last(context.workspace_id):
        yield


class _RolledBack(Exception):  # noqa: N818 - not an error: the way to leave a transaction without a trace
    """Nothing of a rehearsal stays."""


@contextmanager
def rehearsed(context: Context) -> Iterator[None]:
    """A transaction in which writes answer as always, and which is rolled back at its end: what would only be found
    or read later is not even written."""
    with (
        suppress(_RolledBack),
        in_workspace(context.workspace_id),
        logged_at_the_end(context),
        search_entries.left_out(),
    ):
        yield
        raise _RolledBack
