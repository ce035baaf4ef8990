"""Refusals as SCIM errors: RFC 7644 has its own document, with the status as text."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import ValidationError
from scim2_models import Context, Error, SCIMException

from rapport.kernel.errors import Refusal, TooMany

TYPE = "application/scim+json"
LONGEST_DETAIL = 600


def error(status: int, detail: str, scim_type: str | None = None) -> HttpResponse:
    """One SCIM error."""
    document = Error(status=status, scim_type=scim_type, detail=detail[:LONGEST_DETAIL])
    response = HttpResponse(document.model_dump_json(scim_ctx=Context.DEFAULT), status=status, content_type=TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(refusal: Refusal) -> HttpResponse:
    """The answer to what Rapport refuses; each wrong value is named after the sentence."""
    parts = [refusal.detail, *(each.detail for each in refusal.errors if each.detail != refusal.detail)]
    # What does not fit is a 400 in SCIM: 422 is not among its answers.
    status = 400 if refusal.status == 422 else refusal.status  # noqa: PLR2004 - HTTP's own number
    response = error(status, " ".join(parts), "invalidValue" if refusal.status != status else None)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    if refusal.status == 401:  # noqa: PLR2004 - HTTP's own number
        response.headers["WWW-Authenticate"] = 'Bearer realm="Rapport SCIM"'
    return response


def unfit(wrong: SCIMException | ValidationError) -> HttpResponse:
    """The answer to a body, filter or path that does not follow the standard."""
    if isinstance(wrong, SCIMException):
        return error(wrong.status, wrong.detail, wrong.scim_type or None)
    said = Error.from_validation_errors(wrong.errors(include_url=False, include_input=False))
    first = said[0]
    return error(first.status or 400, "; ".join(each.detail or "" for each in said[:5]), first.scim_type)


def failed() -> HttpResponse:
    """The answer when the program itself failed; the log has the rest."""
    return error(500, _("Something went wrong on our side. Nothing was changed. Try again later."))
