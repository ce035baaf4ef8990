"""From JSON values to stored values: every field by its type, then the rules, then what is required."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from rapport.access.fields import hidden_fields, locked_fields
from rapport.fields.reference import id_of
from rapport.records.rules import Draft, rules_of
from rapport.schema.field_spec import FieldSpec
from rapport.schema.field_type import Cleaning, FieldType, ValueProblem
from rapport.schema.object_type import ObjectType


def clean_values(object_type: ObjectType, given: Mapping[str, Any], draft: Draft, *, trusted: bool) -> None:
    """Fill the draft. `trusted` (undo) may also write read-only fields."""
    cleaning = Cleaning(draft.context, draft.references)
    hidden, locked = hidden_fields(draft.context, object_type), locked_fields(draft.context, object_type)
    for key, value in given.items():
        spec = object_type.fields.get(key)
        if spec is None or (key in hidden and not trusted):
            known = ", ".join(s.key for s in object_type.writable if s.key not in locked)
            sentence = _("There is no field “%(key)s” here. The fields are: %(known)s.")
            draft.refuse(key[:80], "unknown", sentence % {"key": key[:60], "known": known})
        elif spec.kind in {"computed", "actor"} or (spec.read_only and not trusted):
            draft.refuse(key, "read-only", _("“%(label)s” is kept by Rapport; leave it out.") % {"label": spec.label})
        elif key in locked and not trusted:
            draft.refuse(key, "forbidden", _("Your role does not let you change “%(label)s”.") % {"label": spec.label})
        elif value is None or value == "":
            draft.values[key] = spec.type.nothing
        else:
            try:
                draft.values[key] = spec.type.clean(value, spec, cleaning)
            except ValueProblem as wrong:
                if not stays(spec, value, draft):
                    draft.refuse(key, wrong.code, wrong.detail)
    if draft.creating:
        fill_defaults(object_type, draft, cleaning)


def stays(spec: FieldSpec, value: Any, draft: Draft) -> bool:
    """Whether the value names what stands there already: a former member, or a record that the writer may not see,
    may stay but not come."""
    if spec.kind not in {"user", "team", "link"} or draft.before is None:
        return False
    try:
        return id_of(value) == draft.before.get(spec.key)
    except ValueProblem:
        return False


@lru_cache(maxsize=512)
def beginnings(object_type: ObjectType) -> tuple[dict[str, Any], tuple[FieldSpec, ...]]:
    """What stands in the fields that begin empty, and the fields whose beginning must be asked for."""
    asked = tuple(
        spec
        for spec in object_type.writable
        if spec.default is not None or type(spec.type).initial is not FieldType.initial
    )
    return {spec.key: spec.type.nothing for spec in object_type.writable if spec not in asked}, asked


def fill_defaults(object_type: ObjectType, draft: Draft, cleaning: Cleaning) -> None:
    """What a new record begins with where nothing was given."""
    refused = {error.field for error in draft.errors}
    empty, begun = beginnings(object_type)
    draft.values = {key: nothing for key, nothing in empty.items() if key not in refused} | draft.values
    for spec in begun:
        if spec.key in draft.values or spec.key in refused:
            continue
        value = spec.type.initial(spec, cleaning)
        if value is None:
            draft.values[spec.key] = spec.type.nothing
            continue
        try:
            draft.values[spec.key] = spec.type.clean(value, spec, cleaning)
        except ValueProblem:
            # A default that does not fit this writer (“me” of a job without a user) is no value at all.
            draft.values[spec.key] = spec.type.nothing


@lru_cache(maxsize=512)
def required(object_type: ObjectType) -> tuple[FieldSpec, ...]:
    """The fields without which no record is stored."""
    return tuple(spec for spec in object_type.fields.values() if spec.required)


@lru_cache(maxsize=512)
def gates(object_type: ObjectType) -> tuple[FieldSpec, ...]:
    """The fields whose stages may demand values."""
    return tuple(spec for spec in object_type.fields.values() if spec.kind == "stage")


def obey_rules(object_type: ObjectType, draft: Draft) -> None:
    """Run the object's rules on values that fit, then check what is required, also by the stage."""
    if not draft.errors:
        for rule in rules_of(object_type.key):
            rule(draft)
    refused = {error.field for error in draft.errors}
    for spec in required(object_type):
        asked = draft.creating or spec.key in draft.values
        if asked and spec.key not in refused and draft.get(spec.key) in (None, "", []):
            draft.refuse(spec.key, "required", _("Give a value for “%(label)s”.") % {"label": spec.label})
    if not draft.errors:
        pass_gates(object_type, draft)


def pass_gates(object_type: ObjectType, draft: Draft) -> None:
    """A stage may demand values of those who enter it."""
    for spec in gates(object_type):
        if not draft.changes(spec.key) or draft.get(spec.key) is None:
            continue
        stage = draft.stage(spec.key)
        for key in stage["required_fields"]:
            if key in object_type.fields and draft.get(key) in (None, "", []):
                words = {"label": object_type.fields[key].label, "stage": stage["label"]}
                draft.refuse(key, "required-by-stage", _("Give “%(label)s” to enter the stage “%(stage)s”.") % words)
