"""The keys that a provider publishes: what is none of them is passed over."""

from typing import Any

import pytest

from rapport.accounts.sso.oidc.provider import ProviderWrong, keys_in
from tests.accounts.sso.provider import Provider


@pytest.mark.parametrize(
    "odd", [5, None, [], {"kty": ["RSA"]}, {"kty": {"a": 1}}, {"kty": "RSA", "n": 5, "e": []}, {"kty": "EC", "crv": "x"}]
)  # fmt: skip
def test_a_key_that_cannot_be_read_keeps_no_other_out(provider: Provider, odd: Any) -> None:
    public = provider.key.as_dict(private=False)
    assert [key.kid for key in keys_in({"keys": [odd, public]}).keys] == ["one"]
    with pytest.raises(ProviderWrong):
        keys_in({"keys": [odd]})
