"""An administrator connects the organisation's directory; whom it makes is a member, and gone when it says so."""

import json
import urllib.request
from typing import Any

from conftest import Server, call, serious
from playwright.sync_api import Page, expect

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def test_a_directory_makes_and_deactivates_a_member(page: Page, rapport: Server) -> None:
    page.goto("/settings/provisioning")
    expect(page.get_by_text(f"{rapport.address}/scim/v2", exact=True)).to_be_visible()
    assert serious(page) == []
    before = call(page, "GET", "/provisioning")["roles"]
    token = make_token(page)
    page.get_by_role("combobox", name="Roles to begin with").click()
    page.get_by_role("option", name="Salesperson").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("begins with these roles")).to_be_visible()

    made = ask(rapport, token, "POST", "/Users", {
        "schemas": [USER], "userName": "olga@directory.test", "displayName": "Olga Berg",
        "emails": [{"value": "olga@directory.test", "primary": True}],
    })  # fmt: skip
    page.goto("/settings/members")
    row = page.get_by_role("row").filter(has_text="Olga Berg")
    expect(row.get_by_text("Salesperson")).to_be_visible()

    off = {"schemas": [PATCH], "Operations": [{"op": "replace", "path": "active", "value": False}]}
    ask(rapport, token, "PATCH", f"/Users/{made['id']}", off)
    page.reload()
    expect(row.get_by_text("Not active")).to_be_visible()

    page.goto("/settings/provisioning")
    page.get_by_role("button", name="End the token Test directory").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("The token Test directory has ended.")).to_be_visible()
    expect(page.get_by_role("table", name="Provisioning tokens")).to_have_count(0)
    call(page, "PATCH", "/provisioning", {"roles": before})


def make_token(page: Page) -> str:
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Name").fill("Test directory")
    assert serious(page) == []
    page.get_by_role("button", name="Make the token").click()
    dialog = page.get_by_role("dialog", name="The token of your directory")
    token = dialog.get_by_text("rps_").inner_text()
    assert serious(page) == []
    dialog.get_by_role("button", name="Done").click()
    return token


def ask(rapport: Server, token: str, method: str, path: str, body: Any) -> Any:
    """One request as a directory sends it."""
    request = urllib.request.Request(
        f"{rapport.address}/scim/v2{path}",
        method=method,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        text = answer.read()
    return json.loads(text) if text else None
