"""Imports over HTTP: the five steps, and nobody else gets in."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from rapport.features.importing.job import work_on_import
from tests.api.clients import BASE, ApiClient, read, sign_in, stranger_client
from tests.records.desks import Desk

FILE = b"""Full name,E-mail,Company,Colour
Elif Aydin,elif@northwind.example,Northwind,red
Jonas Berg,not an email,Fjord,"blue, dark"
Mara Ivanova,mara@fjord.example,Fjord,
"""


def upload(client: ApiClient, content: bytes = FILE, object_key: str = "person", **parts: str) -> HttpResponse:
    form = {"object": object_key, "file": SimpleUploadedFile("contacts.csv", content), **parts}
    return client.client.post(f"{BASE}/imports", form, headers=client.headers)


def uploaded(client: ApiClient, content: bytes = FILE, **parts: str) -> Any:
    return read(upload(client, content, **parts), 201)


def work(desk: Desk, made: Any) -> None:
    work_on_import(desk.workspace_id, UUID(made["id"]))


def test_five_steps(olga: ApiClient, acme: Desk) -> None:
    made = uploaded(olga)
    path = f"/imports/{made['id']}"
    assert made["state"] == "draft"
    assert made["problems"] == []
    assert {c["name"]: c["guess"]["field"] for c in made["columns"]} == {
        "Full name": "first_name", "E-mail": "email", "Company": "company", "Colour": None,
    }  # fmt: skip
    assert made["options"]["match"] == ["email"]
    assert made["sample"][0] == {"row": 2, "cells": ["Elif Aydin", "elif@northwind.example", "Northwind", "red"]}
    changed = olga.patch(path, {"mapping": [*made["mapping"], {"column": 3, "field": "tags", "part": ""}]})
    assert len(changed["mapping"]) == 4
    assert olga.post(f"{path}/check", status=202)["state"] == "checking"
    work(acme, made)
    checked = olga.get(path)
    assert checked["state"] == "checked"
    assert checked["progress"] == {"done": 3, "total": 3}
    summary = checked["summary"]
    assert (summary["of"], summary["created"], summary["failed"]) == ("check", 2, 1)
    assert summary["also_created"] == [{"object": "company", "label": "Companies", "count": 2}]
    assert olga.get("/people")["records"] == []
    first = olga.get(f"{path}/rows?status=created&limit=1")
    assert first["rows"][0]["title"] == "Elif Aydin"
    assert {"field": "email", "label": "Email", "before": "", "after": "elif@northwind.example"} in (
        first["rows"][0]["changes"]
    )
    assert olga.get(f"{path}/rows?status=created&cursor={first['next']}")["rows"][0]["row"] == 4
    [wrong] = olga.get(f"{path}/rows?status=failed")["rows"]
    assert (wrong["row"], wrong["problems"][0]["column"]) == (3, 1)
    mended = olga.patch(path, {"corrections": {"3": {"1": "jonas@fjord.example"}}})
    assert mended["state"] == "draft"
    assert olga.post(f"{path}/run", status=202)["state"] == "running"
    work(acme, made)
    done = olga.get(path)
    assert done["state"] == "done"
    assert done["summary"]["created"] == 3
    assert done["undo"]["possible"]
    people = olga.get("/people?sort=name")["records"]
    assert [p["name"] for p in people] == ["Elif Aydin", "Jonas Berg", "Mara Ivanova"]
    assert people[1]["tags"] == ["blue", "dark"]
    history = olga.get(f"/people/{people[0]['id']}/history")["changes"][0]["change_set"]
    assert (history["source"], history["actor"]["kind"], history["id"]) == ("import", "import", done["change_set"])
    assert olga.post(f"{path}/undo", status=202)["state"] == "undoing"
    work(acme, made)
    undone = olga.get(path)
    assert (undone["state"], undone["undo"]["undone"]) == ("undone", 5)
    assert olga.get("/people")["records"] == []
    assert olga.get("/companies")["records"] == []
    assert [i["id"] for i in olga.get("/imports?object=person")["imports"]] == [made["id"]]
    assert olga.get("/imports?object=deal")["imports"] == []


def test_the_report_repeats_the_rows_with_their_reasons(olga: ApiClient, acme: Desk) -> None:
    made = uploaded(olga, FILE + b"=cmd,=1+1@x.example,,\n")
    olga.post(f"/imports/{made['id']}/run", status=202)
    work(acme, made)
    response = olga.send("get", f"/imports/{made['id']}/report")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    header, *rows = list(csv.reader(io.StringIO(text)))
    assert header == ["Row", "Result", "Reason", "Full name", "E-mail", "Company", "Colour"]
    assert rows[0][:2] == ["3", "failed"]
    assert rows[0][2].startswith("E-mail: “not an email” is not an email address")
    assert rows[0][3:] == ["Jonas Berg", "not an email", "Fjord", "blue, dark"]


@pytest.mark.parametrize("verb", ["get", "patch", "check", "run", "cancel", "undo", "rows", "report"])
def test_nobody_else_gets_at_an_import(
    verb: str, olga: ApiClient, gert: ApiClient, reader: ApiClient, acme: Desk
) -> None:
    made = uploaded(olga)
    seller = sign_in(acme.colleague("salesperson").user)
    expected = {gert: 404, seller: 404, reader: 403, stranger_client(): 401}
    for client, status in expected.items():
        tail = "" if verb in {"get", "patch"} else f"/{verb}"
        method = "get" if verb in {"get", "rows", "report"} else "patch" if verb == "patch" else "post"
        body = {"options": {"mode": "create"}} if verb == "patch" else None
        assert client.send(method, f"/imports/{made['id']}{tail}", body).status_code == status
    assert olga.get(f"/imports/{made['id']}") == made
    assert gert.get("/imports")["imports"] == []


def test_who_may_not_import_cannot_upload(reader: ApiClient, stranger: ApiClient, olga: ApiClient) -> None:
    assert upload(reader).status_code == 403
    assert upload(stranger).status_code == 401
    assert olga.get("/imports")["imports"] == []


def test_a_file_or_a_form_that_does_not_fit_says_so(olga: ApiClient) -> None:
    for content, code in ((b"", "empty"), (b"Name,Email\n", "no-rows"), (b"%PDF-1.7 ...", "format")):
        refused = read(upload(olga, content), 422)
        assert (refused["errors"][0]["field"], refused["errors"][0]["code"]) == ("file", code)
    assert upload(olga, object_key="ghost").status_code == 404
    assert upload(olga, encoding="klingon").status_code == 422
    assert olga.client.post(f"{BASE}/imports", {"object": "person"}, headers=olga.headers).status_code == 422
    assert olga.get("/imports")["imports"] == []


def test_steps_out_of_turn_and_wrong_choices_are_refused(olga: ApiClient, acme: Desk) -> None:
    made = uploaded(olga)
    path = f"/imports/{made['id']}"
    olga.post(f"{path}/undo", status=409)
    for wrong in (
        {"mapping": [{"column": 9, "field": "email"}]},
        {"mapping": [{"column": 0, "field": "email"}, {"column": 0, "field": "phone"}]},
        {"options": {"mode": "destroy"}},
        {"options": {"colour": "red"}},
        {"corrections": {"x": {"0": "y"}}},
        {"source": {"encoding": "klingon"}},
        {"speed": "fast"},
    ):
        olga.patch(path, wrong, status=422)
    for part in ("source", "mapping", "options", "corrections"):
        for odd in (None, 5, "x", [5], [{}], {"a": 1}, {"9" * 5_000: {"0": "x"}}, {"2": {"9" * 5_000: "x"}}, {"2": 5}):
            olga.patch(path, {part: odd}, status=422)
    for key in ("match", "create", "currency", "encoding", "delimiter", "sheet", "header", "keep"):
        part = "source" if key in {"encoding", "delimiter", "sheet", "header"} else "options"
        for odd in ("a\x00", {"a": 1}, ["a"] * 1_000, 1e308):
            olga.patch(path, {part: {key: odd}}, status=422)
    assert olga.get(path) == made
    empty = olga.patch(path, {"mapping": [{"column": 3, "field": "ghost"}]})
    assert {p["code"] for p in empty["problems"] if p["blocking"]} >= {"target"}
    refused = olga.post(f"{path}/check", status=422)
    assert refused["errors"][0]["code"] == "target"
    assert olga.post(f"{path}/cancel")["state"] == "cancelled"
    olga.post(f"{path}/run", status=409)
    olga.send("delete", path)
    assert olga.get(path)["state"] == "cancelled"


def test_reading_the_file_in_another_way(olga: ApiClient) -> None:
    made = uploaded(olga, "Name;Mail\nJosé;jose@x.example\n".encode("cp1252"))
    assert made["source"]["delimiter"] == ";"
    changed = olga.patch(f"/imports/{made['id']}", {"source": {"header": False}})
    assert [c["name"] for c in changed["columns"]] == ["Column 1", "Column 2"]
    assert len(changed["sample"]) == 2
    assert changed["sample"][1]["cells"][0] == "José"


def test_export_of_a_view(olga: ApiClient, reader: ApiClient, stranger: ApiClient, acme: Desk) -> None:
    acme.create("company", name="=HYPERLINK(1)", employees=5)
    acme.create("company", name="Fjord", employees=50)
    wanted = '{"field":"employees","op":"gt","value":1}'
    address = f"/companies/export?fields=name,employees&sort=-employees&filter={wanted}"
    response = olga.send("get", address)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].endswith('.csv"')
    body = b"".join(response.streaming_content)
    assert body.decode("utf-8-sig") == "Name,Employees\r\nFjord,50\r\n'=HYPERLINK(1),5\r\n"
    book = olga.send("get", f"{address}&format=xlsx")
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert reader.send("get", address).status_code == 403
    assert stranger.send("get", address).status_code == 401
    assert olga.send("get", "/companies/export?format=pdf").status_code == 422
    assert olga.send("get", "/companies/export?fields=ghost").status_code == 422
