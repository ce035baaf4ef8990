"""Where a column may go: each writable field of an object, and the parts of its compound fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapport.features.importing.labels import ADDRESS_PREFIXES, BY_KIND, BY_PART, FULL_NAMES, plain
from rapport.schema.field_spec import FieldSpec
from rapport.schema.object_type import ObjectType

PARTS: dict[str, tuple[str, ...]] = {
    "address": ("street", "city", "region", "postal_code", "country"),
    "money": ("currency",),
    "stage": ("pipeline", "status"),
}
FULL_NAME = "full_name"
_JOINED = frozenset(["text", "long_text", "tags", "multi_choice", "links"])


@dataclass(frozen=True, slots=True)
class Target:
    """One place for a column. `names` are plain labels with how surely each means this place."""

    field: str
    part: str
    kind: str
    names: dict[str, float]
    choices: frozenset[str] = frozenset()

    @property
    def takes_several(self) -> bool:
        """Whether more than one column may be mapped here by hand; their values are joined."""
        return not self.part and self.kind in _JOINED


def targets(described: ObjectType, linked_labels: dict[str, Sequence[str]]) -> list[Target]:
    """All places of an object. `linked_labels` gives the words for each linked object by its key."""
    own = object_words(described)
    seen: set[str] = set()
    made: list[Target] = []
    for spec in described.writable:
        first = spec.kind not in seen
        seen.add(spec.kind)
        made.append(Target(spec.key, "", spec.kind, _names(spec, own, linked_labels, first=first), _choices(spec)))
        made += [
            Target(spec.key, part, spec.kind, _part_names(spec, part, own, first=first))
            for part in PARTS.get(spec.kind, ())
        ]
    return [*made, *_full_name(made, own)]


def object_words(described: ObjectType) -> tuple[str, ...]:
    """The plain words an object goes by."""
    return tuple(dict.fromkeys(plain(word) for word in (described.label, described.key, described.label_plural)))


def _names(
    spec: FieldSpec, own: Iterable[str], linked_labels: dict[str, Sequence[str]], *, first: bool
) -> dict[str, float]:
    names = {plain(spec.label): 1.0, plain(spec.key): 1.0}
    for place, word in enumerate(spec.synonyms):
        names.setdefault(plain(word), 0.97 - 0.001 * place)
    if spec.kind in {"link", "links"}:
        for word in linked_labels.get(str(spec.options.get("target")), ()):
            for form in (word, f"{word} name", f"associated {word}", f"{word} title"):
                names.setdefault(form, 0.9)
    if first:
        for place, word in enumerate(BY_KIND.get(spec.kind, ())):
            names.setdefault(word, 0.9 - 0.005 * place)
    for name, sure in list(names.items()):
        for word in own:
            names.setdefault(f"{word} {name}", sure - 0.02)
    return names


def _part_names(spec: FieldSpec, part: str, own: Iterable[str], *, first: bool) -> dict[str, float]:
    label = plain(spec.label)
    words = (plain(part), *BY_PART[(spec.kind, part)])
    names: dict[str, float] = {}
    for word in words:
        for form in (f"{label} {word}", f"{word} of {label}"):
            names.setdefault(form, 0.95)
        for synonym in spec.synonyms:
            names.setdefault(f"{plain(synonym)} {word}", 0.93)
            names.setdefault(f"{word} of {plain(synonym)}", 0.93)
        if first:
            prefixes = ADDRESS_PREFIXES if spec.kind == "address" else ("",)
            for place, prefix in enumerate(prefixes):
                names.setdefault(f"{prefix} {word}".strip(), 0.9 - 0.02 * place)
            for name in own:
                names.setdefault(f"{name} {word}", 0.85)
    return names


def _full_name(made: Sequence[Target], own: Iterable[str]) -> list[Target]:
    """A column of full names, for an object that keeps first and last names apart."""
    first = next((place for place in made if "first name" in place.names), None)
    if not first or not any("last name" in place.names for place in made):
        return []
    names = dict.fromkeys(FULL_NAMES, 0.93) | {f"{word} name": 0.85 for word in own}
    return [Target(first.field, FULL_NAME, "text", names)]


def _choices(spec: FieldSpec) -> frozenset[str]:
    return frozenset(plain(option.label) for option in spec.options.get("choices", ()))


def name_fields(described: ObjectType) -> tuple[str, str] | None:
    """The fields of first and last names, for an object that keeps them apart."""
    found = [
        next((spec.key for spec in described.writable if wanted in _names(spec, (), {}, first=False)), None)
        for wanted in ("first name", "last name")
    ]
    return (found[0], found[1]) if found[0] and found[1] else None
