"""`rapport token` and `rapport user`."""

from rapport.accounts.identify import identify
from rapport.accounts.models import User
from rapport.kernel.errors import Invalid, NotFound
from tests.accounts.houses import House, house
from tests.cli.conftest import Run


def test_a_token_of_a_member_works(run: Run, acme: House) -> None:
    done = run("token", "create", "--user", "OLGA@acme.test", "--name", "Script")
    assert done.exit_code == 0, done.output
    found = identify(token=done.stdout.strip())
    assert found
    assert (found.user_id, found.context.workspace_id) == (acme.owner.id, acme.id)


def test_an_unknown_user_is_a_sentence(run: Run, acme: House) -> None:
    refused = run("token", "create", "--user", "nobody@acme.test", "--name", "Script").exception
    assert isinstance(refused, NotFound)
    assert "rapport user create" in str(refused)


def test_with_several_workspaces_one_must_be_named(run: Run, acme: House) -> None:
    house("Globex", "gert@globex.test")
    refused = run("token", "create", "--user", "olga@acme.test", "--name", "Script").exception
    assert str(refused) == "Say which workspace with --workspace. The workspaces are: “Acme”, “Globex”."
    assert run("token", "create", "--user", "olga@acme.test", "--name", "x", "--workspace", "acme").exit_code == 0
    stranger = run("token", "create", "--user", "olga@acme.test", "--name", "x", "--workspace", "Globex").exception
    assert isinstance(stranger, Invalid)


def test_a_user_gets_a_password_that_works(run: Run, acme: House) -> None:
    done = run("user", "create", "--email", "ann@acme.test", "--name", "Ann", "--role", "manager")
    assert done.exit_code == 0, done.output
    assert User.objects.get(email="ann@acme.test").check_password(done.stdout.strip())


def test_a_password_can_be_typed_and_is_not_printed(run: Run, acme: House) -> None:
    words = ("user", "create", "--email", "ann@acme.test", "--name", "Ann", "--role", "support", "--password-stdin")
    done = run(*words, typed="a wide green meadow\n")
    assert done.exit_code == 0, done.output
    assert "meadow" not in done.stdout
    assert User.objects.get(email="ann@acme.test").check_password("a wide green meadow")


def test_an_unknown_role_leaves_no_user(run: Run, acme: House) -> None:
    refused = run("user", "create", "--email", "ann@acme.test", "--name", "Ann", "--role", "boss").exception
    assert isinstance(refused, Invalid)
    assert not User.objects.filter(email="ann@acme.test").exists()
