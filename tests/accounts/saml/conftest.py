"""A workspace whose connection believes what the key "acme" signs."""

from dataclasses import dataclass
from typing import Any

import pytest

from rapport.accounts.models import SsoConnection
from rapport.accounts.sso.saml import addresses
from rapport.accounts.sso.saml.connections import create
from tests.accounts.houses import House
from tests.accounts.saml.provider import NAME, Said, key_of, metadata


@dataclass
class Login:
    """The connection, and what its provider would say."""

    house: House
    connection: SsoConnection

    def said(self, request_id: str, **more: Any) -> Said:
        named = {
            "acs": addresses.acs(self.connection.id),
            "audience": addresses.entity_id(self.connection.id),
        }
        return Said(**{**named, "request_id": request_id, **more})


@pytest.fixture
def login(acme: House) -> Login:
    shared = {"name": "Acme login", "just_in_time": True, "enabled": True}
    return Login(acme, create(acme.id, shared, {"metadata_xml": metadata(NAME, key_of("acme"))}))
