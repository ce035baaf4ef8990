"""Saving views: private ones for their owner, shared ones for the workspace."""

from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q
from django.utils.translation import gettext as _

from rapport.access.decide import Reach, decide, may_see
from rapport.accounts.scope import in_workspace
from rapport.features.views.models import SavedView
from rapport.kernel.clock import now
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Forbidden, Invalid, NotFound
from rapport.kernel.ids import new_id
from rapport.records.read import check_view
from rapport.schema.registry import registry
from rapport.schema.view import ViewDescription, parse_filter, parse_sort

MOST, MOST_LISTED, LONGEST_LABEL, MOST_COLUMNS = 200, 1_000, 80, 60
LAYOUTS = ("table", "board")


def shape(view: SavedView, context: Context) -> dict[str, Any]:
    """The JSON of a saved view."""
    return {
        "id": view.id, "object": view.object, "label": view.label, "layout": view.layout, "filter": view.filter,
        "sort": view.sort, "columns": view.columns, "shared": view.shared, "mine": view.owner_id == context.user_id,
        "position": view.position,
    }  # fmt: skip


def list_views(context: Context, object_key: str | None = None) -> list[dict[str, Any]]:
    """What the reader saved and what others share, in their order."""
    seen = [key for key in registry.objects() if decide(context, "view", key) is not Reach.NONE]
    with in_workspace(context.workspace_id):
        found = SavedView.objects.filter(Q(shared=True) | Q(owner_id=context.user_id), object__in=seen)
        found = found.filter(workspace_id=context.workspace_id).order_by("object", "position", "created_at")
        if object_key:
            found = found.filter(object=object_key)
        return [shape(view, context) for view in found[:MOST_LISTED]]


def create_view(context: Context, values: dict[str, Any]) -> dict[str, Any]:
    """A new view. Raises `Invalid` naming each part that does not fit."""
    if context.user_id is None:
        raise Forbidden(_("Only a person can save a view."))
    may_see(context, registry.object(str(values.get("object"))).key)
    view = SavedView(
        workspace_id=context.workspace_id, id=new_id(), object=values["object"], owner_id=context.user_id,
        created_at=now(), updated_at=now(),
    )  # fmt: skip
    fill(view, {"label": "", **values}, context)
    with in_workspace(context.workspace_id):
        if SavedView.objects.filter(workspace_id=context.workspace_id, owner_id=context.user_id).count() >= MOST:
            raise Invalid(_("You have saved 200 views. Delete one that you no longer use."))
        view.save(force_insert=True)
    return shape(view, context)


def change_view(context: Context, view_id: UUID, values: dict[str, Any]) -> dict[str, Any]:
    """Other values for a view of one's own; with `manage` also for a shared one."""
    with in_workspace(context.workspace_id):
        view = own_view(context, view_id)
        fill(view, values, context)
        view.updated_at = now()
        view.save(force_update=True)
    return shape(view, context)


def delete_view(context: Context, view_id: UUID) -> None:
    """As `change_view`."""
    with in_workspace(context.workspace_id):
        own_view(context, view_id)
        SavedView.objects.filter(workspace_id=context.workspace_id, id=view_id).delete()


def own_view(context: Context, view_id: UUID) -> SavedView:
    """A view that the user may change; a private one of somebody else does not exist for them."""
    view = SavedView.objects.filter(workspace_id=context.workspace_id, id=view_id).first()
    if view is None or (not view.shared and view.owner_id != context.user_id):
        raise NotFound(_("There is no such view, or it is somebody else's."))
    if view.owner_id != context.user_id and "manage" not in context.special:
        raise Forbidden(_("This view is shared by somebody else. Save it as a view of your own to change it."))
    return view


def fill(view: SavedView, values: dict[str, Any], context: Context) -> None:
    """Checks the given parts and puts them into the view."""
    errors: list[FieldError] = []
    label = values.get("label", view.label)
    if not isinstance(label, str) or not label.strip() or len(label) > LONGEST_LABEL or "\x00" in label:
        errors.append(FieldError("label", "required", _("Name the view in at most 80 letters.")))
    layout = values.get("layout", view.layout)
    if layout not in LAYOUTS:
        errors.append(FieldError("layout", "unknown", _("Choose table or board.")))
    columns = values.get("columns", view.columns)
    if not isinstance(columns, list) or len(columns) > MOST_COLUMNS or not all(isinstance(c, str) for c in columns):
        errors.append(FieldError("columns", "list", _("Give the columns as a list of field keys.")))
    shared, position = values.get("shared", view.shared), values.get("position", view.position)
    if not isinstance(shared, bool):
        errors.append(FieldError("shared", "checkbox", _("Give true or false.")))
    if not isinstance(position, int) or isinstance(position, bool) or abs(position) > 10**6:
        errors.append(FieldError("position", "number", _("Give a whole number.")))
    sort, tree = values.get("sort", view.sort) or "", values.get("filter", view.filter)
    if not isinstance(sort, str):
        errors.append(FieldError("sort", "text", _("Give the sort as text, for example “-created_at,name”.")))
    if not storable(tree):
        sentence = _("Remove the NUL characters from the filter, and nest it less deep.")
        errors.append(FieldError("filter", "characters", sentence))
    if errors:
        raise Invalid(_("The view was not saved."), errors)
    described = ViewDescription(view.object, fields=tuple(columns), filter=parse_filter(tree), sort=parse_sort(sort))
    check_view(context, described)
    view.label, view.layout, view.columns = label.strip(), layout, columns
    view.shared, view.position, view.sort, view.filter = shared, position, sort, tree


def storable(tree: Any) -> bool:
    """Whether PostgreSQL can keep it as JSON: no NUL, and no deeper than JSON is written here."""
    try:
        return b"\\u0000" not in orjson.dumps(tree, default=str)
    except orjson.JSONEncodeError:
        return False
