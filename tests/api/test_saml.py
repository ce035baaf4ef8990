"""Connections by SAML over the API: made from metadata or from parts, shown without secrets, refused by field."""

from typing import Any

import pytest

from rapport.accounts.models import AuditEntry, SsoConnection
from rapport.accounts.scope import in_workspace
from tests.accounts.saml.provider import NAME, key_of, metadata
from tests.api.clients import ApiClient
from tests.records.desks import Desk

MANUAL = {"entity_id": NAME, "sign_in_url": "https://login.acme.test/go", "certificate": key_of("acme").certificate}


def made(client: ApiClient, **more: Any) -> dict[str, Any]:
    body = {"kind": "saml", "name": "Acme login", "metadata_xml": metadata(NAME, key_of("acme")), **more}
    found: dict[str, Any] = client.post("/sso/connections", body, 201)
    return found


def rows(desk: Desk) -> int:
    with in_workspace(desk.workspace_id):
        return SsoConnection.objects.filter(workspace_id=desk.workspace_id).count()


def test_one_is_made_from_metadata(acme: Desk, olga: ApiClient) -> None:
    found = made(olga, groups_claim="memberOf")
    assert (found["kind"], found["entity_id"], found["issuer"]) == ("saml", NAME, None)
    assert found["enabled"] is False  # nobody is led to it before it was checked
    assert found["sign_in_url"] == "https://login.acme.test/sign-in"
    assert [sorted(each) for each in found["certificates"]] == [["expires_at", "fingerprint"]]
    place = f"/sso/saml/{found['id']}"
    assert {name: address.partition("8000")[2] for name, address in found["addresses"].items()} == {
        "start": f"/sso/{found['id']}/start", "acs": f"{place}/acs", "metadata": f"{place}/metadata",
        "entity": f"{place}/metadata",
    }  # fmt: skip
    assert "PRIVATE" not in str(olga.get("/sso"))
    assert "BEGIN" not in str(olga.get("/sso"))
    [step] = olga.post(f"/sso/connections/{found['id']}/check")["steps"]
    assert step["ok"]
    assert step["label"].startswith("The certificate")
    with in_workspace(acme.workspace_id):
        assert AuditEntry.objects.filter(workspace_id=acme.workspace_id, kind="sso.made").count() == 1


def test_one_is_made_from_its_parts_and_changed(acme: Desk, olga: ApiClient) -> None:
    found = olga.post("/sso/connections", {"kind": "saml", "name": "By hand", "enabled": True, **MANUAL}, 201)
    assert (found["metadata_url"], found["entity_id"], found["enabled"]) == (None, NAME, True)
    both = key_of("acme").certificate + key_of("next").certificate
    path = f"/sso/connections/{found['id']}"
    assert len(olga.patch(path, {"certificate": both})["certificates"]) == 2
    changed = olga.patch(path, {"name": "Renamed", "just_in_time": True})
    assert (changed["name"], changed["just_in_time"], len(changed["certificates"])) == ("Renamed", True, 2)
    moved = olga.patch(path, {"metadata_xml": metadata("https://other.test", key_of("next"))})
    assert (moved["entity_id"], len(moved["certificates"])) == ("https://other.test", 1)
    assert olga.send("delete", path).status_code == 204
    assert rows(acme) == 0


@pytest.mark.parametrize(
    ("parts", "field", "sentence"),
    [
        ({}, "metadata_url", "address of the provider's metadata"),
        ({"metadata_xml": "<x/>"}, "metadata_xml", "no metadata"),
        ({"metadata_xml": 7}, "metadata_xml", "as text"),
        ({"metadata_url": "http://127.0.0.1/"}, "metadata_url", ""),
        ({"metadata_url": "file:///etc/passwd"}, "metadata_url", "no web address"),
        ({**MANUAL, "certificate": "x"}, "certificate", "cannot be read"),
        ({**MANUAL, "certificate": ""}, "certificate", "certificate"),
        ({**MANUAL, "sign_in_url": "http://login.acme.test"}, "sign_in_url", "https://"),
        ({**MANUAL, "entity_id": ""}, "entity_id", "entityID"),
        ({**MANUAL, "issuer": "https://login.acme.test"}, "issuer", "no such part"),
    ],
)
def test_what_does_not_fit_is_named(
    acme: Desk, olga: ApiClient, parts: dict[str, Any], field: str, sentence: str
) -> None:
    problem = olga.post("/sso/connections", {"kind": "saml", "name": "x", **parts}, 422)
    assert problem["errors"][0]["field"] == field
    assert sentence in problem["detail"]
    assert rows(acme) == 0


def test_who_does_not_manage_or_is_elsewhere_changes_nothing(
    acme: Desk, olga: ApiClient, gert: ApiClient, reader: ApiClient, stranger: ApiClient
) -> None:
    path = f"/sso/connections/{made(olga)['id']}"
    before = olga.get("/sso")["connections"]
    for client, status in ((gert, 404), (reader, 403), (stranger, 401)):
        assert client.send("patch", path, {"metadata_xml": metadata(NAME, key_of("next"))}).status_code == status
        assert client.send("post", f"{path}/check").status_code == status
        assert client.send("delete", path).status_code == status
    assert olga.get("/sso")["connections"] == before
