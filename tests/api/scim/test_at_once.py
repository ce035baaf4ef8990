"""Many requests at the same moment, and one whose database connection is ended in the middle."""

import threading
import time

import psycopg
import pytest

from rapport.accounts.models import DirectoryUser, Membership, SsoDomain, User
from rapport.accounts.scope import in_workspace
from rapport.kernel.clock import now
from rapport.platform.postgres.embedded import superuser_address
from tests.api.scim.directories import USER, Directory
from tests.database import DATA, OWN
from tests.every_object.test_concurrency import together
from tests.records.desks import desk

pytestmark = pytest.mark.django_db(transaction=True)
NINA = {"schemas": [USER], "userName": "nina@acme.test", "active": True}
WAITING = """
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def test_the_same_user_is_made_once(transactional_db: None) -> None:
    acme = desk("Acme", "olga@acme.test")
    entra = Directory(acme.workspace_id)
    bodies = [
        NINA,
        {**NINA, "userName": "NINA@acme.test"},
        NINA,
        {**NINA, "userName": "nina.n", "emails": [{"value": "nina@acme.test"}]},
    ]
    statuses = together(
        *(lambda body=body: Directory.send(entra, "post", "/Users", body).status_code for body in bodies)
    )
    assert sorted(statuses) == [201, 409, 409, 409]
    assert User.objects.filter(email="nina@acme.test").count() == 1
    assert entra.ask("get", "/Users")["totalResults"] == 1


def test_two_workspaces_that_make_the_same_person_make_one_account(transactional_db: None) -> None:
    desks = [desk("Acme", "olga@acme.test"), desk("Globex", "gert@globex.test")]
    directories = [Directory(each.workspace_id) for each in desks]
    statuses = together(*(lambda d=d: d.send("post", "/Users", NINA).status_code for d in directories))
    assert sorted(statuses) == [201, 409]
    assert User.objects.filter(email="nina@acme.test").count() == 1


def test_what_is_cut_off_in_the_middle_leaves_nothing(transactional_db: None) -> None:
    acme = desk("Acme", "olga@acme.test")
    entra = Directory(acme.workspace_id)
    entra.ask("get", "/Users")  # the first use of the token is told
    address = superuser_address(DATA).within(OWN)
    found: list[int] = []
    with psycopg.connect(address.conninfo()) as other:
        # All is written but the entry of the audit log, which is the last statement: it waits for this.
        other.execute("SELECT FROM audit_head WHERE workspace_id = %s FOR UPDATE", (acme.workspace_id,))
        request = threading.Thread(
            target=lambda: found.extend(together(lambda: entra.send("post", "/Users", NINA).status_code))
        )
        request.start()
        with psycopg.connect(address.conninfo(), autocommit=True) as killer:
            end = time.monotonic() + 30
            while not (waiting := killer.execute(WAITING).fetchall()):
                assert time.monotonic() < end, "The request never came as far as the audit log."
                time.sleep(0.05)
            for (pid,) in waiting:
                killer.execute("SELECT pg_terminate_backend(%s)", (pid,))
        request.join(30)
    assert found == [500]
    assert not User.objects.filter(email="nina@acme.test").exists()
    with in_workspace(acme.workspace_id):
        assert Membership.objects.filter(workspace_id=acme.workspace_id).count() == 1
        assert not DirectoryUser.objects.filter(workspace_id=acme.workspace_id).exists()
    assert entra.user("nina@acme.test")["userName"] == "nina@acme.test"


def test_who_is_let_in_by_an_address_is_who_has_it_when_it_is_done(transactional_db: None) -> None:
    """A hostile directory moves an account to another address while another workspace finds it by the one before."""
    acme, evil = desk("Acme", "olga@acme.test"), desk("Evil", "eve@evil.test")
    SsoDomain.objects.create(workspace_id=acme.workspace_id, domain="acme.test", token="t", proven_at=now())
    entra, theirs = Directory(acme.workspace_id), Directory(evil.workspace_id)
    theirs.ask("get", "/Users")
    made = theirs.user("nina@acme.test")
    address = superuser_address(DATA).within(OWN)
    with psycopg.connect(address.conninfo()) as other:
        other.execute("SELECT FROM accounts_user WHERE id = %s FOR NO KEY UPDATE", (made["id"],))
        other.execute("UPDATE accounts_user SET email = 'nobody@evil.test' WHERE id = %s", (made["id"],))
        found: list[int] = []
        request = threading.Thread(
            target=lambda: found.extend(together(lambda: entra.send("post", "/Users", NINA).status_code))
        )
        request.start()
        with psycopg.connect(address.conninfo(), autocommit=True) as looking:
            end = time.monotonic() + 30
            while not looking.execute(WAITING).fetchall():
                assert time.monotonic() < end, "The request never came as far as the account."
                time.sleep(0.05)
        other.commit()
        request.join(30)
    assert found == [201]
    assert User.objects.get(id=made["id"]).workspace_ids == [evil.workspace_id]
    assert User.objects.get(email="nina@acme.test").workspace_ids == [acme.workspace_id]
