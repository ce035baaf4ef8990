"""Linked records as files name them: by title, web domain, email or id; unknown ones are made where that is allowed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rapport.features.importing.looks import look
from rapport.features.importing.name_parts import split_name
from rapport.features.importing.plan import Plan
from rapport.features.importing.rights import may_create
from rapport.features.importing.row import Row
from rapport.features.importing.targets import name_fields
from rapport.fields.link import target_of
from rapport.kernel.context import Context
from rapport.kernel.text import fold
from rapport.records.operation import Create
from rapport.records.read import find_ids
from rapport.records.write import write
from rapport.schema.field_type import ValueProblem
from rapport.schema.object_type import ObjectType

MOST_REMEMBERED = 50_000
_LOOKS = {"url": ("url", "domain"), "email": ("email",)}


class Linked:
    """The records of one object that the rows of a file point at. Texts are looked up once, a batch at a time.

    `_made` holds what the savepoint at work made, `_stored` what earlier ones of this run made, by folded text.
    """

    def __init__(self, context: Context, target: ObjectType) -> None:
        self.context, self.target = context, target
        self._known: dict[str, list[UUID]] = {}
        self._made: dict[str, UUID] = {}
        self._stored: dict[str, UUID] = {}

    def load(self, texts: Iterable[str]) -> None:
        """Look up the texts that are not found yet: what was missing may have been made since."""
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
        unknown = [text for text in dict.fromkeys(texts) if not self._known.get(text)]
        for text in unknown:
            self._known[text] = [UUID(text)] if _is_id(text) else []
        self._look_up(self.target.title, [text for text in unknown if not self._known[text]])
        for key in self.target.imports.match_on if self.target.imports else ():
            fits = _LOOKS.get(self.target.fields[key].kind, ())
            if fits:
                self._look_up(key, [text for text in unknown if not self._known[text] and _form(text) in fits])

    def _look_up(self, key: str, texts: Sequence[str]) -> None:
        if texts:
            for at, ids in find_ids(self.context, self.target.key, key, texts).items():
                self._known[texts[at]] = list(ids)

    def find(self, text: str, *, create: bool) -> UUID | None:
        """The one record, or None for one that is still to be made; raises `ValueProblem`."""
        found = self._known.get(text)
        if found:
            if len(found) == 1:
                return found[0]
            word = self.target.label_plural.lower()
            raise ValueProblem(
                "several",
                _("%(found)s %(word)s are called “%(text)s”. Merge them, or give the id of the right one.")
                % {"found": len(found), "word": word, "text": text[:60]},
            )
        made = self._stored.get(fold(text)) or self._made.get(fold(text))
        if made or create:
            return made
        word = self.target.label.lower()
        raise ValueProblem(
            "unknown",
            _("There is no %(word)s “%(text)s”. Correct the name, or let the import create what is missing.")
            % {"word": word, "text": text[:60]},
        )

    def make(self, texts: Iterable[str], change_set: UUID | None, why: str) -> dict[str, str]:
        """Make the records that are missing. Answers, by text, why one could not be made."""
        missing: dict[str, list[str]] = {}
        for text in texts:
            if self.find(text, create=True) is None:
                missing.setdefault(fold(text), []).append(text)
        if not missing:
            return {}
        drafts = [Create(_first_values(self.target, spelt[0])) for spelt in missing.values()]
        done = write(
            self.context, self.target.key, drafts, change_set=change_set, source="import", why=why, partial=True
        )
        refused: dict[str, str] = {}
        for (folded, spelt), result in zip(missing.items(), done.results, strict=True):
            if result.id is not None and result.status == "created":
                self._made[folded] = result.id
            else:
                reason = result.errors[0].detail if result.errors else _("It could not be created.")
                refused |= dict.fromkeys(spelt, reason)
        return refused

    def made(self) -> frozenset[str]:
        """What the savepoint at work made, by folded text."""
        return frozenset(self._made)

    def settle(self) -> int:
        """The savepoint is released; says how many were made in it."""
        count = len(self._made)
        self._stored |= self._made
        self._made.clear()
        return count

    def forget(self) -> None:
        """The savepoint was rolled back."""
        self._made.clear()

    def forget_all(self) -> frozenset[str]:
        """The whole transaction was rolled back; answers what had been made in it."""
        gone = frozenset(self._stored)
        self._stored.clear()
        self._made.clear()
        return gone


class LinkFields:
    """The mapped link fields of a file. Fields that point at the same object share what was found and made."""

    def __init__(self, plan: Plan) -> None:
        specs = [s for s in plan.described.writable if s.kind in {"link", "links"} and s.key in plan.columns]
        by_target = {target.key: Linked(plan.context, target) for target in map(target_of, specs)}
        self.by_field = {spec.key: by_target[str(spec.options["target"])] for spec in specs}
        self.targets = list(by_target.values())
        wanted = plan.options.create
        self.creating = frozenset(s.key for s in specs if s.key in wanted and may_create(plan.context, s))

    def fields_of(self, linked: Linked) -> list[str]:
        """The fields that point at the object."""
        return [key for key, found in self.by_field.items() if found is linked]

    def load(self, rows: Sequence[Row]) -> None:
        """Look up what the rows name."""
        for linked in self.targets:
            keys = self.fields_of(linked)
            linked.load(text for row in rows for key in keys for text in row.values.links.get(key, ()))


def _first_values(target: ObjectType, text: str) -> Mapping[str, Any]:
    """What is known of a record of which a file says only one text."""
    form = _form(text)
    keys = target.imports.match_on if target.imports else ()
    at = next((key for key in keys if form in _LOOKS.get(target.fields[key].kind, ())), None)
    values: dict[str, Any] = {at: text} if at else {}
    names = name_fields(target) if target.title_spec.read_only else None
    if names and not at:
        return values | {key: part for key, part in zip(names, split_name(text), strict=True) if part}
    return values if target.title_spec.read_only else values | {target.title: text}


def _form(text: str) -> str:
    """What the text looks like, asked only where it may be an address: names are many."""
    return look(text) if "." in text else "text"


def _is_id(text: str) -> bool:
    if len(text) != 36:  # noqa: PLR2004 - as ids are written
        return False
    try:
        UUID(text)
    except ValueError:
        return False
    return True
