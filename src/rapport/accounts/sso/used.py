"""Messages of providers that work once: which of them were used."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from rapport.accounts.models import SsoUsed
from rapport.kernel.clock import now


def use_once(issuer: str, message_id: str, until: datetime) -> bool:
    """Whether the message is used for the first time; it is remembered until it would be refused anyway."""
    mark = sha256(f"{issuer}\n{message_id}".encode(errors="surrogatepass")).hexdigest()
    try:
        with transaction.atomic():
            SsoUsed.objects.create(mark=mark, expires_at=until)
    except IntegrityError:
        return False
    return True


def clear_used() -> None:
    """Removes what is over."""
    SsoUsed.objects.filter(expires_at__lt=now()).delete()
