"""Who is let in once it is known who asks: what a workspace wants of its members, and what is closed to some."""

from django.utils.translation import gettext as _

from rapport.accounts.identify import Identity
from rapport.accounts.sso.confined import not_yours_here
from rapport.accounts.sso.required import require_way_in
from rapport.api.route import Route
from rapport.kernel.errors import Forbidden


def admit(identity: Identity, route: Route) -> None:
    """Raises `Forbidden` for whom the workspace does not let in, and where single sign-on or an app ends."""
    if not route.bare:
        require_way_in(identity)
    if identity.sso_connection and route.account:
        raise Forbidden(not_yours_here())
    if identity.scopes is not None and not route.opens_to(identity.scopes):
        raise Forbidden(_("The scopes of this app do not let it do that. Some things only people can do."))
