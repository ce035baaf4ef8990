"""Writing the rows of a batch through the write door, with the linked records that are missing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from rapport.features.importing.links import Linked, LinkFields
from rapport.features.importing.matching import filled_by
from rapport.features.importing.outcome import Problem
from rapport.features.importing.plan import Plan
from rapport.features.importing.row import Row
from rapport.kernel.text import fold
from rapport.records.locked import lock_records
from rapport.records.operation import Create, Operation, Update
from rapport.records.write import write
from rapport.schema.field_type import ValueProblem


class _MadeInVain(Exception):  # noqa: N818 - not an error: the savepoint is left and tried again without the failed rows
    """Linked records were made only for rows that then failed."""


class Storing:
    """Each call of `store` writes rows that are about different records, inside the caller's transaction."""

    def __init__(self, plan: Plan, links: LinkFields) -> None:
        self.plan, self.links = plan, links
        described, options = plan.described, plan.options
        self.found_by = frozenset(part for key in options.match for part in filled_by(described, key))
        self.merged = [spec.key for spec in described.writable if spec.kind == "address" and spec.key in plan.columns]

    def store(self, rows: Sequence[Row], change_set: UUID | None) -> Counter[str]:
        """Write the rows; answers how many linked records were made, by object. Rows that fail say why."""
        while rows := [row for row in rows if not row.problems]:
            try:
                with transaction.atomic():
                    self._attempt(rows, change_set)
            except _MadeInVain:
                self._unlink(rows)
            except (DataError, IntegrityError):
                self._unlink(rows)
                if len(rows) > 1:
                    half = len(rows) // 2
                    return self.store(rows[:half], change_set) + self.store(rows[half:], change_set)
                rows[0].problems.append(Problem("not-stored", _not_stored()))
            else:
                break
        return Counter({linked.target.key: made for linked in self.links.targets if (made := linked.settle())})

    def _attempt(self, rows: Sequence[Row], change_set: UUID | None) -> None:
        self._make_links(rows, change_set)
        self._write([row for row in rows if not row.problems], change_set)
        if any(linked.made() - self._used(linked, rows) for linked in self.links.targets):
            raise _MadeInVain

    def lock(self, rows: Sequence[Row]) -> None:
        """Lock what the rows are about, all rows of a batch before the first is written: whoever locks records after
        having taken numbers of the change log may meet a writer that does the reverse."""
        targets = [row.target for row in rows if row.target]
        found = lock_records(self.plan.context, self.plan.described.key, targets) if targets else {}
        for row in rows:
            if row.target:
                row.before = found.get(row.target)

    def _make_links(self, rows: Sequence[Row], change_set: UUID | None) -> None:
        for key, linked in self.links.by_field.items():
            waiting = [row for row in rows if self._waits(row, key, linked)]
            texts = [text for row in waiting for text in row.values.links[key]]
            refused = linked.make(texts, change_set, self.plan.why) if texts else {}
            for row in waiting:
                wrong = next((text for text in row.values.links[key] if text in refused), None)
                if wrong is None:
                    found = [linked.find(text, create=True) for text in row.values.links[key]]
                    row.set_link(self.plan.described.fields[key], found)
                    row.linked.append(key)
                else:
                    word = linked.target.label.lower()
                    detail = _("The %(word)s “%(wrong)s” could not be created: %(refused)s") % {
                        "word": word,
                        "wrong": wrong[:60],
                        "refused": refused[wrong],
                    }
                    row.problems.append(Problem("link", detail, key, self.plan.columns.get(key)))

    def _waits(self, row: Row, key: str, linked: Linked) -> bool:
        """Whether the row names records that are to be made; one that may not be made is a problem of the row."""
        if key not in row.values.links or key in row.values.fields or any(p.field == key for p in row.left_out):
            return False
        try:
            for text in row.values.links[key]:
                linked.find(text, create=key in self.links.creating)
        except ValueProblem as problem:
            row.problems.append(self.plan.problem(key, problem))
            return False
        return True

    def _write(self, rows: Sequence[Row], change_set: UUID | None) -> None:
        operations: list[Operation] = [
            Update(row.target, self._update(row)) if row.target else Create(row.values.fields) for row in rows
        ]
        if not operations:
            return
        done = write(
            self.plan.context,
            self.plan.described.key,
            operations,
            change_set=change_set,
            source="import",
            why=self.plan.why,
            partial=True,
        )
        for row, result in zip(rows, done.results, strict=True):
            row.result = result
            row.problems += [self.plan.problem(error.field.partition(".")[0], error) for error in result.errors]

    def _update(self, row: Row) -> dict[str, Any]:
        """The new values: nothing for what the row was found by, as it only may be spelt in another way; of an address
        the lines that are in the file; with `keep` only what is empty."""
        before = row.before or {}
        values = {key: value for key, value in row.values.fields.items() if key not in self.found_by}
        if self.plan.options.keep:
            values = {key: value for key, value in values.items() if before.get(key) in (None, "", [])}
        merged = {
            key: {part: text for part, text in before[key].items() if text} | values[key]
            for key in self.merged
            if key in values and before.get(key)
        }
        return {**values, **merged}

    def _used(self, linked: Linked, rows: Sequence[Row]) -> frozenset[str]:
        keys = self.links.fields_of(linked)
        stored = [row.values.links for row in rows if not row.problems]
        return frozenset(fold(text) for links in stored for key in keys for text in links.get(key, ()))

    def _unlink(self, rows: Sequence[Row]) -> None:
        """The savepoint was rolled back."""
        for linked in self.links.targets:
            linked.forget()
        for row in rows:
            for key in row.linked:
                row.values.fields.pop(key, None)
            row.linked.clear()
            row.result = None


def _not_stored() -> str:
    return _("The database refused this row. Look for unusual characters or extreme values in it.")
