"""scim2-tester asks the running application everything that RFC 7643 and 7644 say, over HTTP."""

import pytest
from scim2_tester import Status, check_server

from tests.api.scim.directories import Directory, HttpClient, serving
from tests.records.desks import desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_check_of_the_tester_passes(transactional_db: None) -> None:
    directory = Directory(desk("Acme", "olga@acme.test").workspace_id)
    with serving() as address:
        results = check_server(HttpClient(address, directory.token))
    # A check that is skipped is not among the good ones either, and says why.
    wrong = [(r.title, r.resource_type, r.status.name, r.reason) for r in results if r.status not in GOOD]
    assert wrong == []
    assert len(results) > 50
    assert {r.resource_type for r in results if r.resource_type} == {"User", "Group"}


GOOD = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE}
