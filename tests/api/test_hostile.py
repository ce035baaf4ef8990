"""Requests that nobody means well: each gets a sentence, none an internal error, and nothing is changed."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

import orjson
import pytest
from django.http import HttpResponse

from rapport.kernel.errors import Invalid
from rapport.schema.operators import OPERATORS
from rapport.schema.registry import registry
from tests.api.clients import BASE, ApiClient
from tests.records.desks import Desk

TOO_MANY = 429
NUL, LONE = "a\x00b", '"\\ud800"'
WEIRD: list[Any] = [
    NUL, "'; DROP TABLE person; --", "%s %(w)s {} \\", "x" * 200_000, -1, 0, 2**53, 2**63, 2**64 - 1, -(2**63), 1e308, -0.0,
    0.1, True, False, [], {}, [[]], [None], [1, "a", {}], {"id": None}, {"id": "x"}, {"amount": "NaN"}, {"amount": "1e999"},
    {"amount": 1, "currency": "XXXX"}, {"amount": 1, "currency": "€€€"}, {"amount": 1, "currency": ["EUR"]}, "NaN", "Infinity",
    "-Infinity", "sNaN", "1e1000000", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-12-31Tgarbage", "٣٣٣", "1_000", "me", str(uuid4()),
    "urn:uuid:" + str(uuid4()), [NUL], ["x" * 100], ["tag"] * 10_000, {"street": NUL}, {"street": 5, "x": 1}, "\u202e", "🙂" * 500,
    [[["deep"] * 3] * 3], {"a": {"b": {"c": {}}}}, "http://[::1", "https://a:99999999/", "a@b", "@", "+", "\ud7ff", "\uffff",
]  # fmt: skip


def said(response: HttpResponse) -> str:
    """The answer is a success, or a problem with a sentence."""
    assert response.status_code < 500, response.content.decode()[:2000]
    assert response.status_code != TOO_MANY, "The limit hides what the request would have got."
    if response.status_code >= 400 and response.content:
        assert response.headers["Content-Type"] == "application/problem+json", response.content
        body = orjson.loads(response.content)
        assert body["status"] == response.status_code
        assert body["detail"]
        assert len(response.content) < 20_000
    return response.content.decode()


@pytest.fixture
def records(olga: ApiClient) -> dict[str, str]:
    """One record of each object, by its plural."""
    made = {}
    for object_type in registry.objects().values():
        values = {s.key: "Plain" for s in object_type.writable if s.kind == "text"}
        made[object_type.plural] = olga.post(f"/{object_type.plural}", values, 201)["id"]
    return made


def test_strange_values_of_every_field(olga: ApiClient) -> None:
    for object_type in registry.objects().values():
        for spec in object_type.fields.values():
            operations = [{"op": "create", "values": {spec.key: value}} for value in WEIRD]
            response = olga.send("post", f"/{object_type.plural}/bulk", {"operations": operations})
            said(response)
            assert response.status_code == 200, (spec.key, response.content[:500])
            for result, value in zip(response.json()["results"], WEIRD, strict=True):
                assert result["status"] in {"created", "failed"}
                assert (result["status"] == "failed") == bool(result["errors"]), (spec.key, value)
        for page in (f"/{object_type.plural}?limit=200&sort=-created_at", f"/{object_type.plural}?limit=200"):
            said(olga.send("get", page))


def test_strange_values_in_filters(acme: Desk) -> None:
    kinds = {spec.kind: (o, spec) for o in registry.objects().values() for spec in o.fields.values()}
    for object_type, spec in kinds.values():
        for op in spec.type.operators:
            many = OPERATORS[op].value in {"many", "range"}
            for value in WEIRD:
                sent = [value, value] if many else value
                try:
                    acme.list(object_type.key, limit=1, filter={"field": spec.key, "op": op, "value": sent})
                except Invalid as refused:
                    assert refused.detail  # noqa: PT017 - a refusal is as good as an answer


@pytest.mark.parametrize("view", [
    {"filter": []}, {"filter": "x"}, {"filter": {"and": {}}}, {"filter": {"and": [1]}}, {"filter": {"or": None}},
    {"filter": {"not": []}}, {"filter": {"field": [], "op": {}}}, {"filter": {"field": "name", "op": ["eq"], "value": 1}},
    {"filter": {"field": "name\x00", "op": "eq", "value": "x"}}, {"filter": {"field": "name.x.y", "op": "empty"}},
    {"filter": {"and": [{"field": "name", "op": "empty"}] * 1_000}}, {"filter": {"field": "name", "op": "in", "value": ["x"] * 20_000}},
    {"sort": "name,name,name,name"}, {"sort": ["name", 5]}, {"sort": {"a": 1}}, {"sort": "name; DROP TABLE deal"}, {"sort": "--name"},
    {"sort": "company.name.id"}, {"fields": 'name",(select 1)--'}, {"fields": [["name"]]}, {"fields": ["x"] * 500}, {"fields": {}},
    {"limit": 0}, {"limit": 201}, {"limit": "5 OR 1=1"}, {"limit": 1.5}, {"limit": True}, {"limit": 2**62},
    {"cursor": 5}, {"cursor": "x"}, {"cursor": "AAAA" * 5_000}, {"cursor": "\x00"}, {"group": "stage"}, {"group": {"by": "name"}},
    {"group": {"by": ["stage"]}}, {"group": {"by": "owner", "limit": -1}}, {"group": {"by": "company.owner"}},
    {"aggregates": {"fn": "count"}}, {"aggregates": [{"fn": ["sum"]}]}, {"aggregates": [{"fn": {}, "field": {}}]},
    {"aggregates": [{"fn": "sum", "field": "name"}]}, {"aggregates": [{"fn": "sum", "field": ["amount"]}]}, {"aggregates": ["x"] * 99},
    {"aggregates": [{"fn": "count"}] * 20}, {"count": "yes"}, {"deleted": []}, {"object": "nothing"}, {"object": ["deal"]}, {"x": 1},
])  # fmt: skip
def test_strange_views(olga: ApiClient, records: dict[str, str], view: dict[str, Any]) -> None:
    for key in registry.objects():
        said(olga.send("post", "/query", {"object": key, **view}))
    assert records


def nested(depth: int, inner: str = '{"field":"name","op":"empty"}') -> str:
    return '{"not":' * depth + inner + "}" * depth


def test_deep_nesting(olga: ApiClient, records: dict[str, str]) -> None:
    for depth in (9, 900, 50_000):
        for body in (
            f'{{"object":"company","filter":{nested(depth)}}}',
            "[" * depth,
            '{"a":' * depth,
            f'"{"x" * depth}"',
        ):
            for path in ("/query", "/companies", "/companies/bulk", "/views"):
                said(raw(olga, "post", path, body.encode()))
        lists = "[" * depth + "]" * depth
        for field in (
            "name",
            "industry",
            "website",
            "owner",
            "parent",
            "tags",
            "address",
            "employees",
            "annual_revenue",
        ):
            said(raw(olga, "patch", f"/companies/{records['companies']}", f'{{"{field}":{lists}}}'.encode()))
            said(
                raw(
                    olga,
                    "post",
                    "/query",
                    f'{{"object":"company","filter":{{"field":"{field}","op":"in","value":{lists}}}}}'.encode(),
                )
            )


def raw(
    client: ApiClient, method: str, path: str, body: bytes, kind: str = "application/json", **headers: str
) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.client.generic(method.upper(), BASE + path, body, content_type=kind, headers=client.headers | named)


@pytest.mark.parametrize("body", [
    b"", b"null", b"[]", b"5", b'"x"', b"{", b"\xff\xfe", b'{"name": "\xff"}', b'{"name":"\\ud800"}', b'{"name":"\\u0000"}',
    b'{"name":"a","name":"b"}', b'{"employees":1e400}', b'{"employees":' + b"9" * 5_000 + b"}", b'{"employees":-0}', b"\x00",
    b'{"employees":NaN}', b'{"__proto__":{}}', b'{"":1}', b'{"id":"x","version":5,"workspace_id":"y"}', b'{"name":"a"}garbage',
])  # fmt: skip
def test_strange_bodies(olga: ApiClient, records: dict[str, str], body: bytes) -> None:
    for method, path in (
        ("post", "/companies"), ("patch", f"/companies/{records['companies']}"), ("post", "/companies/bulk"), ("post", "/query"),
        ("post", "/views"), ("patch", "/me"), ("post", "/me/workspace"), ("post", f"/deals/{records['deals']}/actions/mark_lost"),
        ("post", f"/changes/{uuid4()}/undo"), ("post", f"/companies/{records['companies']}/restore"), ("post", "/setup"),
    ):  # fmt: skip
        said(raw(olga, method, path, body))


@pytest.mark.parametrize("kind", [
    "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
    "", "application/json; charset=utf-16", "application/json; charset=nonsense", "x" * 500,
])  # fmt: skip
def test_strange_content_types(olga: ApiClient, records: dict[str, str], kind: str) -> None:
    for body in (
        b'{"name": "Typed"}',
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
        b"a=b&csrfmiddlewaretoken=1",
    ):
        for path in (
            "/companies",
            "/companies/bulk",
            "/query",
            f"/companies/{records['companies']}/restore",
            "/imports",
        ):
            said(raw(olga, "post", path, body, kind))


@pytest.mark.parametrize(
    "header", ["5", '"x"', "W/", '"1", "2"', '""', '"99999999999999999999"', "*", '"-1"', '"٣"', '"1"\t', "\u00e9"]
)
def test_strange_if_match(olga: ApiClient, records: dict[str, str], header: str) -> None:
    path = f"/companies/{records['companies']}"
    for method, body, address in (
        ("patch", {"name": "New"}, path),
        ("post", None, f"{path}/restore"),
        ("delete", None, path),
    ):
        response = olga.send(method, address, body, If_Match=header)
        said(response)
        assert response.status_code in ({200, 204} if header == "*" else {200, 412, 422}), header


def test_strange_headers(olga: ApiClient, records: dict[str, str]) -> None:
    path = f"/companies/{records['companies']}"
    for name, values in {
        "X-Workspace": ["x", "'; --", str(uuid4()), "\u00ff"], "Authorization": ["Bearer", "Bearer ", "Bearer rpt_x", "Basic x", "Bearer " + "x" * 9_000],
        "Idempotency-Key": ["", "x" * 201, "\u00ff", "a b"], "If-None-Match": ["x", "*", '"1"'], "X-CSRFToken": ["", "x", "b" * 64],
        "Accept-Language": ["xx-XX;q=nan", "*" * 5_000], "Cookie": ["sessionid=x; sessionid=y", "\x01"], "X-Request-Id": ["a" * 5_000],
        "Accept": ["text/html"], "Origin": ["null", "https://evil.test"], "Referer": ["https://evil.test/x"],
    }.items():  # fmt: skip
        for value in values:
            for method, where, body in (
                ("get", path, None),
                ("post", "/companies", {"name": "Headed"}),
                ("get", "/me", None),
            ):
                response = olga.send(method, where, body, **{name: value})
                said(response)
                for header, text in response.headers.items():
                    assert "\n" not in header + str(text)


def test_other_methods_and_addresses(olga: ApiClient, records: dict[str, str]) -> None:
    one = f"/companies/{records['companies']}"
    for method in ("put", "options", "trace", "head", "connect", "purge", "delete", "patch", "post", "get"):
        for path in (
            "/companies",
            f"{one}/history",
            f"{one}/page",
            "/query",
            "/search",
            "/openapi.json",
            "/nowhere",
            "",
            "/",
        ):
            said(olga.send(method, path))
    for path in (
        "/companies/%00", "/%2e%2e/etc", "/companies/..%2F..%2Fx", f"{one}%2Fhistory", "/companies/" + "x" * 5_000, "/" + quote("'; --"),
        f"{one}/actions/%00", f"{one}/actions/" + quote("a\nb"), "/people%0d%0aX: y", "/companies//", "/Companies", f"{one}/",
        "/views/x", "/changes/x/undo", "/companies/" + quote("٣"), "/companies/{id}", "/companies/%FF%FE",
    ):  # fmt: skip
        for method in ("get", "post", "patch", "delete"):
            response = olga.send(method, path, {})
            said(response)
            assert response.status_code in {404, 405, 422} or path.endswith("history"), (method, path)
    assert olga.send("get", one).status_code == 200


def test_tampered_cursors(olga: ApiClient) -> None:
    import base64

    for n in range(4):
        olga.post("/deals", {"name": f"Deal {n}", "amount": n, "close_on": "2026-01-01"}, 201)
    for sort in (
        "name",
        "amount",
        "close_on",
        "created_at",
        "owner",
        "stage",
        "company.name",
        "days_in_stage",
        "id",
        "priority,-amount",
    ):
        page = olga.send("get", f"/deals?limit=1&sort={sort}")
        if page.status_code != 200:
            continue
        cursor = page.json()["next"]
        whole = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        seal, parts = whole[:9], orjson.loads(whole[9:])
        for at, value in (
            (2, ["x"] * len(parts[2])), (2, ["\x00"] * len(parts[2])), (2, [None] * len(parts[2])), (2, []), (2, [5]), (2, "xx"), (3, "x"),
            (3, None), (3, 5), (3, "' OR 1=1"), (1, "e"), (1, "x"), (1, None), (0, 1), (2, ["9" * 400] * len(parts[2])),
            (2, ["9999-99-99"] * len(parts[2])), (2, ["\ud800".encode("utf-8", "replace").decode()] * len(parts[2])),
        ):  # fmt: skip
            tampered = [value if i == at else part for i, part in enumerate(parts)]
            if tampered == parts:
                continue
            text = base64.urlsafe_b64encode(seal + orjson.dumps(tampered)).rstrip(b"=").decode()
            assert olga.send("get", f"/deals?limit=1&sort={sort}&cursor={text}").status_code == 422
        for text in (cursor[:-3], cursor + "AA", cursor[::-1], "%00", "==", "é", "a" * 9_000):
            said(olga.send("get", f"/deals?limit=1&sort={sort}&cursor={quote(text)}"))
    for text in ("x", "-1", "1" * 30, "٣", "1e5"):
        said(olga.send("get", f"/changes?after={quote(text)}"))


def test_read_only_and_unknown_fields_are_refused(olga: ApiClient, records: dict[str, str]) -> None:
    for object_type in registry.objects().values():
        path = f"/{object_type.plural}/{records[object_type.plural]}"
        before = olga.get(path)
        for key in [
            *(s.key for s in object_type.fields.values() if s.read_only),
            "id",
            "version",
            "workspace_id",
            "pk",
            "nothing",
            "name_match",
        ]:
            response = olga.send("patch", path, {key: "x"})
            assert response.status_code == 422, (key, response.content)
            assert [e["field"] for e in response.json()["errors"]] == [key]
        assert olga.get(path) == before


def test_too_much(olga: ApiClient, records: dict[str, str]) -> None:
    path = f"/companies/{records['companies']}"
    assert olga.send("patch", path, {"about": "x" * (10 << 20)}).status_code == 413
    assert olga.send("patch", path, {"about": "x" * 100_001}).status_code == 422
    assert olga.send("patch", path, {"tags": [f"t{n}" for n in range(10_000)]}).status_code == 422
    assert (
        olga.send("post", "/companies/bulk", {"operations": [{"op": "create", "values": {}}] * 1_001}).status_code
        == 400
    )
    assert raw(olga, "post", "/companies", b"{}", Content_Length="999999999999").status_code in {400, 413}


def test_members_of_another_workspace_are_no_owners(olga: ApiClient, globex: Desk, records: dict[str, str]) -> None:
    response = olga.send("patch", f"/deals/{records['deals']}", {"owner": str(globex.user.id)})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "owner"


def test_saved_views_with_strange_parts(olga: ApiClient) -> None:
    good = {"object": "deal", "label": "Mine"}
    for part, values in {
        "label": [NUL, "", 5, "x" * 81, None], "layout": ["grid", [], None], "sort": ["nothing", 5, ["amount"], NUL],
        "columns": ["name", [5], ["nothing"], [NUL], ["name"] * 61], "shared": [1, "true", None], "position": [1.5, 10**9, "x", True],
        "filter": [5, [], {"field": "name", "op": "empty", "value": NUL}, {"field": "name", "op": "eq", "value": NUL},
                   {"and": [{"field": "nothing", "op": "empty"}]}, {"field": "created_by", "op": "eq", "value": NUL},
                   {"field": "created_at", "op": "within", "value": {"from": 0, "to": 1, "unit": "day", "x": NUL}}],
    }.items():  # fmt: skip
        for value in values:
            said(olga.send("post", "/views", good | {part: value}))
    made = olga.post("/views", good, 201)
    said(olga.send("patch", f"/views/{made['id']}", {"label": NUL}))
    said(olga.send("patch", f"/views/{made['id']}", {"object": "company"}))
    assert olga.get("/views")["views"]
