"""What is over is forgotten: codes after a day, refresh tokens when they end, the rest when nobody asks any more."""

from datetime import timedelta

from django.db.models import Q

from rapport.accounts.models import ApiToken, App, AppCode, Consent, RefreshToken, Workspace
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now

A_DAY = timedelta(days=1)
# So long the audit log can still say which app it was.
KEPT = timedelta(days=90)


def forget_over() -> None:
    """In every workspace."""
    moment = now()
    long_ago = moment - KEPT
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        mine = {"workspace_id": workspace_id}
        with in_workspace(workspace_id):
            AppCode.objects.filter(**mine, expires_at__lt=moment - A_DAY).delete()
            RefreshToken.objects.filter(**mine, expires_at__lt=moment).delete()
            over = Q(revoked_at__lt=long_ago) | Q(expires_at__lt=long_ago)
            ApiToken.objects.filter(over, **mine, consent_id__isnull=False).delete()
            Consent.objects.filter(**mine, revoked_at__lt=long_ago).delete()
            App.objects.filter(**mine, deleted_at__lt=long_ago).delete()
