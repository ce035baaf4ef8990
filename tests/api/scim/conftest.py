"""The directories of two workspaces."""

import pytest

from tests.api.scim.directories import Directory
from tests.records.desks import Desk


@pytest.fixture
def entra(acme: Desk) -> Directory:
    return Directory(acme.workspace_id)


@pytest.fixture
def okta(globex: Desk) -> Directory:
    return Directory(globex.workspace_id)
