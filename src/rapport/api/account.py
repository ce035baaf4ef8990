"""The routes of the reader's own account: proving and changing the email address."""

from django.http import HttpResponseBase

from rapport.accounts import attempts, emails
from rapport.api import answer
from rapport.api.request import ApiRequest
from rapport.api.route import Route
from rapport.api.schemas import TEXT, record_of
from rapport.api.workspace import texts


def change_email(request: ApiRequest) -> HttpResponseBase:
    email = texts(request.only("email")).get("email", "")
    attempts.count(request.http, "change_email", str(request.who.user_id))
    return answer.json({"sent_to": emails.ask_to_confirm(request.who.user_id, email)}, 202)


def prove_email(request: ApiRequest) -> HttpResponseBase:
    request.require_session()
    attempts.count(request.http, "change_email", str(request.who.user_id))
    return answer.json({"sent_to": emails.ask_to_confirm(request.who.user_id)}, 202)


def confirm_email(request: ApiRequest) -> HttpResponseBase:
    attempts.count(request.http, "confirm_email", "")
    return answer.json({"email": emails.confirm(texts(request.only("token")).get("token", ""))})


SENT = record_of({"sent_to": TEXT})

ROUTES = (
    Route("POST", "/me/email", change_email, "Ask for another email address; the new one gets a link", "member",
          fresh=True, account=True, status=202, body=record_of({"email": TEXT}), answer=SENT),
    Route("POST", "/me/email/prove", prove_email, "Get a link that proves my email address", "member", account=True,
          status=202, answer=SENT),
    Route("POST", "/email/confirm", confirm_email, "Confirm an email address by the mailed link", "public",
          body=record_of({"token": TEXT}), answer=record_of({"email": TEXT}), refusals=(404, 409)),
)  # fmt: skip
