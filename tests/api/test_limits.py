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


def test_who_is_nobody_is_counted_by_address(
    olga: ApiClient, stranger: ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {"Authorization": "Bearer rpt_nobody"}
    for headers in ({}, wrong, {"Authorization": "Bearer x", "X-Workspace": "nowhere"}):
        monkeypatch.setattr(dispatch, "strangers", RateLimit(1, burst=3))
        answers = [stranger.send("get", "/me", **headers) for _turn in range(4)]
        refused = {401, 422} & {answer.status_code for answer in answers[:3]}
        assert [answer.status_code for answer in answers] == [*refused] * 3 + [429]
        assert int(answers[-1].headers["Retry-After"]) >= 1
    assert stranger.client.get("/api/v1/me", REMOTE_ADDR="10.0.0.9", headers=wrong).status_code == 401
    assert olga.send("get", "/me").status_code == 200, "Who is somebody is not held up by strangers at their address."
