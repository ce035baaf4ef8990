"""What nobody sends by accident: each is refused with a SCIM error, nothing is changed, and the service goes on."""

import json
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.accounts.groups import Mapping, set_mappings
from rapport.accounts.members import find, roles_of
from rapport.accounts.models import DirectoryUser, Membership, User
from rapport.accounts.scope import in_workspace
from tests.api.scim.directories import GROUP, PATCH, SEARCH, USER, Directory
from tests.dumps import differences, dump
from tests.records.desks import Desk

DEEP = "[" * 100_000 + "]" * 100_000
ANN = {"schemas": [USER], "userName": "ann@acme.test", "active": True}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"userName": "\x00"}', DEEP.encode(), b'{"a":' * 3000,
        {}, {"schemas": [USER]}, {**ANN, "userName": None}, {**ANN, "userName": ""}, {**ANN, "userName": " "},
        {**ANN, "userName": 7}, {**ANN, "userName": ["ann"]}, {**ANN, "userName": {"a": 1}},
        {**ANN, "userName": "a\u0000b@acme.test"}, {**ANN, "userName": "a" * 501 + "@acme.test"},
        {**ANN, "active": "perhaps"}, {**ANN, "active": 7}, {**ANN, "active": []}, {**ANN, "emails": "ann@acme.test"},
        {**ANN, "emails": {"value": "ann@acme.test"}}, {**ANN, "emails": [7]}, {**ANN, "emails": [{}]},
        {**ANN, "emails": [{"value": "no email"}]}, {**ANN, "emails": [{"value": "a@acme.test"}] * 21},
        {**ANN, "emails": [{"value": "a@acme.test", "type": "\u0000"}]}, {**ANN, "name": "Ann"}, {**ANN, "name": []},
        {**ANN, "name": {"familyName": {"deep": 1}}}, {**ANN, "displayName": "\u0000"}, {**ANN, "externalId": 7},
        {**ANN, "externalId": "x" * 501}, {**ANN, "schemas": "user"},
        {**ANN, "schemas": [GROUP]}, {**ANN, "userName": "ann", "USERNAME": "bob"},
    ],
)  # fmt: skip
def test_no_such_user_is_made(acme: Desk, entra: Directory, body: Any) -> None:
    before = dump(acme.workspace_id)
    answer = entra.send("post", "/Users", body)
    assert answer.status_code == 400, (body, answer.content)
    error = json.loads(answer.content)
    assert error["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert error["detail"]
    assert set(differences(before, dump(acme.workspace_id))) <= {
        "accounts_provisioning_token",
        "audit_entry",
        "audit_head",
    }
    assert not User.objects.filter(email__startswith="ann").exists()


@pytest.mark.parametrize(
    "operations",
    [
        None, [], "replace", {}, [7], [None], [{}], [{"op": "replace"}], [{"op": 7, "path": "active"}],
        [{"op": "replace", "path": 7, "value": "x"}], [{"op": "replace", "path": "[", "value": "x"}],
        [{"op": "replace", "path": "emails[", "value": "x"}], [{"op": "replace", "path": "userName", "value": None}],
        [{"op": "replace", "path": "userName", "value": {"a": 1}}], [{"op": "replace", "path": "active", "value": "x"}],
        [{"op": "replace", "path": "id", "value": str(uuid4())}], [{"op": "add", "path": "groups", "value": [{}]}],
        [{"op": "remove", "path": "emails"}], [{"op": "remove", "path": "userName"}],
        [{"op": "replace", "path": 'emails[type eq "work"].value', "value": "no email"}],
        [{"op": "replace", "path": "userName", "value": "x"}] * 1001,
        [{"op": "replace", "path": "not (" * 200 + "a pr" + ")" * 200, "value": "x"}],
        [{"op": "replace", "path": f"emails[{'(' * 5000}value pr{')' * 5000}].type", "value": "\u0000"}],
    ],
)  # fmt: skip
def test_no_such_patch_is_applied(entra: Directory, operations: Any) -> None:
    made = entra.user("ann@acme.test")
    entra.refused("patch", f"/Users/{made['id']}", {"schemas": [PATCH], "Operations": operations})
    assert entra.ask("get", f"/Users/{made['id']}") == made


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000 + "userName pr" + ")" * 3000, "not (" * 40 + "userName pr" + ")" * 40,
        " or ".join(['userName eq "a"'] * 101), " and ".join(['emails[value eq "a" and type eq "b"]'] * 60),
        f'userName eq "{"x" * 10_001}"', "\x00", 'userName eq "\x00"', "'; DROP TABLE accounts_user; --", "userName", "",
    ],
)  # fmt: skip
def test_a_monstrous_filter_is_refused_or_finds_nothing(entra: Directory, text: str) -> None:
    entra.user("ann@acme.test")
    answer = entra.send("post", "/Users/.search", {"schemas": [SEARCH], "filter": text})
    assert answer.status_code in {200, 400}, answer.content
    if answer.status_code == 400:
        assert answer.json()["scimType"] in {"invalidFilter", "invalidValue"}
    assert entra.ask("get", "/Users")["totalResults"] == 1


@pytest.mark.parametrize("value", ["a\\u0000b", "\\ud800", "%", "_", "\\\\", "''", "😀"])
def test_odd_characters_are_compared_like_all_others(entra: Directory, value: str) -> None:
    entra.user("ann@acme.test")
    for op in ("eq", "co", "sw", "ew", "gt"):
        text = f'userName {op} "{value}"'
        answer = entra.send("post", "/Users/.search", json.dumps({"schemas": [SEARCH], "filter": text}).encode())
        assert answer.status_code == 200, answer.content
        assert answer.json()["totalResults"] == (1 if op == "gt" and value in {"%", "\\\\", "''"} else 0) or op == "gt"


def test_a_body_may_not_be_endless(entra: Directory) -> None:
    entra.refused("post", "/Users", b"{" + b" " * (4 << 20) + b"}", 413)
    answer = entra.send("post", "/Users", ANN, Transfer_Encoding="chunked")
    assert answer.status_code == 400


def test_ids_that_are_none_are_not_found(entra: Directory) -> None:
    for key in ("nobody", "%00", "7", str(uuid4()), "x" * 2000, str(uuid4()).upper()):
        for kind in ("Users", "Groups"):
            entra.refused("get", f"/{kind}/{key}", status=404)
            entra.refused("delete", f"/{kind}/{key}", status=404)
    for address in ("/Nothing", "/Users/a/b", "/Bulk", "/Me"):
        entra.refused("get", address, status=404)
    entra.refused("put", "/Users", {}, 405)
    entra.refused("get", f"/ResourceTypes?filter={quote('name pr')}", status=403)


def test_another_workspace_s_users_and_groups_are_not_there(
    acme: Desk, globex: Desk, entra: Directory, okta: Directory
) -> None:
    theirs = okta.user("greta@globex.test")
    group = okta.group("Theirs", theirs)
    mine = entra.user("ann@acme.test")
    before = dump(globex.workspace_id)
    rename = {"schemas": [PATCH], "Operations": [{"op": "replace", "path": "displayName", "value": "Taken"}]}
    for path, body in ((f"/Users/{theirs['id']}", theirs), (f"/Groups/{group['id']}", group)):
        entra.refused("get", path, status=404)
        entra.refused("put", path, body, 404)
        entra.refused("patch", path, rename, 404)
        entra.refused("delete", path, status=404)
    for kind, each in (("Users", theirs), ("Groups", group)):
        assert entra.listed(kind, f'id eq "{each["id"]}"')["totalResults"] == 0
    entra.refused("post", "/Groups", {"schemas": [GROUP], "displayName": "Ours", "members": [{"value": theirs["id"]}]})
    assert differences(before, dump(globex.workspace_id)) in ({}, [], set())
    assert okta.found("Users", "userName pr") == ["greta@globex.test"]
    assert entra.found("Users", "userName pr") == [mine["userName"]]


def test_ten_thousand_members_are_written_at_once(acme: Desk, entra: Directory) -> None:
    users = [User(email=f"u{n}@acme.test", name=f"U {n}") for n in range(10_000)]
    User.objects.bulk_create(users, batch_size=1000)
    mine = {"workspace_id": acme.workspace_id}
    with in_workspace(acme.workspace_id):
        keys = {role.key: role.id for role in roles_of(acme.workspace_id)}
        Membership.objects.bulk_create([Membership(**mine, user_id=user.id) for user in users], batch_size=1000)
        DirectoryUser.objects.bulk_create(
            [DirectoryUser(**mine, user_id=user.id, user_name=user.email, user_name_key=user.email) for user in users],
            batch_size=1000,
        )
    set_mappings(acme.workspace_id, [Mapping("All", (keys["support"],), ())])
    group = entra.group("All")
    members = [{"value": str(user.id)} for user in users]
    with CaptureQueriesContext(connection) as seen:
        entra.patch(f"/Groups/{group['id']}", {"op": "add", "path": "members", "value": members}, status=204)
    assert len(seen.captured_queries) < 200, "Told in parts, written in one piece."
    last = entra.listed("Groups", f'members eq "{users[-1].id}"', "&attributes=displayName")
    assert last["totalResults"] == 1
    assert {key for key, _name in find(acme.workspace_id, users[-1].id).roles} == {"support"}
    entra.refused("patch", f"/Groups/{group['id']}", {"schemas": [PATCH], "Operations": [
        {"op": "add", "path": "members", "value": [{"value": "x"}] * 20_001},
    ]}, 413)  # fmt: skip
    entra.patch(f"/Groups/{group['id']}", {"op": "remove", "path": "members"}, status=204)
    assert {key for key, _name in find(acme.workspace_id, users[-1].id).roles} == {"read_only"}


def test_a_patch_that_would_keep_the_server_busy_is_refused_before_it_is_begun(entra: Directory) -> None:
    made = entra.user("anna@acme.test")
    many = {f'emails[type eq "t{n}"].value': "anna@acme.test" for n in range(101)}
    one = {"op": "add", "path": "displayName", "value": "Anna"}
    for operations in ([{"op": "replace", "value": many}], [one] * 101):
        entra.patch(f"/Users/{made['id']}", *operations, status=400)
    members = {f'members[value eq "{n}"].value': "x" for n in range(1001)}
    group = entra.group("Staff", made)
    entra.patch(f"/Groups/{group['id']}", {"op": "replace", "value": members}, status=400)
    after = entra.ask("get", f"/Users/{made['id']}")
    assert (after["emails"], after["displayName"]) == (made["emails"], made["displayName"])
