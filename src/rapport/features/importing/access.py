"""Who may see and steer an import."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapport.access.decide import Reach, decide, refusal, require_special
from rapport.features.importing.models import Import
from rapport.kernel.context import Context
from rapport.kernel.errors import Forbidden, NotFound


def require_import(context: Context, object_key: str) -> None:
    """Raises `Forbidden` unless the person may import, and create or change records of the object."""
    require_special(context, "import")
    if all(decide(context, action, object_key) is Reach.NONE for action in ("create", "edit")):
        raise Forbidden(refusal("create"))


def visible(context: Context) -> QuerySet[Import]:
    """The person's own imports; with the word `manage` all of the workspace. Within the caller's transaction."""
    require_special(context, "import")
    mine = Import.objects.filter(workspace_id=context.workspace_id)
    if "manage" in context.special:
        return mine
    return mine.filter(user_id=context.user_id) if context.user_id else mine.none()


def find(context: Context, import_id: UUID, *, lock: bool = False) -> Import:
    """One import; raises `NotFound` also for one the person may not see."""
    found = visible(context).filter(id=import_id)
    imported = (found.select_for_update() if lock else found).first()
    if imported is None:
        raise NotFound(_("There is no such import, or you may not see it."))
    return imported
