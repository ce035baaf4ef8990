"""Exports of other systems map onto the real objects without help, and their rows go in."""

import pytest

from rapport.features.importing.effective import obstacles
from rapport.features.importing.upload import upload
from tests.features.importing.foreign_exports import EXPORTS, Export
from tests.records.desks import Desk


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: f"{export.system} {export.object}")
def test_export_maps_onto_the_object(acme: Desk, export: Export) -> None:
    imported = upload(acme.context, export.object, "export.csv", [export.text.encode()])
    names = {column["index"]: column["name"] for column in imported.columns}
    found = {
        names[placed["column"]]: placed["field"] + (f".{placed['part']}" if placed["part"] else "")
        for placed in imported.mapping
    }
    assert {column: found.get(column) for column in export.belongs} == export.belongs
    assert [obstacle.detail for obstacle in obstacles(acme.context, imported) if obstacle.blocking] == []
