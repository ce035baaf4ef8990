"""Two imports of the same new records at the same moment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rapport.features.importing import finding
from rapport.features.importing.now import run_import_now
from rapport.records import match_locks
from tests.records.desks import Desk, desk
from tests.records.meeting import at_once, meet_after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("most", [100, 1], ids=["a short batch", "a batch that locks all values"])
def test_what_both_files_name_is_made_once(
    transactional_db: None, write_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    acme = desk("Acme", "olga@acme.test")
    for module in (finding, match_locks):
        monkeypatch.setattr(module, "MOST_VALUES", most)
    one = write_file("Name,Email,Company", "Ann Lee,ann@x.example,Fjord", "Bo Ek,bo@x.example,Fjord", name="one.csv")
    other = write_file(
        "Name,Email,Company", "Bo Ek,BO@X.example,FJORD", "Ann Lee,Ann@x.example,Fjord", name="other.csv"
    )

    def imports(path: Path) -> Callable[[], dict[str, int]]:
        return lambda: dict(run_import_now(acme.context, "person", path).counts)

    meet_after(monkeypatch, finding.Finding, "match")
    found = at_once(imports(one), imports(other))
    assert sorted(counts["created"] for counts in found) == [0, 2]
    assert sorted(counts["unchanged"] for counts in found) == [0, 2]
    assert names(acme, "person") == ["Ann Lee", "Bo Ek"]
    assert [name.lower() for name in names(acme, "company")] == ["fjord"]


def names(acme: Desk, key: str) -> list[str]:
    return [record["name"] for record in acme.list(key, sort="name")["records"]]
