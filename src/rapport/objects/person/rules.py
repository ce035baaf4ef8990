"""What holds for every person, whoever writes them."""

from django.utils.translation import gettext as _

from rapport.objects import keys
from rapport.records.rules import Draft, rule


@rule(keys.PERSON)
def name_from_parts(draft: Draft) -> None:
    """A person goes by first and last name, or else by their email; one of them is needed."""
    if not draft.creating and not (draft.changes("first_name") or draft.changes("last_name") or draft.changes("email")):
        return
    parts = [draft.get("first_name"), draft.get("last_name")]
    name = " ".join(part for part in parts if part)
    email = draft.get("email")
    if not name and not email:
        draft.refuse("last_name", "required", _("Give a first name, a last name or an email."))
        return
    draft.set("name", name or email[0])
