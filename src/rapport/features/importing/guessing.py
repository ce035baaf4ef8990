"""Guessing the mapping: which column goes to which field, from its label and from what its cells look like."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapport.features.importing.labels import is_identifier, plain
from rapport.features.importing.looks import share
from rapport.features.importing.targets import FULL_NAME, Target

SURE_ENOUGH = 0.5
SAMPLES = 200
_OVERLAP = 0.5

# What the cells of a field of this kind look like when the mapping is right.
_FITS: dict[str, frozenset[str]] = {
    "email": frozenset(["email"]),
    "phone": frozenset(["phone", "number"]),
    "url": frozenset(["url", "domain"]),
    "date": frozenset(["date", "number"]),
    "date_time": frozenset(["date", "number"]),
    "number": frozenset(["number", "money", "phone"]),
    "percent": frozenset(["number", "money"]),
    "money": frozenset(["number", "money", "phone"]),
    "rating": frozenset(["number"]),
    "checkbox": frozenset(["checkbox", "number", "text"]),
}
# What tells a kind by itself when the label says nothing, and how surely.
_TELLS = {"email": ("email", 0.75), "phone": ("phone", 0.6), "url": ("url", 0.6), "money": ("money", 0.55)}


@dataclass(frozen=True, slots=True)
class Guess:
    """A column's place and how sure that is, from 0 to 1; `field` is None where nothing fits."""

    column: int
    field: str | None
    part: str
    confidence: float


def guess(names: Sequence[str], rows: Sequence[Sequence[str]], places: Sequence[Target]) -> list[Guess]:
    """The best mapping of all columns: each place is given to the column that fits it best."""
    labels = _labels(names)
    columns = [[row[i] for row in rows[:SAMPLES] if i < len(row) and row[i].strip()] for i in range(len(names))]
    looks = [share(cells) for cells in columns]
    scored = [
        (sure, -index, -order, index, place)
        for index, label in enumerate(labels)
        for order, place in enumerate(places)
        if (sure := _fit(label, columns[index], looks[index], place)) >= SURE_ENOUGH
    ]
    found: dict[int, Guess] = {}
    taken: set[tuple[str, str]] = set()
    wholes = {place.field for place in places if place.part == FULL_NAME}
    for sure, _, _, index, place in sorted(scored, key=lambda entry: entry[:3], reverse=True):
        rival = (place.field, "" if place.part == FULL_NAME else FULL_NAME if place.field in wholes else place.part)
        if index not in found and not taken & {(place.field, place.part), rival}:
            found[index] = Guess(index, place.field, place.part, round(sure, 2))
            taken.add((place.field, place.part))
    return [found.get(index, Guess(index, None, "", 0.0)) for index in range(len(names))]


def knows(label: str, places: Sequence[Target]) -> bool:
    """Whether a label names one of the places."""
    name = plain(label)
    return any(name in place.names for place in places)


def _labels(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Each name as a plain label, and without a beginning that most names share (`Person - Email`)."""
    begins = Counter(name.partition(" - ")[0] for name in names if " - " in name)
    shared = {begin for begin, count in begins.items() if count * 2 > len(names)}
    return [
        (plain(name), plain(name.partition(" - ")[2])) if name.partition(" - ")[0] in shared else (plain(name),)
        for name in names
    ]


def _fit(labels: tuple[str, ...], cells: Sequence[str], looks: dict[str, float], place: Target) -> float:
    sure = max(place.names.get(label, 0.0) for label in labels)
    if not sure and is_identifier(labels[0]):
        return 0.0
    if not sure:
        sure = max(_overlap(label, place) for label in labels)
    if not cells:
        return sure * 0.9
    if place.choices and not place.part and not sure:
        among = sum(plain(cell) in place.choices for cell in cells) / len(cells)
        return 0.75 * among if among > 0.8 else 0.0  # noqa: PLR2004 - nearly all
    fits = _FITS.get(place.kind) if not place.part else None
    if fits is None:
        foreign = looks.get("email", 0) + looks.get("url", 0) if place.kind in {"text", "link", "stage"} else 0.0
        return sure * (0.6 if foreign > 0.8 else 1.0)  # noqa: PLR2004 - nearly all
    agreeing = sum(part for kind, part in looks.items() if kind in fits)
    if sure:
        return sure if agreeing >= _OVERLAP else sure * 0.5
    kind, most = _TELLS.get(place.kind, ("", 0.0))
    return most * looks.get(kind, 0.0) if looks.get(kind, 0.0) > 0.8 else 0.0  # noqa: PLR2004


def _overlap(label: str, place: Target) -> float:
    """How many words the label shares with the best of the names: half of them say nothing, all say a lot."""
    words = set(label.split())
    best = 0.0
    for name, sure in place.names.items():
        other = set(name.split())
        common = len(words & other) / len(words | other) if words else 0.0
        best = max(best, common * sure)
    return 0.35 + 0.4 * best if best > _OVERLAP else 0.0
