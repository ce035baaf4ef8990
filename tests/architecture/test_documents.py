"""The documents are as current as the code: generated pages, the glossary, and the guides' own examples."""

import re

from rapport.api.openapi_page import openapi_page
from rapport.platform.settings_page import page as settings_page
from rapport.schema.registry import registry
from tests.architecture.source import CODE, ROOT

AGAIN = "Run `make docs` and commit what changed."


def test_the_openapi_document_is_current() -> None:
    assert (ROOT / "docs/reference/openapi.json").read_text() == openapi_page(), AGAIN


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs/reference/settings.md").read_text() == settings_page(), AGAIN


def test_the_glossary_is_in_order_and_has_the_words_of_the_engine() -> None:
    words = re.findall(r"^\| \*\*([^*]+)\*\*", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    assert words == sorted(words, key=str.lower)
    needed = {
        "actor",
        "change set",
        "context",
        "cursor",
        "draft",
        "field",
        "grant",
        "reach",
        "record",
        "refusal",
        "rule",
        "view description",
    }
    assert needed <= set(words)


def test_the_guides_name_files_that_exist() -> None:
    for page in ("adding-a-field.md", "adding-an-object.md", "architecture.md"):
        text = (ROOT / "docs" / page).read_text()
        for path in re.findall(r"`((?:src|tests|web|docs)/[\w./-]+)`", text):
            if "boat" not in path:
                assert (ROOT / path).exists(), f"{page} names {path}"


def test_every_object_has_a_docstring_of_one_sentence() -> None:
    for object_type in registry.objects().values():
        assert len(object_type.help.splitlines()) == 1


def test_every_module_says_what_it_is() -> None:
    silent = [
        file.name for file in CODE.rglob("*.py")
        if "migrations" not in file.parts and file.read_text().strip() and not file.read_text().startswith(('"""', "#!"))
    ]  # fmt: skip
    assert silent == []
