"""A batch of rows: read, find what they link to and what they are about, write, and say what became of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.features.importing.effective import mapped_fields
from rapport.features.importing.finding import Finding
from rapport.features.importing.links import LinkFields
from rapport.features.importing.ordering import in_order, titles_in
from rapport.features.importing.outcome import Outcome, Problem, Status
from rapport.features.importing.plan import Plan
from rapport.features.importing.readers import Readers
from rapport.features.importing.row import Row
from rapport.features.importing.storing import Storing
from rapport.kernel.context import Context
from rapport.records.shown import shown_values
from rapport.schema.field_type import ValueProblem

BATCH = 500
_ENDED: dict[str, Status] = {"created": "created", "updated": "updated", "unchanged": "unchanged"}


class Batches:
    """Prepared once for a file; `run` works one batch inside the caller's transaction."""

    def __init__(self, plan: Plan) -> None:
        self.take(plan)

    def take(self, plan: Plan) -> None:
        """Prepare for the plan."""
        self.plan = plan
        self.readers = Readers(plan.context, plan.described, plan.forms).make(plan.mapping)
        self.links = LinkFields(plan)
        self.finding = Finding(plan, self.links)
        self.storing = Storing(plan, self.links)
        keys = mapped_fields(plan.described, plan.mapping) | {plan.described.title}
        self.shown = [spec for spec in plan.described.fields.values() if spec.key in keys]

    def renew(self, context: Context) -> None:
        """Go on with the rights that the person has by now."""
        if context != self.plan.context:
            self.take(replace(self.plan, context=context))

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> list[Row]:
        """What the rows say. Needs no database, so that one batch may be read while another is written."""
        return [self._read(number, cells) for number, cells in rows]

    def run(self, work: Sequence[Row], change_set: UUID | None) -> tuple[list[Outcome], Counter[str]]:
        """What became of each row, and how many linked records were made, by object."""
        if change_set is not None:
            self.finding.lock(work)
        self.finding.link(work, titles_in(self.plan.described, work))
        self.finding.match(work)
        self.storing.lock(work)
        made: Counter[str] = Counter()
        stored: dict[Any, UUID] = {}
        for turn, group in enumerate(in_order(self.plan.described, [row for row in work if not row.problems])):
            if turn:
                self.finding.link(group)
            pending: Sequence[Row] = [row for row in group if not row.problems]
            while pending:
                wave, pending = self._wave(pending, stored)
                if stored:
                    self.storing.lock(wave)  # as the waves before left them
                made += self.storing.store(wave, change_set)
                stored |= {row.key: row.result.id for row in wave if row.key and row.result and row.result.id}
        changes = self._changes(work) if self.plan.compare else {}
        return [self._outcome(row, changes.get(row.number, ())) for row in work], made

    def repeats(self) -> str:
        """Why a row is skipped that repeats an earlier one."""
        return _("An earlier row of this file has this %(field)s, and this import only creates.") % {
            "field": self.finding.matcher.label
        }

    def _read(self, number: int, cells: list[str]) -> Row:
        row, width = Row(number, cells), self.plan.width
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                detail = _(
                    "This row has %(count)s cells, but the file has %(width)s columns. Probably a value contains "
                    "the sign that separates cells; put that value between double quotes."
                ) % {"count": len(cells), "width": width}
                row.problems.append(Problem("ragged", detail))
                return row
            cells = cells[:width] + [""] * (width - len(cells))
        for reader in self.readers:
            try:
                reader.take(cells, row.values)
            except ValueProblem as problem:
                found = Problem(problem.code, problem.detail, reader.field, reader.column)
                (row.left_out if problem.code in self.plan.forgiven else row.problems).append(found)
        if not row.problems and not row.values.fields and not row.values.links:
            row.skip("empty", _("None of the columns that are imported has a value in this row."))
        return row

    def _wave(self, pending: Sequence[Row], stored: Mapping[Any, UUID]) -> tuple[list[Row], list[Row]]:
        """The rows to write now, each about another record, and those about a record that is written just now."""
        mode, label = self.plan.options.mode, self.finding.matcher.label
        now: list[Row] = []
        later: list[Row] = []
        busy: set[Any] = {None}
        for row in pending:
            repeats = row.target is None and row.key in stored
            if repeats:
                row.target = stored[row.key]
            about = row.target or row.key
            if about is not None and about in busy:
                later.append(row)
            elif row.target and mode == "create":
                there = _("There is already one with this %(field)s, and this import only creates.") % {"field": label}
                row.skip("exists", self.repeats() if repeats else there)
            elif not row.target and mode == "update":
                row.skip("unknown", _("Nothing has this %(field)s, and this import only updates.") % {"field": label})
            else:
                busy.add(about)
                now.append(row)
        return now, later

    def _outcome(self, row: Row, changes: Sequence[Mapping[str, Any]]) -> Outcome:
        result, key, title_spec = row.result, hash(row.key) if row.key else None, self.plan.described.title_spec
        if row.problems or result is None:
            ended: Status = "skipped" if row.skipped else "failed"
            return Outcome(row.number, ended, row.cells, row.problems, row.target, key=key)
        record = result.record or {}
        title = title_spec.type.show(record.get(title_spec.key), title_spec)
        done, given = _ENDED[result.status], frozenset(row.values.fields)
        return Outcome(row.number, done, row.cells, row.left_out, result.id, title, changes, key, given)

    def _changes(self, work: Sequence[Row]) -> dict[int, list[dict[str, str]]]:
        """What the rows change, by their numbers, as texts that the person may see."""
        done = [row for row in work if row.result is not None and not row.problems]
        context, described = self.plan.context, self.plan.described
        before = shown_values(context, described, [row.before or {} for row in done])
        after = shown_values(context, described, [(row.result and row.result.record) or {} for row in done])
        return {row.number: self._differences(was, then) for row, was, then in zip(done, before, after, strict=True)}

    def _differences(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
        found = []
        for spec in self.shown:
            was, then = (spec.type.show(each.get(spec.key), spec) for each in (before, after))
            if was != then:
                found.append({"field": spec.key, "label": spec.label, "before": was, "after": then})
        return found
