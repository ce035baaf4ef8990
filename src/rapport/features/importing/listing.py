"""Reading imports and their rows, page by page."""

from uuid import UUID

from django.utils.translation import gettext as _

from rapport.accounts.scope import in_workspace
from rapport.features.importing.access import find, visible
from rapport.features.importing.models import Import, ImportRow
from rapport.features.importing.outcome import STATUSES
from rapport.kernel.context import Context
from rapport.kernel.errors import FieldError, Invalid


def get_import(context: Context, import_id: UUID) -> Import:
    """One import the person may see."""
    with in_workspace(context.workspace_id):
        return find(context, import_id)


def list_imports(
    context: Context, *, object_key: str | None = None, after: UUID | None = None, limit: int = 50
) -> tuple[list[Import], UUID | None]:
    """The newest first, and what to ask for next."""
    with in_workspace(context.workspace_id):
        found = visible(context).defer("columns", "sample", "corrections", "mapping").order_by("-id")
        if object_key:
            found = found.filter(object=object_key)
        if after:
            found = found.filter(id__lt=after)
        page = list(found[: limit + 1])
    return page[:limit], page[limit - 1].id if len(page) > limit else None


def list_rows(
    context: Context, import_id: UUID, *, status: str | None = None, after: int | None = None, limit: int = 50
) -> tuple[list[ImportRow], int | None]:
    """The kept rows in the order of the file, and what to ask for next."""
    if status is not None and status not in STATUSES:
        detail = _("Give one of: %(statuses)s.") % {"statuses": ", ".join(STATUSES)}
        raise Invalid(detail, [FieldError("status", "invalid", detail)])
    with in_workspace(context.workspace_id):
        imported = find(context, import_id)
        found = ImportRow.objects.filter(workspace_id=context.workspace_id, import_id=imported.id).order_by("row")
        if status:
            found = found.filter(status=status)
        if after is not None:
            found = found.filter(row__gt=after)
        page = list(found[: limit + 1])
    return page[:limit], page[limit - 1].row if len(page) > limit else None
