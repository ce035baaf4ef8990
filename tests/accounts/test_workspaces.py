"""Users, members and roles."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from rapport.accounts import workspaces
from rapport.accounts.models import Membership, MembershipRole, Role, User, Workspace
from rapport.accounts.roles import merge
from rapport.accounts.scope import current_workspace, in_workspace
from rapport.accounts.users import create_user, update_user
from rapport.accounts.workspaces import add_member, create_workspace, deactivate_member, list_members, list_workspaces
from rapport.kernel.context import Grant, Reach
from rapport.kernel.errors import Invalid
from tests.accounts.houses import PASSWORD, House


def test_an_email_is_one_user_in_any_case(acme: House) -> None:
    with pytest.raises(Invalid) as refused:
        create_user(email=" OLGA@acme.TEST ", name="Other", password=PASSWORD)
    assert [(error.field, error.code) for error in refused.value.errors] == [("email", "taken")]
    with pytest.raises(IntegrityError, match="accounts_user_email_lower"), transaction.atomic():
        User.objects.filter(id=acme.owner.id).update(email="Olga@acme.test")
    assert User.objects.get_by_natural_key("OLGA@acme.test") == acme.owner


def test_each_wrong_value_has_its_sentence(db: None) -> None:
    with pytest.raises(Invalid) as refused:
        create_user(email="olga", name=" ", password="short")
    assert {error.field for error in refused.value.errors} == {"email", "name", "password"}


@pytest.mark.parametrize("email", ["", "olga", "olga@", "a" * 250 + "@acme.test", "ol\x00ga@acme.test"])
def test_a_bad_email_is_refused(db: None, email: str) -> None:
    with pytest.raises(Invalid) as refused:
        create_user(email=email, name="Olga", password=PASSWORD)
    assert [error.field for error in refused.value.errors] == ["email"]


def test_a_user_changes_what_is_given(acme: House) -> None:
    update_user(acme.owner.id, name=" Olga N. ", locale="cs", theme="dark")
    update_user(acme.owner.id, time_zone="Europe/Prague")
    acme.owner.refresh_from_db()
    assert (acme.owner.name, acme.owner.locale) == ("Olga N.", "cs")
    assert (acme.owner.time_zone, acme.owner.theme) == ("Europe/Prague", "dark")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 151),
        ("name", "a\x00b"),
        ("locale", "klingon"),
        ("locale", "../en"),
        ("time_zone", "Mars/Olympus"),
        ("theme", "pink"),
    ],
)
def test_a_wrong_preference_changes_nothing(acme: House, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        update_user(acme.owner.id, **{"name": "Changed", field: value})
    assert [error.field for error in refused.value.errors] == [field]
    acme.owner.refresh_from_db()
    assert acme.owner.name == "Acme Owner"


def test_a_workspace_counts_in_a_known_currency(acme: House) -> None:
    with pytest.raises(Invalid) as refused:
        create_workspace(name=" ", owner=acme.owner, currency="XXQ", time_zone="Mars/Olympus")
    assert {error.field for error in refused.value.errors} == {"workspace", "currency", "time_zone"}


def test_members_are_listed_with_whether_they_are_in(acme: House, globex: House) -> None:
    add_member(acme.id, globex.owner, ("support",))
    deactivate_member(acme.id, globex.owner.id)
    assert [(email, active) for _id, _name, email, active in list_members(acme.id)] == [
        ("olga@acme.test", True),
        ("gert@globex.test", False),
    ]
    assert list_workspaces([globex.id, acme.id]) == [(acme.id, "Acme"), (globex.id, "Globex")]


def test_a_user_without_a_password_cannot_sign_in(db: None) -> None:
    user = create_user(email="a@acme.test", name="A", password=None)
    assert not user.has_usable_password()


def test_a_workspace_begins_with_six_roles(acme: House) -> None:
    with in_workspace(acme.id):
        names = list(Role.objects.order_by("position").values_list("name", flat=True))
    assert names == ["Admin", "Manager", "Salesperson", "Support", "Marketing", "Read-only"]


def test_names_may_repeat_and_addresses_do_not(acme: House) -> None:
    twin = create_workspace(name="Acme", owner=acme.owner)
    assert Workspace.objects.get(id=acme.id).slug == "acme"
    assert twin.slug.startswith("acme-")


def test_a_higher_layer_adds_its_part_in_the_same_transaction(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[UUID, str]] = []
    monkeypatch.setattr(workspaces, "steps", [])
    workspaces.on_new_workspace(lambda workspace_id: seen.append((workspace_id, current_workspace())))
    made = create_workspace(name="Initech", owner=acme.owner)
    assert seen == [(made.id, str(made.id))]

    def fail(_workspace_id: UUID) -> None:
        raise ZeroDivisionError

    workspaces.on_new_workspace(fail)
    with pytest.raises(ZeroDivisionError):
        create_workspace(name="Hooli", owner=acme.owner)
    assert not Workspace.objects.filter(name="Hooli").exists()


def test_a_member_is_let_in_with_exactly_these_roles(acme: House, globex: House) -> None:
    def roles() -> set[str]:
        with in_workspace(acme.id):
            ids = MembershipRole.objects.filter(user_id=globex.owner.id).values_list("role_id", flat=True)
            return set(Role.objects.filter(id__in=list(ids)).values_list("key", flat=True))

    add_member(acme.id, globex.owner, ("support", "marketing"))
    assert roles() == {"support", "marketing"}
    add_member(acme.id, globex.owner, ("support",))
    assert roles() == {"support"}
    assert User.objects.get(id=globex.owner.id).workspace_ids == [globex.id, acme.id]
    deactivate_member(acme.id, globex.owner.id)
    assert User.objects.get(id=globex.owner.id).workspace_ids == [globex.id]
    with in_workspace(acme.id):
        assert Membership.objects.get(user_id=globex.owner.id).active is False
    add_member(acme.id, globex.owner, ("support",))
    with in_workspace(acme.id):
        assert Membership.objects.get(user_id=globex.owner.id).active is True


@pytest.mark.parametrize("keys", [("wizard",), ("support", "wizard"), ()])
def test_an_unknown_role_is_refused(acme: House, globex: House, keys: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match="at least one of its roles"):
        add_member(acme.id, globex.owner, keys)
    assert acme.id not in User.objects.get(id=globex.owner.id).workspace_ids


def test_roles_together_reach_as_far_as_the_furthest() -> None:
    seller = {"grants": {"*": {"view": "all", "create": "own", "edit": "own", "delete": "none"}}}
    keeper = {"grants": {"ledger": {"view": "team", "edit": "all"}, "*": {"view": "none"}}}
    merged = merge([seller, keeper])
    assert merged["*"] == Grant(Reach.ALL, Reach.OWN, Reach.OWN, Reach.NONE)
    assert merged["ledger"] == Grant(Reach.ALL, Reach.OWN, Reach.ALL, Reach.NONE)
    assert merge([keeper])["ledger"] == Grant(Reach.TEAM, Reach.NONE, Reach.ALL, Reach.NONE)
    assert merge([]) == {"*": Grant()}
