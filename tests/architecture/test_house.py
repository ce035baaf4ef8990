"""The rules of the house that a machine can check: layers, sizes, names, and where SQL and the words of objects stand."""

import ast
import io
import re
import subprocess
import sys
import tokenize

from rapport.api.urls import ROUTES
from rapport.schema.checks import check_own, check_together
from rapport.schema.operators import OPERATORS
from rapport.schema.registry import registry
from tests.architecture.source import CODE, ROOT, named, python_files

LONGEST, LONGEST_WITH_REASON = 260, 400
BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "handler",
    "handlers",
    "base",
    "core",
    "stuff",
}
BANNED_EXEMPT = {
    "src/rapport/platform/wsgi_handler.py": "Django calls what answers WSGI a handler",
}
GENERIC = ("kernel", "platform", "accounts", "schema", "fields", "access", "records", "features", "api", "workers")
WORDS = {"deal", "deals", "person", "people", "company", "companies"}
SQL = re.compile(r"^\s*\(?(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|WITH|GRANT|TRUNCATE)\s+\S")
SQL_HOMES = {
    "src/rapport/records": "the engine owns the tables of records",
    "src/rapport/accounts": "ordinary tables of users, workspaces and sessions",
    "src/rapport/fields": "each type says how PostgreSQL shows and compares it",
    "src/rapport/platform": "roles, databases and the queue",
    "src/rapport/features/importing": "the progress and rows of an import are tables of its own",
}


def test_layers_and_contracts_hold() -> None:
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(linter, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_are_short() -> None:
    long = {}
    for file in python_files("src", "tests", "bench", "e2e"):
        lines = len(file.read_text().splitlines())
        if lines > (LONGEST if file.is_relative_to(CODE) else LONGEST_WITH_REASON):
            long[named(file)] = lines
    assert long == {}


def test_files_are_named_for_what_they_hold() -> None:
    named_badly = [
        named(f) for f in python_files("src", "tests", "bench") if f.stem in BANNED or f.parent.name in BANNED
    ]
    assert sorted(set(named_badly) - set(BANNED_EXEMPT)) == []


def words_of(text: str) -> set[str]:
    """The words of the names and strings of a file, without its comments and docstrings."""
    found: set[str] = set()
    docstrings = {
        node.body[0].value.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body
        and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
    }  # fmt: skip
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME or (token.type == tokenize.STRING and token.start[0] not in docstrings):
            found |= set(re.findall(r"[a-z]+", token.string.lower()))
    return found


# Words that stand for something else there, or belong to a language that a file reads.
OTHER_MEANINGS = {
    "src/rapport/accounts": {"person", "people"},
    "src/rapport/schema/object_type.py": {"company", "person"},
    "src/rapport/features/importing": {"company", "companies", "person", "people", "deal", "deals"},
}


def test_generic_code_never_names_an_object() -> None:
    wrong = {}
    for file in python_files(*(f"src/rapport/{folder}" for folder in GENERIC)):
        allowed = set().union(*(words for place, words in OTHER_MEANINGS.items() if named(file).startswith(place)))
        strings = object_words(file.read_text())
        if strings - allowed:
            wrong[named(file)] = sorted(strings - allowed)
    assert wrong == {}


def object_words(text: str) -> set[str]:
    """The keys and plurals of objects that code uses as whole strings or as names."""
    tree = ast.parse(text)
    constants = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return {word for word in WORDS if word in constants or word in names}


def test_sql_stands_at_home() -> None:
    away = []
    for file in python_files("src"):
        if any(named(file).startswith(home) for home in SQL_HOMES):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
                away.append(f"{named(file)}:{node.lineno}")
    assert away == []


def test_only_the_doors_and_accounts_open_a_cursor() -> None:
    homes = (*SQL_HOMES, "src/rapport/cli", "src/rapport/workers")
    away = [
        named(f) for f in python_files("src")
        if "connection.cursor" in f.read_text() and not any(named(f).startswith(home) for home in homes)
    ]  # fmt: skip
    assert away == []


def test_declarations_are_sound() -> None:
    for object_type in registry.objects().values():
        check_own(object_type)
        assert object_type.help.endswith("."), f"{object_type.key}: say in one sentence what it is."
        assert object_type.facts, f"{object_type.key}: say which fields its page shows."
        for spec in object_type.fields.values():
            assert set(spec.type.operators) <= set(OPERATORS)
    check_together(registry.objects())


def test_plurals_do_not_hide_other_addresses() -> None:
    fixed = {route.path.split("/")[1] for route in ROUTES if not route.per_object} | {"openapi.json"}
    plurals = [object_type.plural for object_type in registry.objects().values()]
    assert fixed.isdisjoint(plurals)
    assert len(set(plurals)) == len(plurals)


def test_nothing_committed_names_where_it_was_made() -> None:
    shown = subprocess.run(
        ["git", "grep", "-nIE", r"TODO|FIXME|XXX:", "--", ".", ":!web/package-lock.json", ":!*.lock",
         ":!tests/architecture/test_house.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert shown == ""
