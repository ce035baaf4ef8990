"""`rapport import` and `rapport export`."""

import json
from pathlib import Path

from rapport.kernel.errors import BadRequest, NotFound
from tests.accounts.houses import House
from tests.cli.conftest import Run

ROWS = "Name,Website\nAcme Works,acme-works.test\nInitech,initech.test\n"


def write(folder: Path, text: str) -> str:
    path = folder / "companies.csv"
    path.write_text(text)
    return str(path)


def test_what_is_imported_comes_out_again(run: Run, acme: House, tmp_path: Path) -> None:
    file = write(tmp_path, ROWS)
    dry = json.loads(run("import", "companies", file, "--dry-run", "--json").stdout)
    assert (dry["rows"], dry["created"], dry["failed"]) == (2, 2, 0)
    assert len(run("export", "companies").stdout.splitlines()) == 1
    done = run("import", "companies", file)
    assert (done.exit_code, done.stdout.splitlines()[0][:17]) == (0, "rows 2, created 2")
    target = tmp_path / "out.csv"
    wanted = json.dumps({"field": "name", "op": "eq", "value": "Initech"})
    assert run("export", "companies", "--filter", wanted, "--output", str(target)).exit_code == 0
    header, row = target.read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("Name,")
    assert row.startswith("Initech,")


def test_a_failed_row_is_told_and_sets_the_exit_status(run: Run, acme: House, tmp_path: Path) -> None:
    done = run("import", "companies", write(tmp_path, f"{ROWS},nameless.test\n"))
    assert done.exit_code == 1
    assert "failed 1" in done.stdout


def test_a_spreadsheet_is_a_spreadsheet(run: Run, acme: House, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert run("export", "company", "--format", "xlsx", "--output", str(target)).exit_code == 0
    assert target.read_bytes()[:2] == b"PK"


def test_wrong_words_are_sentences(run: Run, acme: House, tmp_path: Path) -> None:
    assert isinstance(run("export", "dragons").exception, NotFound)
    assert isinstance(run("export", "companies", "--filter", "{").exception, BadRequest)
    assert run("import", "companies", str(tmp_path / "missing.csv")).exit_code == 2
