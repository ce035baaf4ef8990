"""Actions: the verbs of an object, called alike by the API, the screens and automations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from rapport.access.decide import Action as Right
from rapport.access.decide import require
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Invalid, NotFound
from rapport.records.operation import Outcome
from rapport.records.read import sees


@dataclass(frozen=True, slots=True)
class Action:
    """One verb. `function(context, record_id)` or, with a `body`, `function(context, record_id, body)`."""

    object_key: str
    key: str
    label: Any
    icon: str
    function: Callable[..., Outcome]
    body: type[BaseModel] | None
    right: Right

    def as_json(self) -> dict[str, Any]:
        """Its shape in /meta/objects."""
        schema = self.body.model_json_schema() if self.body else None
        return {"key": self.key, "label": str(self.label), "icon": self.icon, "input": schema}


_actions: dict[tuple[str, str], Action] = {}


def action(  # noqa: PLR0913 - the words of a verb, keyword-only
    object_key: str, key: str, *, label: Any, icon: str, body: type[BaseModel] | None = None, right: Right = "edit"
) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """Registers a verb of one object; a second one of the same key is refused."""

    def register(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
        if (object_key, key) in _actions:
            raise ValueError(f"The object {object_key!r} has two actions {key!r}; give one another key.")
        _actions[object_key, key] = Action(object_key, key, label, icon, function, body, right)
        return function

    return register


def actions_of(object_key: str) -> tuple[Action, ...]:
    """The verbs of one object."""
    return tuple(found for found in _actions.values() if found.object_key == object_key)


def act(context: Context, object_key: str, key: str, record_id: UUID, body: Any) -> Outcome:
    """Runs one verb on one record. Raises `NotFound` for an unknown one and `Invalid` for a body that does not fit."""
    found = _actions.get((object_key, key))
    if found is None:
        known = ", ".join(a.key for a in actions_of(object_key)) or "none"
        raise NotFound(
            _("There is no action “%(value)s” here; the actions are: %(known)s.") % {"value": key[:40], "known": known}
        )
    require(context, found.right, object_key)
    if not sees(context, object_key, record_id):
        raise NotFound(_("There is no such record, or you may not see it. It may have been deleted."))
    if found.body is None:
        return found.function(context, record_id)
    try:
        given = found.body.model_validate(body)
    except ValidationError as error:
        errors = [FieldError(".".join(map(str, e["loc"])), e["type"], e["msg"]) for e in error.errors()]
        raise Invalid(_("The action was not done: some values do not fit."), errors) from error
    return found.function(context, record_id, given)
