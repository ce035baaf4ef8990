"""Finding what the rows of a batch link to, and which records they are about."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.features.importing.links import LinkFields
from rapport.features.importing.matching import Matcher, Unmatchable
from rapport.features.importing.naming import titles_of
from rapport.features.importing.outcome import Problem
from rapport.features.importing.plan import Plan
from rapport.features.importing.row import Row
from rapport.kernel.text import fold
from rapport.records.match_locks import MOST_VALUES, Match, lock_matches
from rapport.schema.field_type import ValueProblem

MOST_NAMED = 5


class Finding:
    """Prepared once for a file; a row that leaves doubt gets a problem."""

    def __init__(self, plan: Plan, links: LinkFields) -> None:
        self.plan, self.links = plan, links
        self.matcher = Matcher(plan.context, plan.described, plan.options.match)

    def lock(self, rows: Sequence[Row]) -> None:
        """Lock, before anything is looked for, what the rows are matched by and what they name and may make: another
        writer of the same new values waits, and then finds what was made here."""
        fit = [row for row in rows if not row.problems]
        lock_matches(self.plan.context.workspace_id, [*self._own_matches(fit), *self._linked_matches(fit)])

    def _own_matches(self, rows: Sequence[Row]) -> Iterator[Match]:
        key = self.plan.described.key
        if self.matcher.specs and len(rows) > MOST_VALUES:  # all values of the object are locked: which, is not asked
            yield from ((key, "", row.number) for row in rows)
            return
        for row in rows:
            for spec, comparable in self.matcher.comparables(row.values.fields):
                yield key, spec.key, comparable

    def _linked_matches(self, rows: Sequence[Row]) -> Iterator[Match]:
        for key in self.links.creating:
            target = self.links.by_field[key].target
            yield from ((target.key, target.title, text) for row in rows for text in row.values.links.get(key, ()))

    def link(self, rows: Sequence[Row], titles: frozenset[str] = frozenset()) -> None:
        """Find what the rows link to. What rows of this batch are called (`titles`, folded) may be found later."""
        self.links.load(rows)
        for row in rows:
            for key, texts in row.values.links.items():
                linked, create = self.links.by_field[key], key in self.links.creating
                own = titles if linked.target is self.plan.described else ()
                try:
                    ids = [linked.find(text, create=create or fold(text) in own) for text in texts]
                except ValueProblem as problem:
                    found = self.plan.problem(key, problem)
                    (row.left_out if problem.code in self.plan.forgiven else row.problems).append(found)
                    continue
                if None not in ids:
                    row.set_link(self.plan.described.fields[key], ids)

    def match(self, rows: Sequence[Row]) -> None:
        """Find which records the rows are about."""
        asked = [row for row in rows if not row.problems and self._has_key(row)]
        several: list[tuple[Row, list[UUID]]] = []
        for row, ids in zip(asked, self.matcher.find([row.values.fields for row in asked]), strict=True):
            if len(ids) == 1:
                row.target = ids[0]
            elif ids:
                several.append((row, ids))
        if several:
            self._name(several)

    def _has_key(self, row: Row) -> bool:
        if not self.matcher.specs:
            return False
        try:
            row.key = self.matcher.key(row.values.fields, row.values.links)
        except Unmatchable as wrong:
            row.problems.append(self.plan.problem(wrong.field, wrong))
            return False
        if row.key is None and self.plan.options.mode == "update":
            row.skip(
                "no-match-value",
                _("The row has no %(field)s, so what to update is not known.") % {"field": self.matcher.label},
            )
        return row.key is not None

    def _name(self, several: Sequence[tuple[Row, Sequence[UUID]]]) -> None:
        """Rows that may be about several records fail, and say which."""
        described = self.plan.described
        titles = titles_of(self.plan.context, described, [one for _, ids in several for one in ids[:MOST_NAMED]])
        for row, ids in several:
            named = "; ".join(f"{titles.get(one, '')} ({one})" for one in ids[:MOST_NAMED])
            detail = _(
                "%(count)s %(records)s have this %(field)s: %(named)s. Merge them, or match by another field."
            ) % {
                "count": len(ids),
                "records": described.label_plural.lower(),
                "field": self.matcher.label,
                "named": named,
            }
            row.problems.append(Problem("several", detail, self.matcher.specs[0].key))
