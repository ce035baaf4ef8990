"""Libraries for signatures of XML: not loaded before they are needed, and told in a sentence when they do not fit."""

import os
import subprocess
import sys
from pathlib import Path

from rapport.platform.xml_signatures import signatures_problem

ROOT = Path(__file__).parents[2]
STARTED = """
import django, sys
django.setup()
from django.urls import resolve
resolve('/sso/saml/01a21091-78e3-70c8-be72-3d1bb4242c77/acs')
print(sorted({'lxml', 'xmlsec', 'onelogin'} & set(sys.modules)))
"""


def said_by(code: str, tmp_path: Path, *paths: Path) -> str:
    """What a new process prints."""
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(map(str, (*paths, ROOT / "src"))),
        "DJANGO_SETTINGS_MODULE": "rapport.config.settings", "RAPPORT_DATA_DIR": str(tmp_path / "data"),
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    return ended.stdout.strip()


def test_they_fit_here() -> None:
    assert signatures_problem() == ""


def test_a_start_loads_none_of_them(tmp_path: Path) -> None:
    assert said_by(STARTED, tmp_path) == "[]"


def test_builds_that_do_not_fit_are_told_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "xmlsec.py").write_text("raise RuntimeError('lxml & xmlsec libxml2 library version mismatch')")
    code = "from rapport.platform.xml_signatures import signatures_problem; print(signatures_problem())"
    sentence = said_by(code, tmp_path, broken)
    assert sentence.startswith("Signatures of XML cannot be checked, so nobody can sign in by SAML: lxml & xmlsec")
    assert "requirements/app.txt" in sentence
