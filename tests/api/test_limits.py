"""How often one may ask."""

import pytest

from rapport.api import dispatch
from rapport.api.rate_limit import RateLimit
from tests.api.clients import ApiClient


def test_a_member_who_asks_too_often_waits_and_nobody_else_does(
    olga: ApiClient, gert: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "members", RateLimit(1, burst=3))
    answers = [olga.send("get", "/me") for _turn in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert "too many requests" in answers[-1].json()["detail"]
    assert gert.send("get", "/me").status_code == 200
