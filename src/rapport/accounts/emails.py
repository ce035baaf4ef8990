"""A user's email address: proving that it is theirs, and changing it, which the new address has to confirm.

The mailed key is signed, not stored. It fits only while the address and the password are those it was made for.
"""

from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from rapport.accounts import letters
from rapport.accounts.audit.kinds import Kind
from rapport.accounts.audit.record import record_everywhere
from rapport.accounts.audit.sign_ins import refusals_told
from rapport.accounts.mail import post
from rapport.accounts.models import User
from rapport.accounts.notices import language
from rapport.kernel.clock import now
from rapport.kernel.errors import Conflict, FieldError, Invalid, NotFound

SALT = "rapport.accounts.emails"
HOURS = 24


def ask_to_confirm(user_id: UUID, email: str | None = None) -> str:
    """Mails a link to the new address, or to the present one to prove it; says which. Raises `Invalid`.

    An address that somebody else has answers alike, and is told of it.
    """
    user = User.objects.get(id=user_id)
    new = User.normalize_username(email) if email is not None else user.email
    try:
        validate_email(new)
    except ValidationError as error:
        wrong = FieldError("email", "invalid", _("Write an email address such as anna@example.com."))
        raise Invalid(_("Nothing was changed."), [wrong]) from error
    if email is not None and new == user.email:
        raise Invalid(_("Nothing was changed."), [FieldError("email", "same", _("This is your address already."))])
    key = signing.dumps({"user": str(user.id), "email": new, "proof": proof(user)}, salt=SALT)
    taken = User.objects.filter(email=new).exclude(id=user.id).exists()
    with translation.override(language(user)):
        post(new, letters.taken(email=new) if taken else letters.confirm_email(name=user.name, key=key, hours=HOURS))
    record_everywhere(user.id, Kind.EMAIL_ASKED, data={"another": new != user.email})
    return new


@refusals_told("email")
def confirm(key: str) -> str:
    """Takes the address over, tells the old one, and says which it is. Raises `NotFound` for a key that is over."""
    try:
        asked = signing.loads(key, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise NotFound(over()) from error
    with transaction.atomic():
        user = User.objects.select_for_update().filter(id=asked["user"], is_active=True).first()
        if user is None or not constant_time_compare(proof(user), asked["proof"]):
            raise NotFound(over())
        old, user.email, user.email_verified_at = user.email, asked["email"], now()
        try:
            with transaction.atomic():
                user.save(update_fields=["email", "email_verified_at"])
        except IntegrityError as error:
            raise Conflict(_("Somebody else uses this address by now. Choose another one.")) from error
        if old != user.email:
            with translation.override(language(user)):
                post(old, letters.email_changed(name=user.name, email=user.email))
        record_everywhere(user.id, Kind.EMAIL_CONFIRMED, data={"changed": old != user.email})
    return user.email


def proof(user: User) -> str:
    """Changes with the address and with the password."""
    return salted_hmac(SALT, f"{user.email}\n{user.password}", algorithm="sha256").hexdigest()


def over() -> str:
    """The sentence for every key that does not fit."""
    return _("This link does not work any more. Ask for a new one in your settings.")
