"""A field is one line and one generated migration, an object one file, one registration line and one migration."""

import subprocess
from pathlib import Path

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState

from rapport.config.objects import OBJECTS
from tests.objects.boats import ADDED, boat, pair_models
from tests.objects.declaring import APP, declaring


def test_the_line_is_one_added_column_in_one_migration(tmp_path: Path) -> None:
    def state(*, line: bool) -> ProjectState:
        with declaring():
            module, made = boat(tmp_path, line=line), ProjectState()
            for model in (module.Boat, *pair_models()):
                made.add_model(ModelState.from_model(model))
        return made

    without, whole = state(line=False), state(line=True)
    [one_line] = MigrationAutodetector(without, whole)._detect_changes()[APP]
    assert [type(o).__name__ for o in one_line.operations] == ["AddField"]
    assert (one_line.operations[0].name, one_line.operations[0].field.null) == (ADDED, True)
    [whole_object] = MigrationAutodetector(ProjectState(), whole)._detect_changes()[APP]
    assert [type(o).__name__ for o in whole_object.operations] == ["CreateModel", "CreateModel"]


def test_an_object_is_one_line_of_the_list_of_objects() -> None:
    for module in OBJECTS:
        folder = Path("src") / module.replace(".", "/")
        assert (folder / "models.py").is_file()
    named = subprocess.run(
        ["git", "grep", "-lE", r"rapport\.objects\.[a-z]+", "--", "src"], capture_output=True, text=True, check=True
    ).stdout.split()
    outside = [name for name in named if not name.startswith("src/rapport/objects/")]
    assert outside == ["src/rapport/config/objects.py"]
