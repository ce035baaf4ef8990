"""`OutgoingMail`: a mail between the act that wrote it and the worker that sends it."""

from django.db import models

from rapport.accounts.tenancy import SharedTable
from rapport.kernel.clock import now
from rapport.kernel.ids import new_id


class OutgoingMail(models.Model):
    """Sealed, since it names a person and may hold a link that signs them in; deleted once it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sealed = models.TextField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        db_table = "accounts_outgoing_mail"
        constraints = (SharedTable(name="accounts_outgoing_mail_shared"),)

    def __str__(self) -> str:
        return f"mail {self.id}"
