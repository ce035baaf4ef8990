"""What a person chose for an import: where each column goes, and the options of the run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from django.utils.translation import gettext as _

from rapport.kernel.errors import FieldError, Invalid

Mode = Literal["create", "update", "both"]
DateOrder = Literal["dmy", "mdy", "ymd"]
DecimalSign = Literal[".", ","]
Unknown = Literal["fail", "empty"]
MOST_KEYS = 50
_WORDS: dict[str, tuple[str | None, ...]] = {
    "mode": get_args(Mode),
    "date_order": (*get_args(DateOrder), None),
    "decimal": (*get_args(DecimalSign), None),
    "unknown": get_args(Unknown),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One column and the place it goes to: a field, or one part of a compound field."""

    column: int
    field: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """`match`: the fields in which two records agree that are the same; `create`: the link fields whose unknown
    records are made; `keep`: an update fills only what is empty; `unknown`: whether an owner, choice or linked record
    that does not exist fails its row or is left out. None: decided from the file."""

    mode: Mode = "both"
    match: tuple[str, ...] = ()
    create: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    decimal: DecimalSign | None = None
    currency: str = "EUR"
    keep: bool = False
    unknown: Unknown = "fail"

    def with_chosen(self, chosen: Mapping[str, Any]) -> "Options":
        """These options, with what was chosen in place of them."""
        known: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in chosen.items()}
        return replace(self, **known)

    def as_json(self) -> dict[str, Any]:
        """The shape in the API."""
        return asdict(self)


def read_options(raw: Any) -> dict[str, Any]:
    """The chosen options from JSON; raises `Invalid` naming the one that does not fit."""
    if not isinstance(raw, Mapping):
        raise _wrong("options", _("Give the options as an object."))
    known = {field.name for field in fields(Options)}
    for key, value in raw.items():
        where = f"options.{key[:40]}"
        if key not in known:
            raise _wrong(
                where,
                _("There is no option “%(key)s”. The options are: %(known)s.")
                % {"key": key[:40], "known": ", ".join(sorted(known))},
            )
        if key in _WORDS and value not in _WORDS[key]:
            words = ", ".join(str(word) if word is not None else "null" for word in _WORDS[key])
            raise _wrong(where, _("Give one of: %(words)s.") % {"words": words})
        if key in {"match", "create"} and not _are_keys(value):
            raise _wrong(where, _("Give a list of field keys."))
        if key == "currency" and not isinstance(value, str):
            raise _wrong(where, _("Give a currency code such as EUR or USD."))
        if key == "keep" and not isinstance(value, bool):
            raise _wrong(where, _("Give true or false."))
    return dict(raw)


def _are_keys(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_KEYS and all(isinstance(key, str) for key in value)


def read_mapping(raw: Any, width: int) -> list[Placed]:
    """The mapping from JSON; raises `Invalid` naming the entry that does not fit."""
    if not isinstance(raw, list) or len(raw) > width:
        raise _wrong("mapping", _("Give the mapping as a list with at most one entry for each column."))
    made = []
    for at, entry in enumerate(raw):
        where = f"mapping[{at}]"
        if not isinstance(entry, Mapping) or set(entry) - {"column", "field", "part"}:
            raise _wrong(where, _("An entry has “column”, “field” and “part”."))
        column, field, part = entry.get("column"), entry.get("field"), entry.get("part") or ""
        if type(column) is not int or not 0 <= column < width:
            raise _wrong(where, _("Give a column from 0 to %(width)s.") % {"width": width - 1})
        if not isinstance(field, str) or not isinstance(part, str):
            raise _wrong(where, _("Give the field as its key, and its part as text."))
        made.append(Placed(column, field, part))
    if len({placed.column for placed in made}) < len(made):
        raise _wrong("mapping", _("A column can go to one place only."))
    return made


def stored_mapping(raw: Iterable[Mapping[str, Any]]) -> list[Placed]:
    """The mapping as it was stored."""
    return [Placed(entry["column"], entry["field"], entry["part"]) for entry in raw]


def mapping_json(mapping: Sequence[Placed]) -> list[dict[str, Any]]:
    """The shape in the API and in the table."""
    return [asdict(placed) for placed in mapping]


def _wrong(where: str, detail: str) -> Invalid:
    return Invalid(detail, [FieldError(where, "invalid", detail)])
