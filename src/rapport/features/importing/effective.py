"""What an import will do as it stands: the options in force, and what still stands in its way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from babel.numbers import list_currencies
from django.utils.translation import gettext as _

from rapport.access.decide import Reach, decide
from rapport.access.fields import as_seen
from rapport.features.importing.choices import Mode, Options, Placed, stored_mapping
from rapport.features.importing.forms import DATES, order_of
from rapport.features.importing.matching import filled_by, match_fields
from rapport.features.importing.models import Import
from rapport.features.importing.preview import places_of
from rapport.features.importing.rights import link_fields
from rapport.features.importing.targets import FULL_NAME, name_fields
from rapport.kernel.context import Context
from rapport.schema.object_type import ObjectType
from rapport.schema.registry import registry


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something to mend before the check; one that is not `blocking` is only worth knowing."""

    code: str
    detail: str
    field: str | None = None
    column: int | None = None
    blocking: bool = True

    def as_json(self) -> dict[str, Any]:
        """The shape in the API."""
        return {
            "column": self.column,
            "field": self.field,
            "code": self.code,
            "detail": self.detail,
            "blocking": self.blocking,
        }


def mapped_fields(described: ObjectType, mapping: Sequence[Placed]) -> frozenset[str]:
    """The fields that get values; a full name gives two."""
    found = {placed.field for placed in mapping}
    if any(placed.part == FULL_NAME for placed in mapping):
        found |= set(name_fields(described) or ())
    return frozenset(found)


def options_of(context: Context, imported: Import) -> Options:
    """What was chosen, and for the rest what suits the person, the mapping and the object."""
    described = as_seen(context, registry.object(imported.object))
    fields = mapped_fields(described, stored_mapping(imported.mapping))
    mode: Mode = imported.options.get("mode") or _mode(context, described)
    return Options(
        mode=mode,
        match=_match(described, fields),
        create=tuple(spec.key for spec in link_fields(context, described)),
        currency=context.currency,
    ).with_chosen(imported.options)


def _mode(context: Context, described: ObjectType) -> Mode:
    create, edit = (decide(context, action, described.key) is not Reach.NONE for action in ("create", "edit"))
    return "both" if create and edit else "create" if create else "update"


def _match(described: ObjectType, fields: frozenset[str]) -> tuple[str, ...]:
    """The best match field that is mapped. A title alone confuses, say, two renewals: the first link to another object
    is asked too, where it is mapped."""
    wanted = described.imports.match_on if described.imports else ()
    named = [key for key in wanted if key in described.fields]
    best = next((key for key in named if fields.intersection(filled_by(described, key))), None)
    if best is None:
        return ()
    if best != described.title:
        return (best,)
    links = (s.key for s in described.writable if s.kind == "link" and s.options["target"] != described.key)
    return (best, *[key for key in links if key in fields][:1])


def obstacles(context: Context, imported: Import) -> list[Obstacle]:
    """What stands in the way of the check."""
    described = as_seen(context, registry.object(imported.object))
    mapping, options = stored_mapping(imported.mapping), options_of(context, imported)
    fields = mapped_fields(described, mapping)
    return [
        *_of_mapping(described, mapping, imported),
        *_of_dates(context, described, mapping, imported, options),
        *_of_options(context, described, options, fields),
        *_of_requirements(described, options, fields),
    ]


def _of_mapping(described: ObjectType, mapping: Sequence[Placed], imported: Import) -> list[Obstacle]:
    if not mapping:
        return [Obstacle("nothing", _("No column is mapped yet. Say for at least one column where it goes."))]
    places = {(place.field, place.part): place for place in places_of(described)}
    names = {column["index"]: column["name"] for column in imported.columns}
    found = []
    for placed in mapping:
        name = names.get(placed.column, "")
        if (placed.field, placed.part) not in places:
            detail = _("“%(name)s” cannot go to “%(field)s”. Choose another field, or leave the column out.") % {
                "name": name,
                "field": placed.field[:60],
            }
            found.append(Obstacle("target", detail, placed.field, placed.column))
    for (field, part), count in Counter((placed.field, placed.part) for placed in mapping).items():
        place = places.get((field, part))
        if place and count > 1 and not place.takes_several:
            label = described.fields[field].label
            detail = _("%(count)s columns go to “%(field)s”, which takes one. Leave the others out.") % {
                "count": count,
                "field": label,
            }
            found.append(Obstacle("several", detail, field))
    return found


def _of_dates(
    context: Context, described: ObjectType, mapping: Sequence[Placed], imported: Import, options: Options
) -> list[Obstacle]:
    """Dates that can be read in two ways, in the columns and in the file: misread, they would look right."""
    unsure = {column["index"]: column["name"] for column in imported.columns if column["unsure_dates"]}
    dates = [p for p in mapping if p.field in described.fields and described.fields[p.field].kind in DATES]
    if options.date_order or any(placed.column not in unsure for placed in dates):
        return []
    order = {"dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day")}
    return [
        Obstacle(
            "date-order",
            _("The dates of “%(column)s” can be read in two ways and are taken as %(order)s. Choose the order if not.")
            % {"column": unsure[placed.column], "order": order[order_of(context.locale)]},
            placed.field,
            placed.column,
            blocking=False,
        )
        for placed in dates
    ]


def _of_options(context: Context, described: ObjectType, options: Options, fields: frozenset[str]) -> list[Obstacle]:
    found = _of_mode(context, described, options)
    known = {spec.key: spec for spec in match_fields(described)}
    for key in options.match:
        if key not in known:
            found.append(
                Obstacle(
                    "match", _("Rows cannot be matched by “%(key)s”. Choose another field.") % {"key": key[:60]}, key
                )
            )
        elif not fields.intersection(filled_by(described, key)):
            detail = _("No column goes to “%(label)s”, so rows cannot be matched by it.") % {"label": known[key].label}
            found.append(Obstacle("match", detail, key))
    allowed = {spec.key for spec in link_fields(context, described)}
    found += [
        Obstacle("create", _("Records for “%(key)s” cannot be created here.") % {"key": key[:60]}, key)
        for key in options.create
        if key not in allowed
    ]
    if options.currency not in list_currencies():
        detail = _("“%(currency)s” is not a currency; give a code such as EUR or USD.") % {
            "currency": options.currency[:20]
        }
        found.append(Obstacle("currency", detail, "currency"))
    return found


def _of_mode(context: Context, described: ObjectType, options: Options) -> list[Obstacle]:
    found = []
    label = described.label_plural.lower()
    if options.mode != "update" and decide(context, "create", described.key) is Reach.NONE:
        found.append(
            Obstacle(
                "mode",
                _("Your role does not let you create %(records)s. Choose to update only.") % {"records": label},
                "mode",
            )
        )
    if options.mode != "create" and decide(context, "edit", described.key) is Reach.NONE:
        found.append(
            Obstacle(
                "mode",
                _("Your role does not let you change %(records)s. Choose to create only.") % {"records": label},
                "mode",
            )
        )
    if not options.match and options.mode == "update":
        found.append(Obstacle("match", _("Say by which field the records to update are found."), "match"))
    elif not options.match and options.mode == "both":
        detail = _("Rows are not matched with existing records, so each of them creates a new one.")
        found.append(Obstacle("no-match", detail, blocking=False))
    return found


def _of_requirements(described: ObjectType, options: Options, fields: frozenset[str]) -> list[Obstacle]:
    if options.mode == "update":
        return []
    return [
        Obstacle(
            "required",
            _("No column goes to “%(label)s”, which every %(record)s needs.")
            % {"label": spec.label, "record": described.label.lower()},
            spec.key,
            blocking=options.mode == "create" or not options.match,
        )
        for spec in described.writable
        if spec.required and spec.default is None and spec.kind != "stage" and spec.key not in fields
    ]
