"""Every sentence that a person may read goes through the translation layer."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "rapport"
# The place of the sentence among the arguments of each call that carries one.
SENTENCES = {
    "Refusal": 0, "BadRequest": 0, "NotSignedIn": 0, "Forbidden": 0, "NotFound": 0, "Conflict": 0, "StaleVersion": 0,
    "TooLarge": 0, "Invalid": 0, "TooMany": 0, "FieldError": 2, "ValueProblem": 1, "problem": 1, "refuse": 2,
}  # fmt: skip


def test_no_sentence_is_written_past_the_translation_layer() -> None:
    found = [f"{path.relative_to(SOURCE)}:{line}" for path in SOURCE.rglob("*.py") for line in hard_coded(path)]
    assert found == [], "Wrap these in gettext: " + ", ".join(found)


def hard_coded(path: Path) -> Iterator[int]:
    tree = ast.parse(path.read_text())
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        place = SENTENCES.get(name)
        if place is None:
            continue
        named = [keyword.value for keyword in call.keywords if keyword.arg == "detail"]
        for argument in [*call.args[place : place + 1], *named]:
            if isinstance(argument, ast.JoinedStr) or (isinstance(argument, ast.Constant) and argument.value):
                yield argument.lineno


def test_the_test_sees_a_hard_coded_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('raise Invalid(f"No {x}.", [FieldError("a", "b", "Wrong.")])\nraise Invalid(_("Fine."))\n')
    assert list(hard_coded(bad)) == [1, 1]
