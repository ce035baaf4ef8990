"""What Entra ID and Okta send, request by request, where their habits leave the standard."""

from typing import Any
from uuid import uuid4

import pytest
from scim2_models import EnterpriseUser, PatchOp, PatchOperation, ScimProvider, SearchRequest
from scim2_models import Group as PlainGroup
from scim2_models import User as PlainUser

from rapport.accounts.members import find
from tests.api.scim.directories import GROUP, PATCH, USER, Directory, HttpClient, serving
from tests.records.desks import Desk, desk

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def entra_user(name: str, **more: Any) -> dict[str, Any]:
    return {
        "schemas": [USER, ENTERPRISE], "externalId": str(uuid4()), "userName": f"{name}@acme.test", "active": True,
        "addresses": [{"type": "work", "formatted": "Street 1"}], "displayName": name.title(),
        "emails": [{"primary": True, "type": "work", "value": f"{name}@acme.test"}],
        "meta": {"resourceType": "User"}, "name": {"formatted": f"{name} b", "familyName": "b", "givenName": name},
        "roles": [], "phoneNumbers": [{"type": "work", "value": "1"}], ENTERPRISE: {"department": "Sales"}, **more,
    }  # fmt: skip


def test_a_day_of_entra_id(acme: Desk, entra: Directory) -> None:
    test = entra.listed("Users", f'userName eq "{uuid4()}"')
    assert (test["totalResults"], test.get("Resources", [])) == (0, [])
    sent = entra_user("ann")
    ann = entra.ask("post", "/Users", sent, 201)
    for text in ('userName eq "ANN@acme.test"', f'externalId eq "{sent["externalId"]}"',
                 'emails[type eq "work"].value eq "ann@acme.test"', 'emails[type eq "work" and value co "acme"]'):  # fmt: skip
        assert entra.found("Users", text) == ["ann@acme.test"], text
    path = f"/Users/{ann['id']}"
    changed = entra.patch(
        path,
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "ann.new@acme.test"},
        {"op": "Add", "path": 'emails[type eq "home"].value', "value": "ann@home.test"},
        {"op": "Replace", "path": "name.familyName", "value": "Berg"},
        {"op": "Add", "path": "nickName", "value": "Annie"},
        {"op": "Replace", "path": f"{ENTERPRISE}:department", "value": "Support"},
        {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": str(uuid4())},
        {"op": "Replace", "path": 'phoneNumbers[type eq "mobile"].value', "value": "2"},
        {"op": "Replace", "path": "active", "value": "True"},
    )
    assert [email["value"] for email in changed["emails"]] == ["ann.new@acme.test", "ann@home.test"]
    assert changed["name"]["familyName"] == "Berg"
    assert find(acme.workspace_id, ann["id"]).email == "ann.new@acme.test"
    assert entra.patch(path, {"op": "Replace", "path": "active", "value": "False"})["active"] is False
    assert (
        entra.patch(path, {"op": "Replace", "value": {"active": "True", f"{ENTERPRISE}:department": "X"}})["active"]
        is True
    )
    assert entra.patch(path, {"op": "Remove", "path": "externalId"}).get("externalId") is None
    group = entra.ask("post", "/Groups", {
        "schemas": [GROUP, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
        "externalId": str(uuid4()), "displayName": "Sales", "meta": {"resourceType": "Group"},
    }, 201)  # fmt: skip
    assert entra.listed("Groups", 'displayName eq "sales"', "&excludedAttributes=members")["totalResults"] == 1
    member = {"$ref": None, "value": ann["id"]}
    where = f"/Groups/{group['id']}"
    entra.patch(where, {"op": "Add", "path": "members", "value": [member]}, status=204)
    assert [g["display"] for g in entra.ask("get", path)["groups"]] == ["Sales"]
    both = f'id eq "{group["id"]}" and members eq "{ann["id"]}"'
    assert entra.listed("Groups", both, "&attributes=id")["totalResults"] == 1
    entra.patch(where, {"op": "Remove", "path": "members", "value": [member]}, status=204)
    assert "groups" not in entra.ask("get", path)
    entra.ask("delete", where, status=204)
    entra.ask("delete", path, status=204)
    assert find(acme.workspace_id, ann["id"]).active is False


def test_a_day_of_okta(acme: Desk, entra: Directory) -> None:
    assert entra.ask("get", "/Users?startIndex=1&count=2")["totalResults"] == 0
    assert entra.listed("Users", 'userName eq "okta.bob@acme.test"', "&startIndex=1&count=100")["totalResults"] == 0
    sent = {
        "schemas": [USER], "userName": "okta.bob@acme.test", "name": {"givenName": "Bob", "familyName": "Lind"},
        "emails": [{"primary": True, "value": "okta.bob@acme.test", "type": "work"}], "displayName": "Bob Lind",
        "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7", "groups": [], "password": "1mz050nq", "active": True,
    }  # fmt: skip
    bob = entra.ask("post", "/Users", sent, 201)
    entra.refused("post", "/Users", sent, 409)
    path = f"/Users/{bob['id']}"
    full = entra.ask("get", path)
    full["name"]["givenName"] = "Robert"
    assert entra.ask("put", path, full | {"password": "changed", "locale": "de"})["name"]["givenName"] == "Robert"
    off = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": {"active": False}}]}
    assert entra.ask("patch", path, off)["active"] is False
    assert (
        entra.ask("patch", path, {**off, "Operations": [{"op": "replace", "value": {"active": True}}]})["active"]
        is True
    )
    group = entra.ask("post", "/Groups", {"schemas": [GROUP], "displayName": "Okta Sales", "members": [
        {"value": bob["id"], "display": "okta.bob@acme.test"},
    ]}, 201)  # fmt: skip
    where = f"/Groups/{group['id']}"
    entra.patch(where, {"op": "replace", "value": {"id": group["id"], "displayName": "Okta Sellers"}}, status=204)
    entra.patch(where, {"op": "remove", "path": f'members[value eq "{bob["id"]}"]'}, status=204)
    entra.patch(where, {"op": "add", "path": "members", "value": [{"value": bob["id"], "display": "x"}]}, status=204)
    entra.ask("put", where, {"schemas": [GROUP], "id": group["id"], "displayName": "Okta Sellers", "members": []})
    assert "members" not in entra.ask("get", where)
    missing = entra.refused("get", f"/Users/{uuid4()}", status=404)
    assert "scimType" not in missing


@pytest.mark.django_db(transaction=True)
def test_scim2_client_gets_along(transactional_db: None) -> None:
    provider = ScimProvider(models=[PlainUser, PlainGroup, EnterpriseUser])
    directory = Directory(desk("Acme", "olga@acme.test").workspace_id)
    with serving() as address:
        scim = HttpClient(address, directory.token, provider=provider)
        user = scim.create(PlainUser(user_name="cleo@acme-crew.com", active=True))
        assert isinstance(user, PlainUser)
        user.display_name = "Cleo"
        replaced = scim.replace(user)
        assert isinstance(replaced, PlainUser)
        assert replaced.display_name == "Cleo"
        group = scim.create(PlainGroup(display_name="Crew", members=[PlainGroup.Members(value=user.id)]))
        assert isinstance(group, PlainGroup)
        operation = PatchOperation(op=PatchOperation.Op.replace_, path="displayName", value="All")
        scim.modify(PlainGroup, group.id, PatchOp[PlainGroup](operations=[operation]))
        found = scim.search(SearchRequest(filter='displayName eq "all"'))
        assert found.total_results == 1
        listed = scim.query(PlainUser, query_parameters=SearchRequest(filter=f'groups.value eq "{group.id}"'))
        assert [each.id for each in listed.resources] == [user.id]
        scim.delete(PlainUser, user.id)
        scim.delete(PlainGroup, group.id)
