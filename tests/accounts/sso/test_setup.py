"""Setting a connection by OpenID Connect up: what does not fit is named, and a check says what works."""

import pytest
from django.core.cache import cache
from django.test import Client

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.oidc.setup import look, update
from rapport.kernel.errors import Invalid
from tests.accounts.houses import House
from tests.accounts.sso.conftest import connect_to
from tests.accounts.sso.provider import Provider


def test_the_issuer_must_agree_exactly(provider: Provider, acme: House) -> None:
    for said in (
        provider.issuer + "/",
        "https://elsewhere.test",
        None,
        "https://login.microsoftonline.com/{tenantid}/v2.0",
    ):
        provider.document = {"issuer": said}
        with pytest.raises(Invalid) as refused:
            connect_to(acme, provider)
        assert refused.value.errors[0].field == "issuer"
    assert "all tenants" in refused.value.errors[0].detail


def test_a_check_says_what_works(provider: Provider, connected: SsoConnection) -> None:
    assert [step.ok for step in look(connected.workspace_id, connected.id)] == [True, True, True, False]
    provider.published = []
    assert [step.ok for step in look(connected.workspace_id, connected.id)] == [True, True, False]
    provider.answers["/.well-known/openid-configuration"] = (503, {}, iter(()))
    assert [step.ok for step in look(connected.workspace_id, connected.id)] == [False]


def test_a_secret_is_kept_unless_it_is_changed(provider: Provider, connected: SsoConnection) -> None:
    kept = update(connected.workspace_id, connected.id, {"name": "New"}, {"client_secret": ""})
    assert kept.secret == connected.secret
    assert "s3cret" not in kept.secret
    changed = update(connected.workspace_id, connected.id, {}, {"client_secret": "another"})
    assert changed.secret not in {kept.secret, "another"}


def test_a_provider_that_fails_is_not_asked_at_every_click(provider: Provider, connected: SsoConnection) -> None:
    """Each would hold a thread for as long as the provider hangs."""
    cache.clear()
    document = "/.well-known/openid-configuration"
    provider.answers[document] = (503, {}, iter(()))
    before = provider.asked.count(document)
    for _click in range(3):
        assert "sso=unreachable" in Client().get(f"/sso/{connected.id}/start").headers["Location"]
    assert provider.asked.count(document) == before + 1
