"""`rapport check`, `rapport describe` and the list of commands."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from rapport.cli.check import counter_findings, factor_finding
from rapport.cli.commands import COMMANDS
from rapport.cli.main import application
from rapport.platform.checks import findings
from rapport.platform.sealing import seal, sealer
from rapport.platform.settings import current
from rapport.schema.registry import registry
from tests.accounts.houses import House
from tests.cli.conftest import Run
from tests.database import OWN, statement

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r"\(([\w/.-]+\.py):(\d+)\)")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check asks the database of the settings; here that is this worker's."""
    address = current().app_address().within(OWN)
    monkeypatch.setattr(type(current()), "app_address", lambda _settings: address)


def test_a_good_installation_has_no_problem(known: None, transactional_db: None) -> None:
    assert [finding for finding in findings(current()) if finding.problem] == []


def test_a_table_without_row_level_security_is_named(known: None, transactional_db: None) -> None:
    statement("ALTER TABLE accounts_role NO FORCE ROW LEVEL SECURITY", OWN)
    try:
        problems = [finding.problem for finding in findings(current()) if finding.problem]
    finally:
        statement("ALTER TABLE accounts_role FORCE ROW LEVEL SECURITY", OWN)
    assert problems == ["It is missing on: accounts_role"]


def test_second_factors_whose_key_is_lost_are_counted(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    Authenticator.objects.create(user=acme.owner, type="totp", data={"secret": seal("ABCDEFGH")})
    assert factor_finding().problem == ""
    monkeypatch.setattr("rapport.platform.settings.Settings.sealing_keys", lambda _settings: ("z" * 32,))
    sealer.cache_clear()
    problem = factor_finding().problem
    sealer.cache_clear()
    assert problem.startswith("1 cannot. Set RAPPORT_ENCRYPTION_KEYS")


def test_counters_that_disagree_are_named_and_made_anew(run: Run, acme: House) -> None:
    def told() -> list[str]:
        return [finding.problem for finding in counter_findings(mending=False)]

    assert told() == [""]
    statement(f"UPDATE counted_object SET shape = '' WHERE object = 'deal' AND workspace_id = '{acme.id}'")
    statement(
        "INSERT INTO record_counter (workspace_id, object, id, field, currency, n, total)"
        f" VALUES ('{acme.id}', 'person', '{acme.id}', '', '', 1, 0)"
    )
    whose = f"in the workspace {acme.id}"
    mend = "Run: rapport check --rebuild-counters"
    assert told() == [
        f"Those of the object deal {whose} are not made yet. {mend}",
        f"Those of the object person {whose} are wrong in 1 places. {mend}",
    ]
    assert [finding.problem for finding in counter_findings(mending=True)] == ["", "", ""]
    assert told() == [""]


@pytest.mark.parametrize("key", list(registry.objects()))
def test_an_object_is_described_with_places_that_exist(run: Run, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = run("describe", key).stdout
    described = registry.object(key)
    for field in described.fields:
        assert f"  {field}: " in told
    for method in ("GET", "POST"):
        assert f"/api/v1/{described.plural} {method}: " in told
    assert f"/api/v1/{described.plural}/{{id}} PATCH: " in told
    places = PLACE.findall(told)
    assert len(places) > len(described.declared)
    for file, line in places:
        assert len((ROOT / file).read_text().splitlines()) >= int(line)


def test_help_lists_every_command_without_loading_any() -> None:
    told = CliRunner().invoke(application(None, None), ["--help"]).output
    for command in COMMANDS:
        assert (f"\n  {command.name} " in told) != command.hidden
