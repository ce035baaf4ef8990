"""Why somebody may, or may not, do something with one record: every ground in words, with the roles it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rapport.access.decide import Action, decide
from rapport.access.fields import hidden_fields, locked_fields
from rapport.access.grounds import Ground, Standing, grounds, holds
from rapport.accounts.roles import EVERY_OBJECT, allows
from rapport.kernel.context import Context, Reach
from rapport.schema.object_type import ObjectType

Role = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """The person asked about: what they may do, and the rows of the roles that say so."""

    context: Context
    name: str
    roles: tuple[Role, ...]

    def names(self) -> tuple[str, ...]:
        """The names of their roles."""
        return tuple(role["name"] for role in self.roles)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was looked at: `kind` is that of a ground, `role` for what no role allows, or `field`."""

    kind: str
    holds: bool
    sentence: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether it is allowed, and everything that was looked at, what decided first."""

    allowed: bool
    reasons: tuple[Reason, ...]


def explain(
    subject: Subject, action: Action, object_type: ObjectType, standing: Standing, *, field: str | None = None
) -> Explanation:
    """What the doors decide, in words; `standing` is the record's to the subject."""
    parts = [of_record(subject, action, object_type, standing)]
    if action in {"edit", "delete"}:
        # Who does not see a record cannot change it either, whatever else their role says.
        parts.append(of_record(subject, "view", object_type, standing))
    allowed = all(any(reason.holds for reason in part) for part in parts)
    looked_at = parts[0] if allowed or len(parts) == 1 else [reason for part in parts for reason in part]
    reasons = sorted(looked_at, key=lambda reason: reason.holds is not allowed)
    if field is not None:
        of_it = of_field(subject, action, object_type, field)
        reasons.insert(0 if allowed else len(reasons), of_it)
        allowed = allowed and of_it.holds
    return Explanation(allowed, tuple(reasons))


def of_record(subject: Subject, action: Action, object_type: ObjectType, standing: Standing) -> list[Reason]:
    """The grounds of one action, each in words."""
    plural = str(_(object_type.label_plural)).lower()
    words = {"who": subject.name, "do": doing(action), "plural": plural}
    found = grounds(subject.context, action, object_type)
    if not found:
        sentence = _("None of the roles of %(who)s (%(roles)s) lets them %(do)s such %(plural)s.")
        said = sentence % {**words, "roles": ", ".join(subject.names()) or _("none")}
        return [Reason("role", holds=False, sentence=said)]
    reach = decide(subject.context, action, object_type.key)
    giving = tuple(role["name"] for role in subject.roles if reach_of(role, object_type.key, action) == reach)
    private = tuple(role["name"] for role in subject.roles if "private" in role["special"])
    reasons = []
    for ground in found:
        held = holds(ground, subject.context, standing)
        named = giving if ground.kind in {"all", "team"} else ()
        if held and standing.private and ground.kind == "all":
            named = tuple(dict.fromkeys((*named, *private)))
        said = sentence_of(ground, standing, held=held) % {**words, "roles": ", ".join(named)}
        reasons.append(Reason(ground.kind, held, said, named))
    return reasons


def sentence_of(ground: Ground, standing: Standing, *, held: bool) -> str:
    """One ground in words, to be filled in."""
    by_kind = {
        ("all", True): _("%(who)s may %(do)s all %(plural)s (%(roles)s)."),
        ("team", True): _("%(who)s may %(do)s the %(plural)s of their teams (%(roles)s), and this is one of them."),
        ("team", False): _("%(who)s may %(do)s the %(plural)s of their teams (%(roles)s), and this is none of them."),
        ("own", True): _("%(who)s owns this record."),
        ("own", False): _("%(who)s does not own this record."),
        ("shared", True): _("This record is shared with %(who)s."),
        ("shared", False): _("This record is not shared with %(who)s."),
    }
    if standing.private and ground.kind == "all" and held:
        return _("%(who)s may %(do)s all %(plural)s, private ones too (%(roles)s).")
    if standing.private and ground.kind in {"all", "team"}:
        return _("This record is private, so it does not count that %(who)s may %(do)s other %(plural)s (%(roles)s).")
    if ground.kind == "shared" and standing.shared and not held:
        return _("This record is shared with %(who)s to look at only.")
    return by_kind[ground.kind, held]


def of_field(subject: Subject, action: Action, object_type: ObjectType, field: str) -> Reason:
    """What the roles say about one field."""
    spec, context, held = object_type.fields[field], subject.context, False
    if field in hidden_fields(context, object_type):
        sentence = _("“%(label)s” is hidden from %(who)s by every role they have (%(roles)s).")
    elif action == "view":
        sentence, held = _("%(who)s may see “%(label)s”."), True
    elif spec.read_only:
        sentence = _("“%(label)s” is kept by Rapport; nobody changes it by hand.")
    elif field in locked_fields(context, object_type):
        sentence = _("%(who)s may see “%(label)s” but not change it, by every role they have (%(roles)s).")
    else:
        sentence, held = _("%(who)s may change “%(label)s”."), True
    closing = tuple(role["name"] for role in subject.roles if allows(role, object_type.key, (action,)))
    words = {"who": subject.name, "label": str(_(spec.label)), "roles": ", ".join(closing)}
    return Reason("field", held, sentence % words, () if held else closing)


def reach_of(role: Role, object_key: str, action: Action) -> Reach:
    """How far one role lets the action reach."""
    grant = role["grants"].get(object_key) or role["grants"].get(EVERY_OBJECT, {})
    return Reach(grant.get(action, Reach.NONE))


def doing(action: Action) -> str:
    """The action as a verb within a sentence."""
    return {"view": _("see"), "create": _("create"), "edit": _("change"), "delete": _("delete")}[action]
