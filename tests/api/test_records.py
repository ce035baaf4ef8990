"""The routes of records over HTTP."""

from tests.api.clients import ApiClient


def test_a_record_through_its_life(olga: ApiClient) -> None:
    made = olga.send("post", "/companies", {"name": "Northwind Labs", "website": "northwind.example"})
    assert made.status_code == 201, made.content
    assert made.headers["ETag"] == '"1"'
    company = made.json()
    path = made.headers["Location"].removeprefix("/api/v1")
    assert olga.get(path) == company
    assert olga.send("get", path, If_None_Match='"1"').status_code == 304
    changed = olga.send("patch", path, {"name": "Northwind"}, If_Match='"1"')
    assert changed.json()["name"] == "Northwind"
    stale = olga.send("patch", path, {"name": "Other"}, If_Match='"1"')
    assert stale.status_code == 412
    assert stale.json()["errors"][0]["field"] == "name"
    change_set = changed.headers["X-Change-Set"]
    assert olga.post(f"/changes/{change_set}/undo")["undone"] == 1
    assert olga.get(path)["name"] == "Northwind Labs"
    assert olga.send("delete", path).status_code == 204
    assert olga.send("get", path).status_code == 404
    assert olga.post(f"{path}/restore")["deleted_at"] is None
    kinds = [change["kind"] for change in olga.get(f"{path}/history")["changes"]]
    assert kinds == ["restore", "delete", "update", "update", "create"]


def test_metadata_and_pages(olga: ApiClient) -> None:
    meta = olga.get("/meta/objects")
    assert [o["plural"] for o in meta["objects"]] == ["companies", "people", "deals"]
    company = olga.post("/companies", {"name": "Acme"}, 201)
    deal = olga.post("/deals", {"name": "Big", "company": company["id"], "amount": 5}, 201)
    page = olga.get(f"/companies/{company['id']}/page")
    assert next(r["records"] for r in page["related"] if r["object"] == "deal")[0]["id"] == deal["id"]
    groups = olga.post(
        "/query",
        {"object": "deal", "group": {"by": "stage"}, "aggregates": [{"fn": "count"}, {"fn": "sum", "field": "amount"},
                                                                   {"fn": "sum", "field": "weighted"}]},
    )["groups"]  # fmt: skip
    assert groups[0]["aggregates"] == {
        "count": 1, "sum_amount": [{"amount": "5", "currency": "EUR"}],
        "sum_weighted": [{"amount": "1", "currency": "EUR"}],
    }  # fmt: skip
    assert groups[0]["value"]["label"] == "Qualified"
    assert [r["title"] for r in olga.get("/search?q=acm")["results"]] == ["Acme"]
    won = olga.post(f"/deals/{deal['id']}/actions/mark_won", {})
    assert won["stage"]["group"] == "won"
    lost = olga.send("post", f"/deals/{deal['id']}/actions/mark_lost", {})
    assert lost.status_code == 422
    assert olga.get("/me")["can"]["deal"]["view"] == "all"
    assert olga.send("get", "/openapi.json").json()["openapi"] == "3.1.0"


def test_a_write_with_a_key_happens_once(olga: ApiClient) -> None:
    first = olga.send("post", "/companies", {"name": "Once"}, Idempotency_Key="k1")
    again = olga.send("post", "/companies", {"name": "Once"}, Idempotency_Key="k1")
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert len(olga.get("/companies")["records"]) == 1
    assert olga.send("post", "/companies", {"name": "Else"}, Idempotency_Key="k1").status_code == 422


def test_bulk_reports_each_row(olga: ApiClient) -> None:
    answer = olga.post(
        "/people/bulk",
        {"operations": [
            {"op": "create", "values": {"email": "a@example.com"}},
            {"op": "create", "values": {"email": "not an email"}},
            {"op": "upsert", "match": "email", "values": {"email": "A@Example.com", "first_name": "Ann"}},
        ]},
    )  # fmt: skip
    assert [r["status"] for r in answer["results"]] == ["created", "failed", "created"]
    again = olga.post(
        "/people/bulk",
        {"operations": [{"op": "upsert", "match": "email", "values": {"email": "b@example.com"}},
                        {"op": "upsert", "match": "email", "values": {"email": "B@example.com"}}]},
    )  # fmt: skip
    assert [r["status"] for r in again["results"]] == ["created", "failed"]
