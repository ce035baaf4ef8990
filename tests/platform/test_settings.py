"""What is said when the environment is wrong, and what is derived when it is right."""

import os
import stat
from pathlib import Path

import pytest

from rapport.platform.misconfigured import Misconfigured
from rapport.platform.settings import Settings, load_settings
from rapport.platform.settings_page import page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("RAPPORT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RAPPORT_DATA_DIR", str(tmp_path / "data"))


def refusal(monkeypatch: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as refused:
        load_settings()
    return str(refused.value)


def test_an_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(monkeypatch, RAPPORT_PROT="8000").startswith("There is no setting RAPPORT_PROT.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORT_PORT", "http"),
        ("RAPPORT_PORT", "70000"),
        ("RAPPORT_LOG_LEVEL", "loud"),
        ("RAPPORT_PUBLIC_URL", "crm.example.com"),
        ("RAPPORT_DATABASE_URL", "mysql://somewhere/x"),
        ("RAPPORT_DATABASE_URL", "postgresql://rapport_app:hidden@host"),
        ("RAPPORT_SECRET_KEY", "short"),
        ("RAPPORT_WEB_THREADS", "0"),
        ("RAPPORT_SMTP_URL", "smtp://rapport:hidden@mail.example.com/box"),
        ("RAPPORT_MAIL_FROM", "Rapport"),
        ("RAPPORT_ENCRYPTION_KEYS", "hidden," + "a" * 32),
    ],
)
def test_a_bad_value_names_the_variable_and_not_the_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    told = refusal(monkeypatch, **{name: value})
    assert told.startswith(f"{name} does not fit: ")
    assert "hidden" not in told


def test_everything_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(refusal(monkeypatch, RAPPORT_PORT="x", RAPPORT_HOTS="y").splitlines()) == 2


def test_the_key_is_made_once_and_only_the_owner_reads_it() -> None:
    first, second = load_settings().signing_key(), load_settings().signing_key()
    assert first == second
    assert len(first) >= 50
    kept = load_settings().data_dir / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_keys_that_seal_are_the_given_ones_else_one_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = load_settings().sealing_keys()
    assert kept == load_settings().sealing_keys() == ((load_settings().data_dir / "encryption-key").read_text(),)
    assert kept[0] != load_settings().signing_key()
    monkeypatch.setenv("RAPPORT_ENCRYPTION_KEYS", f"{'b' * 32}, {'a' * 32}")
    assert load_settings().sealing_keys() == ("b" * 32, "a" * 32)


def test_what_compose_leaves_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RAPPORT_ENCRYPTION_KEYS", "RAPPORT_SMTP_URL", "RAPPORT_MAIL_FROM", "RAPPORT_PUBLIC_URL"):
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert (settings.smtp_url, settings.mail_from, len(settings.sealing_keys())) == (None, "", 1)


def test_links_begin_with_the_address_people_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_HOST", "0.0.0.0")
    assert load_settings().web_address() == "http://127.0.0.1:8000"
    monkeypatch.setenv("RAPPORT_PUBLIC_URL", "https://crm.example.com/")
    assert load_settings().web_address() == "https://crm.example.com"


def test_a_folder_that_cannot_be_used_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_DATA_DIR", "/proc/nowhere")
    with pytest.raises(Misconfigured, match="Set RAPPORT_DATA_DIR"):
        load_settings().signing_key()


def test_the_public_address_is_answered_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_PUBLIC_URL", "https://crm.example.com/")
    monkeypatch.setenv("RAPPORT_ALLOWED_HOSTS", "a.example, b.example,")
    assert load_settings().hosts()[-3:] == ["crm.example.com", "a.example", "b.example"]


def test_metrics_stand_a_thousand_higher_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_PORT", "8123")
    assert load_settings().metrics_at() == 9123
    monkeypatch.setenv("RAPPORT_METRICS_PORT", "0")
    assert load_settings().metrics_at() is None


@pytest.mark.parametrize("keys", [None, "", ","])
def test_an_external_database_needs_keys_that_all_processes_share(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: str | None
) -> None:
    if keys is not None:
        monkeypatch.setenv("RAPPORT_ENCRYPTION_KEYS", keys)
    told = refusal(monkeypatch, RAPPORT_DATABASE_URL="postgresql://rapport_app:p@db/crm").splitlines()
    assert told[0].startswith("RAPPORT_DATABASE_URL needs RAPPORT_ENCRYPTION_KEYS, the same for every process")
    assert told[1].startswith("RAPPORT_DATABASE_URL needs RAPPORT_SECRET_KEY, the same for every process")
    monkeypatch.setenv("RAPPORT_ENCRYPTION_KEYS", f"{'n' * 32},{'o' * 32}")
    monkeypatch.setenv("RAPPORT_SECRET_KEY", "s" * 32)
    for host in ("web", "worker"):
        monkeypatch.setenv("RAPPORT_DATA_DIR", str(tmp_path / host))
        assert load_settings().sealing_keys() == ("n" * 32, "o" * 32)


def test_an_external_database_keeps_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_ENCRYPTION_KEYS", "k" * 32)
    monkeypatch.setenv("RAPPORT_SECRET_KEY", "s" * 32)
    monkeypatch.setenv("RAPPORT_DATABASE_URL", "postgresql://rapport_app:p%40ss@db:5433/crm?sslmode=require")
    address = load_settings().app_address()
    assert (address.host, address.port, address.database, address.password) == ("db", "5433", "crm", "p@ss")
    assert address.django()["OPTIONS"]["sslmode"] == "require"
    with pytest.raises(Misconfigured, match="RAPPORT_OWNER_DATABASE_URL"):
        load_settings().owner_address()


def test_a_long_data_folder_still_has_a_socket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAPPORT_DATA_DIR", str(tmp_path / ("x" * 120)))
    assert len(f"{load_settings().app_address().host}/.s.PGSQL.5432") <= 107


def test_the_reference_page_is_current() -> None:
    written = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert written == page(), "Run: make docs"


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
